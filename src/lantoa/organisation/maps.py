"""Maps drawn as SVG, without script: the country by province, one province with its communes as points.

Colour comes from classes (m1…m5 for steps of a figure, k1…k12 for groups, m0 for unknown), never from style
attributes. Every area and point is a link with its name and figure as title, so that a keyboard reaches each; the
same facts stand in a table beside (``web.maps``). ``standalone`` adds the colours, for a file on its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from .atlas import ARCHIPELAGOS, Atlas, Point, Shape, Zone, atlas, places

NAME_SIZE = 150
"""Letters of a province's name, in units of the picture: about 12 px on a screen."""
ISLANDS = ((-190, -60), (-95, 70), (0, -80), (10, 45), (105, -20), (170, 85), (-150, 120))
"""A group of islands is drawn as a sign, not island by island."""
WORDS_HALF = 1680
"""Half the width of an archipelago's name as a phone shows it; it must not run out of the frame."""
FIRST_NAMED = ("01", "79")
"""Hà Nội and Hồ Chí Minh are named whatever else has to go without."""
SEA: Point = (6500, 6350)
FILE_STYLE = (
    "a{text-decoration:none}.map-area path{stroke:#fff;stroke-width:14}.map-name{font:150px sans-serif;"
    "text-anchor:middle;fill:#17211f}.map-sea{font:italic 260px sans-serif;fill:#4d5a57;text-anchor:middle}"
    ".map-isle text{font:170px sans-serif;text-anchor:middle;fill:#17211f}.map-spot circle{stroke:#fff;stroke-width:8}"
    ".m0{fill:#dfe5e3}.m1{fill:#d9ecee}.m2{fill:#abd3d8}.m3{fill:#74b1b9}.m4{fill:#3a8792}.m5{fill:#0b5a66}"
    ".k1,.k7{fill:#0b6b78}.k2,.k8{fill:#c2541a}.k3,.k9{fill:#5a4fa3}.k4,.k10{fill:#6b7d12}.k5,.k11{fill:#a3386f}"
    ".k6,.k12{fill:#5c6b68}.k7,.k8,.k9,.k10,.k11,.k12{fill-opacity:.55}"
)


@dataclass(frozen=True, slots=True)
class Area:
    """A province on the map: ``said`` is what its title adds to the name, ``tone`` its colour class."""

    unit: str
    name: str
    said: str = ""
    tone: str = "m0"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a province's map; ``kind`` is its class: ward, commune or zone."""

    unit: str
    name: str
    kind: str = "commune"
    url: str = ""


def country(title: str, areas: Sequence[Area], day: date, *, standalone: bool = False) -> str:
    """The whole country on ``day``. Areas that have no shape of that time are left to the table."""
    land = atlas(day)
    known = {area.unit: area for area in areas}
    drawn = [
        _link(
            area.url,
            "map-area",
            _said(area),
            f'<path class="{area.tone}" d="{land.shapes[area.unit].path}"></path>',
        )
        for area in areas
        if area.unit in land.shapes
    ]
    names = [_name(land.shapes[unit], text) for unit, text in _fitting(land, known)]
    isles = [_isles(zone, known.get(zone.province), land.width) for zone in land.zones]
    body = (
        f'<text class="map-sea" x="{SEA[0]}" y="{SEA[1]}" aria-hidden="true">Biển Đông</text>'
        f"<g>{''.join(drawn)}</g>"
        f'<g class="map-names" aria-hidden="true">{"".join(names)}</g><g>{"".join(isles)}</g>'
    )
    return _svg(title, f"0 0 {land.width} {land.height}", "map map-country", body, standalone)


def province(title: str, unit: str, spots: Sequence[Spot], day: date, *, standalone: bool = False) -> str:
    """One province with ``spots`` at their places; those far out at sea stand in a strip beside. Empty when
    the province has no shape of that day."""
    land = atlas(day)
    shape = land.shapes.get(unit)
    if shape is None:
        return ""
    where = places()
    placed = [(spot, where[spot.unit]) for spot in spots if spot.unit in where]
    left, top, right, bottom = shape.box
    size = max(right - left, bottom - top)
    far = [
        spot
        for spot, (x, y) in placed
        if not (left - 0.3 * size < x < right + 0.3 * size and top - 0.3 * size < y < bottom + 0.3 * size)
    ]
    near = [(spot, at) for spot, at in placed if spot not in far]
    xs, ys = [left, right, *(at[0] for _, at in near)], [top, bottom, *(at[1] for _, at in near)]
    edge = round(size * 0.05)
    box = (min(xs) - edge, min(ys) - edge, max(xs) - min(xs) + 2 * edge, max(ys) - min(ys) + 2 * edge)
    grain = max(box[2], box[3]) / 1000
    others = "".join(
        f'<path class="map-other" d="{other.path}"></path>'
        for other in land.shapes.values()
        if _meets(other, box)
    )
    dots = "".join(_spot(spot, at, grain) for spot, at in near)
    strip, width = _strip(far, box, grain)
    body = f'<g aria-hidden="true">{others}</g><path class="map-home" d="{shape.path}"></path><g>{dots}</g>{strip}'
    return _svg(title, f"{box[0]} {box[1]} {box[2] + width} {box[3]}", "map map-province", body, standalone)


