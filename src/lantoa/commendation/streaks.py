"""How many years in a row a collective held a title, its predecessors' years told with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Placement, Succession
from lantoa.organisation.rules.succession import Succession as Move

from .models import Dossier, Honour
from .rules import lineages


@dataclass(frozen=True, slots=True)
class YearView:
    """One year in words: 'Công an tỉnh Hai đạt; kế thừa từ 01/07/2025'."""

    year: int
    why: str
    mark: Mark


def of_dossier(dossier: Dossier) -> tuple[YearView, ...]:
    """The streak of a collective dossier's title before its year; empty for a person."""
    if not dossier.collective:
        return ()
    return streak(dossier.unit.code, dossier.award, dossier.year - 1)


def streak(unit: str, award: str, last: int) -> tuple[YearView, ...]:
    moves = [
        Move(*row)
        for row in Succession.objects.order_by("on").values_list(
            "predecessor__code", "successor__code", "on", "share"
        )
    ]
    units = lineages.ancestors(unit, moves, date.min)
    held = set(
        Honour.objects.filter(
            unit__code__in=units, award=award, person=None, revoked_by=None, year__lte=last
        ).values_list("unit__code", "year")
    )
    if not held:
        return ()
    years = range(min(year for _, year in held), last + 1)
    placed = {
        (code, year)
        for code, start, end in Placement.objects.filter(unit__code__in=units).values_list(
            "unit__code", "valid_from", "valid_to"
        )
        for year in years
        if start <= date(year, 12, 31) and (end is None or end > date(year, 12, 31))
    }
    found = lineages.streak(unit, last, held, moves, placed)
    passed = {move.predecessor: move.on for move in moves if move.predecessor in units}
    return tuple(YearView(one.year, _why(unit, one, passed), one.mark) for one in found)


def _why(unit: str, one: lineages.Year, passed: dict[str, date]) -> str:
    day = date(one.year, 12, 31)
    names = ", ".join(organisation.name_of(code, day) for code in one.by)
    if one.mark == Mark.VERIFIED:
        return f"{names} được tặng"
    last = max((passed[code] for code in one.by if code in passed), default=None)
    said = f"{names} được tặng" + (f"; đơn vị kế thừa từ {on_screen(last)}" if last else "")
    if one.others:
        not_held = ", ".join(organisation.name_of(code, day) for code in one.others)
        said += f"; {not_held} cũng được kế thừa nhưng năm đó không được tặng"
    return f"{said}. Chưa có văn bản nói năm của đơn vị trước có được tính"
