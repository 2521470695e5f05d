"""What is to be confirmed and by whom; a unit vouches for a rule, takes it back, gives it again."""

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
from lantoa.access.rules.roles import ROLES
from lantoa.kernel.decisions import Mark
from lantoa.organisation import queries as organisation
from lantoa.registry import official
from lantoa.rulebook import operations, queries
from lantoa.rulebook.rules.rows import Layer, Row
from lantoa.web.forms import TextBlock, TextLine
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Request,
    done,
    listing,
    page,
    signed_in,
    with_query,
)

from . import common
from .common import AREAS

WHO = {
    Layer.NATIONAL: gettext_lazy("Đơn vị quyết định, hoặc Bộ"),
    Layer.SECTOR: gettext_lazy("Bộ, hoặc đơn vị áp dụng"),
    Layer.LOCAL: gettext_lazy("Tỉnh của mình"),
}
"""A row speaks for the nation, a sector or one place; whoever holds the text of it may vouch for it."""


class ConfirmForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị xác nhận"))
    basis = TextLine(
        label=gettext_lazy("Văn bản đã đọc làm căn cứ"),
        max_length=300,
        help_text=gettext_lazy(
            "Số, ký hiệu, ngày ban hành và điều khoản, ví dụ: NĐ 152/2025/NĐ-CP, Điều … khoản …"
        ),
    )
    document = forms.ChoiceField(label=gettext_lazy("Tệp văn bản đã đọc"), required=False)
    note = TextBlock(
        label=gettext_lazy("Ghi chú"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Đọc ở đâu, ai đọc, điểm nào còn phải theo dõi."),
    )


def form_for(request: Request, row: Row) -> forms.Form | None:
    """The form of those who may confirm; None for all others and for what needs no confirmation."""
    units = queries.confirming_units(request.actor, request.day)
    if row.mark is not Mark.TO_CONFIRM or not units:
        return None
    form = ConfirmForm(request.POST or None)
    form.fields["unit"].choices = [(unit, organisation.name_of(unit, request.day)) for unit in units]
    texts = official.texts_of(row.instrument, visible_to=request.actor, day=request.day)
    form.fields["document"].choices = [("", _("Chưa đính kèm")), *((one.file_id, one.name) for one in texts)]
    if not texts:
        del form.fields["document"]
    return form


def confirm(request: Request, row: Row, form: forms.Form) -> HttpResponse:
    """What the form says, done; the answer offers to take it back."""
    made = operations.confirm(
        actor=request.actor,
        rule=row.id,
        valid_from=row.valid.start,
        day=request.day,
        at=request.now,
        **form.cleaned_data,
    )
    said = _("Đã xác nhận quy tắc %(code)s.") % {"code": row.id}
    undo = with_query(reverse("rulebook:withdraw", args=[made.pk]), reason=_("Hoàn tác"))
    return done(request, said, "rulebook:rule", row.id, undo=undo)


@require_POST
@signed_in
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = operations.withdraw(
        actor=request.actor,
        confirmation=pk,
        reason=request.POST.get("reason", ""),
        day=request.day,
        at=request.now,
    )
    return done(
        request,
        _("Đã rút lại xác nhận; quy tắc trở về “chờ xác nhận”."),
        "rulebook:rule",
        row.rule,
        undo=reverse("rulebook:confirm-again", args=[pk]),
    )


@require_POST
@signed_in
def again(request: Request, pk: int) -> HttpResponse:
    row = operations.confirm_again(actor=request.actor, confirmation=pk, day=request.day, at=request.now)
    return done(
        request, _("Đã xác nhận lại quy tắc %(code)s.") % {"code": row.rule}, "rulebook:rule", row.rule
    )


HOW = {
    Layer.NATIONAL: gettext_lazy("Đơn vị quyết định khen thưởng xác nhận cho mình, hoặc Bộ cho cả tuyến."),
    Layer.SECTOR: gettext_lazy("Bộ, ngành ban hành xác nhận, hoặc đơn vị áp dụng."),
    Layer.LOCAL: gettext_lazy(
        "Quy định của nơi khác: tỉnh mình nạp quy định của tỉnh, hoặc xác nhận cách làm này."
    ),
}


@dataclass(frozen=True, slots=True)
class Confirmer:
    """One unit on whose word the reader's rules may rest, with the people who may give it."""

    unit: str
    people: Sequence[str]
    mine: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    who: str
    count: int
    url: str


@signed_in
def index(request: Request) -> HttpResponse:
    at = common.looking(request)
    found = [
        (pack, one)
        for pack, one in queries.rules_on(at.day, unit=at.unit, day=request.day)
        if one.row.mark is Mark.TO_CONFIRM
    ]
    lines = common.lines(found)
    layers = {code: _(label) for code, label in common.LAYERS.items()}
    columns = [
        Column("code", _("Mã"), order="sort", link=lambda line: at.at("rulebook:rule", line.code)),
        Column("name", _("Nội dung")),
        Column("clause", _("Điều khoản đang dựa vào"), order="clause_sort"),
        Column("read", _("Vì sao chưa chắc"), value=lambda line: _(line.row.read.label)),
        Column("area_label", _("Nhóm"), order="area"),
        Column("layer", _("Ai xác nhận"), order="layer", value=lambda line: str(WHO[Layer(line.layer)])),
    ]
    rows = listing(
        lines, request, columns, caption=_("Quy tắc chờ xác nhận"), search="search", sort="layer",
        filters=[
            Filter("tang", _("Văn bản của"), "layer", [Choice(code, label) for code, label in layers.items()]),
            Filter("nhom", _("Nhóm"), "area", [Choice(code, str(label)) for code, label in AREAS.items()]),
        ],
        file_name="cho-xac-nhan", empty=_("Không còn quy tắc nào chờ xác nhận."),
    )  # fmt: skip
    groups = [
        Group(
            layers[layer.value],
            str(HOW[layer]),
            sum(line.layer == layer.value for line in lines),
            with_query(reverse("rulebook:to-confirm"), **at.query, tang=layer.value),
        )
        for layer in Layer
    ]
    return rows.export or page(
        request,
        "rulebook/to_confirm.html",
        {
            "rows": rows,
            "groups": groups,
            "confirmers": _confirmers(request, at.unit),
            "roles": [role.label for role in ROLES.values() if queries.CONFIRM in role.actions],
            "looking": at,
            "tabs": common.tabs("to-confirm", at),
        },
    )


def _confirmers(request: Request, unit: str) -> list[Confirmer]:
    """The unit and those above it that hold someone who may confirm, the nearest first."""
    if not unit:
        return []
    found, told = [], set[int]()
    for code in reversed(organisation.place_of(unit, request.day).lineage):
        holders = [one for one in access.holders(queries.CONFIRM, code, request.day) if one.pk not in told]
        told |= {one.pk for one in holders}
        if holders:
            found.append(
                Confirmer(
                    organisation.name_of(code, request.day),
                    sorted(one.name for one in holders),
                    queries.may_confirm(request.actor, code, request.day),
                )
            )
    return found[::-1]
