"""Instruments on a day with their lives as a picture; one instrument with its clauses, what rests on it, its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.text import collation_key, search_key
from lantoa.organisation import queries as organisation
from lantoa.registry import files, official
from lantoa.registry.models import OfficialText
from lantoa.rulebook import packs, queries
from lantoa.rulebook.rules.rows import Criterion, Instrument, Row
from lantoa.rulebook.rules.standing import Standing, Status, standing
from lantoa.web.forms import TextLine, Upload
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
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
from lantoa.web.parts import Crumb

from . import common, picture
from .common import AREAS, LAYERS, Looking

TONES = {
    Status.NOT_YET: "planned",
    Status.IN_FORCE: "ok",
    Status.AMENDED: "doing",
    Status.REPLACED: "closed",
    Status.ENDED: "closed",
}


@dataclass(frozen=True, slots=True)
class Line:
    row: Instrument
    standing: Standing
    status: str
    read: str
    layer: str
    search: str
    sort: str
    rules: int


def status_chip(found: Standing) -> SafeString:
    return chip(TONES[found.status], _(found.status.label))


def _rules(every: Iterable[tuple[str, Row]]) -> dict[str, list[tuple[str, Row]]]:
    found: dict[str, list[tuple[str, Row]]] = {}
    for pack, row in every:
        if pack != "instruments":
            found.setdefault(row.instrument, []).append((pack, row))
    return found


@signed_in
def index(request: Request) -> HttpResponse:
    at = common.looking(request)
    every, resting = packs.instruments(None), _rules(packs.every())
    lines = []
    for one in every:
        stands = standing(one, every, at.day)
        lines.append(
            Line(
                row=one,
                standing=stands,
                status=stands.status.value,
                read="unread" if stands.unread else "read",
                layer=one.layer.value,
                search=search_key(f"{one.id} {one.number} {one.name}"),
                sort=collation_key(one.number),
                rules=len(resting.get(one.id, ())),
            )
        )
    rows = listing(
        lines, request, _columns(at), caption=_("Văn bản căn cứ"), search="search", filters=_filters(),
        file_name="van-ban-can-cu",
    )  # fmt: skip
    drawn = [one for one in every if one.role or one.replaces or one.amends or _followed(one, every)]
    return rows.export or page(
        request,
        "rulebook/instruments.html",
        {
            "rows": rows,
            "looking": at,
            "tabs": common.tabs("instruments", at),
            "picture": picture.lives(drawn, at.day, lambda one: at.at("rulebook:instrument", one.id)),
        },
    )


def _followed(one: Instrument, every: Iterable[Instrument]) -> bool:
    return any(one.id in (*other.replaces, *other.amends) for other in every)


def _columns(at: Looking) -> list[Column]:
    return [
        Column(
            "number", _("Số, ký hiệu"), order="sort", value=lambda line: line.row.number,
            link=lambda line: at.at("rulebook:instrument", line.row.id),
        ),
        Column("name", _("Văn bản"), value=lambda line: _(line.row.name)),
        Column("start", _("Hiệu lực từ"), order="row.valid.start", value=lambda line: line.row.valid.start),
        Column("end", _("Đến hết"), value=lambda line: line.row.valid.last_day),
        Column("status", _("Vào ngày xem"), order="status", value=lambda line: status_chip(line.standing)),
        Column("read", _("Đọc văn bản"), value=lambda line: read_chip(line.standing)),
        Column("rules", _("Số quy tắc"), order="rules", numeric=True),
    ]  # fmt: skip


def read_chip(found: Standing) -> SafeString:
    return chip("to_confirm", _("chưa đọc đủ")) if found.unread else chip("verified", _("đã đọc"))


def _filters() -> list[Filter]:
    return [
        Filter("hl", _("Hiệu lực"), "status", [Choice(one.value, _(one.label)) for one in Status]),
        Filter("tang", _("Tầng"), "layer", [Choice(code, _(label)) for code, label in LAYERS.items()]),
        Filter(
            "doc", _("Đọc văn bản"), "read",
            [Choice("read", _("đã đọc")), Choice("unread", _("chưa đọc đủ"))],
        ),
    ]  # fmt: skip


class TextForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị giữ tệp"))
    file = Upload(
        label=gettext_lazy("Tệp văn bản chính thức"),
        accept=official.ACCEPTED,
        help_text=gettext_lazy(
            "PDF hoặc Word, tải từ Công báo hay nhận qua trục văn bản; không nhận tệp có dấu mật."
        ),
    )
    note = TextLine(
        label=gettext_lazy("Nguồn của tệp"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Ví dụ: Công báo số 571 + 572 ngày 28/7/2022."),
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """What one clause says, in our words: the rules that rest on it."""

    clause: str
    rules: Sequence[tuple[str, str, str, SafeString]]


@dataclass(frozen=True, slots=True)
class Kin:
    label: str
    instruments: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Held:
    row: OfficialText
    unit: str
    may: bool


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    row: Instrument
    status: SafeString
    read: SafeString
    kin: Sequence[Kin]
    clauses: Sequence[Clause]
    rules: int
    titles: Sequence[tuple[str, str]]
    criteria: int
    texts: Sequence[Held]
    form: forms.Form | None
    looking: Looking
    crumbs: Sequence[Crumb]


@signed_in
def instrument(request: Request, code: str) -> HttpResponse:
    at, every = common.looking(request), packs.instruments(None)
    row = next((one for one in every if one.id == code), None)
    if row is None:
        raise NotFound(
            "NOT_FOUND",
            _("Không có văn bản mã “%(code)s”.") % {"code": code},
            remedy=_("Xem danh sách ở trang Căn cứ pháp lý, mục Văn bản."),
        )
    form = _form(request)
    with faults_on(request, form):
        if form is not None and submitted(request, form):
            return _attach(request, row, form)
    resting = _rules(packs.every()).get(code, [])
    stands = standing(row, every, at.day)
    awards = dict.fromkeys(award for _pack, one in resting for award in common.awards_of(one))
    return page(
        request,
        "rulebook/instrument.html",
        InstrumentPage(
            row=row,
            status=status_chip(stands),
            read=read_chip(stands),
            kin=_kin(row, stands, every),
            clauses=_clauses(resting),
            rules=len(resting),
            titles=[(award, _(packs.award(award).name)) for award in awards],
            criteria=sum(isinstance(one, Criterion) for _pack, one in resting),
            texts=[
                Held(
                    one,
                    organisation.name_of(one.unit.code, request.day),
                    queries.may_confirm(request.actor, one.unit.code, request.day),
                )
                for one in official.texts_of(code, visible_to=request.actor, day=request.day)
            ],
            form=form,
            looking=at,
            crumbs=common.crumbs(Crumb(_("Văn bản"), reverse("rulebook:instruments")), Crumb(row.number)),
        ),
    )


def _form(request: Request) -> forms.Form | None:
    units = queries.confirming_units(request.actor, request.day)
    if not units:
        return None
    form = TextForm(request.POST or None, request.FILES or None)
    form.fields["unit"].choices = [(unit, organisation.name_of(unit, request.day)) for unit in units]
    return form


def _attach(request: Request, row: Instrument, form: forms.Form) -> HttpResponse:
    given = form.cleaned_data
    kept = official.attach(
        actor=request.actor, instrument=row.id, unit=given["unit"], name=given["file"].name, data=given["file"].data,
        note=given["note"], day=request.day, at=request.now,
    )  # fmt: skip
    undo = reverse("rulebook:detach", args=[kept.pk])
    return done(request, _("Đã đính kèm tệp văn bản."), "rulebook:instrument", row.id, undo=undo)


def _clauses(resting: Sequence[tuple[str, Row]]) -> list[Clause]:
    found: dict[str, list[tuple[str, str, str, SafeString]]] = {}
    for pack, row in resting:
        line = (row.id, _(row.name), str(AREAS[pack]), common.standing_chip(row))
        found.setdefault(row.clause, []).append(line)
    return [
        Clause(clause, rules)
        for clause, rules in sorted(found.items(), key=lambda pair: collation_key(pair[0]))
    ]


def _kin(row: Instrument, stands: Standing, every: Iterable[Instrument]) -> list[Kin]:
    names = {one.id: f"{one.number} – {_(one.name)}" for one in every}
    told = (
        (_("Thay thế"), row.replaces),
        (_("Sửa đổi"), row.amends),
        (_("Được thay thế bởi"), stands.replaced_by),
        (_("Được sửa đổi bởi"), stands.amended_by),
    )
    return [Kin(label, [(code, names[code]) for code in codes]) for label, codes in told if codes]


@signed_in
def download(request: Request, pk: int) -> HttpResponse:
    row = official.text(pk, visible_to=request.actor, day=request.day)
    return attachment(files.read(row.file), row.name, row.file.media_type)


@require_POST
@signed_in
def detach(request: Request, pk: int) -> HttpResponse:
    row = official.detach(
        actor=request.actor, text=pk, day=request.day, at=request.now, reason=request.POST.get("reason", "")
    )
    undo = reverse("rulebook:reattach", args=[pk])
    return done(request, _("Đã gỡ tệp văn bản."), "rulebook:instrument", row.instrument, undo=undo)


@require_POST
@signed_in
def reattach(request: Request, pk: int) -> HttpResponse:
    row = official.restore(actor=request.actor, text=pk, day=request.day, at=request.now)
    return done(request, _("Đã đính kèm lại tệp văn bản."), "rulebook:instrument", row.instrument)
