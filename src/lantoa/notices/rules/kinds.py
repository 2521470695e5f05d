"""What notices are about. A person chooses for each kind when it comes by mail; in the product it always comes."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    TASK = "task"
    REPORT = "report"
    SCORE = "score"
    DOSSIER = "dossier"
    BALLOT = "ballot"
    DECISION = "decision"
    PAPER = "paper"
    DUE = "due"
    ACCESS = "access"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def short(self) -> str:
        return SHORT[self]


LABELS = {
    Kind.TASK: "Nhiệm vụ được giao, bị trả lại, được xác nhận",
    Kind.REPORT: "Báo cáo mở kỳ, bị trả lại, được duyệt",
    Kind.SCORE: "Chấm điểm, xếp hạng",
    Kind.DOSSIER: "Hồ sơ khen thưởng bị trả lại, được thẩm định",
    Kind.BALLOT: "Bỏ phiếu mở, đóng",
    Kind.DECISION: "Quyết định khen thưởng",
    Kind.PAPER: "Văn bản chỉ đạo",
    Kind.DUE: "Sắp đến hạn, quá hạn",
    Kind.ACCESS: "Vai trò, ủy quyền, tài khoản",
    Kind.OTHER: "Việc khác",
}


SHORT = {
    Kind.TASK: "Nhiệm vụ",
    Kind.REPORT: "Báo cáo",
    Kind.SCORE: "Chấm điểm",
    Kind.DOSSIER: "Hồ sơ",
    Kind.BALLOT: "Bỏ phiếu",
    Kind.DECISION: "Quyết định",
    Kind.PAPER: "Văn bản",
    Kind.DUE: "Đến hạn",
    Kind.ACCESS: "Tài khoản",
    Kind.OTHER: "Việc khác",
}


class When(StrEnum):
    """By mail: at once, in one mail a day, in one a week (Monday), or never."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"

    @property
    def label(self) -> str:
        return {"now": "Gửi ngay", "daily": "Gộp mỗi ngày", "weekly": "Gộp mỗi tuần", "never": "Không gửi"}[
            self
        ]


USUAL = {Kind.DUE: When.DAILY, Kind.SCORE: When.DAILY}
"""What holds until a person chooses; other kinds go at once."""


def usual(kind: str) -> When:
    return USUAL.get(Kind(kind), When.NOW)
