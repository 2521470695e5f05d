"""What differs between the rules of two days: added, ended, changed from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.kernel.vi import dates
from lantoa.kernel.vi.text import collation_key, search_key
from lantoa.rulebook import queries
from lantoa.rulebook.rules.differences import Difference
from lantoa.web.forms import Day
from lantoa.web.kit import Choice, Column, Filter, Request, chip, listing, page, signed_in, with_query
from lantoa.web.parts import Tab

from . import common, words
from .common import AREAS, Looking

KINDS = {
    "added": gettext_lazy("Thêm mới"),
    "changed": gettext_lazy("Đổi"),
    "ended": gettext_lazy("Hết"),
}
TONES = {"added": "ok", "changed": "doing", "ended": "closed"}
MOMENTS = (
    (gettext_lazy("Luật 2022 và NĐ 98 có hiệu lực"), date(2023, 12, 31), date(2024, 1, 1)),
    (gettext_lazy("NĐ 152 thay NĐ 98"), date(2025, 6, 30), date(2025, 7, 1)),
    (gettext_lazy("Lương cơ sở mới"), date(2026, 6, 30), date(2026, 7, 1)),
    (gettext_lazy("Luật 06/2026"), date(2026, 9, 30), date(2026, 10, 1)),
)
"""Days on which much changed, one click away."""


class DaysForm(forms.Form):
    tu = Day(label=gettext_lazy("Ngày trước"), help_text="")
    den = Day(label=gettext_lazy("Ngày sau"), help_text="")


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    name: str
    kind: str
    area: str
    area_label: str
    clause: str
    what: tuple[str, ...]
    search: str
    sort: str


@signed_in
def index(request: Request) -> HttpResponse:
    at = common.looking(request)
    first, second = MOMENTS[-1][1:]
    form = DaysForm(request.GET if "tu" in request.GET else None, initial={"tu": first, "den": second})
    if form.is_bound and form.is_valid():
        first, second = form.cleaned_data["tu"], form.cleaned_data["den"]
    lines = [_line(one) for one in queries.differences(first, second, unit=at.unit, day=request.day)]
    rows = listing(
        lines, request, _columns(at), caption=_("Khác nhau giữa hai ngày"), search="search",
        filters=[
            Filter("loai", _("Loại thay đổi"), "kind", [Choice(code, str(word)) for code, word in KINDS.items()]),
            Filter("nhom", _("Nhóm"), "area", [Choice(code, str(label)) for code, label in AREAS.items()]),
        ],
        file_name="khac-nhau", empty=_("Hai ngày này áp dụng cùng một bộ quy tắc."),
    )  # fmt: skip
    counts = {kind: sum(line.kind == kind for line in lines) for kind in KINDS}
    return rows.export or page(
        request,
        "rulebook/differences.html",
        {
            "rows": rows, "form": form, "looking": at, "tabs": common.tabs("differences", at),
            "first": first, "second": second, "moments": _moments(request, first, second), "counts": counts,
        },
    )  # fmt: skip


def _moments(request: Request, first: date, second: date) -> Sequence[Tab]:
    return [
        Tab(
            str(label),
            with_query(request.path, tu=dates.on_screen(before), den=dates.on_screen(after)),
            (before, after) == (first, second),
        )
        for label, before, after in MOMENTS
    ]


def _columns(at: Looking) -> list[Column]:
    return [
        Column("code", _("Mã"), order="sort", link=lambda line: at.at("rulebook:rule", line.code)),
        Column("kind", _("Thay đổi"), order="kind", value=lambda line: chip(TONES[line.kind], str(KINDS[line.kind]))),
        Column("name", _("Nội dung")),
        Column("what", _("Từ … thành …"), value=_said),
        Column("clause", _("Điều khoản")),
        Column("area_label", _("Nhóm"), order="area"),
    ]  # fmt: skip


def _said(line: Line) -> SafeString:
    return format_html_join("; ", '<span class="law-change">{}</span>', ((one,) for one in line.what))


def told(one: Difference) -> tuple[str, ...]:
    """'Điều khoản: NĐ 98/2023 … → NĐ 152/2025 …', each field of a change on its own."""
    return tuple(
        f"{words.label(change.field)}: {words.compared(one.row, change.field, change.old)} → "
        f"{words.compared(one.row, change.field, change.new)}"
        for change in one.changes
    )


def _line(one: Difference) -> Line:
    row = one.row
    what = told(one) or tuple(filter(None, [words.value(row)]))
    return Line(
        code=row.id, name=_(row.name), kind=one.kind, area=one.pack, area_label=str(AREAS[one.pack]),
        clause=row.clause, what=what, search=search_key(f"{row.id} {row.name} {row.clause} {' '.join(what)}"),
        sort=collation_key(row.id),
    )  # fmt: skip
