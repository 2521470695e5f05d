"""Cells that the lists of this area share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.access import sign_ins
from lantoa.access.models_sign_in import METHODS, SignInEvent

from .. import kit
from ..parts import Action

TONES = {
    "SIGNED_IN": "done",
    "FAILED": "unmet",
    "CODE_FAILED": "unmet",
    "LOCKED": "locked",
    "PASSWORD_SET": "todo",
    "SECOND_FACTOR_RESET": "todo",
}


def button(request: HttpRequest, item: Action) -> SafeString:
    return render_to_string("ui/action.html", {"item": item, "kind": "small danger"}, request=request)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the short table on a page."""

    at: datetime
    what: object
    device: str
    address: str


def lines(rows: Iterable[SignInEvent]) -> list[Line]:
    return [
        Line(row.at, what(row), sign_ins.device(row.agent) if row.agent else "", row.address) for row in rows
    ]


def what(row: SignInEvent) -> object:
    return kit.chip(TONES.get(row.kind, "plain"), _(row.get_kind_display()))


def how(row: SignInEvent) -> str:
    return _(dict(METHODS)[row.method]) if row.method else ""


def event_columns(*, with_user: bool) -> list[kit.Column]:
    """The sign-in journal's columns; ``with_user`` where several people are in it."""
    columns = [
        kit.Column("at", _("Lúc"), order="at"),
        kit.Column("kind", _("Việc"), value=what, order="kind"),
        kit.Column("method", _("Cách đăng nhập"), value=how, order="method"),
        kit.Column(
            "device", _("Thiết bị"), value=lambda row: sign_ins.device(row.agent) if row.agent else ""
        ),
        kit.Column("address", _("Địa chỉ"), order="address"),
        kit.Column("note", _("Ghi chú")),
    ]
    if with_user:
        columns.insert(
            1,
            kit.Column(
                "user",
                _("Người dùng"),
                value=lambda row: row.user.name if row.user else _("(không có tên này)"),
                order="user__sort",
                link=lambda row: f"/tai-khoan/nguoi-dung/{row.user.username}/" if row.user else "",
            ),
        )
    return columns
