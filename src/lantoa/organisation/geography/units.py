"""All shipped rows together, each unit with the land it answers for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache

from lantoa.kernel.decisions import Mark

from ..models import UnitKind
from .clusters import clusters
from .organs import fire_police, organ_successions, organs
from .rows import Bundle, PlacementRow, SuccessionRow, UnitRow, document
from .territory import successions, territory

LINES = ("UB.", "CA.", "CAX.", "FP.", "SNV.", "PV05.", "PX03.")


@cache
def bundle() -> Bundle:
    """Read and derived once per process: about 11,000 units."""
    land = list(territory())
    provinces = _by_name(land)

    def province(name: str, day: date) -> str:
        return next(row.unit for row in provinces[name] if row.valid_from <= day < (row.valid_to or date.max))

    fire = list(fire_police(province))
    placements = [*_ministry(), *land, *organs(land), *(row for row, _ in fire)]
    moved = list(successions())
    gone = frozenset(row.unit for rows in provinces.values() for row in rows)
    lines = [*_ministry_successions(), *organ_successions(moved, gone), *(row for _, row in fire)]
    return Bundle(
        units=tuple(_units(placements)),
        placements=tuple(placements),
        successions=(*moved, *lines),
        clusters=tuple(clusters(province)),
    )


def _by_name(land: list[PlacementRow]) -> dict[str, list[PlacementRow]]:
    found: defaultdict[str, list[PlacementRow]] = defaultdict(list)
    for row in land:
        if row.kind == UnitKind.PROVINCE:
            found[row.short_name].append(row)
    return found


def _units(placements: list[PlacementRow]) -> Iterator[UnitRow]:
    """Each unit once, lands before the organs that answer for them."""
    stated = {one["code"]: one.get("territory") for one in document("ministry.yaml")["units"]}
    codes = dict.fromkeys(row.unit for row in placements)
    rows = [UnitRow(code, stated.get(code) or _land_of(code)) for code in codes]
    return iter(sorted(rows, key=lambda row: row.territory is not None))


def _land_of(code: str) -> str | None:
    line = next((line for line in LINES if code.startswith(line)), None)
    return code.removeprefix(line) if line else None


def _ministry() -> Iterator[PlacementRow]:
    for one in document("ministry.yaml")["units"]:
        yield PlacementRow(
            one["code"], one.get("parent"), UnitKind(one["kind"]), one["name"], one["from"], one.get("to"),
            one.get("short", ""), basis=one.get("basis", ""), source=one.get("source", ""),
            mark=Mark(one["mark"]),
        )  # fmt: skip


def _ministry_successions() -> Iterator[SuccessionRow]:
    for one in document("ministry.yaml")["successions"]:
        yield SuccessionRow(
            one["predecessor"], one["successor"], one["day"], basis=one["basis"], source=one["source"],
            mark=Mark(one["mark"]),
        )  # fmt: skip