def _svg(title: str, view: str, name: str, body: str, standalone: bool) -> str:
    size = view.split(" ")[2:]
    alone = f' xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"' if standalone else ""
    style = f"<style>{FILE_STYLE}</style>" if standalone else ""
    return f'<svg class="{name}" viewBox="{view}" role="group" aria-label="{escape(title)}"{alone}>{style}{body}</svg>'


def _link(url: str, name: str, title: str, inside: str) -> str:
    told = f"<title>{escape(title)}</title>{inside}"
    if not url:
        return f'<g class="{name}">{told}</g>'
    return f'<a class="{name}" href="{escape(url)}" aria-label="{escape(title)}">{told}</a>'


def _said(area: Area) -> str:
    return f"{area.name}: {area.said}" if area.said else area.name


def placed(unit: str) -> bool:
    """Whether a commune's place is known."""
    return unit in places()


def bare(name: str) -> str:
    """'Tỉnh Phú Thọ' → 'Phú Thọ'."""
    return name.removeprefix("Tỉnh ").removeprefix("Thành phố ")


def _name(shape: Shape, text: str) -> str:
    return f'<text class="map-name" x="{shape.at[0]}" y="{shape.at[1]}">{escape(text)}</text>'


def _fitting(land: Atlas, known: dict[str, Area]) -> list[tuple[str, str]]:
    """Names that do not run into each other, the largest provinces first; the rest is in titles and the table."""
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for shape in sorted(
        land.shapes.values(), key=lambda one: (one.unit in FIRST_NAMED, one.area), reverse=True
    ):
        if shape.unit not in known:
            continue
        text = bare(known[shape.unit].name)
        half = len(text) * NAME_SIZE * 0.29
        box = (shape.at[0] - half, shape.at[1] - NAME_SIZE, shape.at[0] + half, shape.at[1] + NAME_SIZE * 0.3)
        if not any(a[0] < box[2] and box[0] < a[2] and a[1] < box[3] and box[1] < a[3] for a in taken):
            taken.append(box)
            found.append((shape.unit, text))
    return found


def _isles(zone: Zone, holder: Area | None, width: int) -> str:
    """A zone off the coast in the colour of the province that holds it."""
    if holder is None:
        return ""
    x, y = zone.at
    name = ARCHIPELAGOS.get(zone.unit)
    if name is None:
        dot = f'<circle class="{holder.tone}" cx="{x}" cy="{y}" r="34"></circle>'
        return _link(holder.url, "map-isle", f"{zone.name} ({holder.name})", dot)
    dots = "".join(
        f'<circle class="{holder.tone}" cx="{x + dx}" cy="{y + dy}" r="38"></circle>' for dx, dy in ISLANDS
    )
    middle = min(x, width - WORDS_HALF)
    words = (
        f'<text x="{middle}" y="{y + 380}">{escape(name)}</text>'
        f'<text class="map-holder" x="{middle}" y="{y + 600}">({escape(holder.name)})</text>'
    )
    return _link(holder.url, "map-isle", f"{name} ({_said(holder)})", f"{dots}{words}")


def _meets(shape: Shape, box: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = shape.box
    return left < box[0] + box[2] and right > box[0] and top < box[1] + box[3] and bottom > box[1]


def _spot(spot: Spot, at: Point, grain: float) -> str:
    radius = grain * (9 if spot.kind == "commune" else 11)
    dot = f'<circle class="spot-{spot.kind}" cx="{at[0]}" cy="{at[1]}" r="{radius:.1f}"></circle>'
    return _link(spot.url, "map-spot", spot.name, dot)


def _strip(far: Sequence[Spot], box: tuple[int, int, int, int], grain: float) -> tuple[str, int]:
    """(drawing, width) of the places out at sea, one below the other, right of the map."""
    if not far:
        return "", 0
    width = round(max(len(spot.name) for spot in far) * 21 * grain + 90 * grain)
    left = box[0] + box[2]
    drawn = []
    for row, spot in enumerate(far):
        y = round(box[1] + (70 + 90 * row) * grain)
        drawn.append(
            _link(
                spot.url,
                "map-spot map-far",
                spot.name,
                f'<circle class="spot-{spot.kind}" cx="{left + 30 * grain:.0f}" cy="{y}" r="{11 * grain:.1f}"></circle>'
                f'<text x="{left + 58 * grain:.0f}" y="{y + 12 * grain:.0f}" font-size="{36 * grain:.0f}">'
                f"{escape(spot.name)}</text>",
            )
        )
    return f"<g>{''.join(drawn)}</g>", width
