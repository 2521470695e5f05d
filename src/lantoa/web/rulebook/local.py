"""Rules of a ministry's or a province's own: what is loaded, a file with its preview, one value laid down on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.documents.intake import Kind
from lantoa.kernel.errors import NotFound, Problem
from lantoa.kernel.vi.text import collation_key, search_key
from lantoa.organisation import queries as organisation
from lantoa.rulebook import facts, operations, packs, queries
from lantoa.rulebook.models import LocalPack
from lantoa.rulebook.rules.rows import Delegation, Row
from lantoa.web.forms import Day, TextBlock, TextLine, Upload
from lantoa.web.kit import (
    Column,
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

from . import common, words
from .common import AREAS

LISTS = frozenset({"papers"})
"""Fields typed one item a line."""


def units_of(request: Request) -> list[str]:
    """Ministries and provinces at which the reader may lay down rules."""
    return [
        unit
        for unit in queries.confirming_units(request.actor, request.day)
        if facts.level_of(unit, request.day)
    ]


@dataclass(frozen=True, slots=True)
class Line:
    pack: LocalPack
    unit: str
    standing: str
    search: str
    sort: str


@signed_in
def index(request: Request) -> HttpResponse:
    at = common.looking(request)
    lines = [
        Line(
            one,
            organisation.name_of(one.unit.code, request.day),
            "withdrawn" if one.withdrawn_at else "done",
            search_key(f"{one.code} {one.title}"),
            collation_key(one.title),
        )
        for one in queries.local_packs(visible_to=request.actor, day=request.day)
    ]
    rows = listing(
        lines, request,
        [
            Column("title", _("Quy định"), order="sort", value=lambda line: line.pack.title,
                   link=lambda line: reverse("rulebook:local-pack", args=[line.pack.pk])),
            Column("unit", _("Đơn vị ban hành")),
            Column("rules", _("Số mục"), order="pack.rules", value=lambda line: line.pack.rules, numeric=True),
            Column("loaded", _("Nạp lúc"), order="pack.loaded_at", value=lambda line: line.pack.loaded_at),
            Column("standing", _("Tình trạng"), order="standing", value=_standing),
        ],
        caption=_("Quy định riêng đã nạp"), search="search", file_name="quy-dinh-rieng",
        empty=_("Chưa có quy định riêng nào của bộ, tỉnh trong phạm vi của bạn."),
    )  # fmt: skip
    return rows.export or page(
        request,
        "rulebook/local.html",
        {
            "rows": rows,
            "delegations": [(one, common.standing_chip(one)) for one in packs.delegations(at.day)],
            "may_load": bool(units_of(request)),
            "looking": at,
            "tabs": common.tabs("local", at),
        },
    )


def _standing(line: Line) -> object:
    return chip(line.standing, _("Đã rút") if line.pack.withdrawn_at else _("Đang dùng"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of a file: what it changes from what to what, by which delegation."""

    code: str
    name: str
    area: str
    unit: str
    source: str
    delegation: str
    lines: Sequence[tuple[str, str, str]]
    sure: bool


def entries(file: object, request: Request) -> list[Entry]:
    return [_entry(one) for one in queries.preview(file, request.day)]  # type: ignore[arg-type]


def _entry(one: queries.Preview) -> Entry:
    base, after = one.before, one.after
    if base is None:
        lines = [(_("Điều kiện thêm"), "–", _(extra.say)) for extra in one.overlay.added]
    else:
        lines = [
            (
                words.label(name),
                words.compared(base, name, getattr(base, name)),
                words.compared(after, name, getattr(after, name)),
            )
            for name, _value in one.overlay.changes
        ]
    return Entry(
        one.overlay.rule, _(after.name), str(AREAS[one.overlay.pack]), one.overlay.unit, one.overlay.source,
        one.step.delegation, lines, one.step.mark.value == "verified",
    )  # fmt: skip


class FileForm(forms.Form):
    file = Upload(
        label=gettext_lazy("Tệp quy định (YAML)"),
        accept=(Kind.TXT,),
        required=False,
        help_text=gettext_lazy("Tệp văn bản thuần theo mẫu; xem trước rồi mới nạp."),
    )
    text = TextBlock(
        label=gettext_lazy("Hoặc dán nội dung tệp"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "code"}),
    )
    replacing = forms.BooleanField(
        label=gettext_lazy("Thay gói cùng mã đang dùng (gói cũ được giữ lại, lấy lại được)"), required=False
    )


@signed_in
def load(request: Request) -> HttpResponse:
    """First send shows what would change; ``nap`` loads it."""
    form, shown = FileForm(request.POST or None, request.FILES or None), None
    with faults_on(request, form):
        if submitted(request, form):
            given = form.cleaned_data
            name = given["file"].name if given["file"] else "quy-dinh.yaml"
            text = given["file"].data.decode("utf-8-sig") if given["file"] else given["text"]
            if "nap" in request.POST:
                made = operations.load(
                    actor=request.actor, text=text, file_name=name, replacing=given["replacing"],
                    day=request.day, at=request.now,
                )  # fmt: skip
                undo = reverse("rulebook:withdraw-local", args=[made.pk])
                return done(request, _("Đã nạp quy định riêng."), "rulebook:local-pack", made.pk, undo=undo)
            shown = entries(facts.read_file(text, name, request.day), request)
            form = FileForm(initial={"text": text, "replacing": given["replacing"]})
    return page(
        request,
        "rulebook/load.html",
        {
            "form": form,
            "entries": shown,
            "crumbs": common.crumbs(
                Crumb(_("Quy định riêng"), reverse("rulebook:local")), Crumb(_("Nạp từ tệp"))
            ),
        },
    )


