"""Where what belonged to a unit stands on another day: through its successions, share by share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity

from .reach import Spell
from .tree import Hierarchy, Tree

WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Succession:
    """``share`` (0 < share ≤ 1) of what belonged to ``predecessor`` goes to ``successor`` from ``on``."""

    predecessor: str
    successor: str
    on: date
    share: Decimal = WHOLE


@dataclass(frozen=True, slots=True)
class Home:
    """``share`` of a unit's figure counts at ``unit``; None where that share went nowhere."""

    unit: str | None
    share: Decimal


class History:
    """Placements and successions together. Both are taken as checked (``tree.check``, ``check`` here)."""

    def __init__(self, spells: Iterable[Spell], successions: Iterable[Succession] = ()) -> None:
        self.hierarchy = Hierarchy(spells)
        self._moves: defaultdict[str, list[Succession]] = defaultdict(list)
        for move in sorted(successions, key=lambda move: move.on):
            self._moves[move.predecessor].append(move)

    def __contains__(self, unit: str) -> bool:
        return unit in self.hierarchy

    def on(self, day: date) -> Tree:
        return self.hierarchy.on(day)

    def spans(self, unit: str) -> list[Validity]:
        """When the unit is placed; empty for one nobody knows."""
        return self.hierarchy.spans(unit)

    def moves(self, unit: str, after: date, until: date) -> list[Succession]:
        """Successions of the unit with ``after < on <= until``, earliest first."""
        return [move for move in self._moves.get(unit, ()) if after < move.on <= until]

    def carried(self, unit: str, after: date, until: date) -> list[Home]:
        """Where a figure that ``unit`` had on the day ``after`` counts on the day ``until``.

        What a split does not hand on stays with the unit while it exists, and is lost (``unit`` None)
        when it does not. Backwards (``until`` before ``after``) nothing can be split up again: the figure
        stays with its unit where that existed, else it is lost. Shares add up to one.
        """
        if unit not in self._moves:
            return [Home(unit if self.hierarchy.placed(unit, until) else None, WHOLE)]
        shares, day = {unit: WHOLE}, after
        while coming := [move.on for held in shares for move in self.moves(held, day, until)[:1]]:
            on = min(coming)
            shares, day = self._handed_on(shares, day, on), on
        return [
            Home(held if self.hierarchy.placed(held, until) else None, share)
            for held, share in shares.items()
        ]

    def _handed_on(self, shares: dict[str, Decimal], after: date, on: date) -> dict[str, Decimal]:
        """The shares after the successions of one day; heirs of several get one sum."""
        found: defaultdict[str, Decimal] = defaultdict(Decimal)
        for unit, share in shares.items():
            left = share
            for move in self.moves(unit, after, on):
                found[move.successor] += share * move.share
                left -= share * move.share
            if left > 0:
                found[unit] += left
        return dict(found)

    def succeeded(self, unit: str, after: date, until: date) -> bool:
        """Whether others had taken over all that ``unit`` held on ``after`` by the day ``until``."""
        shares = [move.share for move in self.moves(unit, after, until) if move.successor != unit]
        return bool(shares) and (sum(shares) >= 1 or not self.hierarchy.placed(unit, until))


def check(
    successions: Sequence[Succession],
    hierarchy: Hierarchy,
    place: str = "successions",
    *,
    complete: bool = False,
) -> None:
    """Raises ``BadInput`` at ``place[i]``: unknown unit, share out of (0, 1], successor not in being that
    day, shares of one unit on one day above one (``complete``: or below one though the unit ends)."""
    for index, move in enumerate(successions):
        here = f"{place}[{index}]"
        for unit, key in ((move.predecessor, "from"), (move.successor, "to")):
            if unit not in hierarchy:
                raise BadInput(
                    "UNKNOWN_UNIT",
                    f"Không có đơn vị “{unit}”.",
                    place=f"{here}.{key}",
                    remedy="Ghi đơn vị đó vào danh sách, hoặc sửa mã.",
                )
        if not 0 < move.share <= 1:
            raise BadInput(
                "BAD_SHARE",
                f"Tỷ lệ kế thừa {move.share} không hợp lệ.",
                place=f"{here}.share",
                remedy="Ghi số lớn hơn 0 và không quá 1, ví dụ 0.4.",
            )
        if not hierarchy.placed(move.successor, move.on):
            raise BadInput(
                "SUCCESSOR_NOT_IN_FORCE",
                f"Đơn vị kế thừa “{move.successor}” không hoạt động vào ngày {move.on}.",
                place=f"{here}.to",
                remedy="Sửa ngày kế thừa hoặc thời gian hoạt động của đơn vị kế thừa.",
            )
    _refuse_wrong_sums(successions, hierarchy, place, complete)


def _refuse_wrong_sums(
    successions: Sequence[Succession], hierarchy: Hierarchy, place: str, complete: bool
) -> None:
    def leaving(index: int) -> tuple[str, date]:
        return successions[index].predecessor, successions[index].on

    for (unit, on), found in groupby(sorted(range(len(successions)), key=leaving), key=leaving):
        indexes = list(found)
        total = sum((successions[index].share for index in indexes), Decimal(0))
        heirs = {successions[index].successor for index in indexes}
        if total > 1 or len(heirs) < len(indexes):
            raise BadInput(
                "BAD_SHARE",
                f"Các phần kế thừa của “{unit}” ngày {on} cộng lại là {total}, hoặc ghi trùng nơi nhận.",
                place=f"{place}[{indexes[-1]}].share",
                remedy="Mỗi nơi nhận ghi một dòng; tổng các phần không quá 1.",
            )
        if complete and total < 1 and not hierarchy.placed(unit, on):
            raise BadInput(
                "BAD_SHARE",
                f"“{unit}” kết thúc ngày {on} nhưng các phần kế thừa mới cộng được {total}.",
                place=f"{place}[{indexes[-1]}].share",
                remedy="Chia đủ 1 cho các đơn vị kế thừa.",
            )
