"""Hồ sơ: opened, filled, closed, handed over to the archive with its list and minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.documents.render import file_name, render
from lantoa.documents.tree import Paper as Tree
from lantoa.kernel.vi.dates import on_screen
from lantoa.registry import operations, papers, queries
from lantoa.registry.files import MEDIA_TYPES
from lantoa.registry.models import HandOver, Incoming, Paper, RecordFile
from lantoa.registry.rules import keeping
from lantoa.registry.rules.lifecycle import KEEP
from lantoa.web.forms import Figure, TextLine
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    attachment,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Action, Crumb, Tab
from lantoa.web.states import said

from .common import crumb, names_on, own_bodies, tabs

TERMS = [(term.years, gettext_lazy(term.label)) for term in keeping.TERMS]


class RecordForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan"))
    year = Figure(label=gettext_lazy("Năm"), whole=True, least=1945, most=2200)
    notation = TextLine(
        label=gettext_lazy("Số, ký hiệu hồ sơ"),
        max_length=20,
        help_text=gettext_lazy("Theo danh mục hồ sơ của cơ quan, ví dụ 01.TĐKT."),
    )
    title = TextLine(label=gettext_lazy("Tiêu đề hồ sơ"), max_length=500)
    years = forms.TypedChoiceField(
        label=gettext_lazy("Thời hạn bảo quản"),
        coerce=int,
        choices=TERMS,
        help_text=gettext_lazy(
            "Danh mục thời hạn còn chờ xác nhận; cơ quan chọn theo bảng thời hạn của mình."
        ),
    )
    basis = TextLine(
        label=gettext_lazy("Căn cứ của thời hạn"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu bảng thời hạn bảo quản mà cơ quan áp dụng."),
    )


class HandOverForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan giao"))
    records = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Hồ sơ đã kết thúc"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    giver = TextLine(label=gettext_lazy("Người giao"), max_length=120)
    giver_post = TextLine(label=gettext_lazy("Chức vụ người giao"), max_length=160, required=False)
    taker = TextLine(label=gettext_lazy("Người nhận"), max_length=120)
    taker_unit = TextLine(label=gettext_lazy("Nơi nhận"), max_length=200)
    note = TextLine(label=gettext_lazy("Ghi chú"), max_length=300, required=False)


@dataclass(frozen=True, slots=True)
class RecordsPage:
    rows: Listing
    given: Sequence[tuple[HandOver, str]]
    ready: int
    tabs: Sequence[Tab]


@dataclass(frozen=True, slots=True)
class RecordPage:
    row: RecordFile
    unit: str
    term: str
    until: object
    remind: bool
    papers: Sequence[Paper]
    incoming: Sequence[Incoming]
    may_close: bool
    files: Sequence[Action]
    crumbs: Sequence[Crumb]


def _state(row: RecordFile) -> tuple[str, str]:
    if row.hand_over is not None:
        return "locked", _("Đã nộp lưu")
    return ("closed", _("Đã kết thúc")) if row.closed_on else ("open", _("Đang mở"))


def _term(years: int) -> str:
    return said(keeping.BY_YEARS[years].label) if years in keeping.BY_YEARS else str(years)


@signed_in
def index(request: Request) -> HttpResponse:
    names = names_on(request)
    _bodies(request)
    found = queries.records(request.actor, request.day)
    years = [Choice(str(year), str(year)) for year in range(request.day.year, request.day.year - 6, -1)]
    rows = listing(
        found,
        request,
        [
            Column(
                "notation", _("Số, ký hiệu hồ sơ"), link=lambda row: reverse("registry:record", args=[row.pk])
            ),
            Column("title", _("Tiêu đề")),
            Column("unit", _("Cơ quan"), value=lambda row: names.get(row.unit.code, row.unit.code)),
            Column("year", _("Năm"), value=lambda row: str(row.year), order="year"),
            Column("held", _("Số văn bản"), value=lambda row: row.outgoing + row.arrived, numeric=True),
            Column("years", _("Thời hạn bảo quản"), value=lambda row: _term(row.years)),
            Column("state", _("Tình trạng"), value=lambda row: chip(*_state(row))),
        ],
        caption=_("Hồ sơ"),
        filters=[Filter("nam", _("Năm"), "year", years)],
        file_name="ho-so",
        empty=_("Chưa lập hồ sơ nào. Lập hồ sơ để đưa văn bản đã ban hành, đã xử lý vào."),
    )
    if rows.export:
        return rows.export
    given = [
        (one, names.get(one.unit.code, one.unit.code))
        for one in queries.hand_overs(request.actor, request.day)
    ]
    ready = found.filter(closed_on__isnull=False, hand_over=None).count()
    return page(request, "registry/records.html", RecordsPage(rows, given, ready, tabs(request, "records")))


def _bodies(request: Request) -> list[tuple[str, str]]:
    found = own_bodies(request.actor, KEEP, request)
    if not found:
        raise queries.hidden("trang")
    return found


@signed_in
def new(request: Request) -> HttpResponse:
    form = RecordForm(request.POST or None, initial={"year": request.day.year, "years": 20})
    form.fields["unit"].choices = _bodies(request)  # type: ignore[attr-defined]
    with faults_on(request, form):
        if submitted(request, form):
            row = operations.open_record(
                actor=request.actor, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã lập hồ sơ."), "registry:record", row.pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Hồ sơ"), reverse("registry:records")), Crumb(_("Lập hồ sơ"))],
        "title": _("Lập hồ sơ"),
        "lead": _("Văn bản của một việc được giữ cùng nhau, theo thời hạn mà cơ quan áp dụng."),
        "button": _("Lập hồ sơ"),
    }
    return page(request, "registry/form.html", context)


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    row = queries.record(pk, visible_to=request.actor, day=request.day)
    closed = row.closed_on
    return page(
        request,
        "registry/record.html",
        RecordPage(
            row,
            names_on(request).get(row.unit.code, row.unit.code),
            _term(row.years),
            keeping.until(closed, row.years) if closed else None,
            bool(closed and row.hand_over is None and keeping.hand_over_due(closed, request.day)),
            list(row.papers.select_related("body").order_by("issued_on", "pk")),
            list(row.incoming.order_by("arrived_on", "pk")),
            closed is None,
            [
                Action(one.upper(), reverse("registry:record-file", args=[pk, one]), "download")
                for one in ("docx", "pdf")
            ],
            [crumb(), Crumb(_("Hồ sơ"), reverse("registry:records")), Crumb(row.notation)],
        ),
    )  # fmt: skip


@signed_in
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    queries.record(pk, visible_to=request.actor, day=request.day)
    operations.close_record(actor=request.actor, record_file=pk, day=request.day, at=request.now)
    return done(request, _("Đã kết thúc hồ sơ."), "registry:record", pk)


@signed_in
def file(request: Request, pk: int, form: str) -> HttpResponse:
    row = queries.record(pk, visible_to=request.actor, day=request.day)
    return _file(papers.file_contents(row, request.day), form)


@signed_in
def hand_over(request: Request) -> HttpResponse:
    bodies = _bodies(request)
    rows = queries.records(request.actor, request.day).filter(closed_on__isnull=False, hand_over=None)
    form = HandOverForm(request.POST or None, initial={"giver": request.user.name})
    form.fields["unit"].choices = bodies  # type: ignore[attr-defined]
    form.fields["records"].choices = [(one.pk, f"{one.notation} {one.title}") for one in rows]  # type: ignore[attr-defined]
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.hand_over(
                actor=request.actor, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã lập biên bản giao nhận."), "registry:handed-over", made.pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(_("Hồ sơ"), reverse("registry:records")), Crumb(_("Giao nộp"))],
        "title": _("Giao nộp hồ sơ vào lưu trữ"),
        "lead": _("Lập mục lục hồ sơ và biên bản giao nhận từ các hồ sơ đã kết thúc."),
        "button": _("Lập biên bản giao nhận"),
    }
    return page(request, "registry/form.html", context)


@signed_in
def handed_over(request: Request, pk: int) -> HttpResponse:
    row = queries.hand_over(pk, visible_to=request.actor, day=request.day)
    title = _("Giao nộp ngày %(day)s") % {"day": on_screen(row.on)}
    context = {
        "row": row,
        "html": render(papers.hand_over_minutes(row), "html"),
        "title": title,
        "files": [
            Action(one.upper(), reverse("registry:handed-over-file", args=[pk, one]), "download")
            for one in ("docx", "pdf")
        ],
        "crumbs": [crumb(), Crumb(_("Hồ sơ"), reverse("registry:records")), Crumb(title)],
    }
    return page(request, "registry/handed_over.html", context)


@signed_in
def handed_over_file(request: Request, pk: int, form: str) -> HttpResponse:
    return _file(
        papers.hand_over_minutes(queries.hand_over(pk, visible_to=request.actor, day=request.day)), form
    )


def _file(told: Tree, form: str) -> HttpResponse:
    if form not in ("docx", "pdf"):
        raise queries.hidden("tệp")
    data = render(told, form)
    assert isinstance(data, bytes)
    return attachment(data, file_name(told, form), MEDIA_TYPES[form])
