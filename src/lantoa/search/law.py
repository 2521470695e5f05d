"""The rules and instruments of the shipped packs: public, and indexed anew when a release changes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lantoa.rulebook import packs

from . import sources
from .rules.entries import Findable


def rules(ids: Iterable[Any] | None) -> Iterator[Findable]:
    """One entry per rule of every pack; a rule kept in several periods is one entry, as it last stood."""
    instruments = {row.id: row.name for row in packs.instruments(None)}
    latest = {row.id: row for _, row in sorted(packs.every(), key=lambda pair: pair[1].valid.start)}
    wanted = None if ids is None else {str(one) for one in ids}
    for code, row in latest.items():
        if wanted is not None and code not in wanted:
            continue
        said = ", ".join(part for part in (row.clause, instruments.get(row.instrument, "")) if part)
        yield Findable(
            kind="rule",
            ref=code,
            title=row.name,
            detail=said,
            link=f"/can-cu/{code}/",
            names=(row.instrument,) if row.instrument != code else (code,),
            text=f"{said} {row.note}",
            code=code,
            public=True,
            valid_from=row.valid.start,
            valid_to=row.valid.end,
            prior=0 if code in instruments else 1,
        )


sources.register("rule", "Căn cứ, quy tắc", rules, order=8)
