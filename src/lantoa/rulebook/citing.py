"""An instrument of the rulebook as the basis of a change of the organisation."""

from __future__ import annotations

from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import hooks

from . import packs


def answer(cited: hooks.Cited) -> None:
    """Names the instrument "instrument:ND152"."""
    kind, _colon, code = cited.key.partition(":")
    row = (
        next((row for row in packs.instruments(None) if row.id == code), None)
        if kind == "instrument"
        else None
    )
    if row is None:
        return
    dated = f" ngày {on_screen(row.issued)}" if row.issued else ""
    cited.label = row.name + dated if row.number in row.name else f"{row.name} số {row.number}{dated}"
    cited.link = f"/can-cu/van-ban/{code}/"
