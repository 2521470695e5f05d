"""The ballot by which a cluster's members put forward a unit (suy tôn).

No national clause that we read fixes how many votes it takes: the most votes win, and the two-ballot limit
with the head's and deputy's last word comes from another sector (pack row V09). Both are to be confirmed
by the cluster's regulation; the council's vote with its legal threshold is still needed afterwards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lantoa.kernel.errors import BadInput, Conflict

CLAUSE = "V09"
"""The pack row (thresholds) that the rounds rest on."""


class Result(StrEnum):
    CHOSEN = "chosen"
    AGAIN = "again"
    LEADERS = "leaders"


@dataclass(frozen=True, slots=True)
class Count:
    """``votes`` by candidate, all candidates listed; ``electors`` may vote, ``voted`` did; ``blank`` chose none."""

    votes: Mapping[str, int]
    electors: int
    voted: int
    blank: int
    result: Result
    chosen: str | None
    why: str


def check_vote(
    *,
    elector: str,
    choice: str | None,
    electors: Collection[str],
    voted: Collection[str],
    candidates: Collection[str],
    is_open: bool,
) -> None:
    """Pass, or say what is wrong with this vote. ``choice`` None is a blank vote, which counts as cast."""
    if not is_open:
        raise Conflict(
            "BALLOT_CLOSED",
            "Cuộc bỏ phiếu đã đóng, phiếu này không được nhận.",
            place="phiếu bầu",
            remedy="Xem kết quả kiểm phiếu; nếu có sai sót, kiến nghị với Cụm trưởng.",
        )
    if elector not in electors:
        raise BadInput(
            "NOT_AN_ELECTOR",
            "Đơn vị này không có tên trong danh sách bỏ phiếu.",
            place="đơn vị bỏ phiếu",
            remedy="Chỉ đơn vị thành viên của cụm khi mở cuộc bỏ phiếu được bỏ phiếu.",
        )
    if elector in voted:
        raise Conflict(
            "ALREADY_VOTED",
            "Đơn vị này đã bỏ phiếu.",
            place="đơn vị bỏ phiếu",
            remedy="Mỗi đơn vị thành viên chỉ bỏ một phiếu trong một lần bỏ phiếu.",
        )
    if choice is not None and choice not in candidates:
        raise BadInput(
            "NOT_A_CANDIDATE",
            "Đơn vị được chọn không có trong danh sách bầu.",
            place="đơn vị được suy tôn",
            remedy="Chọn một đơn vị trong danh sách đã chốt, hoặc để phiếu trắng.",
        )


def count(
    *, candidates: Collection[str], votes: Collection[str | None], electors: int, round_: int, max_rounds: int
) -> Count:
    """The ballot as counted: the most votes, alone, win; else another round, else head and deputy decide."""
    tally = {one: sum(1 for vote in votes if vote == one) for one in candidates}
    blank = sum(1 for vote in votes if vote is None)
    most = max(tally.values(), default=0)
    leaders = [one for one, number in tally.items() if number == most and most > 0]
    if len(leaders) == 1:
        result, chosen, why = Result.CHOSEN, leaders[0], f"Được {most}/{electors} phiếu, nhiều phiếu nhất."
    else:
        chosen = None
        tied = (
            "Chưa có phiếu hợp lệ nào." if not leaders else f"{len(leaders)} đơn vị cùng được {most} phiếu."
        )
        if round_ < max_rounds:
            result, why = Result.AGAIN, f"{tied} Cụm bỏ phiếu lần thứ {round_ + 1}."
        else:
            result = Result.LEADERS
            why = f"{tied} Đã bỏ phiếu {max_rounds} lần: Cụm trưởng và Cụm phó quyết định."
    return Count(tally, electors, len(votes), blank, result, chosen, why)
