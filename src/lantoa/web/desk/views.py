"""Việc của tôi, nhật ký."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.journal import queries as journal
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.web.kit import Column, Listing, Request, listing, page, signed_in
from lantoa.web.parts import Duty
from lantoa.worklist import queries as worklist
from lantoa.worklist.models import Item

SHOWN = 120
"""Rows on the desk; the rest is behind the areas' own lists."""
OPEN = 4
"""How many duties of one kind show before the rest is folded."""


@dataclass(frozen=True, slots=True)
class Group:
    """Duties of one kind: the first ones open, the rest behind a fold that says how many."""

    first: Sequence[Duty]
    rest: Sequence[Duty]


@dataclass(frozen=True, slots=True)
class Pile:
    title: str
    groups: Sequence[Group]
    count: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    piles: Sequence[Pile]
    total: int
    late: int
    soon: int
    more: int


def _duty(item: Item, names: dict[str, str], request: Request) -> Duty:
    late = item.due is not None and item.due < request.day
    holder = item.unit.code if item.unit else ""
    return Duty(
        title=item.title,
        unit=names.get(holder, item.cluster.name if item.cluster else holder),
        url=item.link,
        due=item.due,
        state="late" if late else "todo",
        label=_("Quá hạn") if late else _("Chờ làm"),
        action=_("Làm ngay") if late else _("Mở"),
        note=item.note,
    )


def _groups(pile: Sequence[Item], names: dict[str, str], request: Request) -> list[Group]:
    """By what is to be done and for whom, in the order of the most urgent of each kind."""
    kinds: dict[tuple[str, int | None], list[Duty]] = {}
    for item in pile:
        kinds.setdefault((item.action, item.unit_id), []).append(_duty(item, names, request))
    return [Group(duties[:OPEN], duties[OPEN:]) for duties in kinds.values()]


@signed_in
def home(request: Request) -> HttpResponse:
    found = worklist.waiting_for(request.actor, request.day)
    items = list(found[: SHOWN + 1])
    more = found.count() - SHOWN if len(items) > SHOWN else 0
    names = worklist.names(items, request.day)
    week = request.day + timedelta(days=7)
    late = [item for item in items[:SHOWN] if item.due and item.due < request.day]
    soon = [item for item in items[:SHOWN] if item.due and request.day <= item.due <= week]
    rest = [item for item in items[:SHOWN] if not item.due or item.due > week]
    piles = [
        Pile(title, _groups(pile, names, request), len(pile), tone)
        for title, pile, tone in (
            (_("Quá hạn"), late, "late"),
            (_("Trong 7 ngày tới"), soon, "soon"),
            (_("Sau đó và không có hạn"), rest, ""),
        )
        if pile
    ]
    return page(
        request, "desk/home.html", Home(piles, len(items[:SHOWN]) + more, len(late), len(soon), max(more, 0))
    )


def _allowed_somewhere(request: Request, action: str) -> None:
    """A page about the whole installation: for those who hold the action anywhere."""
    if not access.reach(request.actor, action, request.day).units:
        raise NotFound("NOT_FOUND", _("Không tìm thấy trang này."), remedy=_("Kiểm tra lại địa chỉ."))


@dataclass(frozen=True, slots=True)
class Record:
    rows: Listing
    entries: int
    whole: bool
    broken: str
    mark: Mark = Mark.VERIFIED


@signed_in
def record(request: Request) -> HttpResponse:
    _allowed_somewhere(request, "journal.entry.read")
    columns = [
        Column("seq", _("Số mục"), order="seq", numeric=True),
        Column("at", _("Lúc"), order="at"),
        Column("actor", _("Người làm"), value=lambda row: _who(row)),
        Column("action", _("Việc làm")),
        Column("subject", _("Đối tượng")),
        Column("basis", _("Căn cứ"), value=lambda row: _basis(row)),
    ]
    rows = listing(
        journal.entries(),
        request,
        columns,
        caption=_("Nhật ký"),
        search=("action", "subject"),
        file_name="nhat-ky",
    )
    if rows.export:
        return rows.export
    entries, broken = journal.verify()
    why = _("Mục %(number)s: %(why)s.") % {"number": broken.seq, "why": broken.reason} if broken else ""
    return page(request, "desk/journal.html", Record(rows, entries, broken is None, why))


def _who(entry: Any) -> str:
    """The actor, and whose delegated right they used."""
    payload = getattr(entry, "payload", None)
    behalf = ((payload.content if payload else None) or {}).get("on_behalf_of")
    if not behalf:
        return str(entry.actor)
    return _("%(who)s, thay mặt %(behalf)s") % {"who": entry.actor, "behalf": ", ".join(behalf)}


def _basis(entry: object) -> str:
    payload = getattr(entry, "payload", None)
    content = payload.content if payload else None
    return (
        _("(nội dung đã xóa)") if content is None else (content.get("basis") or content.get("reason") or "")
    )
