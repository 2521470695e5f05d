"""Who has something to be found. An area registers a source when it starts; the index is made of nothing else.

A source follows its models (``following``): what a saved row says is indexed anew inside the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .rules.entries import Findable

Rows = Callable[[Iterable[Any] | None], Iterator[Findable]]
"""All findable things, or those of the given keys; a key that no longer is there gives nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """``keys`` of a source are what its ``refs`` are made of: ``ref(key)`` names the entry of a key."""

    kind: str
    label: str
    rows: Rows
    order: int


SOURCES: dict[str, Source] = {}


def register(kind: str, label: str, rows: Rows, *, order: int) -> Source:
    SOURCES[kind] = Source(kind, label, rows, order)
    return SOURCES[kind]


def in_order() -> list[Source]:
    return sorted(SOURCES.values(), key=lambda source: source.order)
