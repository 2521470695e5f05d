"""Căn cứ pháp lý: every rule with its clause, validity and mark; confirming what was not read in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import collation_key, search_key
from lantoa.organisation import queries as organisation
from lantoa.rulebook import operations, packs, queries
from lantoa.rulebook.models import Confirmation
from lantoa.rulebook.rules.rows import Row
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
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
from lantoa.web.templatetags.ui import mark

from . import words

AREAS = {
    "instruments": gettext_lazy("Văn bản"),
    "delegations": gettext_lazy("Được giao quy định"),
    "awards": gettext_lazy("Danh hiệu, hình thức"),
    "eligibility": gettext_lazy("Điều kiện"),
    "blocks": gettext_lazy("Trường hợp chưa xét"),
    "quotas": gettext_lazy("Tỷ lệ, số lượng"),
    "authorities": gettext_lazy("Thẩm quyền"),
    "thresholds": gettext_lazy("Hội đồng, bỏ phiếu"),
    "dossiers": gettext_lazy("Hồ sơ"),
    "deadlines": gettext_lazy("Thời hạn"),
    "annual_calendar": gettext_lazy("Lịch trong năm"),
    "coefficients": gettext_lazy("Hệ số tiền thưởng"),
    "base_salaries": gettext_lazy("Lương cơ sở"),
    "bonus_rules": gettext_lazy("Cách tính tiền thưởng"),
    "revocations": gettext_lazy("Hủy, thu hồi"),
    "criteria": gettext_lazy("Tiêu chí"),
    "indicators": gettext_lazy("Chỉ tiêu báo cáo"),
    "regimes": gettext_lazy("Chế độ báo cáo"),
    "layout": gettext_lazy("Thể thức văn bản"),
    "doc_types": gettext_lazy("Loại văn bản"),
    "holidays": gettext_lazy("Ngày nghỉ"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in the list; ``standing`` is what it may do here today."""

    code: str
    name: str
    area: str
    area_label: str
    clause: str
    instrument: str
    standing: str
    search: str
    sort: str
    row: Row


def _standing(row: Row, confirmed: frozenset[str]) -> str:
    if row.mark is Mark.VERIFIED:
        return "verified"
    return "confirmed" if row.id in confirmed else "to_confirm"


def _lines(request: Request) -> list[Line]:
    confirmed = queries.confirmed_anywhere(request.day)
    return [
        Line(
            code=row.id,
            name=row.name,
            area=area,
            area_label=str(AREAS[area]),
            clause=row.clause,
            instrument=row.instrument,
            standing=_standing(row, confirmed),
            search=search_key(f"{row.id} {row.name} {row.clause}"),
            sort=collation_key(row.id),
            row=row,
        )
        for area, row in packs.every()
        if row.valid.covers(request.day) or request.GET.get("con") == "het"
    ]


def _chip(line: Line) -> object:
    if line.standing == "confirmed":
        return chip("done", _("đơn vị đã xác nhận"))
    return mark(line.row.mark)


@signed_in
def index(request: Request) -> HttpResponse:
    columns = [
        Column("code", _("Mã"), order="sort", link=lambda line: reverse("rulebook:rule", args=[line.code])),
        Column("name", _("Nội dung")),
        Column("clause", _("Điều khoản")),
        Column("area_label", _("Nhóm")),
        Column("standing", _("Mức kiểm chứng"), value=_chip),
    ]
    filters = [
        Filter("nhom", _("Nhóm"), "area", [Choice(code, str(label)) for code, label in AREAS.items()]),
        Filter(
            "muc",
            _("Mức kiểm chứng"),
            "standing",
            [
                Choice("verified", _("Đã kiểm chứng")),
                Choice("to_confirm", _("Chờ xác nhận")),
                Choice("confirmed", _("Đơn vị đã xác nhận")),
            ],
        ),
    ]
    lines = _lines(request)
    rows = listing(
        lines, request, columns, caption=_("Quy tắc đang có hiệu lực"), search="search", filters=filters,
        file_name="can-cu-phap-ly",
    )  # fmt: skip
    verified = sum(line.standing == "verified" for line in lines)
    return rows.export or page(
        request, "rulebook/index.html", {"rows": rows, "total": len(lines), "verified": verified}
    )


class ConfirmForm(forms.Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị xác nhận"))
    basis = forms.CharField(
        label=gettext_lazy("Văn bản đã đọc làm căn cứ"),
        max_length=300,
        help_text=gettext_lazy(
            "Số, ký hiệu, ngày ban hành và điều khoản, ví dụ: NĐ 152/2025/NĐ-CP, Điều … khoản …"
        ),
    )


@dataclass(frozen=True, slots=True)
class Given:
    """One confirmation with its unit; only those who may confirm at that unit may take it back."""

    row: Confirmation
    unit: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class RulePage:
    row: Row
    area: str
    standing: str
    details: Sequence[tuple[str, str]]
    instrument: str
    confirmations: Sequence[Given]
    form: ConfirmForm | None
    since: str
    until: str
    crumbs: Sequence[Crumb]


def _found(code: str) -> tuple[str, Row]:
    for area, row in packs.every():
        if row.id == code:
            return area, row
    raise NotFound(
        "NOT_FOUND",
        _("Không có quy tắc mã “%(code)s”.") % {"code": code},
        remedy=_("Xem danh sách ở trang Căn cứ pháp lý."),
    )


@signed_in
def rule(request: Request, code: str) -> HttpResponse:
    area, row = _found(code)
    units = queries.confirming_units(request.actor, request.day)
    form = None
    if row.mark is Mark.TO_CONFIRM and units:
        form = ConfirmForm(request.POST or None)
        form.fields["unit"].choices = [(unit, organisation.name_of(unit, request.day)) for unit in units]
        with faults_on(request, form):
            if submitted(request, form):
                operations.confirm(
                    actor=request.actor,
                    rule=row.id,
                    valid_from=row.valid.start,
                    day=request.day,
                    at=request.now,
                    **form.cleaned_data,
                )
                return done(
                    request, _("Đã xác nhận quy tắc %(code)s.") % {"code": code}, "rulebook:rule", code
                )
    confirmed = queries.confirmed_anywhere(request.day)
    return page(
        request,
        "rulebook/rule.html",
        RulePage(
            row=row,
            area=str(AREAS[area]),
            standing=_standing(row, confirmed),
            details=words.details(row),
            instrument=words.instrument(row.instrument),
            confirmations=[
                Given(
                    one,
                    organisation.name_of(one.unit.code, request.day),
                    one.withdrawn_at is None
                    and queries.may_confirm(request.actor, one.unit.code, request.day),
                )
                for one in queries.confirmations()
                if one.rule == code
            ],
            form=form,
            since=on_screen(row.valid.start),
            until=on_screen(row.valid.last_day) if row.valid.last_day else "",
            crumbs=(
                Crumb(_("Căn cứ pháp lý"), reverse("rulebook:index")),
                Crumb(str(AREAS[area])),
                Crumb(row.id),
            ),
        ),
    )


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
    return done(request, _("Đã rút lại xác nhận; quy tắc trở về “chờ xác nhận”."), "rulebook:rule", row.rule)
