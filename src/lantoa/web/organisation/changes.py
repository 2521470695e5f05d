"""Changes of the organisation: the list, one change with what it did, taking it back, the shipped sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.kernel.decisions import Mark
from lantoa.organisation import change_queries, operations, queries
from lantoa.organisation.models import Carry, CarryPolicy, ChangeKind, UnitChange
from lantoa.web.forms import Day, TextLine
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

CHANGE = "organisation.unit.change"
TONES = {"planned": "planned", "in_force": "ok", "undone": "cancelled", "cancelled": "cancelled"}


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: Listing
    sets: Sequence[change_queries.SetView]
    unit: str
    unit_name: str
    may_change: bool
    crumbs: Sequence[Crumb]


@dataclass(frozen=True, slots=True)
class OnePage:
    change: change_queries.ChangeView
    tone: str
    may_carry: bool
    crumbs: Sequence[Crumb]


class UndoForm(forms.Form):
    basis = TextLine(
        label=gettext_lazy("Căn cứ hoàn tác"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của văn bản, hoặc lý do ghi nhầm."),
    )


class RuleForm(forms.Form):
    unit = TextLine(
        label=gettext_lazy("Áp dụng cho đơn vị và cấp dưới"),
        max_length=32,
        help_text=gettext_lazy("Mã của đơn vị, ví dụ CA.15 hoặc UB.15."),
    )
    rule = forms.ChoiceField(label=gettext_lazy("Việc đang dở của đơn vị kết thúc"))
    day = Day(label=gettext_lazy("Từ ngày"))
    basis = TextLine(label=gettext_lazy("Căn cứ"), max_length=300)

    def __init__(self, *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["rule"].choices = [(code, _(label)) for code, label in Carry.choices]  # type: ignore[attr-defined]


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [
        Crumb(_("Tổ chức, nhân sự"), reverse("organisation:index")),
        Crumb(_("Thay đổi tổ chức"), reverse("organisation:changes"))
        if last
        else Crumb(_("Thay đổi tổ chức")),
        *last,
    ]


def _mark(one: UnitChange) -> object:
    """Nothing is called verified that rests on words somebody typed; the page of the change says the same."""
    return chip(one.mark) if one.citing or one.mark == Mark.TO_CONFIRM else _("theo người ghi")


@signed_in
def index(request: Request) -> HttpResponse:
    unit = request.GET.get("don-vi", "").strip()[:32]
    names = queries.standing(request.day).names
    rows = listing(
        change_queries.changes(request.day, unit),
        request,
        (
            Column("day", _("Từ ngày"), order="day"),
            Column("kind", _("Thay đổi"), value=lambda one: _(ChangeKind(one.kind).label), order="kind"),
            Column(
                "what", _("Nội dung"), value=lambda one: change_queries.what(one, names),
                link=lambda one: reverse("organisation:change", args=[one.pk]),
            ),
            Column("basis", _("Căn cứ"), order="basis"),
            Column("state", _("Hiệu lực"), value=_state),
            Column("mark", _("Mức kiểm chứng"), value=_mark),
        ),
        caption=_("Thay đổi tổ chức"),
        search=("basis", "unit__code", "unit__placements__search"),
        sort="-day",
        filters=(
            Filter("loai", _("Loại thay đổi"), "kind", [Choice(code, _(label)) for code, label in ChangeKind.choices]),
            Filter("hieu-luc", _("Hiệu lực"), "state",
                   [Choice(code, _(label)) for code, label in change_queries.STATES.items()]),
        ),
        page_size=50,
        file_name="thay-doi-to-chuc",
        empty=_("Chưa có thay đổi nào."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    allowed = bool(access.reach(request.actor, CHANGE, request.day).units)
    shown = ListPage(rows, change_queries.shipped_sets(), unit, names.get(unit, unit), allowed, _crumbs())
    return page(request, "organisation/changes.html", shown)


def _state(row: object) -> object:
    state = row.state  # type: ignore[attr-defined]
    return chip(TONES[state], _(change_queries.STATES[state]))


@signed_in
def change(request: Request, pk: int) -> HttpResponse:
    found = change_queries.change(pk, visible_to=request.actor, day=request.day)
    return page(
        request,
        "organisation/changes_one.html",
        OnePage(
            found, TONES[found.state], found.kind != ChangeKind.DISSOLVE,
            _crumbs(Crumb(_("Thay đổi số %(pk)s") % {"pk": pk})),
        ),
    )  # fmt: skip


@signed_in
def undo(request: Request, pk: int) -> HttpResponse:
    found = change_queries.change(pk, visible_to=request.actor, day=request.day)
    access.allow(request.actor, CHANGE, found.unit, request.day)
    form = UndoForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.undo(actor=request.actor, change=pk, at=request.now, **form.cleaned_data)
            return done(request, _("Đã hoàn tác thay đổi."), "organisation:change", pk)
    here = Crumb(_("Thay đổi số %(pk)s") % {"pk": pk}, reverse("organisation:change", args=[pk]))
    context = {"change": found, "form": form, "crumbs": _crumbs(here, Crumb(_("Hoàn tác")))}
    return page(request, "organisation/changes_undo.html", context)


@signed_in
def settle(request: Request, pk: int) -> HttpResponse:
    """Posted from the change's page: carry or close the open work."""
    if request.method == "POST":
        with faults_on(request):
            operations.settle(
                actor=request.actor, change=pk, carry=request.POST.get("cach", ""), at=request.now
            )
            return done(request, _("Đã xử lý việc đang dở."), "organisation:change", pk)
    return change(request, pk)


