"""What the operations of văn thư share in the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Schema

from lantoa.api.auth import actor_of
from lantoa.kernel import clock


class ArchiveIn(Schema):
    record: int


def when(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "day": clock.today(), "at": clock.now()}


def seen(request: HttpRequest) -> dict[str, Any]:
    return {"visible_to": actor_of(request), "day": clock.today()}


def cut(rows: Any, offset: int, limit: int) -> Any:
    start = max(offset, 0)
    return rows[start : start + min(max(limit, 1), 500)]


def whose(one: Any) -> dict[str, Any]:
    return {"unit": one.unit.code if one.unit else None, "user": one.user.username if one.user else None}
