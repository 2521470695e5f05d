"""A map of Vietnam beside its table: give a figure or a group per province, get the picture, its key and its words.

The picture is drawn by ``organisation.maps``; any area may colour it (a page adds ``css/map.css``)::

    drawn = maps.by_figure("Số xã, phường, đặc khu", rows, request.day, unit="đơn vị")
    {% country_map page.map %}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lantoa.kernel.vi.numbers import figure
from lantoa.organisation import maps as drawing

STEPS = 5
GROUPS = 12
"""Colours of groups; six are told apart at a glance, the next six are their paler siblings."""


@dataclass(frozen=True, slots=True)
class Province:
    """One row: ``value`` colours by figure, ``group`` by belonging. None and '' are unknown, never zero."""

    unit: str
    name: str
    url: str = ""
    value: int | Decimal | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the key: the colour's class and what it stands for."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    title: str
    svg: SafeString
    keys: Sequence[Key]


def by_figure(
    title: str, rows: Sequence[Province], day: date, unit: str = "", *, standalone: bool = False
) -> Map:
    """Five steps, each holding about as many provinces as the others; equal figures share a step."""
    bounds = steps([row.value for row in rows if row.value is not None])
    tones = ["m0", *(f"m{_tone(at, len(bounds))}" for at in range(len(bounds)))]
    areas = [
        drawing.Area(row.unit, row.name, _told(row.value, unit), tones[_step(row.value, bounds)], row.url)
        for row in rows
    ]
    keys = [
        Key(
            tones[at],
            f"{figure(low)} – {figure(high)} {unit}".strip() if low != high else f"{figure(low)} {unit}",
        )
        for at, (low, high) in enumerate(bounds, start=1)
    ]
    if any(row.value is None for row in rows):
        keys.append(Key("m0", _("chưa có số liệu")))
    return Map(title, _drawn(title, areas, day, standalone), keys)


def by_group(title: str, rows: Sequence[Province], day: date, *, standalone: bool = False) -> Map:
    """One colour per group; shorter names first, so that 'số 2' stands before 'số 11'."""
    groups = sorted({row.group for row in rows if row.group}, key=lambda group: (len(group), group))
    tones = {group: f"k{at % GROUPS + 1}" for at, group in enumerate(groups)}
    areas = [
        drawing.Area(row.unit, row.name, row.group or _("chưa rõ"), tones.get(row.group, "m0"), row.url)
        for row in rows
    ]
    keys = [Key(tones[group], group) for group in groups]
    if any(not row.group for row in rows):
        keys.append(Key("m0", _("chưa rõ")))
    return Map(title, _drawn(title, areas, day, standalone), keys)


def plain(title: str, rows: Sequence[Province], day: date, *, standalone: bool = False) -> Map:
    """All provinces in one colour."""
    areas = [drawing.Area(row.unit, row.name, "", "m2", row.url) for row in rows]
    return Map(title, _drawn(title, areas, day, standalone), ())


def _drawn(title: str, areas: Sequence[drawing.Area], day: date, standalone: bool) -> SafeString:
    return mark_safe(drawing.country(title, areas, day, standalone=standalone))


def _told(value: int | Decimal | None, unit: str) -> str:
    return _("chưa có số liệu") if value is None else f"{figure(value)} {unit}".strip()


def steps(values: Sequence[int | Decimal]) -> list[tuple[int | Decimal, int | Decimal]]:
    """(least, most) of each step, low to high; every value lies in exactly one. At most ``STEPS``."""
    ordered = sorted(values)
    found: list[tuple[int | Decimal, int | Decimal]] = []
    start = 0
    while start < len(ordered):
        left = STEPS - len(found)
        end = len(ordered) if left == 1 else start + max(1, round((len(ordered) - start) / left))
        while end < len(ordered) and ordered[end] == ordered[end - 1]:
            end += 1
        found.append((ordered[start], ordered[end - 1]))
        start = end
    return found


def _tone(at: int, count: int) -> int:
    """Few steps use the whole range of colour too; a single one is plainly a colour."""
    return 4 if count == 1 else 1 + round(at * (STEPS - 1) / (count - 1))


def _step(value: int | Decimal | None, bounds: Sequence[tuple[int | Decimal, int | Decimal]]) -> int:
    if value is None:
        return 0
    return next(at for at, (low, high) in enumerate(bounds, start=1) if low <= value <= high)
