"""What differs between two days: rules added, ended and changed, each change told field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from .rows import Row

ASIDE = frozenset({"at", "valid", "note"})
"""A row that follows another of the same code is not a change by itself: its words and values are. Notes tell how a
text was read, not what it says."""


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind``: added | ended | changed; ``old`` and ``new`` rows, None where there is none."""

    kind: str
    pack: str
    old: Row | None
    new: Row | None
    changes: tuple[Change, ...] = ()

    @property
    def row(self) -> Row:
        found = self.new or self.old
        assert found is not None
        return found


def between(before: Iterable[tuple[str, Row]], after: Iterable[tuple[str, Row]]) -> tuple[Difference, ...]:
    """(pack, row) pairs of the earlier and of the later day → what differs, in the order of packs and rows.

    The order of the rows makes no difference; swapping the days swaps added and ended.
    """
    old, new = _keyed(before), _keyed(after)
    found = [
        _one(key[0], old.get(key), new.get(key)) for key in [*new, *(key for key in old if key not in new)]
    ]
    return tuple(one for one in found if one is not None)


def _keyed(rows: Iterable[tuple[str, Row]]) -> Mapping[tuple[str, ...], Row]:
    """By pack, code and, where one code speaks of several awards apart, those awards."""
    found: dict[tuple[str, ...], Row] = {}
    for pack, row in rows:
        key: tuple[str, ...] = (pack, row.id)
        found[(*key, *getattr(row, "awards", ())) if key in found else key] = row
    return found


def _one(pack: str, old: Row | None, new: Row | None) -> Difference | None:
    if old is None or new is None:
        return Difference("added" if old is None else "ended", pack, old, new)
    changes = tuple(
        Change(field.name, getattr(old, field.name), getattr(new, field.name))
        for field in fields(new)
        if field.name not in ASIDE and getattr(old, field.name, None) != getattr(new, field.name)
    )
    return Difference("changed", pack, old, new, changes) if changes else None
