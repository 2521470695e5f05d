"""The five sample articles: read by the product itself, and taken over by a person."""

from __future__ import annotations

from datetime import date
from importlib import resources

from lantoa.reading import operations, queries

from .world import actor, on

DAY = date(2026, 11, 19)
KEPT_OPEN = 1
"""The last article is left half decided, so that the page has something to try."""


def articles() -> list[tuple[str, str]]:
    """(file name, text) of each sample article, in order."""
    folder = resources.files(__package__) / "articles"
    found = [(item.name, item.read_text("utf-8")) for item in folder.iterdir() if item.name.endswith(".txt")]
    return sorted(found)


def read_articles() -> int:
    """Propose from every article, accept what was read; returns how many proposals were accepted."""
    reader, accepted = actor("v05"), 0
    samples = articles()
    for order, (name, text) in enumerate(samples):
        kept = operations.propose(
            actor=reader,
            unit="V05",
            text=text,
            title=text.strip().splitlines()[0],
            origin=f"bài mẫu {name}",
            day=DAY,
            at=on(DAY, 9, order * 5),
        )
        groups = queries.read(reader, kept.pk, DAY).groups
        left_open = order >= len(samples) - KEPT_OPEN
        wanted = [
            row.pk
            for kind, _, rows in groups
            for row in rows
            if not (left_open and kind in {"person", "task", "campaign"})
        ]
        accepted += operations.decide_many(
            actor=reader, proposals=wanted, decision="accept", day=DAY, at=on(DAY, 10, order * 5)
        )
    return accepted
