"""The journal in the API: who did what to which thing, and whether the chain still holds."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from lantoa.access import queries as access
from lantoa.api.auth import actor_of
from lantoa.journal import queries
from lantoa.journal.models import Entry
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound

router = Router()
READ = "journal.entry.read"


class JournalEntryOut(Schema):
    """``basis`` is empty where the entry's content was erased; ``on_behalf_of``: whose delegated right was used."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    basis: str
    on_behalf_of: list[str]

    @staticmethod
    def resolve_on_behalf_of(row: Entry) -> list[str]:
        payload = getattr(row, "payload", None)
        return ((payload.content if payload else None) or {}).get("on_behalf_of", [])

    @staticmethod
    def resolve_basis(row: Entry) -> str:
        payload = getattr(row, "payload", None)
        content = (payload.content if payload else None) or {}
        return content.get("basis") or content.get("reason") or ""


class CheckOut(Schema):
    entries: int
    verified: bool
    broken: int | None
    why: str


def _allow(request: HttpRequest) -> None:
    """As the page: for those who hold the action anywhere; for others it is not there."""
    if not access.reach(actor_of(request), READ, clock.today()).units:
        raise NotFound("NOT_FOUND", "Không tìm thấy nhật ký.", remedy="Nhờ người quản trị hệ thống xem giúp.")


@router.get("/journal", response=list[JournalEntryOut], summary="Nhật ký, mới trước")
def entries(request: HttpRequest, subject: str = "", offset: int = 0, limit: int = 100) -> list[Entry]:
    _allow(request)
    rows = queries.entries()
    rows = rows.filter(subject=subject) if subject else rows
    start = max(offset, 0)
    return list(rows[start : start + min(max(limit, 1), 500)])


@router.get("/journal/check", response=CheckOut, summary="Kiểm tra chuỗi nhật ký")
def check(request: HttpRequest) -> CheckOut:
    _allow(request)
    count, broken = queries.verify()
    return CheckOut(
        entries=count,
        verified=broken is None,
        broken=broken.seq if broken else None,
        why=broken.reason if broken else "",
    )
