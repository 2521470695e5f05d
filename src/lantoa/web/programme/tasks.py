"""Key tasks: mine, one with its report and evidence, accepting and returning."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.kernel.errors import BadInput, Conflict, Problem
from lantoa.programme import operations, queries
from lantoa.programme.models import Assignment
from lantoa.programme.rules.lifecycle import TASK
from lantoa.registry import files
from lantoa.web.forms import Reason, TextBlock
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
from lantoa.web.parts import Crumb, Stage

from .campaigns import crumb, tabs

TONES = {"assigned": "todo", "reported": "submitted", "returned": "returned", "accepted": "accepted"}


@signed_in
def index(request: Request) -> HttpResponse:
    names = queries.names_on(request.day)
    rows = listing(
        queries.assignments(request.actor, request.day),
        request,
        [
            Column(
                "task",
                _("Nhiệm vụ"),
                value=lambda row: row.task.title,
                link=lambda row: reverse("programme:task", args=[row.pk]),
            ),
            Column("unit", _("Đơn vị"), value=lambda row: names.get(row.unit.code, row.unit.code)),
            Column("due", _("Hạn"), value=lambda row: row.task.due, order="task__due"),
            Column("campaign", _("Đợt thi đua"), value=lambda row: row.task.campaign.name),
            Column(
                "state", _("Trạng thái"), value=lambda row: chip(TONES[row.state], row.get_state_display())
            ),
        ],
        caption=_("Nhiệm vụ"),
        filters=[
            Filter(
                "trang-thai",
                _("Trạng thái"),
                "state",
                [Choice(code, _(word)) for code, word in TASK.states.items()],
            )
        ],
        file_name="nhiem-vu",
        empty=_("Chưa có nhiệm vụ nào trong phạm vi của bạn."),
    )
    return rows.export or page(request, "programme/tasks.html", {"rows": rows, "tabs": tabs("tasks")})


class Files(forms.FileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files in one field, each a Django upload."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(ManyFiles, self).clean(one, initial) for one in data or ()]


class ReportForm(forms.Form):
    result = TextBlock(label=gettext_lazy("Kết quả thực hiện"), max_length=20_000)
    files = ManyFiles(
        label=gettext_lazy("Minh chứng"),
        required=False,
        help_text=gettext_lazy("Word, Excel, PDF, tệp chữ. Không gửi tài liệu có dấu chỉ độ mật."),
        widget=Files(attrs={"multiple": True, "accept": ".docx,.xlsx,.pdf,.txt,.csv"}),
    )

    def __init__(self, *given: Any, **more: Any):
        super().__init__(*given, **more)
        self.fields["files"].widget.value_from_datadict = lambda data, uploads, name: (
            uploads.getlist(name) if hasattr(uploads, "getlist") else []
        )


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """The task of one unit; POST reports on it."""
    row = queries.assignment(request.actor, pk, request.day)
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        try:
            if submitted(request, form):
                _report(request, row, form.cleaned_data)
                return done(request, _("Đã báo cáo kết quả nhiệm vụ."), "programme:task", pk)
        except (BadInput, Conflict) as problem:
            request.faults = problem.faults
            return _page(request, row, form, problem.status)
        except Problem as problem:
            if problem.fault.code not in ("SECRET", "FILE_TOO_LARGE"):
                raise
            request.faults = problem.faults
            return _page(request, row, form, problem.status)
    return _page(request, row, form)


def _report(request: Request, row: Assignment, given: dict[str, Any]) -> None:
    operations.report_task(
        actor=request.actor,
        assignment=row.pk,
        result=given["result"],
        evidence=[(one.name, one.read()) for one in given["files"]],
        day=request.day,
        at=request.now,
    )


def _page(request: Request, row: Assignment, form: forms.Form, status: int | None = None) -> HttpResponse:
    names = queries.names_on(request.day)
    steps = {step.action for step in queries.assignment_steps(request.actor, row, request.day)}
    campaign = row.task.campaign
    context = {
        "row": row,
        "unit": names.get(row.unit.code, row.unit.code),
        "tone": TONES[row.state],
        "late": row.state in ("assigned", "returned") and row.task.due < request.day,
        "today": request.day,
        "stages": _stages(row, queries.people({row.reported_by, row.decided_by})),
        "form": form,
        "may_report": "report" in steps,
        "may_accept": "accept" in steps,
        "may_return": "return" in steps,
        "crumbs": [
            crumb(),
            Crumb(campaign.name, reverse("programme:campaign", args=[campaign.pk])),
            Crumb(row.task.title),
        ],
    }
    return page(request, "programme/task.html", context, status=status)


def _stages(row: Assignment, people: dict[str, str]) -> list[Stage]:
    reported = row.state in ("reported", "accepted")
    stages = [
        Stage(_("Đã giao"), "done"),
        Stage(
            _("Báo cáo kết quả"),
            "done" if reported else "now",
            people.get(row.reported_by, ""),
            row.reported_at,
        ),
        Stage(
            _("Xác nhận hoàn thành"),
            "done" if row.state == "accepted" else "now" if row.state == "reported" else "todo",
            people.get(row.decided_by, "") if row.state == "accepted" else "",
            row.decided_at if row.state == "accepted" else None,
        ),
    ]
    if row.state == "returned":
        back = Stage(_("Bị trả lại"), "returned", people.get(row.decided_by, ""), row.decided_at, row.reason)
        stages.insert(1, back)
    return stages


@signed_in
def accept(request: Request, pk: int) -> HttpResponse:
    return _accept(request, pk)


@require_POST
def _accept(request: Request, pk: int) -> HttpResponse:
    operations.accept_task(actor=request.actor, assignment=pk, day=request.day, at=request.now)
    return done(request, _("Đã xác nhận hoàn thành."), "programme:task", pk)


class ReturnForm(forms.Form):
    reason = Reason()


@signed_in
def give_back(request: Request, pk: int) -> HttpResponse:
    row = queries.assignment(request.actor, pk, request.day)
    form = ReturnForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.return_task(
                actor=request.actor, assignment=pk, day=request.day, at=request.now, **form.cleaned_data
            )
            return done(request, _("Đã trả lại kèm lý do."), "programme:task", pk)
    context = {
        "form": form,
        "crumbs": [crumb(), Crumb(row.task.title, reverse("programme:task", args=[pk]))],
        "title": _("Trả lại kết quả nhiệm vụ"),
        "lead": f"{queries.names_on(request.day).get(row.unit.code, row.unit.code)}: {row.task.title}",
        "button": _("Trả lại"),
    }
    return page(request, "programme/form.html", context)


@signed_in
def evidence(request: Request, pk: int, file: int) -> HttpResponse:
    row = queries.assignment(request.actor, pk, request.day)
    found = next((one for one in row.evidence.all() if one.pk == file), None)
    if found is None:
        raise queries.hidden()
    return attachment(files.read(found.file), found.name, found.file.media_type)
