"""Tables brought as files: choose a kind, send the file, see every row judged, then write all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.documents.intake import Kind
from lantoa.exchange import operations, queries
from lantoa.exchange.models import Import
from lantoa.exchange.operations.imports import ACTIONS, allow
from lantoa.exchange.tables import template
from lantoa.kernel.errors import NotFound
from lantoa.organisation.sheets import SHEETS
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.forms import Day, TextLine, Upload
from lantoa.web.kit import (
    Column,
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
from lantoa.web.parts import Action, Crumb

from .picking import offer

ADDRESSES = {"don-vi": "units", "nguoi": "people", "cum": "members", "luc-luong": "forces"}
"""What stands in the address → the kind of table."""
TONES = {
    "CHECKING": "waiting", "WRONG": "returned", "CHECKED": "ok", "APPLYING": "now", "APPLIED": "done",
    "FAILED": "refused",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    title: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    choices: Sequence[Choice]
    rows: Listing
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class NewPage:
    title: str
    slug: str
    columns: Sequence[object]
    form: forms.Form
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class ImportPage:
    one: Import
    title: str
    state: object
    rows: Listing
    apply: Action | None
    again: str
    running: bool
    stopped: bool
    crumbs: Sequence[Crumb]


class ImportForm(forms.Form):
    file = Upload(
        label=gettext_lazy("Tệp"),
        accept=(Kind.XLSX, Kind.CSV),
        help_text=gettext_lazy("Bảng tính .xlsx hoặc .csv theo tệp mẫu, không có macro."),
    )
    day = Day(label=gettext_lazy("Có hiệu lực từ ngày"))
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của văn bản."),
    )


class MembersForm(ImportForm):
    issuer = TextLine(
        label=gettext_lazy("Nơi lập cụm"),
        max_length=32,
        help_text=gettext_lazy("Mã đơn vị, ví dụ BCA, CA.15."),
    )
    valid_from = Day(label=gettext_lazy("Cụm có từ ngày"))
    valid_to = Day(
        label=gettext_lazy("Đến trước ngày"), help_text=gettext_lazy("Ví dụ 01/01/2027 cho hết năm 2026.")
    )


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")),
        Crumb(_("Nhập từ tệp"), reverse("imports:index")),
        *last,
    ]


def _kind(slug: str) -> str:
    if slug not in ADDRESSES:
        raise NotFound("NOT_FOUND", _("Không có mẫu nhập này."), remedy=_("Chọn trong danh sách mẫu."))
    return ADDRESSES[slug]


def _slug(kind: str) -> str:
    return next(slug for slug, known in ADDRESSES.items() if known == kind)


@signed_in
def index(request: Request) -> HttpResponse:
    allowed = [
        slug for slug, kind in ADDRESSES.items()
        if access.reach(request.actor, ACTIONS[kind], request.day).units
    ]  # fmt: skip
    rows = listing(
        queries.imports(request.actor),
        request,
        (
            Column("file_name", _("Tệp"), order="file_name", link=lambda row: reverse("imports:import", args=[row.pk])),
            Column("kind", _("Loại"), value=lambda row: _(SHEETS[row.kind].title)),
            Column("state", _("Tình trạng"), value=_chip),
            Column("rows", _("Số dòng"), order="rows", numeric=True),
            Column("wrong", _("Chỗ sai"), order="wrong", numeric=True),
            Column("created_at", _("Gửi lúc"), order="created_at"),
        ),
        caption=_("Các lần nhập của tôi"),
        search=("file_name",),
        file_name="nhap-tu-tep",
        empty=_("Chưa nhập tệp nào."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    choices = [
        Choice(
            _(SHEETS[ADDRESSES[slug]].title),
            reverse("imports:new", args=[slug]),
            ", ".join(column.label for column in SHEETS[ADDRESSES[slug]].columns if column.required),
        )
        for slug in allowed
    ]
    crumbs = [*_crumbs()[:1], Crumb(_("Nhập từ tệp"))]
    return page(request, "organisation/imports.html", IndexPage(choices, rows, crumbs))


def _chip(row: Import) -> object:
    return chip(TONES[row.state], _(row.get_state_display()))


@signed_in
def new(request: Request, slug: str) -> HttpResponse:
    kind = _kind(slug)
    allow(request.actor, kind, request.day)
    made = MembersForm if kind == "members" else ImportForm
    form = made(request.POST or None, request.FILES or None, initial={"day": request.day})
    offer(form, request, "issuer")
    with faults_on(request, form):
        if submitted(request, form):
            given = dict(form.cleaned_data)
            file = given.pop("file")
            one = operations.check_file(
                actor=request.actor, kind=kind, name=file.name, data=file.data, at=request.now, **given
            )
            return done(request, _("Đã nhận tệp và xem từng dòng."), "imports:import", one.pk)
    title = _(SHEETS[kind].title)
    shown = NewPage(title, slug, SHEETS[kind].columns, form, _crumbs(Crumb(title)))
    return page(request, "organisation/import_new.html", shown)


@signed_in
def sample(request: Request, slug: str, form: str) -> HttpResponse:
    kind = _kind(slug)
    if form not in ("xlsx", "csv"):
        raise NotFound("NOT_FOUND", _("Không có tệp mẫu dạng này."), remedy=_("Chọn XLSX hoặc CSV."))
    return attachment(template(SHEETS[kind], form), f"mau-{slug}.{form}", MEDIA_TYPES[form])


@signed_in
def one(request: Request, pk: int) -> HttpResponse:
    found = queries.import_of(request.actor, pk)
    rows = listing(
        [dict(zip(("row", "column", "code", "message", "remedy"), remark, strict=True)) for remark in found.remarks],
        request,
        (
            Column("row", _("Dòng"), order="row"),
            Column("column", _("Cột"), order="column"),
            Column("message", _("Chỗ sai")),
            Column("remedy", _("Cách sửa")),
        ),
        caption=_("Chỗ cần sửa"),
        search=("message", "column"),
        file_name="cho-can-sua",
        empty=_("Không có chỗ nào cần sửa."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    begun = found.state in {"CHECKING", "APPLYING"}
    running = begun and (found.job is None or found.job.unfinished)
    stopped = begun and not running
    response = page(
        request,
        "organisation/import.html",
        ImportPage(
            one=found,
            title=_(SHEETS[found.kind].title),
            state=_chip(found),
            rows=rows,
            apply=Action(_("Ghi vào hệ thống"), reverse("imports:apply", args=[pk]), "check", post=True)
            if found.state == "CHECKED" or (stopped and found.state == "APPLYING")
            else None,
            again=reverse("imports:new", args=[_slug(found.kind)]),
            running=running,
            stopped=stopped,
            crumbs=_crumbs(Crumb(found.file_name)),
        ),
    )
    if running:
        response["Refresh"] = "3"
    return response


@require_POST
@signed_in
def apply(request: Request, pk: int) -> HttpResponse:
    row = operations.apply_import(actor=request.actor, number=pk, at=request.now)
    told = (
        _("Đã ghi %(new)s dòng mới.") % {"new": row.new}
        if row.state == "APPLIED"
        else _("Đang ghi ở việc nền.")
    )
    return done(request, told, "imports:import", pk)


@signed_in
def marked(request: Request, pk: int) -> HttpResponse:
    found = queries.import_of(request.actor, pk)
    return attachment(queries.marked_of(found), f"can-sua-{found.pk}.xlsx", MEDIA_TYPES["xlsx"])


def may_exchange(request: Request) -> bool:
    """Whether packages with other deployments concern the reader: their page is then offered."""
    return queries.exchanges(request.actor)
