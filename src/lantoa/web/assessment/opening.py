"""Mở bảng chấm điểm: cụm, công thức, tiêu chí từ bảng cũ, từ tệp hoặc dán vào; xem cây tiêu chí rồi mới mở."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.access import queries as access
from lantoa.assessment import operations, queries, tables
from lantoa.assessment.models import CriteriaSheet
from lantoa.assessment.rules.criteria import Formula, Kind
from lantoa.assessment.rules.ranking import FEWER_VIOLATIONS, PERCENT, WOMEN
from lantoa.assessment.rules.ranking import label as rule_label
from lantoa.documents.intake import Kind as FileKind
from lantoa.kernel.errors import BadInput, Problem
from lantoa.organisation import queries as organisation
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.faults import of_form
from lantoa.web.forms import Day, TextBlock, TextLine, Upload
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb
from lantoa.web.states import said

from .views import OPEN

PLACES = ("rule_1", "rule_2", "rule_3", "rule_4")


def formulas() -> list[tuple[str, str]]:
    return [(one.value, capfirst(_(one.label))) for one in Formula]


class SourceForm(forms.Form):
    """Where the criteria come from; either one replaces the lines."""

    copy = forms.ChoiceField(label=gettext_lazy("Chép từ bảng đã có"), required=False)
    file = Upload(
        label=gettext_lazy("Tệp tiêu chí"),
        accept=(FileKind.XLSX, FileKind.CSV),
        required=False,
        help_text=gettext_lazy("Tệp mẫu đã điền (.xlsx hoặc .csv)."),
    )


class SheetForm(forms.Form):
    cluster = forms.ChoiceField(label=gettext_lazy("Cụm, khối thi đua"))
    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=2000, max_value=2100)
    title = TextLine(label=gettext_lazy("Tên bảng chấm điểm"), max_length=300)
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Quy chế hoặc thang điểm của cụm: số, ký hiệu, ngày."),
    )
    due = Day(label=gettext_lazy("Hạn tự chấm"), required=False)
    formula = forms.ChoiceField(
        label=gettext_lazy("Đơn vị dẫn đầu một tiêu chí định lượng"),
        choices=formulas,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Đơn vị dẫn đầu được điểm tối đa, đạt đúng chỉ tiêu được nửa số điểm. Theo đúng quy chế của cụm."
        ),
    )
    rule_1 = forms.ChoiceField(label=gettext_lazy("Xếp hạng trước hết theo"), required=False)
    rule_2 = forms.ChoiceField(label=gettext_lazy("Bằng nhau thì theo"), required=False)
    rule_3 = forms.ChoiceField(label=gettext_lazy("Vẫn bằng nhau thì theo"), required=False)
    rule_4 = forms.ChoiceField(label=gettext_lazy("Sau cùng theo"), required=False)


class LinesForm(forms.Form):
    lines = TextBlock(
        label=gettext_lazy("Tiêu chí, mỗi dòng một tiêu chí"),
        required=False,
        help_text=gettext_lazy(
            "Dán từ Excel hoặc gõ, cách các cột bằng dấu | theo thứ tự: Mã | Thuộc nhóm | Loại | Nội dung | "
            "Điểm tối đa | Chiều | Chỉ tiêu | Điểm cộng | Điểm trừ | Tối thiểu. Nhóm để trống điểm tối đa thì lấy tổng."
        ),
        widget=forms.Textarea(
            attrs={"rows": 12, "class": "criteria-lines", "spellcheck": "false", "wrap": "off"}
        ),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the tree as it will be scored."""

    code: str
    label: str
    kind: str
    max: Decimal
    depth: int
    group: bool
    note: str


@dataclass(frozen=True, slots=True)
class Tree:
    """``total`` is what a unit is assigned at most when it has every criterion; bonus and penalty stand outside."""

    lines: Sequence[Line]
    total: Decimal
    leaves: int


