"""What the caller was told, and when it comes by mail."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.notices import operations, queries, sending
from lantoa.notices.models import Mail, Notice
from lantoa.upkeep import chasing

router = Router()


class NoticeOut(Schema):
    id: int
    kind: str
    title: str
    body: str
    link: str
    at: datetime
    read_at: datetime | None


class NoticeCountOut(Schema):
    count: int


class ReminderOut(Schema):
    """``text`` is to be pasted into a chat: counts only, nothing of what the work is about."""

    unit: str
    name: str
    late: int
    soon: int
    text: str


class MailOut(Schema):
    id: int
    to: str
    subject: str
    state: str
    attempts: int
    problem: str
    at: datetime
    sent_at: datetime | None


def _user(request: HttpRequest) -> User:
    return access.user_of(actor_of(request))  # type: ignore[return-value] -- every caller has an account


@router.get("/notices", response=list[NoticeOut], summary="Thông báo của tôi, mới trước")
def notices(request: HttpRequest, unread: bool = False, offset: int = 0, limit: int = 100) -> list[Notice]:
    rows = queries.of_user(_user(request))
    rows = rows.filter(read_at=None) if unread else rows
    start = max(offset, 0)
    return list(rows[start : start + min(max(limit, 1), 500)])


@router.post("/notices/read", response=NoticeCountOut, summary="Đánh dấu đã đọc hết")
def read_all(request: HttpRequest) -> NoticeCountOut:
    return NoticeCountOut(count=operations.mark_read(user=_user(request), at=clock.now()))


@router.post("/notices/{pk}/read", response=NoticeOut, summary="Đánh dấu một thông báo là đã đọc")
def read(request: HttpRequest, pk: int) -> Notice:
    user = _user(request)
    queries.one(user=user, notice=pk)
    operations.mark(user=user, notice=pk, read=True, at=clock.now())
    return queries.one(user=user, notice=pk)


@router.get("/notices/choices", response=dict[str, str], summary="Khi nào mỗi loại đến qua thư")
def choices(request: HttpRequest) -> dict[str, str]:
    return {kind.value: when.value for kind, when in queries.choices(_user(request)).items()}


@router.put("/notices/choices", response=dict[str, str], summary="Chọn khi nào mỗi loại đến qua thư")
def choose(request: HttpRequest, body: dict[str, str]) -> dict[str, str]:
    operations.choose(user=_user(request), choices=body)
    return choices(request)


@router.get(
    "/notices/reminders", response=list[ReminderOut], summary="Lời nhắc đơn vị cấp dưới, không có nội dung"
)
def reminders(request: HttpRequest) -> list[chasing.Reminder]:
    return chasing.reminders(visible_to=actor_of(request), day=clock.today())


@router.post("/mails/{pk}/again", response=MailOut, summary="Gửi lại một thư không gửi được")
def again(request: HttpRequest, pk: int) -> Mail:
    return sending.send_again(actor=actor_of(request), mail=pk, day=clock.today(), at=clock.now())
