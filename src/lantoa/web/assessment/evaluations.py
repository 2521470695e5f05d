"""Phiếu chấm của một đơn vị: ba cột, lý do, minh chứng, các bước."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.assessment import facts, operations, queries
from lantoa.assessment.models import Column, CriterionRow, Evaluation, Score
from lantoa.assessment.rules import lifecycle
from lantoa.assessment.rules.criteria import Kind
from lantoa.kernel.steps import Step
from lantoa.kernel.vi.numbers import figure
from lantoa.organisation import queries as organisation
from lantoa.registry import files
from lantoa.web.forms import TextBlock, figure_of
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb, Stage

from .forms import standing_form
from .views import STATES, crumbs_of, started

FIELDS = {
    Kind.DIRECT: (("points", gettext_lazy("Điểm")),),
    Kind.PASS_FAIL: (("passed", gettext_lazy("Kết quả")),),
    Kind.QUANTITATIVE: (("target", gettext_lazy("Chỉ tiêu")), ("actual", gettext_lazy("Kết quả"))),
    Kind.BONUS_PENALTY: (("bonus", gettext_lazy("Lần cộng")), ("penalty", gettext_lazy("Lần trừ"))),
}
CHOICES = (("", "–"), ("dat", gettext_lazy("Đạt")), ("khong", gettext_lazy("Không đạt")), ("KP", "KP"))
STAGES = (
    gettext_lazy("Tự chấm"),
    gettext_lazy("Cụm chấm"),
    gettext_lazy("Giải trình"),
    gettext_lazy("Thẩm định"),
    gettext_lazy("Chốt điểm"),
    gettext_lazy("Công bố"),
)
"""What is done at each state of an evaluation, in order; published ends them all."""


@dataclass(frozen=True, slots=True)
class Input:
    """One control of a criterion: ``choices`` for a drop-down, otherwise a line for a number."""

    name: str
    label: str
    value: str
    choices: Sequence[tuple[str, object]] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of one criterion as it stands: points or the figures entered, the reviewer's reason."""

    shown: str
    points: Decimal | None
    reason: str
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet; a group has no inputs. ``depth`` counts the groups above it."""

    code: str
    label: str
    kind: str
    max: Decimal
    depth: int
    group: bool
    cells: Sequence[Cell]
    why: str
    inputs: Sequence[Input]
    reason_name: str
    reason: str
    error: str
    evidence: str
    evidence_url: str


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    evaluation: Evaluation
    name: str
    lines: Sequence[Line]
    stages: Sequence[Stage]
    column: str
    column_label: str
    steps: Sequence[Step]
    totals: Sequence[tuple[str, Decimal, Decimal | None]]
    missing: int
    evidence_form: forms.Form | None
    standing_form: forms.Form | None
    crumbs: Sequence[Crumb]
    note: str


def show(entry: dict[str, Any]) -> str:
    """An entry in few words."""
    read = facts.entry_of(entry)
    if read.not_assigned:
        return "KP"
    if read.passed is not None:
        return _("đạt") if read.passed else _("không đạt")
    if read.points is not None:
        return figure(read.points)
    if read.actual is not None:
        return (
            f"{figure(read.actual)}/{figure(read.target)}" if read.target is not None else figure(read.actual)
        )
    return f"+{read.bonus or 0} −{read.penalty or 0}"


def depth_of(row: CriterionRow, rows: dict[str, CriterionRow]) -> int:
    depth = 0
    while row.parent:
        row, depth = rows[row.parent], depth + 1
    return depth


def typed(entry: dict[str, Any], name: str) -> str:
    """What stands in a control for a kept entry."""
    if entry.get("not_assigned"):
        return "KP" if name in ("points", "passed", "actual") else ""
    value = entry.get(name)
    if value is None:
        return ""
    if name == "passed":
        return "dat" if value else "khong"
    return figure(Decimal(str(value)))


def _inputs(row: CriterionRow, score: Score | None, request: Request, column: str) -> tuple[Input, ...]:
    if not column or row.kind == Kind.GROUP:
        return ()
    kept = score.entry if score else {}
    found = []
    for name, label in FIELDS[Kind(row.kind)]:
        field = f"{name}-{row.code}"
        value = request.POST.get(field, "") if request.method == "POST" else typed(kept, name)
        found.append(Input(field, str(label), value, CHOICES if name == "passed" else ()))
    return tuple(found)


def _lines(request: Request, work: queries.Work, of: Evaluation, column: str) -> list[Line]:
    rows = {row.code: row for row in work.rows}
    columns = work.scores.get(of.pk, {})
    errors = {fault.place.removeprefix("tiêu chí ").split(",")[0]: fault.message for fault in request.faults}
    lines = []
    for row in work.rows:
        own = columns.get(column, {}).get(row.code) if column else None
        before = facts.effective(columns, column).get(row.code) if column else None
        evidence = columns.get("self", {}).get(row.code)
        final = work.scored["appraised"][of.pk].criteria[row.code]
        there = evidence is not None and evidence.evidence_id is not None
        lines.append(
            Line(
                code=row.code,
                label=row.label,
                kind=_(Kind(row.kind).label),
                max=row.max,
                depth=depth_of(row, rows),
                group=row.kind == Kind.GROUP,
                cells=[_cell(row, work, columns, of, name) for name in Column.values],
                why=final.why if before or row.code in columns.get("self", {}) else "",
                inputs=_inputs(row, before if column == Column.SELF else own, request, column),
                reason_name=f"reason-{row.code}"
                if column in ("cluster", "appraised") and row.kind != Kind.GROUP
                else "",
                reason=request.POST.get(f"reason-{row.code}", own.reason if own else ""),
                error=errors.get(row.code, ""),
                evidence=evidence.evidence_name if there and evidence else "",
                evidence_url=reverse("assessment:evidence", args=[evidence.pk]) if there and evidence else "",
            )
        )
    return lines


def _cell(
    row: CriterionRow, work: queries.Work, columns: dict[str, dict[str, Score]], of: Evaluation, column: str
) -> Cell:
    own = columns.get(column, {}).get(row.code)
    if row.kind == Kind.GROUP:
        some = started(work, of, column) and any(
            one.code in facts.effective(columns, column) for one in work.criteria.leaves_below(row.code)
        )
        return Cell("", work.scored[column][of.pk].criteria[row.code].points if some else None, "", False)
    if row.code not in facts.effective(columns, column) or not started(work, of, column):
        return Cell("", None, "", False)
    points = work.scored[column][of.pk].criteria[row.code].points
    return Cell(show(own.entry) if own else "", points, own.reason if own else "", own is not None)


def read_post(request: Request, rows: Sequence[CriterionRow]) -> tuple[dict[str, Any], dict[str, str]]:
    """(points, reasons) as ``operations.score`` takes them; empty controls are left as they are."""
    points: dict[str, Any] = {}
    for row in rows:
        if row.kind == Kind.GROUP:
            continue
        names = [name for name, _label in FIELDS[Kind(row.kind)]]
        given = {name: number(request.POST.get(f"{name}-{row.code}", "").strip()) for name in names}
        if not any(given.values()):
            continue
        if any(str(value).upper() == "KP" for value in given.values()):
            points[row.code] = "KP"
        elif row.kind in (Kind.DIRECT, Kind.PASS_FAIL):
            points[row.code] = given[names[0]]
        else:
            points[row.code] = {
                name: value or (None if name == "target" else "0") for name, value in given.items()
            }
    reasons = {row.code: request.POST.get(f"reason-{row.code}", "") for row in rows}
    return points, reasons


def number(text: str) -> str:
    """'1.234,5' → '1234.5'; what is no number passes, to be refused where its place is known."""
    if not re.search(r"\d", text):
        return text
    try:
        return str(figure_of(text))
    except ValueError:
        return text


@signed_in
def evaluation(request: Request, pk: int) -> HttpResponse:
    of = queries.evaluation(pk, visible_to=request.actor, day=request.day)
    column = queries.column_open(request.actor, of, request.day)
    if request.method == "POST":
        with faults_on(request):
            rows = queries.work(of.sheet).rows
            points, reasons = read_post(request, rows)
            operations.score(
                actor=request.actor,
                evaluation=pk,
                column=column or request.POST.get("column") or "self",
                points=points,
                reasons=reasons,
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã lưu điểm."), "assessment:evaluation", pk)
    return evaluation_page(request, of, column or "")


def evaluation_page(
    request: Request,
    of: Evaluation,
    column: str,
    form: forms.Form | None = None,
    standing: forms.Form | None = None,
) -> HttpResponse:
    """The whole page; ``form`` and ``standing`` are those of its small forms that were refused."""
    work = queries.work(of.sheet)
    name = organisation.name_of(of.unit.code, request.day)
    if column == Column.SELF and form is None:
        form = EvidenceForm()
    if form is not None:
        form.fields["criterion"].choices = [
            (row.code, f"{row.code} {row.label}"[:90]) for row in work.rows if row.kind != Kind.GROUP
        ]
    return page(
        request,
        "assessment/evaluation.html",
        EvaluationPage(
            evaluation=of,
            name=name,
            lines=_lines(request, work, of, column),
            stages=_stages(of),
            column=column,
            column_label=_(Column(column).label) if column else "",
            steps=queries.steps_open(request.actor, of, request.day),
            totals=[
                (_(Column(one).label), work.scored[one][of.pk].points, work.scored[one][of.pk].percent)
                for one in Column.values
                if started(work, of, one)
            ],
            missing=work.missing["self"][of.pk],
            evidence_form=form,
            standing_form=standing or standing_form(request, of),
            crumbs=crumbs_of(of.sheet, Crumb(name)),
            note=_waiting_note(request, of, column),
        ),
    )


def _stages(of: Evaluation) -> list[Stage]:
    here = STATES.index(of.state)
    stages = []
    for at, label in enumerate(STAGES):
        state = "done" if at < here else "now" if at == here else "todo"
        if at == 0 and here == 0 and of.return_reason:
            state = "returned"
        stages.append(Stage(str(label), state, reason=of.return_reason if state == "returned" else ""))
    return stages


def _waiting_note(request: Request, of: Evaluation, column: str) -> str:
    if column or of.state in ("finalised", "published"):
        return ""
    own = of.unit.code in queries.represents(request.actor, of.sheet.cluster.key, request.day)
    if own and of.state == "self_scored":
        return _("Phiếu của chính đơn vị bạn: Cụm phó hoặc đơn vị khác trong cụm chấm cột này.")
    return ""


class StepForm(forms.Form):
    action = forms.CharField()
    text = TextBlock(label=gettext_lazy("Nội dung"), required=False, max_length=2000)


@signed_in
@require_POST
def advance(request: Request, pk: int) -> HttpResponse:
    of = queries.evaluation(pk, visible_to=request.actor, day=request.day)
    form = StepForm(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            moved = operations.advance(
                actor=request.actor, evaluation=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            text = _("Phiếu đã chuyển sang bước: %(step)s.") % {"step": lifecycle.SHEET.states[moved.state]}
            return done(request, text, "assessment:evaluation", pk)
    request.method = "GET"
    return evaluation_page(request, of, queries.column_open(request.actor, of, request.day) or "")


class EvidenceForm(forms.Form):
    criterion = forms.ChoiceField(label=gettext_lazy("Tiêu chí"))
    file = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        help_text=gettext_lazy("Word, Excel, PDF hoặc văn bản. Không tải lên tài liệu có dấu mật."),
    )


@signed_in
@require_POST
def attach(request: Request, pk: int) -> HttpResponse:
    of = queries.evaluation(pk, visible_to=request.actor, day=request.day)
    form = EvidenceForm(request.POST, request.FILES)
    form.fields["criterion"].choices = [
        (row.code, row.code) for row in queries.work(of.sheet).rows if row.kind != Kind.GROUP
    ]
    with faults_on(request, form):
        if submitted(request, form):
            file = form.cleaned_data["file"]
            operations.attach_evidence(
                actor=request.actor,
                evaluation=pk,
                criterion=form.cleaned_data["criterion"],
                name=file.name,
                data=file.read(),
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã gắn tệp minh chứng."), "assessment:evaluation", pk)
    request.method = "GET"
    return evaluation_page(request, of, queries.column_open(request.actor, of, request.day) or "", form)


@signed_in
def evidence(request: Request, pk: int) -> HttpResponse:
    score = queries.evidence_of(pk, visible_to=request.actor, day=request.day)
    assert score.evidence is not None
    return attachment(files.read(score.evidence), score.evidence_name, score.evidence.media_type)
