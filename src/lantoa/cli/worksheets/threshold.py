"""``lantoa try threshold``: how many votes an award needs, and whether it has them."""

from __future__ import annotations

from typing import Any

from lantoa.assessment.rules.thresholds import Result, Votes, count
from lantoa.rulebook import packs

from .fields import Fields, bad
from .sentences import award_name, comma

NO_BALLOT = "Không có quy định bắt buộc bỏ phiếu"
UNREAD = "Chưa đọc được quy định về ngưỡng phiếu của ngày này"


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Share, needed votes and result. Raises ``BadInput`` located in the case."""
    result, clause = _count(case)
    return {
        "share": None if result.share is None else f"{result.share:.2f}",
        "needed": result.needed,
        "yes": result.yes,
        "passed": result.passed,
        "clause": clause,
        "mark": result.mark.value,
    }


def explain(case: dict[str, Any]) -> list[str]:
    result, clause = _count(case)
    if result.row is None:
        return [clause]
    votes = _votes(Fields(case))
    lines = [
        f"{result.row.at} {result.row.id} [{result.mark.label}] {result.row.clause}: {result.row.name}",
        f"{comma(str(result.share))} × {votes.members} thành viên, làm tròn lên = {result.needed}",
    ]
    if result.yes is None or votes.not_asked is None:
        return [*lines, "chưa có số phiếu đồng ý hoặc số có mặt nên chưa kết luận"]
    most = f"{result.yes} + {votes.not_asked} = {result.yes + votes.not_asked}"
    return [
        *lines,
        f"đồng ý: {votes.yes_present} tại họp + {votes.yes_written} bằng văn bản = {result.yes}",
        f"chưa có mặt và chưa hỏi ý kiến bằng văn bản: {votes.not_asked}, nhiều nhất có thể đạt {most}",
    ]


def render(answer: dict[str, Any]) -> str:
    if answer["needed"] is None:
        return f"{answer['clause']}: không tính ngưỡng phiếu."
    said = {
        True: "đủ phiếu.",
        False: "không đủ phiếu.",
        None: "chưa đủ phiếu, còn có thể lấy ý kiến bằng văn bản của thành viên vắng.",
    }
    yes = (
        "chưa bỏ phiếu."
        if answer["yes"] is None
        else f"đã có {answer['yes']} phiếu đồng ý, {said[answer['passed']]}"
    )
    share = answer["share"].removeprefix("0.")
    return (
        f"Cần ít nhất {answer['needed']} phiếu đồng ý ({share} % tổng số thành viên hội đồng); {yes}\n"
        f"  Căn cứ: {answer['clause']}; chờ xác nhận"
    )


def _count(case: dict[str, Any]) -> tuple[Result, str]:
    fields = Fields.of(
        case,
        required=("award", "members", "decided_on"),
        optional=("present", "written", "yes_present", "yes_written"),
    )
    award = fields.choice("award", tuple(packs.award_codes()))
    day = fields.day("decided_on")
    rows = packs.thresholds(day)
    result = count(award, _votes(fields), rows)
    if result.row is None:
        ruled = any(row.kind == "share" for row in rows)
        return result, f"{NO_BALLOT} với {award_name(award)}" if ruled else UNREAD
    still = any(row.id == result.row.instrument for row in packs.instruments(day))
    clause = result.row.clause
    return result, clause if still else f"{clause} (đã hết hiệu lực; điều tương ứng của NĐ 152/2025 chưa đọc)"


def _votes(fields: Fields) -> Votes:
    members = fields.whole("members", 1, 100_000)
    present, yes_present = (_optional(fields, key, members) for key in ("present", "yes_present"))
    written, yes_written = (_optional(fields, key, members) or 0 for key in ("written", "yes_written"))
    if (present or 0) + written > members:
        raise bad(
            "MORE_THAN_ALL",
            f"{present or 0} người có mặt và {written} ý kiến bằng văn bản nhiều hơn {members} thành viên.",
            "present",
            "Kiểm tra lại số có mặt và số ý kiến bằng văn bản.",
        )
    for yes, cast, key in ((yes_present, present, "yes_present"), (yes_written, written, "yes_written")):
        if yes is not None and cast is not None and yes > cast:
            raise bad(
                "MORE_THAN_ALL",
                f"{yes} phiếu đồng ý nhiều hơn {cast} người bỏ phiếu.",
                key,
                f"Nhập từ 0 đến {cast}.",
            )
    return Votes(members, present, written, yes_present, yes_written)


def _optional(fields: Fields, key: str, high: int) -> int | None:
    return fields.whole(key, 0, high) if fields.has(key) and fields.get(key) is not None else None
