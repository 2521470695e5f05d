"""The life of a submission: draft → submitted → (returned →) accepted → locked, and beside it waived.

After the lock nothing is entered any more: a mistake is corrected as a new version, on a paper.
"""

from __future__ import annotations

from lantoa.kernel.steps import Lifecycle, Step

ENTER, SUBMIT = "reporting.submission.enter", "reporting.submission.submit"
RETURN, ACCEPT = "reporting.submission.return", "reporting.submission.accept"
LOCK = "reporting.submission.lock"

EDITABLE = frozenset({"draft", "returned"})
"""States in which the reporter may still change figures."""
COUNTED = frozenset({"accepted", "locked"})
"""States whose figures enter a roll-up."""

SUBMISSION = Lifecycle(
    "báo cáo",
    {
        "draft": "Đang nhập",
        "submitted": "Đã gửi, chờ duyệt",
        "returned": "Bị trả lại để sửa",
        "accepted": "Đã duyệt",
        "locked": "Đã khóa số liệu",
        "waived": "Được miễn",
    },
    (
        Step("enter", "draft", "draft", ENTER, "Nhập số liệu"),
        Step("submit", "draft", "submitted", SUBMIT, "Gửi báo cáo"),
        Step("return", "submitted", "returned", RETURN, "Trả lại", reason=True),
        Step("accept", "submitted", "accepted", ACCEPT, "Duyệt"),
        Step("enter", "returned", "returned", ENTER, "Sửa số liệu"),
        Step("submit", "returned", "submitted", SUBMIT, "Gửi lại báo cáo"),
        Step("return", "accepted", "returned", RETURN, "Trả lại sau khi duyệt", reason=True),
        Step("lock", "accepted", "locked", LOCK, "Khóa số liệu"),
        Step("correct", "locked", "locked", LOCK, "Đính chính", reason=True),
        Step("waive", "draft", "waived", RETURN, "Miễn báo cáo", reason=True),
        Step("waive", "returned", "waived", RETURN, "Miễn báo cáo", reason=True),
        Step("oblige", "waived", "draft", RETURN, "Thôi miễn", reason=True),
    ),
)
