"""For the reviewer: figures to look at first with the reason; and corrections after the lock."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.organisation import queries as organisation
from lantoa.reporting import entry as entering
from lantoa.reporting import operations, queries
from lantoa.reporting.names import people
from lantoa.reporting.rules.lifecycle import LOCK
from lantoa.web.forms import Reason, TextLine
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
from lantoa.web.parts import Crumb, Tab

from . import board

RULES = {
    "LEAP": gettext_lazy("gấp nghìn lần"),
    "JUMP": gettext_lazy("lệch nhịp các kỳ trước"),
    "PEERS": gettext_lazy("khác các đơn vị"),
    "SMALL_CELL": gettext_lazy("số nhỏ"),
    "SUM_OF_PARTS": gettext_lazy("tổng các phần"),
    "ABOVE_WHOLE": gettext_lazy("lớn hơn tổng"),
    "MISSING": gettext_lazy("thiếu"),
    "NEGATIVE": gettext_lazy("số âm"),
}


@signed_in
def outlying(request: Request) -> HttpResponse:
    known = board.own_first(
        request, list({form.code: form for form in queries.supervised(request.actor, request.day)}.values())
    )
    tabs = board.tabs(request, "outlying")
    wanted = request.GET.get("bieu", "")
    form = next((one for one in known if str(one.pk) == wanted), known[0] if known else None)
    rounds = queries.rounds_of(form.code)[::-1] if form else []
    if form is None or not rounds:
        return page(request, "reporting/outlying.html", {"rows": None, "tabs": tabs})
    chosen = next((one for one in rounds if one.period == request.GET.get("ky", "")), rounds[0])
    rows = listing(
        queries.outlying(request.actor, form, chosen.period, request.day),
        request,
        [
            Column(
                "name",
                _("Đơn vị"),
                link=lambda row: f"{reverse('reporting:sheet', args=[row.submission])}#o-{row.code}",
            ),
            Column("indicator", _("Chỉ tiêu"), value=lambda row: f"{row.code} {row.indicator}", order="code"),
            Column("rule", _("Vì sao"), value=lambda row: RULES.get(row.rule, row.rule), order="rule"),
            Column("why", _("Lý do nhắc")),
            Column("note", _("Giải trình"), value=lambda row: row.note or chip("wait", _("chưa giải trình"))),
        ],
        caption=_("Số cần xem: %(title)s, %(label)s") % {"title": form.title, "label": chosen.label},
        filters=[
            Filter("quy-tac", _("Vì sao"), "rule", [Choice(code, label) for code, label in RULES.items()])
        ],
        file_name="so-can-xem",
        empty=_("Không có số nào phải xem lại trong các báo cáo đã gửi."),
    )
    if rows.export:
        return rows.export
    address = reverse("reporting:outlying")
    context = {
        "rows": rows,
        "tabs": tabs,
        "forms": [Tab(one.title, f"{address}?bieu={one.pk}", one.code == form.code) for one in known],
        "rounds": [
            Tab(one.label, f"{address}?bieu={form.pk}&ky={one.period}", one == chosen) for one in rounds[:8]
        ],
    }
    return page(request, "reporting/outlying.html", context)


class CorrectForm(forms.Form):
    """The paper and the reason; the figures stand in the table above."""

    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày của văn bản đính chính."),
    )
    reason = Reason(label=gettext_lazy("Lý do"))


@signed_in
def correct(request: Request, pk: int) -> HttpResponse:
    """What was corrected, and for the level above of a locked report the table to correct in."""
    found = queries.submission(request.actor, pk, request.day)
    sheet = queries.sheet(request.actor, found, request.day)
    form = CorrectForm(request.POST or None)
    typed = {name.removeprefix("o-"): text for name, text in request.POST.items() if name.startswith("o-")}
    with faults_on(request, form):
        if submitted(request, form):
            values = {code: _cell(sheet, code, text) for code, text in typed.items() if text.strip()}
            operations.correct(
                actor=request.actor,
                submission=pk,
                values=values,
                day=request.day,
                at=request.now,
                **form.cleaned_data,
            )
            return done(request, _("Đã đính chính; các cấp dùng số này được báo."), "reporting:correct", pk)
    made = queries.corrections(found)
    names = people({one.by for one in made})
    units = organisation.standing(request.day).names
    lines = {row.line.code: row.line.name for row in sheet.rows}
    context = {
        "found": found,
        "unit": sheet.unit,
        "made": [_shown(one, names, units, lines) for one in made],
        "rows": [
            (row.line, entering.said(entering.as_json(row.cell)), typed.get(row.line.code, ""))
            for row in sheet.rows
            if not row.computed
        ],
        "may": found.state == "locked" and queries.may_decide(request.actor, found, request.day, LOCK),
        "form": form,
        "crumbs": (
            Crumb(_("Báo cáo"), reverse("reporting:index")),
            Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])),
        ),
    }
    return page(request, "reporting/correct.html", context)


def _cell(sheet: queries.Sheet, code: str, text: str) -> Any:
    """'9/10' for a ratio, names one a line, words as words; the note of the cell stays."""
    row = next((one for one in sheet.rows if one.line.code == code), None)
    if row is None:
        return text
    note = {"note": row.cell.note} if row.cell.note else {}
    if row.line.kind == "ratio":
        above, _slash, below = text.partition("/")
        return {"numerator": above, "denominator": below, **note}
    part = {"distinct": "keys", "text": "text"}.get(row.line.kind, "value")
    return {part: text, **note}


def _shown(one: Any, names: dict[str, str], units: Any, lines: dict[str, str]) -> dict[str, Any]:
    return {
        "row": one,
        "by": names.get(one.by, one.by),
        "told": ", ".join(units.get(code, code) for code in one.told),
        "cells": [
            (f"{code} {lines.get(code, '')}", entering.said(one.before.get(code)), entering.said(cell))
            for code, cell in one.after.items()
        ],
    }
