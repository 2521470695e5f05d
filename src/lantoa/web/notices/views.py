"""Thông báo của tôi; nhận thư khi nào; lời nhắc để chép."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.notices import operations, queries
from lantoa.notices.rules.kinds import Kind, When
from lantoa.upkeep import chasing
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Crumb


@dataclass(frozen=True, slots=True)
class Index:
    rows: Listing
    unread: int
    chases: bool


@signed_in
def index(request: Request) -> HttpResponse:
    columns = [
        Column("at", _("Lúc"), order="at"),
        Column(
            "title",
            _("Nội dung"),
            value=lambda row: row.title,
            link=lambda row: reverse("notices:open", args=[row.pk]),
        ),
        Column("kind", _("Loại"), value=lambda row: _(Kind(row.kind).short)),
        Column(
            "read_at",
            _("Trạng thái"),
            value=lambda row: chip("done", _("Đã đọc")) if row.read_at else chip("todo", _("Chưa đọc")),
        ),
    ]
    filters = [
        Filter("da-xem", _("Đã đọc hay chưa"), "seen",
               [Choice("0", _("Chưa đọc")), Choice("1", _("Đã đọc"))]),
        Filter("loai", _("Loại"), "kind", [Choice(kind.value, _(kind.short)) for kind in Kind]),
    ]  # fmt: skip
    rows = listing(
        queries.of_user(request.user), request, columns, caption=_("Thông báo"), filters=filters,
        file_name="thong-bao", empty=_("Chưa có thông báo nào."),
    )  # fmt: skip
    chases = bool(chasing.reminders(visible_to=request.actor, day=request.day))
    return rows.export or page(
        request, "notices/index.html", Index(rows, queries.unread(request.user), chases)
    )


@signed_in
def open_one(request: Request, pk: int) -> HttpResponse:
    """The read receipt: a notice is read when its owner first opens it, and leads on to what it is about."""
    found = queries.one(user=request.user, notice=pk)
    operations.mark(user=request.user, notice=pk, read=True, at=request.now)
    inside = found.link.startswith("/") and not found.link.startswith("//")
    if inside:
        return HttpResponseRedirect(found.link)
    crumbs = (Crumb(_("Thông báo"), reverse("notices:index")), Crumb(found.title))
    return page(request, "notices/notice.html", {"notice": found, "crumbs": crumbs})


@require_POST
@signed_in
def read_all(request: Request) -> HttpResponse:
    count = operations.mark_read(user=request.user, at=request.now)
    return done(request, _("Đã đánh dấu %(count)s thông báo là đã đọc.") % {"count": count}, "notices:index")


class ChoiceForm(forms.Form):
    """One drop-down per kind."""

    def __init__(self, *args: Any, now: dict[Kind, When], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        times = [(when.value, _(when.label)) for when in When]
        for kind in Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=_(kind.label), choices=times, initial=now[kind].value, required=True
            )


@signed_in
def choose(request: Request) -> HttpResponse:
    form = ChoiceForm(request.POST or None, now=queries.choices(request.user))
    with faults_on(request, form):
        if submitted(request, form):
            operations.choose(user=request.user, choices=form.cleaned_data)
            return done(request, _("Đã lưu cách nhận thư."), "notices:choose")
    crumbs = (Crumb(_("Thông báo"), reverse("notices:index")), Crumb(_("Nhận qua thư")))
    address = request.user.email
    return page(request, "notices/choose.html", {"form": form, "address": address, "crumbs": crumbs})


@dataclass(frozen=True, slots=True)
class Reminders:
    rows: Sequence[chasing.Reminder]
    more: int
    crumbs: Sequence[Crumb]


SHOWN = 50


@signed_in
def reminders(request: Request) -> HttpResponse:
    found = chasing.reminders(visible_to=request.actor, day=request.day)
    crumbs = (Crumb(_("Thông báo"), reverse("notices:index")), Crumb(_("Chép lời nhắc")))
    return page(
        request, "notices/reminders.html", Reminders(found[:SHOWN], max(len(found) - SHOWN, 0), crumbs)
    )
