"""One indicator on a map: the country's provinces (as land or as tiles), or one province's communes as points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lantoa.analysis import source
from lantoa.analysis.source import Gathered
from lantoa.documents.pictures import tiles
from lantoa.organisation import maps as drawing
from lantoa.organisation import queries as organisation
from lantoa.reporting import facts
from lantoa.web import maps
from lantoa.web.charts_pictures import Drawn, table
from lantoa.web.kit import Request
from lantoa.web.parts import Tab

from .asked import Ask, Choices
from .pages import named, stands
from .shown import Read, answer, chart, files, read

TILES = "o"
UNKNOWN = Read(None, "–")
ONE = timedelta(days=1)
SPOTS = "".join(
    f".spot-t{at}{{fill:{colour}}}"
    for at, colour in enumerate(("#aeb8b5", "#abd3d8", "#74b1b9", "#3a8792", "#136a76", "#07434c"))
)
"""Colours of a commune's point in a file of its own."""


@dataclass(frozen=True, slots=True)
class Side:
    """A map with its numbers beside it."""

    map: maps.Map
    table: SafeString


@chart("map")
def country(request: Request, offered: Choices, asked: Ask) -> HttpResponse:
    """Provinces within the scope are coloured, the others stay without a figure; a province shows its communes."""
    held = asked.figures(request.day, request.actor)
    day = asked.geography or asked.period.ends - ONE
    inside = facts.provinces([asked.unit], day).get(asked.unit, "") if asked.unit else ""
    if inside:
        return _province(request, offered, asked, held, inside, day)
    return _country(request, offered, asked, held, day)


def _country(request: Request, offered: Choices, asked: Ask, held: Gathered, day: date) -> HttpResponse:
    provinces = organisation.provinces_on(day)
    known = held.scope.board(held.periods[-1]).tree
    at = {
        one.code: next((code for code in (one.code, one.police or "") if code and code in known), "")
        for one in provinces
    }
    found = _found(held, asked, at)
    title = _("%(what)s, %(label)s") % {"what": named(asked, held), "label": asked.period.label}
    rows = [
        maps.Province(one.code, one.name, _open(asked, at[one.code]), found[one.code].value)
        for one in provinces
    ]
    tiled = asked.kind == TILES
    drawn = maps.by_figure(title, rows, day, asked.measure, standalone=False)
    alone = "" if tiled else str(maps.by_figure(title, rows, day, asked.measure, standalone=True).svg)
    picture = Drawn(
        title, lambda width: _tiles(title, drawn, rows, found, width), [_("Tỉnh, thành phố"), asked.measure],
        _numbers([(one.code, one.name) for one in provinces], found), stands(asked, held, request),
        f"ban-do-{asked.line.code}", alone,
    )  # fmt: skip
    covered = sum(one.value is not None for one in found.values())
    notes = [
        _("%(count)s/%(all)s tỉnh, thành phố có số liệu trong phạm vi đang xem.")
        % {"count": covered, "all": len(provinces)}
    ]
    switch = [
        Tab(_("Bản đồ"), asked.url(kieu=""), not tiled), Tab(_("Bản đồ ô"), asked.url(kieu=TILES), tiled)
    ]  # fmt: skip
    more: dict[str, Any] = {} if tiled else {"map": Side(drawn, table(picture)), "map_files": files(asked, 0)}
    return answer(
        request,
        "analysis/map.html",
        offered,
        asked,
        [picture],
        held,
        notes=notes,
        kinds=switch,
        levels=False,
        **more,
    )


def _province(
    request: Request, offered: Choices, asked: Ask, held: Gathered, inside: str, day: date
) -> HttpResponse:
    """Each reporter at the place of the commune it answers for."""
    land = facts.territories()
    at = {land.get(unit, unit): unit for unit in held.reporters()}
    found = _found(held, asked, at)
    steps = maps.steps([one.value for one in found.values() if one.value is not None])
    spots = [
        drawing.Spot(code, f"{held.names.get(at[code], code)}: {_told(one, asked)}", f"t{_tone(one, steps)}")
        for code, one in found.items()
        if drawing.placed(code)
    ]
    title = _("%(what)s, %(label)s") % {"what": named(asked, held), "label": asked.period.label}
    drawn = maps.Map(title, mark_safe(drawing.province(title, inside, spots, day)), ())
    alone = drawing.province(title, inside, spots, day, standalone=True).replace(
        "<style>", f"<style>{SPOTS}", 1
    )
    picture = Drawn(
        title, lambda width: _tiles(title, drawn, [], {}, width), [_("Đơn vị"), asked.measure],
        _numbers([(code, held.names.get(unit, unit)) for code, unit in at.items()], found),
        stands(asked, held, request), f"ban-do-{asked.line.code}", alone,
    )  # fmt: skip
    keys = [
        maps.Key(f"spot-t{place}", f"{_stretch(low, high)} {asked.measure}")
        for place, (low, high) in enumerate(steps, start=1)
    ]
    unplaced = len(found) - len(spots)
    notes = (
        [_("%(count)s đơn vị chưa rõ vị trí, chỉ có trong bảng.") % {"count": unplaced}] if unplaced else []
    )
    if not spots or not drawn.svg:
        none = _("Chưa có bản đồ cho phạm vi này; xem trang So sánh.")
        return answer(
            request, "analysis/map.html", offered, asked, [], held, notes=notes, empty=none, levels=False
        )
    side = Side(
        maps.Map(title, drawn.svg, [*keys, maps.Key("spot-t0", _("chưa có số liệu"))]), table(picture)
    )
    return answer(
        request, "analysis/map.html", offered, asked, [picture], held, notes=notes, map=side,
        map_files=files(asked, 0), levels=False,
    )  # fmt: skip


def _found(held: Gathered, asked: Ask, at: Mapping[str, str]) -> dict[str, Read]:
    """Place → the figure of the unit that reports for it."""
    period = held.periods[-1]
    totals = source.totals(held, [unit for unit in at.values() if unit], asked.line.code, [period])
    return {code: read(totals[unit, period], asked) if unit else UNKNOWN for code, unit in at.items()}


def _numbers(names: Sequence[tuple[str, str]], found: Mapping[str, Read]) -> list[list[Any]]:
    return [
        [name, found[code].text if found[code].value is None else found[code].value] for code, name in names
    ]


def _told(one: Read, asked: Ask) -> str:
    return one.text if one.value is None or asked.ratio else f"{one.text} {asked.measure}"


def _stretch(low: Any, high: Any) -> str:
    return maps.figure(low) if low == high else f"{maps.figure(low)} – {maps.figure(high)}"


def _open(asked: Ask, unit: str) -> str:
    """A province opens as a comparison of what lies below it."""
    return asked.url("compare", **{"don-vi": unit, "cum": ""}) if unit else ""


def _tone(one: Read, steps: Sequence[Any]) -> int:
    if one.value is None:
        return 0
    return next(at for at, (low, high) in enumerate(steps, start=1) if low <= one.value <= high)


def _tiles(
    title: str, drawn: maps.Map, rows: Sequence[maps.Province], found: Mapping[str, Read], width: int
) -> tiles.Picture:
    steps = maps.steps([row.value for row in rows if row.value is not None])
    held = [
        tiles.Tile(drawing.bare(row.name), found[row.unit].text, _tone(found[row.unit], steps))
        for row in rows
    ]
    keys = [(at, _stretch(low, high)) for at, (low, high) in enumerate(steps, start=1)]
    return tiles.tiles(title, held, [*keys, (0, _("chưa có số liệu"))], width)