@dataclass(frozen=True, slots=True)
class OpeningPage:
    sheet_form: forms.Form
    source_form: forms.Form
    lines_form: forms.Form
    tree: Tree | None
    seen: str
    note: str
    clusters: bool
    crumbs: Sequence[Crumb]


@signed_in
def template(request: Request) -> HttpResponse:
    return attachment(tables.template(), "mau-tieu-chi.xlsx", MEDIA_TYPES["xlsx"])


@signed_in
def create(request: Request) -> HttpResponse:
    clusters = _clusters(request)
    old = list(queries.sheets(visible_to=request.actor, day=request.day)[:200])
    sources = SourceForm(request.POST or None, request.FILES or None)
    sources.fields["copy"].choices = [("", "–"), *((str(one.pk), f"{one.year}: {one.title}") for one in old)]
    if request.method != "POST":
        form = SheetForm(initial={"year": request.day.year, "formula": "", "rule_1": PERCENT})
        return _page(request, clusters, form, sources, None)
    lines = _taken(request, sources, old)
    table = tables.read_lines(lines) if lines.strip() else None
    opening, wrong = "open" in request.POST, list(of_form(sources))
    note = ""
    if opening and not wrong:
        form = _filled(SheetForm(request.POST), clusters, table)
        with faults_on(request, form):
            if table is None or table.faults:
                wrong += table.faults if table else tables.read_lines("").faults
            elif request.POST.get("seen") != _digest(table):
                note = _("Xem lại cây tiêu chí dưới đây, đúng thì bấm Mở bảng chấm điểm lần nữa.")
            elif submitted(request, form):
                return _open(request, form, table)
            if wrong or not note:
                request.faults = (*of_form(form), *wrong)
    else:
        form = SheetForm(initial=request.POST.dict())
        request.faults = (*wrong, *(table.faults if table else ()))
    return _page(request, clusters, form, sources, table, lines, note)


def _open(request: Request, form: forms.Form, table: tables.Table) -> HttpResponse:
    given = dict(form.cleaned_data)
    rules = [rule for rule in (given.pop(name) for name in PLACES) if rule]
    if len(set(rules)) < len(rules):
        raise BadInput(
            "RULE_TWICE",
            _("Một quy tắc được chọn hai lần."),
            place="rule_2",
            remedy=_("Mỗi quy tắc chọn một lần, dòng thừa để trống."),
        )
    _within(given["cluster"], given["year"], request.day)
    made = operations.open_sheet(
        actor=request.actor, criteria=table.rows, rules=rules, day=request.day, at=request.now, **given
    )
    return done(
        request, _("Đã mở bảng chấm điểm; các đơn vị trong cụm tự chấm."), "assessment:sheet", made.pk
    )


def _within(key: str, year: int, day: date) -> None:
    """A cluster is of its period: last year's members are not scored on this year's sheet."""
    of = organisation.cluster(key, day)
    last = of.last_day.year if of.last_day else year
    if not of.valid_from.year <= year <= last:
        raise BadInput(
            "OTHER_YEAR",
            _("Cụm này không hoạt động trong năm %(year)s.") % {"year": year},
            place="year",
            remedy=_("Chọn cụm của năm đó."),
        )


def _taken(request: Request, sources: forms.Form, old: Sequence[CriteriaSheet]) -> str:
    """The lines to go on with: of the file, of the sheet copied, or as they stand in the box."""
    typed = request.POST.get("lines", "")
    if not submitted(request, sources):
        return typed
    file, copied = sources.cleaned_data["file"], sources.cleaned_data["copy"]
    if file:
        try:
            return tables.read_file(file.name, file.data).lines
        except Problem as problem:
            sources.add_error("file", f"{problem.fault.message} {problem.fault.remedy}")
            return typed
    for one in old:
        if copied == str(one.pk):
            return tables.lines_of_sheet(queries.criteria(one))
    return typed


def _digest(table: tables.Table) -> str:
    return hashlib.sha256(table.lines.encode()).hexdigest()[:16]


