"""The life of a proposal: proposed, then decided once by a person."""

from __future__ import annotations

from lantoa.kernel.steps import Lifecycle, Step

PERMISSION = "reading.proposal.decide"
PROPOSAL = Lifecycle(
    "đề xuất",
    {
        "PROPOSED": "Chờ duyệt",
        "ACCEPTED": "Đã nhận",
        "CORRECTED": "Đã sửa và nhận",
        "REFUSED": "Đã bỏ",
    },
    (
        Step("accept", "PROPOSED", "ACCEPTED", PERMISSION, "Nhận"),
        Step("correct", "PROPOSED", "CORRECTED", PERMISSION, "Sửa rồi nhận"),
        Step("refuse", "PROPOSED", "REFUSED", PERMISSION, "Bỏ"),
    ),
)
