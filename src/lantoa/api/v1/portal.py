"""The public look-up in the API: no token, only what a decision lets be shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from lantoa.portal import queries

router = Router()


class PublicHonourOut(Schema):
    code: str
    name: str
    award: str
    year: int
    number: str
    issued_on: date
    authority: str
    revoked_on: date | None
    illustrative: bool


class PublicDecisionOut(Schema):
    code: str
    number: str
    issued_on: date
    authority: str
    award: str
    year: int
    revoked_on: date | None
    illustrative: bool
    names: list[str]


@router.get(
    "/public/honours", response=list[PublicHonourOut], auth=None, summary="Tra cứu theo tên, số hoặc mã"
)
def search(request: HttpRequest, text: str, offset: int = 0, limit: int = 50) -> list[dict[str, Any]]:
    start = max(offset, 0)
    rows = queries.search(text[:120])[start : start + min(max(limit, 1), 100)]
    return [_shown(row.decision) | {"name": row.name} for row in rows]


@router.get(
    "/public/decisions/{code}", response=PublicDecisionOut, auth=None, summary="Một quyết định công khai"
)
def decision(request: HttpRequest, code: str) -> dict[str, Any]:
    found = queries.decision(code)
    return _shown(found) | {"names": [one.name for one in queries.shown(found)]}


def _shown(found: queries.PublishedDecision) -> dict[str, Any]:
    return {
        "code": found.code,
        "number": found.number,
        "issued_on": found.issued_on,
        "authority": found.authority,
        "award": found.award,
        "year": found.year,
        "revoked_on": found.revoked_on,
        "illustrative": found.illustrative,
    }
