"""Prize money of one recipient: base salary of the day of decision × coefficient, rounded up once.

The rows (base salary, coefficients, rules of computing) come from the rulebook; amounts are whole đồng.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantoa.kernel.decisions import Mark
from lantoa.kernel.money import round_up_to
from lantoa.rulebook.rules.rows import BaseSalary, BonusRule, Coefficient


@dataclass(frozen=True, slots=True)
class Line:
    """One award of the recipient. ``period`` for titles, ``achievement`` for forms; empty where not said.
    ``authority``: who gives a Giấy khen; None where not said. ``name``: as reasons call it."""

    award: str
    recipient: str
    is_title: bool
    period: str = ""
    achievement: str = ""
    authority: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What the decree of the day says. ``coefficients`` by (award, recipient)."""

    base: BaseSalary | None
    coefficients: Mapping[tuple[str, str], Coefficient]
    rules: Mapping[str, BonusRule]

    def coefficient(self, award: str, recipient: str) -> Decimal | None:
        """None where no source gives it; a household's is the individual's times the household factor."""
        row = self.coefficients.get((award, recipient))
        if recipient == "household":
            own = self.coefficients.get((award, "individual"))
            factor = self.rules["household"].number
            return None if own is None or own.value is None or factor is None else own.value * factor
        return None if row is None else row.value


@dataclass(frozen=True, slots=True)
class Paid:
    """One line computed. ``amount`` None where the coefficient or the base salary is unknown."""

    award: str
    coefficient: Decimal | None
    raw: Decimal | None
    amount: int | None
    paid: bool
    why: str
    mark: Mark
    clause: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Prize:
    base: BaseSalary | None
    lines: tuple[Paid, ...]

    @property
    def needs_person(self) -> bool:
        return self.base is None or any(line.asks for line in self.lines)

    @property
    def total(self) -> int | None:
        """The sum of what is paid and known; None while the base salary itself is unknown."""
        if self.base is None:
            return None
        return sum(line.amount for line in self.lines if line.paid and line.amount is not None)


def prize(lines: Sequence[Line], table: Table) -> Prize:
    """The prize of one recipient for all ``lines`` of one decision day."""
    beaten = _beaten_titles(lines, table)
    repeated = _repeated_forms(lines)
    vague = _vague(lines)
    built = tuple(
        _line(line, table, beaten.get(index) or repeated.get(index), index in vague)
        for index, line in enumerate(lines)
    )
    return Prize(table.base, built)


def _line(line: Line, table: Table, unpaid: str | None, vague: bool) -> Paid:
    coefficient = table.coefficient(line.award, line.recipient)
    row = table.coefficients.get((line.award, line.recipient))
    step = table.rules["round_up"].number or Decimal(1)
    raw = None if coefficient is None or table.base is None else coefficient * table.base.vnd
    amount = None if raw is None else round_up_to(raw, int(step))
    sure = row is not None and row.mark is Mark.VERIFIED
    based = table.base is not None and table.base.mark is Mark.VERIFIED
    no_authority = line.award == "F_GK" and not line.authority
    return Paid(
        award=line.award,
        coefficient=coefficient,
        raw=raw,
        amount=amount,
        paid=unpaid is None,
        why=unpaid or _why(coefficient, table, no_authority, vague, sure),
        mark=Mark.VERIFIED if sure and based else Mark.TO_CONFIRM,
        clause=row.clause if row else "",
        asks=not sure or not based or raw is None or no_authority or vague,
    )


def _why(coefficient: Decimal | None, table: Table, no_authority: bool, vague: bool, sure: bool) -> str:
    notes = []
    if table.base is None:
        notes.append("chưa đọc được mức lương cơ sở của ngày này")
    elif table.base.mark is not Mark.VERIFIED:
        notes.append("mức lương cơ sở chờ xác nhận")
    if coefficient is None:
        notes.append("chưa rõ hệ số, cần người xác định")
    elif not sure:
        notes.append("hệ số chờ xác nhận")
    if no_authority:
        notes.append("cần nêu cấp tặng giấy khen")
    if vague:
        notes.append("cần nêu rõ thời kỳ hoặc thành tích để biết có trùng hay không")
    sum_known = coefficient is not None and table.base is not None
    return "; ".join(
        ["được chi" if sum_known else "thuộc diện được chi nhưng chưa tính được số tiền", *notes]
    )


def _beaten_titles(lines: Sequence[Line], table: Table) -> dict[int, str]:
    """Titles of one period: all but the highest, by index, with the reason (NĐ 152/2025, Điều 49)."""
    groups: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.is_title and line.period:
            groups.setdefault(line.period, []).append(index)
    reasons: dict[int, str] = {}
    for period, members in groups.items():
        if len(members) == 1:
            continue
        # max keeps the first of equals, so two equal titles are paid once.
        best = max(members, key=lambda index: _weight(lines[index], table))
        for index in members:
            if index != best:
                rule = table.rules["same_period_titles"]
                reasons[index] = (
                    f"cùng thời kỳ {period} đã nhận mức cao hơn hoặc bằng ({lines[best].name or lines[best].award}): "
                    f"chỉ nhận mức cao nhất ({rule.clause})"
                )
    return reasons


def _weight(line: Line, table: Table) -> Decimal:
    found = table.coefficient(line.award, line.recipient)
    return Decimal(-1) if found is None else found


def _repeated_forms(lines: Sequence[Line]) -> dict[int, str]:
    """The same form for the same achievement, after its first line."""
    seen: set[tuple[str, str]] = set()
    reasons: dict[int, str] = {}
    for index, line in enumerate(lines):
        if line.is_title or not line.achievement:
            continue
        key = (line.award, line.achievement)
        if key in seen:
            reasons[index] = "cùng hình thức cho cùng một thành tích: chỉ chi một lần"
        seen.add(key)
    return reasons


def _vague(lines: Sequence[Line]) -> frozenset[int]:
    """Lines whose missing period or achievement could change who is paid."""
    titles = [index for index, line in enumerate(lines) if line.is_title]
    vague = {index for index in titles if len(titles) > 1 and not lines[index].period}
    forms: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if not line.is_title:
            forms.setdefault(line.award, []).append(index)
    for members in forms.values():
        vague |= {
            index
            for index in members
            if not lines[index].achievement
            and any(_same_period(lines[index], lines[other]) for other in members if other != index)
        }
    return frozenset(vague)


def _same_period(one: Line, other: Line) -> bool:
    """Whether two forms could be for one achievement: those of two periods are both paid (Điều 49, quy tắc 6)."""
    return not one.period or not other.period or one.period == other.period