def _clusters(request: Request) -> list[tuple[str, str]]:
    """Clusters in reach whose period touches last year or later, this year's first."""
    keys = access.reach(request.actor, OPEN, request.day).clusters
    rows = organisation.all_clusters().filter(key__in=keys).order_by("-valid_from", "series", "number")
    since, series = date(request.day.year - 1, 1, 1), organisation.SERIES
    return [
        (
            one.key,
            f"{one.name}, {series.get(one.series, one.series)} ({_period(one.valid_from, one.valid_to)})",
        )
        for one in rows
        if one.valid_to is None or one.valid_to > since
    ]


def _period(start: date, end: date | None) -> str:
    return (
        str(start.year)
        if end is not None and end <= date(start.year + 1, 1, 1)
        else _("từ %(year)s") % {"year": start.year}
    )


def _filled(form: forms.Form, clusters: Sequence[tuple[str, str]], table: tables.Table | None) -> Any:
    """The choices that depend on who asks and on the criteria given."""
    form.fields["cluster"].choices = clusters
    groups = (
        [row["code"] for row in table.rows if row["kind"] == Kind.GROUP and not row["parent"]]
        if table
        else []
    )
    rules = [
        ("", "–"),
        *((one, said(rule_label(one))) for one in (PERCENT, *groups, FEWER_VIOLATIONS, WOMEN)),
    ]
    for name in PLACES:
        form.fields[name].choices = rules
    return form


def _tree(table: tables.Table) -> Tree:
    tree = tables.tree_of(table.rows)
    depth: dict[str, int] = {}
    lines = []
    for row in table.rows:
        depth[row["code"]] = depth.get(row["parent"], -1) + 1 if row["parent"] else 0
        lines.append(
            Line(
                row["code"],
                row["label"],
                _(Kind(row["kind"]).label),
                row["max"],
                depth[row["code"]],
                row["kind"] == Kind.GROUP,
                _note(row),
            )
        )
    tops = [one for one in tree.rows if one.parent is None and not tree.outside(one)]
    return Tree(lines, sum((one.max for one in tops), Decimal(0)), len(tree.leaves))


def _note(row: dict[str, Any]) -> str:
    parts = []
    if row["kind"] == Kind.BONUS_PENALTY:
        words = {"bonus": row["bonus_points"], "penalty": row["penalty_points"], "least": row["min"]}
        said = {name: tables.figure(value) for name, value in words.items()}
        parts.append(
            _("mỗi lần cộng %(bonus)s, trừ %(penalty)s; thấp nhất %(least)s; ngoài tổng điểm") % said
        )
    if row["kind"] == Kind.QUANTITATIVE and row["direction"] == "lower":
        parts.append(_("càng thấp càng tốt"))
    if row["indicator"]:
        parts.append(_("chỉ tiêu %(code)s") % {"code": row["indicator"]})
    return "; ".join(parts)


def _page(
    request: Request,
    clusters: Sequence[tuple[str, str]],
    form: forms.Form,
    sources: forms.Form,
    table: tables.Table | None,
    lines: str = "",
    note: str = "",
) -> HttpResponse:
    good = table is not None and not table.faults
    sources.data = sources.data.copy() if sources.is_bound else sources.data
    if sources.is_bound:
        sources.data["copy"] = ""  # already in the lines: asked again it would undo what is typed there
    return page(
        request,
        "assessment/open.html",
        OpeningPage(
            sheet_form=_filled(form, clusters, table),
            source_form=sources,
            lines_form=LinesForm(initial={"lines": lines}),
            tree=_tree(table) if table and good else None,
            seen=_digest(table) if table and good else "",
            note=note,
            clusters=bool(clusters),
            crumbs=(
                Crumb(_("Chấm điểm, xếp hạng"), reverse("assessment:index")),
                Crumb(_("Mở bảng chấm điểm")),
            ),
        ),
    )
