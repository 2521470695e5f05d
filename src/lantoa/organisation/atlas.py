"""Where things lie: the shapes of the provinces before and since July 2025, places of communes and of the islands.

Simplified shapes for pictures, never for settling a border. The frame holds the mainland, the islands, Hoàng Sa
and Trường Sa at their true places; x runs to the east and y to the south, in units of the picture.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache

from .geography.rows import DATA, FROM_2025, table

FIRST = date(2008, 8, 1)
"""Before Hà Tây joined Hà Nội there were other provinces, of which there are no shapes here."""
ARCHIPELAGOS = {"20333": "Quần đảo Hoàng Sa", "22736": "Quần đảo Trường Sa"}
"""Special zones drawn as groups of islands with their name; the others are dots."""
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """``path`` is SVG path data; ``at`` where the name stands; ``box``: left, top, right, bottom."""

    unit: str
    path: str
    at: Point
    area: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Zone:
    """A special zone (đặc khu) at its place; ``province`` holds it on the day asked for."""

    unit: str
    name: str
    province: str
    at: Point


@dataclass(frozen=True, slots=True)
class Atlas:
    width: int
    height: int
    shapes: dict[str, Shape]
    zones: tuple[Zone, ...]


@cache
def _file() -> dict[str, object]:
    return json.loads((DATA / "map.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def _atlas(era: str) -> Atlas:
    told: dict[str, object] = _file()
    frame: dict[str, int] = told["frame"]  # type: ignore[assignment]
    shapes: dict[str, dict[str, object]] = told[era]  # type: ignore[assignment]
    zones: list[dict[str, object]] = told["zones"]  # type: ignore[assignment]
    return Atlas(
        frame["width"],
        frame["height"],
        {
            unit: Shape(unit, one["path"], tuple(one["at"]), one["area"], tuple(one["box"]))  # type: ignore[arg-type]
            for unit, one in shapes.items()
        },
        tuple(Zone(one["unit"], one["name"], one[era], tuple(one["at"])) for one in zones),  # type: ignore[arg-type]
    )


def atlas(day: date) -> Atlas:
    """The shapes of the provinces of ``day``: of 34 since 01/07/2025, of 63 before."""
    return _atlas("now" if day >= FROM_2025 else "before")


@cache
def places() -> dict[str, Point]:
    """Commune (of today) → where its middle lies in the picture."""
    frame: dict[str, float] = _file()["frame"]  # type: ignore[assignment]
    return {
        row["code"]: (
            round((float(row["longitude"]) - frame["west"]) * frame["across"]),
            round((frame["north"] - float(row["latitude"])) * frame["down"]),
        )
        for row in table("communes_now.csv")
    }
