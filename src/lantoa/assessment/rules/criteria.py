"""A criteria sheet: groups and leaves, checked before anybody is scored against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.numbers import figure


class Kind(StrEnum):
    """Loại tiêu chí (law.md §14.4)."""

    GROUP = "group"
    QUANTITATIVE = "quantitative"
    PASS_FAIL = "pass_fail"
    DIRECT = "direct"
    BONUS_PENALTY = "bonus_penalty"

    @property
    def label(self) -> str:
        return {
            "group": "nhóm",
            "quantitative": "định lượng",
            "pass_fail": "đạt, không đạt",
            "direct": "chấm thẳng",
            "bonus_penalty": "cộng, trừ",
        }[self]


class Direction(StrEnum):
    """Which way is better. ``LOWER`` is our own named version of the formula, never a default."""

    HIGHER = "higher"
    LOWER = "lower"


class Formula(StrEnum):
    """The two definitions in use of who leads a quantitative criterion; a sheet must name its own."""

    EXCEED_RATE = "exceed_rate"
    LEADER_ACTUAL = "leader_actual"

    @property
    def label(self) -> str:
        return {
            "exceed_rate": "dẫn đầu là đơn vị có tỷ lệ vượt chỉ tiêu cao nhất",
            "leader_actual": "dẫn đầu là đơn vị có kết quả lớn nhất trong các đơn vị được giao chỉ tiêu",
        }[self]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of the sheet. ``max`` is the most it gives; ``bonus_points``, ``penalty_points`` and ``min``
    belong to BONUS_PENALTY only, whose ``max`` is a ceiling and not part of what is assigned."""

    code: str
    kind: Kind
    max: Decimal
    parent: str | None = None
    direction: Direction = Direction.HIGHER
    bonus_points: Decimal = Decimal(0)
    penalty_points: Decimal = Decimal(0)
    min: Decimal = Decimal(0)


def place_of(code: str, part: str) -> str:
    return f"criteria[{code}].{part}"


class Criteria:
    """The sheet as a tree. Raises ``BadInput`` at ``criteria[CODE]`` when it is not one: empty, a code
    twice, an unknown parent, a parent that is no group, a loop, a group whose maximum is not the sum of
    its children's, a negative maximum, ``min`` above ``max``."""

    def __init__(self, rows: Iterable[Criterion]) -> None:
        self.rows = tuple(rows)
        self.by_code: dict[str, Criterion] = {}
        for row in self.rows:
            if row.code in self.by_code:
                raise _refuse(
                    "REPEATED_CODE", f"Tiêu chí “{row.code}” có hai dòng.", row, "code", "Đổi mã một dòng."
                )
            self.by_code[row.code] = row
        self.children: defaultdict[str, list[Criterion]] = defaultdict(list)
        for row in self.rows:
            if row.parent is not None:
                self.children[self._parent(row).code].append(row)
        self._check()

    def _parent(self, row: Criterion) -> Criterion:
        parent = self.by_code.get(row.parent or "")
        if parent is None:
            raise _refuse(
                "UNKNOWN_CRITERION",
                f"Tiêu chí “{row.code}” thuộc nhóm “{row.parent}” nhưng không có nhóm đó.",
                row,
                "parent",
                "Ghi thêm nhóm, hoặc sửa mã nhóm.",
            )
        if parent.kind is not Kind.GROUP:
            raise _refuse(
                "NOT_A_GROUP",
                f"“{row.parent}” là tiêu chí {parent.kind.label}, không phải nhóm.",
                row,
                "parent",
                "Chọn một nhóm làm cấp trên.",
            )
        return parent

    def _check(self) -> None:
        if not self.leaves:
            raise BadInput(
                "NO_CRITERIA",
                "Bảng chấm điểm chưa có tiêu chí nào để chấm.",
                place="criteria",
                remedy="Ghi ít nhất một tiêu chí không phải nhóm.",
            )
        for row in self.rows:
            self._check_loop(row)
            self._check_bounds(row)
        for row in self.rows:
            if row.kind is Kind.GROUP:
                self._check_sum(row)

    def _check_loop(self, row: Criterion) -> None:
        seen: set[str] = set()
        above: Criterion | None = row
        while above is not None:
            if above.code in seen:
                raise _refuse(
                    "LOOP",
                    f"Các nhóm thành vòng khép kín qua “{row.code}”.",
                    row,
                    "parent",
                    "Sửa nhóm cấp trên.",
                )
            seen.add(above.code)
            above = self.by_code[above.parent] if above.parent is not None else None

    def _check_bounds(self, row: Criterion) -> None:
        if row.kind is Kind.BONUS_PENALTY:
            if row.min > row.max:
                raise _refuse(
                    "BAD_BOUNDS",
                    f"Điểm thấp nhất {figure(row.min)} lớn hơn điểm cao nhất {figure(row.max)}.",
                    row,
                    "min",
                    "Sửa min hoặc max.",
                )
            for part, points in (("bonus_points", row.bonus_points), ("penalty_points", row.penalty_points)):
                if points < 0:
                    raise _negative(row, part, points)
        elif row.max < 0:
            raise _negative(row, "max", row.max)

    def _check_sum(self, group: Criterion) -> None:
        below = self.children[group.code]
        if not below:
            raise _refuse(
                "EMPTY_GROUP",
                f"Nhóm “{group.code}” chưa có tiêu chí nào.",
                group,
                "code",
                "Ghi tiêu chí cho nhóm, hoặc bỏ nhóm.",
            )
        if self.outside(group):
            wanted = sum((row.max for row in below), Decimal(0))
            fits = group.max in (0, wanted)
        else:
            wanted = sum((row.max for row in below if not self.outside(row)), Decimal(0))
            fits = group.max == wanted
        if not fits:
            raise _refuse(
                "GROUP_SUM",
                f"Nhóm “{group.code}” tối đa {figure(group.max)} điểm nhưng các tiêu chí của nhóm cộng lại "
                f"là {figure(wanted)} điểm (không tính tiêu chí cộng, trừ).",
                group,
                "max",
                "Sửa điểm tối đa của nhóm hoặc của tiêu chí cho khớp.",
            )

    def outside(self, row: Criterion) -> bool:
        """Whether a row stands outside the points assigned: bonus and penalty, or a group of nothing else."""
        if row.kind is Kind.GROUP:
            return all(leaf.kind is Kind.BONUS_PENALTY for leaf in self.leaves_below(row.code))
        return row.kind is Kind.BONUS_PENALTY

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        return tuple(row for row in self.rows if row.kind is not Kind.GROUP)

    def leaves_below(self, group: str) -> list[Criterion]:
        """All leaves of a group, at any depth."""
        found: list[Criterion] = []
        todo = list(self.children[group])
        while todo:
            row = todo.pop()
            if row.kind is Kind.GROUP:
                todo.extend(self.children[row.code])
            else:
                found.append(row)
        return found


def _refuse(code: str, message: str, row: Criterion, part: str, remedy: str) -> BadInput:
    return BadInput(code, message, place=place_of(row.code, part), remedy=remedy)


def _negative(row: Criterion, part: str, points: Decimal) -> BadInput:
    return _refuse(
        "NEGATIVE",
        f"Điểm của “{row.code}” là số âm ({figure(points)}).",
        row,
        part,
        "Ghi từ 0 trở lên; điểm trừ cũng ghi số dương.",
    )
