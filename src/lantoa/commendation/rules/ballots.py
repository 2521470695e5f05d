"""A council's ballot: the counts that can be, and what the result weighs once its rule is confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from lantoa.assessment.rules.thresholds import Result, Votes
from lantoa.kernel.decisions import Finding, Mark
from lantoa.kernel.errors import BadInput
from lantoa.rulebook.rules.rows import BY_UNIT, Read, Row

R = TypeVar("R", bound=Row)


def with_confirmed(rows: Iterable[R], confirmed: Collection[str]) -> list[R]:
    """The rows as the deciding unit holds them: one it has confirmed decides, and says that it was confirmed."""
    return [
        replace(row, read=Read.V, clause=f"{row.clause}{BY_UNIT}")
        if row.id in confirmed and row.mark is Mark.TO_CONFIRM
        else row
        for row in rows
    ]


def check_counts(votes: Votes) -> None:
    """Raises ``BadInput`` where more people vote than there are."""
    present = votes.present or 0
    if present + votes.written > votes.members:
        raise BadInput(
            "MORE_THAN_ALL",
            f"{present} người có mặt và {votes.written} ý kiến bằng văn bản nhiều hơn {votes.members} thành viên "
            "của Hội đồng.",
            place="số có mặt",
            remedy=f"Tổng số có mặt và ý kiến bằng văn bản không quá {votes.members}.",
        )
    for yes, cast, place in (
        (votes.yes_present or 0, present, "phiếu đồng ý tại phiên họp"),
        (votes.yes_written, votes.written, "ý kiến đồng ý bằng văn bản"),
    ):
        if min(yes, cast) < 0 or yes > cast:
            raise BadInput(
                "MORE_THAN_ALL",
                f"{yes} phiếu đồng ý nhiều hơn {cast} phiếu.",
                place=place,
                remedy=f"Nhập từ 0 đến {cast}.",
            )


def finding(result: Result, members: int, still_in_force: bool) -> Finding:
    """The ballot as one finding: met, unmet or open; a threshold to be confirmed can only ask."""
    row = result.row
    if row is None or result.needed is None:
        return Finding(
            "BALLOT", True, "Không có quy định bắt buộc bỏ phiếu", Mark.VERIFIED, "Không cần bỏ phiếu."
        )
    unread = row.mark is Mark.TO_CONFIRM and not still_in_force
    clause = f"{row.clause} (đã hết hiệu lực; điều tương ứng chưa đọc)" if unread else row.clause
    detail = f"Đồng ý {result.yes or 0}/{members} tổng số thành viên; cần ít nhất {result.needed}."
    cure = ""
    if result.passed is not True:
        cure = (
            "Không đủ phiếu: không đề nghị khen thưởng."
            if result.passed is False
            else "Lấy ý kiến bằng văn bản của thành viên vắng mặt."
        )
    elif row.mark is Mark.TO_CONFIRM:
        cure = f"Đơn vị đọc văn bản đang có hiệu lực rồi xác nhận quy tắc {row.id} ở trang Căn cứ pháp lý."
    trace = (f"{row.at} {row.id} [{row.mark.label}] {row.clause}", detail)
    return Finding(row.id, result.passed, clause, row.mark, detail, cure, trace)