@dataclass(frozen=True, slots=True)
class SetPage:
    """``forecast`` is there once the set was looked at."""

    one: change_queries.SetView
    forecast: operations.Forecast | None
    may_apply: bool
    form: forms.Form
    crumbs: Sequence[Crumb]


class SetForm(forms.Form):
    day = Day(label=gettext_lazy("Từ ngày"), required=False)


@signed_in
def shipped_set(request: Request, key: str) -> HttpResponse:
    """A set that came with the product: what it does, and applying it by who reaches every line it touches."""
    change_queries.script(key)
    one = next(row for row in change_queries.shipped_sets() if row.key == key)
    form = SetForm(request.POST or None)
    allowed = bool(access.reach(request.actor, CHANGE, request.day).units)
    forecast = None
    with faults_on(request, form):
        if submitted(request, form) and allowed:
            script = change_queries.script(key, form.cleaned_data["day"])
            if request.POST.get("buoc") == "ghi":
                made = operations.reorganise(actor=request.actor, script=script, at=request.now)
                return done(request, _("Đã áp dụng bộ thay đổi."), "organisation:change", made.pk)
            forecast = operations.preview_reorganise(actor=request.actor, script=script)
    crumbs = _crumbs(Crumb(_(one.title)))
    return page(request, "organisation/changes_set.html",
                SetPage(one, forecast, allowed and not (one.applied or one.loaded), form, crumbs))  # fmt: skip


@dataclass(frozen=True, slots=True)
class RulesPage:
    rules: Sequence[tuple[CarryPolicy, str, str]]
    form: forms.Form | None
    crumbs: Sequence[Crumb]


@signed_in
def rules(request: Request) -> HttpResponse:
    """What each province has ruled on open work, and setting it anew."""
    allowed = bool(access.reach(request.actor, CHANGE, request.day).units)
    form = RuleForm(request.POST or None, initial={"day": request.day}) if allowed else None
    if form is not None:
        with faults_on(request, form):
            if submitted(request, form):
                operations.set_carry_rule(actor=request.actor, at=request.now, **form.cleaned_data)
                return done(request, _("Đã ghi quy định."), "organisation:carry-rules")
    names = queries.standing(request.day).names
    held = [
        (row, names.get(row.unit.code, row.unit.code), _(Carry(row.rule).label))
        for row in change_queries.carry_rules(request.day)
    ]
    return page(
        request, "organisation/changes_rules.html", RulesPage(held, form, _crumbs(Crumb(_("Việc đang dở"))))
    )