@dataclass(frozen=True, slots=True)
class PackPage:
    pack: LocalPack
    unit: str
    entries: Sequence[Entry]
    problem: Problem | None
    may: bool
    crumbs: Sequence[Crumb]


@signed_in
def pack(request: Request, pk: int) -> HttpResponse:
    found = queries.local_pack(pk, visible_to=request.actor, day=request.day)
    read = queries.contents(found, request.day)
    return page(
        request,
        "rulebook/local_pack.html",
        PackPage(
            pack=found,
            unit=organisation.name_of(found.unit.code, request.day),
            entries=[] if isinstance(read, Problem) else entries(read, request),
            problem=read if isinstance(read, Problem) else None,
            may=queries.may_confirm(request.actor, found.unit.code, request.day),
            crumbs=common.crumbs(Crumb(_("Quy định riêng"), reverse("rulebook:local")), Crumb(found.title)),
        ),
    )


@signed_in
def file(request: Request, pk: int) -> HttpResponse:
    found = queries.local_pack(pk, visible_to=request.actor, day=request.day)
    return attachment(found.text.encode("utf-8"), found.file_name, "application/yaml; charset=utf-8")


@require_POST
@signed_in
def withdraw(request: Request, pk: int) -> HttpResponse:
    operations.withdraw_local(
        actor=request.actor, pack=pk, reason=request.POST.get("reason", ""), day=request.day, at=request.now
    )
    undo = reverse("rulebook:restore-local", args=[pk])
    return done(request, _("Đã rút quy định riêng."), "rulebook:local-pack", pk, undo=undo)


@require_POST
@signed_in
def restore(request: Request, pk: int) -> HttpResponse:
    operations.restore_local(actor=request.actor, pack=pk, day=request.day, at=request.now)
    return done(request, _("Đã dùng lại quy định riêng."), "rulebook:local-pack", pk)


class OverrideForm(forms.Form):
    """One value of one rule; the fields that the delegation names are added by ``override``."""

    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị ban hành"))
    number = TextLine(label=gettext_lazy("Số, ký hiệu văn bản"), max_length=80)
    name = TextLine(label=gettext_lazy("Tên văn bản"), max_length=300)
    clause = TextLine(label=gettext_lazy("Điều, khoản của văn bản"), max_length=120)
    valid_from = Day(label=gettext_lazy("Áp dụng từ ngày"))


@signed_in
def override(request: Request, code: str) -> HttpResponse:
    """Lay down a value where the law delegates; elsewhere the page says that it does not."""
    area, row = queries.history(code)[-1]
    delegation, units = _delegated(request, area, row), units_of(request)
    names = [name for name in delegation.fields if name != "conditions"]
    form = OverrideForm(request.POST or None)
    form.fields["unit"].choices = [(unit, organisation.name_of(unit, request.day)) for unit in units]
    for name in names:
        form.fields[name] = _field(row, name)
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.override(
                actor=request.actor, pack=area, rule=code, values=_values(row, names, form.cleaned_data),
                day=request.day, at=request.now,
                **{key: form.cleaned_data[key] for key in ("unit", "number", "name", "clause", "valid_from")},
            )  # fmt: skip
            undo = reverse("rulebook:withdraw-local", args=[made.pk])
            return done(request, _("Đã đặt quy định riêng."), "rulebook:rule", code, undo=undo)
    return page(
        request,
        "rulebook/override.html",
        {
            "form": form,
            "row": row,
            "delegation": delegation,
            "crumbs": common.crumbs(
                Crumb(row.id, reverse("rulebook:rule", args=[code])), Crumb(_("Đặt quy định riêng"))
            ),
        },
    )


def _delegated(request: Request, area: str, row: Row) -> Delegation:
    """The clause a page of one value may rest on; what is not delegated, or not to the reader's unit, is not found."""
    found = [
        one
        for one in packs.delegations(request.day)
        if one.pack == area and one.mode == "set" and set(common.awards_of(row)) <= set(one.awards)
    ]
    simple = [one for one in found if set(one.fields) - {"conditions"}]
    if not simple or not units_of(request):
        raise NotFound(
            "NOT_DELEGATED",
            _(
                "Quy tắc này không đặt riêng được trên trang: %(clause)s không giao, hoặc bạn không ở đơn vị được giao."
            )
            % {"clause": row.clause},
            remedy=_("Xem những nơi được giao ở mục Quy định riêng; điều kiện xét thì nạp bằng tệp."),
        )
    return min(simple, key=lambda one: (one.mark.value != "verified", one.id))


def _field(row: Row, name: str) -> forms.Field:
    now = getattr(row, name)
    shown = "\n".join(now) if isinstance(now, tuple) else now
    kind = TextBlock if name in LISTS else TextLine
    more = gettext_lazy("Mỗi thành phần một dòng.") if name in LISTS else ""
    return kind(label=words.label(name), initial=shown, required=False, help_text=more, max_length=2000)


def _values(row: Row, names: Sequence[str], given: dict[str, object]) -> dict[str, object]:
    """Only what differs from the rule as it is."""
    found: dict[str, object] = {}
    for name in names:
        typed = str(given[name])
        value: object = [one.strip() for one in typed.split("\n") if one.strip()] if name in LISTS else typed
        now = getattr(row, name)
        if value != (list(now) if isinstance(now, tuple) else now):
            found[name] = value
    return found
