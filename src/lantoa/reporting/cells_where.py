"""Which reports the cells of a foreign table belong to: units by code or name, only where the writer may enter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import search_key
from lantoa.organisation import queries as organisation

from . import facts, queries
from .foreign_table import Given
from .models import FormIndicator, Submission
from .rules import lifecycle
from .rules.forms import Line


@dataclass(frozen=True, slots=True)
class Lines:
    """One version of a form."""

    rows: list[FormIndicator]
    rules: dict[str, Line]
    computed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Where:
    """``units``: codes of those that report; ``by_unit``: (unit code, period) → report; ``names``: search key of a name
    → codes of units that owe it; ``gone``: a unit that ended → in whose reports its figures belong now, and since
    when."""

    reports: Mapping[int, Submission]
    lines: Mapping[int, Lines]
    units: frozenset[str]
    by_unit: Mapping[tuple[str, str], Submission]
    names: Mapping[str, Sequence[str]]
    gone: Mapping[str, tuple[str, date]]

    def report(self, one: Given) -> Submission:
        """The open report of a cell. Raises ``BadInput`` at its place: unknown or doubtful unit, one that merged,
        another period, a report that cannot be entered any more."""
        unit = self._unit(one)
        row = self.by_unit.get((unit, one.period))
        if row is None:
            raise self._missing(one, unit)
        if row.state not in lifecycle.EDITABLE:
            raise BadInput(
                "NOT_OPEN",
                f"Báo cáo kỳ {one.period} của {one.unit} đang ở bước “{row.get_state_display()}”, không nhập được.",
                place=one.place,
                remedy="Đề nghị cấp trên trả lại báo cáo rồi nhập, hoặc bỏ dòng này.",
            )
        return row

    def _unit(self, one: Given) -> str:
        if one.unit in self.units or one.unit in self.gone:
            return one.unit
        named = self.names.get(search_key(one.unit), ())
        if len(named) > 1:
            raise BadInput(
                "UNIT_TWICE",
                f"Có {len(named)} đơn vị tên “{one.unit[:80]}”.",
                place=one.place,
                remedy=f"Ghi mã đơn vị: {', '.join(named[:5])}.",
            )
        return named[0] if named else one.unit

    def _missing(self, one: Given, unit: str) -> BadInput:
        if unit in self.gone:
            heir, since = self.gone[unit]
            return BadInput(
                "UNIT_MERGED",
                f"“{one.unit[:80]}” đã sáp nhập vào {heir} từ ngày {on_screen(since)}.",
                place=one.place,
                remedy=f"Cộng số liệu vào dòng của {heir}, hoặc chuyển dòng này sang tên đơn vị đó.",
            )
        other = sorted({period for code, period in self.by_unit if code == unit})
        if other:
            return BadInput(
                "OTHER_PERIOD",
                f"Không có báo cáo kỳ “{one.period[:20]}” của {one.unit[:80]}.",
                place=one.place,
                remedy=f"Kỳ đang mở: {', '.join(other)}. Kiểm tra lại kỳ của tệp.",
            )
        return BadInput(
            "NO_OBLIGATION",
            f"“{one.unit[:80]}” không có báo cáo của biểu này trong phạm vi của bạn.",
            place=one.place,
            remedy="Kiểm tra lại mã hoặc tên đơn vị; chỉ nhập được cho đơn vị trong phạm vi được giao.",
        )


def lines_of_form(actor: Actor, code: str, day: date) -> list[Line]:
    """The lines of a form's newest version, by its code; ``NotFound`` as well for one outside the actor's reach."""
    found = queries.forms(actor, day).filter(code=code).first()
    if found is None:
        raise queries.hidden()
    return [facts.line_rule(row) for row in queries.lines(found)]


def open_rounds(actor: Actor, day: date) -> list[tuple[str, str]]:
    """('form code|period', their names) of the rounds with a report that the actor may still enter, newest first."""
    reach = access.reach(actor, lifecycle.ENTER, day)
    rows = Submission.objects.filter(reach.units_q(), state__in=lifecycle.EDITABLE)
    found = rows.values_list(
        "round__form__code", "round__period", "round__form__title", "round__label", "round__starts"
    )
    ordered = sorted(set(found.order_by()), key=lambda row: (row[4], row[0]), reverse=True)
    return [(f"{code}|{period}", f"{title}, {label}") for code, period, title, label, _ in ordered]


def find(actor: Actor, form: str, cells: Sequence[Given], day: date, *, lock: bool) -> Where:
    """The reports of the form, in the periods named and any open one, that the actor may enter; a fixed number of
    queries. ``lock`` holds them until the transaction ends. Where every unit is named by its code, only theirs are
    read and held; a name, or a unit that owes nothing, may mean any other."""
    reach = access.reach(actor, lifecycle.ENTER, day)
    rows = Submission.objects.filter(reach.units_q(), round__form__code=form)
    codes = frozenset(one.unit for one in cells)
    named = rows.filter(unit__code__among=codes)
    if set(named.order_by().values_list("unit__code", flat=True)) == codes:
        rows = named
    rows = rows.select_related("round", "unit")
    if lock:
        rows = rows.select_for_update(of=("self",))
    wanted = {one.period for one in cells}
    found = [
        row
        for row in rows.order_by("round__form__version", "pk")
        if row.round.period in wanted or row.state in lifecycle.EDITABLE
    ]
    names: dict[str, list[str]] = defaultdict(list)
    known = organisation.standing(day).names
    for code in sorted({row.unit.code for row in found}):
        names[search_key(known.get(code, code))].append(code)
    return Where(
        {row.pk: row for row in found},
        _lines({row.round.form_id for row in found}),
        frozenset(row.unit.code for row in found),
        {(row.unit.code, row.round.period): row for row in found},
        names,
        _gone(found, day, known),
    )


def computed_lines(forms: set[int]) -> frozenset[int]:
    """Ids of the lines of these forms that follow from others."""
    held = _lines(forms).values()
    return frozenset(row.pk for one in held for row in one.rows if row.code in one.computed)


def _lines(forms: set[int]) -> dict[int, Lines]:
    held: dict[int, list[FormIndicator]] = {pk: [] for pk in forms}
    for row in FormIndicator.objects.filter(form__in=forms).order_by("form_id", "order"):
        held[row.form_id].append(row)
    return {
        pk: Lines(rows, {row.code: facts.line_rule(row) for row in rows}, facts.computed_codes(rows))
        for pk, rows in held.items()
    }


def _gone(found: Sequence[Submission], day: date, names: Mapping[str, str]) -> dict[str, tuple[str, date]]:
    """Units that ended, by code and by name, whose heirs are among those that report."""
    reporting = {row.unit.code for row in found}
    gone = {}
    for move in facts.moves():
        if move.on <= day and move.successor in reporting and move.predecessor not in reporting:
            told = (names.get(move.successor, move.successor), move.on)
            gone[move.predecessor] = told
            gone.setdefault(names.get(move.predecessor, move.predecessor), told)
    return gone
