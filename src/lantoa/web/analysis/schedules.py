"""Sending tables by mail: to whom, when, what went out, stop; and what a receiver opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.analysis import operations, queries, tables
from lantoa.analysis.models import SavedTable, Schedule, Sending
from lantoa.analysis.rules import pivot as rules
from lantoa.analysis.rules.sending import Every, following
from lantoa.kernel.vi.dates import on_screen
from lantoa.web.forms import TextLine
from lantoa.web.kit import (
    Column,
    Listing,
    Request,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
    with_query,
)
from lantoa.web.parts import Crumb, Tab

from . import pivot
from .asked import choices, tabs


@dataclass(frozen=True, slots=True)
class Schedules:
    tabs: Sequence[Tab]
    rows: Listing


@dataclass(frozen=True, slots=True)
class OnePage:
    schedule: Schedule
    every: str
    next: str
    receivers: str
    rows: Listing
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class New:
    table: SavedTable
    form: forms.Form
    crumbs: Sequence[Crumb]


class ScheduleForm(forms.Form):
    every = forms.ChoiceField(
        label=gettext_lazy("khi gửi"), choices=[(one.value, gettext_lazy(one.label)) for one in Every]
    )
    receivers = TextLine(
        label=gettext_lazy("người nhận"),
        max_length=2000,
        help_text=gettext_lazy(
            "Tên đăng nhập, cách nhau dấu phẩy. Mỗi người nhận đúng phần mình được xem; ai không có quyền xem thì "
            "không nhận được gì và bạn được báo."
        ),
    )


@signed_in
def index(request: Request) -> HttpResponse:
    """One's own schedules with the last sending of each."""
    rows = listing(
        list(queries.schedules(request.actor)),
        request,
        (
            Column("table", _("Bảng"), value=lambda one: one.table.name,
                   link=lambda one: reverse("analysis:schedule-one", args=[one.pk])),
            Column("every", _("Khi gửi"), value=lambda one: _(Every(one.every).label)),
            Column("to", _("Người nhận"), value=lambda one: ", ".join(user.name for user in one.receivers.all())),
            Column("last_at", _("Gửi lần cuối")),
            Column("next", _("Lần tới"), value=lambda one: _next(one, request)),
            Column("state", _("Tình trạng"), value=lambda one: chip("wait", _("Đã dừng"))
                   if one.stopped_at
                   else chip("ok", _("Đang chạy"))),
        ),
        caption=_("Lịch gửi bảng số liệu"),
        file_name="lich-gui",
        empty=_("Chưa có lịch gửi nào. Mở một bảng đã lưu rồi bấm Gửi theo lịch."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    return page(request, "analysis/schedules.html", Schedules(tabs("schedules"), rows))


def _next(one: Schedule, request: Request) -> str:
    if one.stopped_at:
        return "–"
    day = following(Every(one.every), request.day)
    return on_screen(day) if day else _("khi kỳ tới kết thúc")


@signed_in
def create(request: Request, pk: int) -> HttpResponse:
    table = queries.table(request.actor, pk, request.day)
    form = ScheduleForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            given = form.cleaned_data
            row = operations.schedule_table(
                actor=request.actor, table=pk, every=given["every"], receivers=given["receivers"].split(","),
                day=request.day, at=request.now,
            )  # fmt: skip
            return done(request, _("Đã đặt lịch gửi."), "analysis:schedule-one", row.pk)
    crumbs = (
        Crumb(_("Phân tích"), reverse("analysis:index")),
        Crumb(table.name, reverse("analysis:table", args=[pk])),
        Crumb(_("Gửi theo lịch")),
    )
    return page(request, "analysis/schedule_new.html", New(table, form, crumbs))


@signed_in
def one(request: Request, pk: int) -> HttpResponse:
    found = queries.schedule(request.actor, pk)
    rows = listing(
        queries.sendings(found),
        request,
        (
            Column("at", _("Lúc")),
            Column("receiver", _("Người nhận"), value=lambda row: row.receiver.name),
            Column("state", _("Kết quả"), value=lambda row: chip(
                {"sent": "ok", "no_addr": "info", "refused": "late", "empty": "wait"}[row.state],
                _(Sending.State(row.state).label))),
        ),
        caption=_("Các lần gửi gần nhất"),
        file_name=f"lan-gui-{pk}",
        empty=_("Chưa gửi lần nào."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    return page(
        request,
        "analysis/schedule.html",
        OnePage(
            found, _(Every(found.every).label), _next(found, request),
            ", ".join(user.name for user in found.receivers.all()), rows,
            (Crumb(_("Phân tích"), reverse("analysis:index")), Crumb(_("Lịch gửi"), reverse("analysis:schedules")),
             Crumb(found.table.name)),
        ),
    )  # fmt: skip


@require_POST
@signed_in
def stop(request: Request, pk: int) -> HttpResponse:
    operations.stop_schedule(actor=request.actor, schedule=pk, at=request.now)
    undo = with_query(reverse("analysis:resume-schedule", args=[pk]))
    return done(request, _("Đã dừng lịch gửi."), "analysis:schedule-one", pk, undo=undo)


@require_POST
@signed_in
def resume(request: Request, pk: int) -> HttpResponse:
    operations.resume_schedule(actor=request.actor, schedule=pk, day=request.day, at=request.now)
    return done(request, _("Lịch gửi chạy tiếp từ lần sau."), "analysis:schedule-one", pk)


@signed_in
def received(request: Request, pk: int) -> HttpResponse:
    """What a mail points to: the table as the receiver may see it today."""
    row = queries.received(request.actor, pk)
    question = rules.read(row.table.question)
    found = tables.answer(request.actor, question, request.day)
    if form := request.GET.get("xuat"):
        return pivot.file(form, found, f"bang-{row.table.pk}")
    return pivot.answer(request, choices(request), question, found)
