"""Kept tables going out: each receiver's own answer, once a turn; the owner hears of those who may not see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from django.db import transaction

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.vi.dates import on_screen
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind
from lantoa.notices.rules.letters import PRODUCT, Letter

from . import operations, tables
from .models import Schedule, Sending
from .rules import pivot
from .rules.sending import Every, turn
from .tables import Table

ROWS_BY_MAIL = 60
"""A mail is read on a phone: longer tables are opened in the product."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one receiver may see today: ``table`` None where nothing goes out."""

    state: Sending.State
    table: Table | None = None


def send_due(*, day: date, at: datetime) -> int:
    """Every schedule whose turn has come, each in a transaction of its own; returns how many mails and notices.

    Looking whether a turn has come, and adding up, hold no lock: on SQLite a transaction waits for every other
    writer, and makes them wait.
    """
    running = Schedule.objects.filter(stopped_at=None).select_related("table").order_by("pk")
    sent = 0
    for row in list(running):
        now = _due(row, day)
        if now:
            seen = {person.pk: _seen(row, person, day) for person in row.receivers.order_by("pk")}
            sent += _send(row.pk, now, seen, day, at)
    return sent


def _due(row: Schedule, day: date) -> str:
    """The turn that has come and was not sent yet; '' where there is none."""
    now = turn(Every(row.every), day, operations.last_end(row.table, day))
    return now if now and now != row.last_turn else ""


@transaction.atomic
def _send(schedule: int, now: str, seen: Mapping[int, _Seen], day: date, at: datetime) -> int:
    """Whoever became a receiver in the moment since ``seen`` was read has the next turn."""
    row = (
        Schedule.objects.select_for_update(of=("self",))
        .select_related("table", "owner")
        .filter(pk=schedule, stopped_at=None)
        .exclude(last_turn=now)
        .first()
    )
    if row is None:
        return 0
    told = [
        _to(row, one, seen[one.pk], now, day, at) for one in row.receivers.order_by("pk") if one.pk in seen
    ]
    row.last_turn, row.last_at = now, at
    row.save(update_fields=["last_turn", "last_at"])
    refused = [one for one in told if one.state == Sending.State.REFUSED]
    if refused or not row.owner.is_active:
        _tell_owner(row, refused, at)
    journal.record(
        actor=SYSTEM, action="analysis.schedule.send", subject=f"analysis.schedule:{row.pk}", at=at,
        after={"turn": now, "receivers": {one.receiver.username: one.state for one in told}},
    )  # fmt: skip
    return sum(one.state in (Sending.State.SENT, Sending.State.NO_ADDRESS) for one in told)


def _seen(row: Schedule, person: User, day: date) -> _Seen:
    """The answer as this person may see it today; nothing at all where they may not."""
    if not person.is_active:
        return _Seen(Sending.State.REFUSED)
    try:
        return _Seen(
            Sending.State.SENT, tables.answer(access.actor_of(person), pivot.read(row.table.question), day)
        )
    except NotFound as problem:
        empty = problem.fault.code == "NO_PERIOD"
        return _Seen(Sending.State.EMPTY if empty else Sending.State.REFUSED)
    except BadInput:
        return _Seen(Sending.State.EMPTY)


def _to(row: Schedule, person: User, seen: _Seen, now: str, day: date, at: datetime) -> Sending:
    state = seen.state if seen.table is None else _out(row, person, seen.table, now, day, at)
    return Sending.objects.create(schedule=row, receiver=person, turn=now, state=state, at=at)


def _out(row: Schedule, person: User, found: Table, now: str, day: date, at: datetime) -> Sending.State:
    if not person.email:
        notices.tell(
            users=[person], title=f"Bảng “{row.table.name}” đã có số mới", at=at, kind=Kind.REPORT,
            body=f"{found.title}. {found.complete}.", link=f"/phan-tich/bang/lich/{row.pk}/xem/",
        )  # fmt: skip
        return Sending.State.NO_ADDRESS
    mail = letter(row, person.name, found, day)
    notices.put_out([(person, mail, f"analysis-{row.pk}-{person.pk}-{now}")], at=at)
    return Sending.State.SENT


def letter(row: Schedule, name: str, found: Table, day: date) -> Letter:
    """The table in a mail: what it stands on first, the figures, where to open it, who asked for it."""
    state = "tạm tính, gồm cả báo cáo chờ duyệt" if found.provisional else "chỉ gồm báo cáo đã duyệt"
    stand = f"Tính đến ngày {on_screen(day)}; {found.complete}, {state}. {found.seen_as}."
    sample = " Dữ liệu minh họa, không dùng làm số liệu chính thức." if found.sample else ""
    rows = list(zip(found.rows, found.cells, strict=True))
    more = len(rows) - ROWS_BY_MAIL
    shown = rows[:ROWS_BY_MAIL]
    heads = ["", *(one.label for one in found.columns)]
    lines = ["; ".join(heads).strip("; ")]
    lines += [f"- {head.label}: {'; '.join(cell.text for cell in cells)}" for head, cells in shown]
    left = f"Còn {more} hàng, mở trong {PRODUCT} để xem." if more > 0 else ""
    link = f"{notices.site()}/phan-tich/bang/lich/{row.pk}/xem/"
    every = Every(row.every).label.lower()
    foot = f"{row.owner.name} đặt lịch gửi này ({every}). Số liệu theo quyền xem của người nhận."
    opening = [f"Kính gửi {name},", "", f"{row.table.name}: {found.title}.", f"{stand}{sample}", ""]
    text = "\n".join([*opening, *lines, left, "", f"Mở: {link}", foot])
    head = "".join(f'<th style="text-align:left">{escape(one)}</th>' for one in heads)
    body = "".join(
        f'<tr><th style="text-align:left">{escape(one.label)}</th>'
        + "".join(f'<td style="text-align:right">{escape(cell.text)}</td>' for cell in cells)
        + "</tr>"
        for one, cells in shown
    )
    subject = f"{row.table.name}, ngày {on_screen(day)}"
    html = (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(subject)}</title></head><body>'
        f"<p>Kính gửi {escape(name)},</p><p><strong>{escape(row.table.name)}</strong>: {escape(found.title)}.</p>"
        f"<p>{escape(stand + sample)}</p>"
        f'<table border="1" cellpadding="6" cellspacing="0"><tr>{head}</tr>{body}</table><p>{escape(left)}</p>'
        f'<p><a href="{escape(link)}">Mở trong {PRODUCT}</a></p><hr><p><small>{escape(foot)}</small></p></body></html>'
    )
    return Letter(subject, text + "\n", html)


def _tell_owner(row: Schedule, refused: list[Sending], at: datetime) -> None:
    names = ", ".join(one.receiver.name for one in refused)
    notices.tell(
        users=[row.owner], at=at, kind=Kind.REPORT, link=f"/phan-tich/lich-gui/{row.pk}/",
        title=f"Bảng “{row.table.name}” không gửi được tới {len(refused)} người",
        body=f"{names} không còn quyền xem số liệu của bảng này nên không nhận được gì.",
    )  # fmt: skip
