"""The sets of changes: July 2025 out of the lists before and after, later ones out of ``reorganisations.yaml``.

Loading everything at once, and loading an earlier situation and then applying the sets, read the same rows:
``tests/organisation/operations/test_reorganise.py`` holds that they give the same tree on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound

from ..rules.changes import Heir, Script, Spot
from .rows import FROM_2025, MERGER, PlacementRow, document

if TYPE_CHECKING:
    from .rows import Bundle

JULY = FROM_2025.isoformat()
COUNTS_2025 = {"provinces": 34, "communes": 3321, "xa": 2621, "phuong": 687, "dac_khu": 13}
"""The counts of Resolution 202/2025/QH15 and the standing committee's resolutions on communes."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """One set of the file. ``names``: unit → (its name from the day on, the resolution that says so)."""

    key: str
    day: date | None
    title: str
    mark: Mark
    source: str
    on_load: bool
    names: Mapping[str, tuple[str, str]]


def shipped() -> list[Shipped]:
    """Every set after July 2025, in the order of the file."""
    return [
        Shipped(
            one["key"], one.get("day"), one["title"], Mark(one["mark"]), one["source"], one["on_load"],
            {
                code: (name, part["basis"])
                for part in one["parts"]
                for code, name in part["names"].items()
            },
        )
        for one in document("reorganisations.yaml")
    ]  # fmt: skip


def laid_over(rows: Iterable[PlacementRow], one: Shipped, day: date) -> list[PlacementRow]:
    """The rows of land once the set is applied on ``day``: what is renamed ends and begins anew."""
    found: list[PlacementRow] = []
    for row in rows:
        named = one.names.get(row.unit)
        if named is None or row.valid_from >= day or (row.valid_to is not None and row.valid_to <= day):
            found.append(row)
            continue
        name, basis = named
        short = name.split(" ", 2 if name.startswith("Thành phố") else 1)[-1] if row.short_name else ""
        later = replace(
            row, name=name, short_name=short, valid_from=day, basis=basis, source=one.source, mark=one.mark
        )
        found += [replace(row, valid_to=day), later]
    return found


def on_eve(bundle: Bundle, until: date) -> Bundle:
    """What was known and in force up to ``until``: rows that end later have no end yet, later ones are not there."""
    placements = tuple(
        replace(row, valid_to=None) if row.valid_to is not None and row.valid_to > until else row
        for row in bundle.placements
        if row.valid_from <= until
    )
    known = {row.unit for row in placements}
    return replace(
        bundle,
        units=tuple(row for row in bundle.units if row.code in known),
        placements=placements,
        successions=tuple(row for row in bundle.successions if row.on <= until),
        clusters=tuple(
            row
            for row in bundle.clusters
            if row.valid_from <= until and all(member.unit in known for member in row.members)
        ),
    )


def script(bundle: Bundle, key: str, day: date | None = None) -> Script:
    """The set ``key`` as one script; ``day`` for a set of which the file says none. ``NotFound`` for others."""
    if key == JULY:
        return _difference(bundle, FROM_2025, key, "Sắp xếp đơn vị hành chính hai cấp, 34 tỉnh", MERGER)
    one = next((one for one in shipped() if one.key == key), None)
    if one is None:
        raise NotFound(
            "UNKNOWN_SET", f"Không có bộ thay đổi “{key}”.", place="bộ thay đổi",
            remedy=f"Chọn một trong: {', '.join(keys())}.",
        )  # fmt: skip
    basis = "; ".join(dict.fromkeys(said for _, said in one.names.values()))
    if one.on_load and one.day is not None:
        found = _difference(bundle, one.day, key, one.title, basis)
    else:
        found = _renaming(bundle, one, one.day or day, basis)
    return replace(found, mark=one.mark, source=one.source)


def keys() -> list[str]:
    return [JULY, *(one.key for one in shipped())]


def _renaming(bundle: Bundle, one: Shipped, day: date | None, basis: str) -> Script:
    """A set that is not part of the bundle: its land renamed, the organs that bear its name with it."""
    from .organs import organs  # noqa: PLC0415 -- organs reads territory, which reads this module

    at = day or date.max
    land = [row for row in bundle.placements if row.unit in one.names]
    renamed = [row for row in laid_over(land, one, at) if row.valid_from == at]
    changed = tuple(_spot(row) for row in (*renamed, *organs(renamed)))
    return Script(one.key, day, one.title, basis, changed=changed)


def _difference(bundle: Bundle, day: date, key: str, title: str, basis: str) -> Script:
    """What the bundle's rows say happened on ``day``."""
    before = _last(bundle.placements, day)
    starting = {row.unit: row for row in bundle.placements if row.valid_from == day}
    ending = [code for code, row in before.items() if row.valid_to == day and code not in starting]
    lands = {row.code: row.territory for row in bundle.units if row.territory and row.code in starting}
    return Script(
        key, day, title, basis, mark=Mark.VERIFIED,
        founded=tuple(_spot(row) for code, row in starting.items() if not _goes_on(before.get(code), day)),
        changed=tuple(_spot(row) for code, row in starting.items() if _goes_on(before.get(code), day)),
        ended=tuple(ending),
        heirs=tuple(
            Heir(row.predecessor, row.successor, row.share, row.basis, row.source, row.mark)
            for row in bundle.successions
            if row.on == day
        ),
        expect=COUNTS_2025 if day == FROM_2025 else {},
        lands={code: land for code, land in lands.items() if code not in before},
    )  # fmt: skip


def _last(rows: Iterable[PlacementRow], day: date) -> dict[str, PlacementRow]:
    """Each unit's last row that began before ``day``."""
    found: dict[str, PlacementRow] = {}
    for row in rows:
        if row.valid_from < day and (row.unit not in found or found[row.unit].valid_from < row.valid_from):
            found[row.unit] = row
    return found


def _goes_on(row: PlacementRow | None, day: date) -> bool:
    return row is not None and (row.valid_to is None or row.valid_to >= day)


def _spot(row: PlacementRow) -> Spot:
    return Spot(
        row.unit, row.parent, row.kind, row.name, row.short_name, row.official_code, row.basis, row.source,
        row.mark,
    )  # fmt: skip
