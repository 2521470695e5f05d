"""A unit's own layouts: the list, a new one, one with its fields and blanks, a dry run and the filled file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.documents.catalogue.table import BY_PAPER
from lantoa.documents.filling.facts import Field
from lantoa.documents.filling.word import DryRun
from lantoa.exchange import layouts, operations
from lantoa.exchange.models import Layout, LayoutVersion
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries as organisation
from lantoa.registry import files
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    attachment,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
    with_query,
)
from lantoa.web.organisation.picking import offer
from lantoa.web.parts import Action, Crumb

from .forms import KeyForm, LayoutForm, MappingForm, VersionForm


@dataclass(frozen=True, slots=True)
class IndexPage:
    rows: Listing
    papers: Sequence[tuple[str, str]]
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class FormPage:
    title: str
    note: str
    button: str
    form: forms.Form
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class LayoutPage:
    """``run``: tried against the worked paper, or against live facts where a key was given (``key``)."""

    one: Layout
    unit: str
    paper: str
    version: LayoutVersion
    versions: Sequence[LayoutVersion]
    run: DryRun
    key: str
    files: Sequence[Action]
    fields: Sequence[Field]
    form: forms.Form
    mapping: forms.Form | None
    withdraw: Action
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class FieldsPage:
    paper: str
    fields: Sequence[Field]
    crumbs: Sequence[Crumb]


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [Crumb(_("Mẫu riêng của đơn vị"), reverse("filling:index") if last else ""), *last]


def _paper(code: str) -> str:
    return _(BY_PAPER[code].name)


def _newest(row: Layout) -> int:
    return max((one.number for one in row.versions.all()), default=0)


@signed_in
def index(request: Request) -> HttpResponse:
    held = access.reach(request.actor, layouts.KEEP, request.day)
    if not (held.units or held.everything):
        raise NotFound("NOT_FOUND", _("Không tìm thấy trang này."), remedy=_("Kiểm tra lại địa chỉ."))
    rows = listing(
        layouts.layouts(request.actor, request.day),
        request,
        (
            Column("name", _("Tên mẫu"), order="name", link=lambda row: reverse("filling:show", args=[row.pk])),
            Column("paper", _("Loại văn bản"), value=lambda row: _paper(row.paper), order="paper"),
            Column("sort", _("Loại mẫu"), value=lambda row: _(row.get_sort_display())),
            Column("unit", _("Đơn vị"), value=lambda row: organisation.name_of(row.unit.code, request.day)),
            Column("version", _("Phiên bản"), value=_newest, numeric=True),
        ),
        caption=_("Mẫu riêng của đơn vị"),
        filters=(Filter("loai", _("Loại mẫu"), "sort", tuple(Choice(code, _(label)) for code, label in Layout.SORTS)),),
        file_name="mau-rieng",
        empty=_("Chưa có mẫu nào. Tải lên mẫu Word của đơn vị, hoặc biểu của cấp trên để gán một lần."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    papers = [(reverse("filling:fields", args=[code]), _paper(code)) for code in layouts.PAPERS]
    return page(request, "filling/index.html", IndexPage(rows, papers, _crumbs()))


@signed_in
def add(request: Request) -> HttpResponse:
    form = LayoutForm(
        request.POST or None, request.FILES or None, initial={"paper": request.GET.get("loai", "")}
    )
    offer(form, request, "unit")
    with faults_on(request, form):
        if submitted(request, form):
            given = dict(form.cleaned_data)
            sent = given.pop("file")
            made = operations.add_layout(
                actor=request.actor,
                file_name=sent.name,
                data=sent.data,
                day=request.day,
                at=request.now,
                **given,
            )
            return done(request, _("Đã lưu mẫu. Xem phần thử bên dưới."), "filling:show", made.pk)
    title = _("Thêm mẫu riêng")
    note = _(
        "Chỉ đơn vị bạn và cấp trên của đơn vị thấy mẫu này. Tệp có macro, liên kết ra ngoài, dấu mật bị từ chối."
    )
    return page(
        request, "filling/form.html", FormPage(title, note, _("Lưu mẫu"), form, _crumbs(Crumb(title)))
    )


@signed_in
def fields(request: Request, code: str) -> HttpResponse:
    known = layouts.fields_for(code)
    title = _("Trường dùng được: %(paper)s") % {"paper": _paper(code)}
    return page(request, "filling/fields.html", FieldsPage(_paper(code), known, _crumbs(Crumb(title))))


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    row = layouts.layout(pk, visible_to=request.actor, day=request.day)
    version = layouts.version_of(row)
    key = request.GET.get("key", "").strip()
    form = KeyForm(request.GET if key else None)
    told, links = None, []
    with faults_on(request, form):
        if key:
            told = layouts.facts(row.paper, key, actor=request.actor, day=request.day)
            links = _links(pk, key)
    run = layouts.dry_run(version, told)
    if run.unknown:
        links = []
    known = told.fields() if told else layouts.fields_for(row.paper)
    mapping = (
        MappingForm(None, layouts.blanks(version), known, version.mapping) if row.sort == "FORM" else None
    )
    return page(
        request,
        "filling/show.html",
        LayoutPage(
            one=row,
            unit=organisation.name_of(row.unit.code, request.day),
            paper=_paper(row.paper),
            version=version,
            versions=list(row.versions.all()),
            run=run,
            key=key if told else "",
            files=links,
            fields=known,
            form=form,
            mapping=mapping,
            withdraw=Action(
                _("Rút mẫu"), reverse("filling:withdraw", args=[pk]), "delete", post=True, danger=True,
                ask=_("Rút mẫu này khỏi danh sách của đơn vị?"),
            ),
            crumbs=_crumbs(Crumb(row.name)),
        ),
    )  # fmt: skip


def _links(pk: int, key: str) -> list[Action]:
    url = reverse("filling:file", args=[pk])
    return [
        Action(_("Tải bản chính thức"), with_query(url, key=key), "download"),
        Action(_("Tải bản dự thảo"), with_query(url, key=key, du_thao="1"), "download"),
    ]


@signed_in
def file(request: Request, pk: int) -> HttpResponse:
    """The filled file for ``key``; with ``du_thao`` missing facts stand as words in their places."""
    row = layouts.layout(pk, visible_to=request.actor, day=request.day)
    told = layouts.facts(row.paper, request.GET.get("key", ""), actor=request.actor, day=request.day)
    content, kind = layouts.filled(layouts.version_of(row), told, draft=bool(request.GET.get("du_thao")))
    return attachment(content, f"{row.name}.{kind}", MEDIA_TYPES[kind])


@signed_in
def original(request: Request, pk: int, number: int) -> HttpResponse:
    row = layouts.layout(pk, visible_to=request.actor, day=request.day)
    found = layouts.version_of(row, number)
    return attachment(files.read(found.file), found.file_name, found.file.media_type)


@require_POST
@signed_in
def assign(request: Request, pk: int) -> HttpResponse:
    """The mapping as chosen; a fault shows the layout again through its own page."""
    row = layouts.layout(pk, visible_to=request.actor, day=request.day)
    version = layouts.version_of(row)
    blanks = layouts.blanks(version) if row.sort == "FORM" else ()
    form = MappingForm(request.POST, blanks, layouts.fields_for(row.paper), version.mapping)
    title = _("Gán ô trống với dữ kiện")
    with faults_on(request, form):
        if submitted(request, form):
            operations.map_form(
                actor=request.actor, layout=pk, mapping=form.mapping(), day=request.day, at=request.now
            )
            return done(request, _("Đã lưu cách gán; lần sau chỉ việc điền."), "filling:show", pk)
    shown = FormPage(title, row.name, _("Lưu cách gán"), form, _crumbs(Crumb(title)))
    return page(request, "filling/form.html", shown)


@signed_in
def renew(request: Request, pk: int) -> HttpResponse:
    row = layouts.layout(pk, visible_to=request.actor, day=request.day)
    form = VersionForm(request.POST or None, request.FILES or None)
    with faults_on(request, form):
        if submitted(request, form):
            sent = form.cleaned_data["file"]
            operations.add_version(
                actor=request.actor,
                layout=pk,
                file_name=sent.name,
                data=sent.data,
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã lưu phiên bản mới; phiên bản trước vẫn giữ."), "filling:show", pk)
    title = _("Phiên bản mới của mẫu")
    return page(
        request, "filling/form.html", FormPage(title, row.name, _("Lưu"), form, _crumbs(Crumb(title)))
    )


@require_POST
@signed_in
def withdraw(request: Request, pk: int) -> HttpResponse:
    operations.withdraw_layout(actor=request.actor, layout=pk, day=request.day, at=request.now)
    return done(request, _("Đã rút mẫu."), "filling:index", undo=reverse("filling:restore", args=[pk]))


@require_POST
@signed_in
def restore(request: Request, pk: int) -> HttpResponse:
    operations.restore_layout(actor=request.actor, layout=pk, day=request.day, at=request.now)
    return done(request, _("Đã dùng lại mẫu."), "filling:show", pk)
