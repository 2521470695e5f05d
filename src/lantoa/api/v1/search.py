"""Search in the API: the same ranking, the same reach."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.search import queries

router = Router()


class HitOut(Schema):
    """``level``: EXACT, PREFIX, PHRASE, TITLE, TEXT or LIKE (nearest to a mistyped word)."""

    kind: str
    ref: str
    title: str
    detail: str
    link: str
    level: str
    current: bool
    valid_from: date | None
    valid_to: date | None


@router.get("/search", response=list[HitOut], summary="Tìm trong những gì được xem, khớp nhất trước")
def search(
    request: HttpRequest,
    text: str,
    kind: str = "",
    state: Literal["", "current", "ended"] = "",
    offset: int = 0,
    limit: int = 20,
) -> list[HitOut]:
    hits = queries.page_of(
        visible_to=actor_of(request), text=text, day=clock.today(), kind=kind, state=state,
        offset=max(offset, 0), limit=min(max(limit, 1), 100),
    )  # fmt: skip
    return [out(hit) for hit in hits]


def out(hit: queries.Hit) -> HitOut:
    names = ("kind", "ref", "title", "detail", "link", "current", "valid_from", "valid_to")
    return HitOut(level=hit.level.name, **{name: getattr(hit, name) for name in names})
