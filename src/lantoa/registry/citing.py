"""A registered paper as the basis of a change of the organisation. Its words are not shown there, only its number:
whoever reads the change may not be one who reads the paper."""

from __future__ import annotations

from datetime import date

from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import hooks

from . import queries


def answer(cited: hooks.Cited) -> None:
    """Names the paper "incoming:12" or "paper:7" where the actor may see it and it has a number."""
    kind, _colon, number = cited.key.partition(":")
    if kind not in ("incoming", "paper") or not number.isdecimal():
        return
    try:
        if kind == "incoming":
            came = queries.arrived(int(number), visible_to=cited.actor, day=cited.day)
            if came.reference:
                cited.label = _named(came.reference, came.issued_on, came.sender)
            cited.link = f"/van-thu/den/{number}/"
        else:
            went = queries.paper(int(number), visible_to=cited.actor, day=cited.day)
            if went.reference:
                cited.label = _named(went.reference, went.issued_on, "")
            cited.link = f"/van-thu/{number}/"
    except NotFound:
        return


def _named(reference: str, day: date | None, sender: str) -> str:
    dated = f" ngày {on_screen(day)}" if day else ""
    return f"Văn bản số {reference}{dated}{f' của {sender}' if sender else ''}"
