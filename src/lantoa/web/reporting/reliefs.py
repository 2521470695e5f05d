"""Later days and waivers: the list, and one report's page where the unit asks and the level above decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.organisation import queries as organisation
from lantoa.reporting import operations, queries
from lantoa.reporting.models import Relief
from lantoa.reporting.names import people
from lantoa.reporting.rules.lifecycle import EDITABLE
from lantoa.web.forms import Day, Reason, TextBlock
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

from . import board

LOOKS = {"asked": "waiting", "granted": "approved", "refused": "refused", "ended": "closed"}


@signed_in
def index(request: Request) -> HttpResponse:
    names = organisation.standing(request.day).names
    rows = listing(
        queries.reliefs_below(request.actor, request.day),
        request,
        [
            Column(
                "unit",
                _("Đơn vị"),
                value=lambda row: names.get(row.submission.unit.code, row.submission.unit.code),
                link=lambda row: reverse("reporting:relief", args=[row.submission_id]),
            ),
            Column("report", _("Báo cáo"), value=lambda row: _report(row)),
            Column("kind", _("Đề nghị"), value=lambda row: _(row.get_kind_display()), order="kind"),
            Column("due", _("Đến ngày"), order="due"),
            Column("reason", _("Lý do")),
            Column(
                "state", _("Trả lời"), value=lambda row: chip(LOOKS[row.state], _(row.get_state_display()))
            ),
        ],
        caption=_("Gia hạn, miễn báo cáo"),
        filters=[
            Filter(
                "loai",
                _("Đề nghị"),
                "kind",
                [Choice(value, _(label)) for value, label in Relief.Kind.choices],
            ),
            Filter(
                "tra-loi",
                _("Trả lời"),
                "state",
                [Choice(value, _(label)) for value, label in Relief.State.choices],
            ),
        ],
        file_name="gia-han",
        empty=_("Chưa có đơn vị nào đề nghị gia hạn hoặc miễn báo cáo."),
    )
    if rows.export:
        return rows.export
    return page(request, "reporting/reliefs.html", {"rows": rows, "tabs": board.tabs(request, "reliefs")})


def _report(row: Relief) -> str:
    found = row.submission.round
    return f"{found.form.title}, {found.label}"


class ReliefForm(forms.Form):
    """``kind`` decides whether ``due`` is needed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[(value, gettext_lazy(label)) for value, label in Relief.Kind.choices],
    )
    due = Day(
        label=gettext_lazy("Hạn gửi mới"), required=False, help_text=gettext_lazy("Chỉ ghi khi gia hạn.")
    )
    reason = Reason(label=gettext_lazy("Lý do"))


class AnswerForm(forms.Form):
    answer = TextBlock(label=gettext_lazy("Trả lời"), required=False, max_length=1000)


@signed_in
def relief(request: Request, pk: int) -> HttpResponse:
    """What was asked and granted; POST asks, grants, answers, or ends a waiver (``buoc``)."""
    found = queries.submission(request.actor, pk, request.day)
    above = queries.may_decide(request.actor, found, request.day)
    step = request.POST.get("buoc", "")
    answering = step in ("dong-y", "tu-choi", "thoi-mien")
    form = ReliefForm(None if answering else request.POST or None)
    answer = AnswerForm(request.POST if answering else None)
    with faults_on(request, answer if answering else form):
        if answering and answer.is_valid():
            return _answered(request, pk, step, answer.cleaned_data["answer"])
        if not answering and submitted(request, form):
            return _asked(request, pk, form.cleaned_data, above=above)
    held = queries.reliefs(found)
    names = people({one for row in held for one in (row.asked_by, row.decided_by)})
    context = {
        "found": found,
        "unit": organisation.name_of(found.unit.code, request.day),
        "held": [
            (row, names.get(row.asked_by, ""), names.get(row.decided_by, ""), LOOKS[row.state])
            for row in held
        ],
        "open": next((row for row in held if row.state == Relief.State.ASKED), None),
        "above": above,
        "may_ask": found.state in EDITABLE and (above or queries.may_ask(request.actor, found, request.day)),
        "form": form,
        "answer": answer,
        "crumbs": (
            Crumb(_("Báo cáo"), reverse("reporting:index")),
            Crumb(_("Gia hạn, miễn"), reverse("reporting:reliefs")),
        ),
    }
    return page(request, "reporting/relief.html", context)


def _asked(request: Request, pk: int, given: dict[str, Any], *, above: bool) -> HttpResponse:
    common = {"actor": request.actor, "submission": pk, "day": request.day, "at": request.now}
    if not above:
        operations.ask_relief(**common, **given)
        return done(request, _("Đã gửi đề nghị lên cấp trên."), "reporting:relief", pk)
    if given["kind"] == Relief.Kind.WAIVE:
        operations.waive(**common, reason=given["reason"])
        return done(request, _("Đã miễn báo cáo kỳ này."), "reporting:relief", pk)
    operations.extend(**common, due=given["due"] or request.day, reason=given["reason"])
    return done(request, _("Đã gia hạn."), "reporting:relief", pk)


def _answered(request: Request, pk: int, step: str, answer: str) -> HttpResponse:
    if step == "thoi-mien":
        operations.oblige_again(
            actor=request.actor, submission=pk, reason=answer, day=request.day, at=request.now
        )
        return done(request, _("Đơn vị phải báo cáo trở lại."), "reporting:relief", pk)
    asked = request.POST.get("de-nghi", "")
    operations.decide_relief(
        actor=request.actor,
        relief=int(asked) if asked.isdigit() else 0,
        grant=step == "dong-y",
        answer=answer,
        day=request.day,
        at=request.now,
    )
    return done(request, _("Đã trả lời đề nghị."), "reporting:relief", pk)
