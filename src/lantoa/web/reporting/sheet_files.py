"""One report as an Excel file out and in, and the quotes behind its cells."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.errors import BadInput, Problem
from lantoa.kernel.vi.text import slug
from lantoa.registry.files import MEDIA_TYPES
from lantoa.reporting import operations, queries, workbooks
from lantoa.reporting.facts import line_rule
from lantoa.reporting.queries import Sheet
from lantoa.reporting.rules.cells import read_cell
from lantoa.web import uploads
from lantoa.web.kit import Request, attachment, done, page, signed_in
from lantoa.web.parts import Crumb

from .sheet_view import load, result


@signed_in
def template(request: Request, pk: int) -> HttpResponse:
    found = queries.submission(request.actor, pk, request.day)
    name = f"{slug(found.round.form.code)}_{found.round.period}_{slug(found.unit.code)}.xlsx"
    return attachment(queries.template(found, request.day), name, MEDIA_TYPES["xlsx"])


@signed_in
def upload(request: Request, pk: int) -> HttpResponse:
    """Take a filled template; a wrong one comes back marked up, or its faults are listed by cell."""
    sheet = load(request, pk)
    status = 200
    if request.method == "POST":
        sent = request.FILES.get("tep")
        try:
            if request.refused_uploads:
                raise uploads.too_large(_("tệp số liệu"))
            if sent is None:
                raise BadInput(
                    "NO_FILE", _("Chưa chọn tệp."), place=_("tệp số liệu"), remedy=_("Chọn tệp .xlsx.")
                )
            data = sent.read()
            if request.POST.get("thu"):
                changes = would_change(sheet, sent.name, data)
                return page(request, "reporting/upload.html", {**shown_with(sheet, pk), "changes": changes})
            operations.import_workbook(
                actor=request.actor, submission=pk, name=sent.name, data=data, day=request.day, at=request.now,
                again=bool(request.POST.get("lai")),
            )  # fmt: skip
            return done(request, _("Đã nhập số liệu từ tệp."), "reporting:sheet", pk)
        except Problem as problem:
            if problem.status == 404 or (problem.status == 403 and problem.fault.code != "SECRET"):
                raise
            if request.POST.get("tra-tep") and any(one.place.startswith("ô ") for one in problem.faults):
                marked = workbooks.marked_up(data, problem.faults)
                return attachment(marked, f"da-danh-dau_{sent.name}", MEDIA_TYPES["xlsx"])
            request.faults, status = problem.faults, problem.status
    same = any(fault.code == "SAME_FILE" for fault in request.faults)
    return page(request, "reporting/upload.html", {**shown_with(sheet, pk), "same": same}, status=status)


def shown_with(sheet: Sheet, pk: int) -> dict[str, object]:
    return {
        "changes": None,
        "same": False,
        "sheet": sheet,
        "submission": sheet.submission,
        "crumbs": crumbs(sheet, pk),
    }


def crumbs(sheet: Sheet, pk: int) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Báo cáo"), reverse("reporting:index")),
        Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])),
    )


def would_change(sheet: Sheet, name: str, data: bytes) -> list[tuple[str, str, str]]:
    """(indicator, what stands, what the file would write) of the cells that a file would change."""
    values = queries.read_workbook(sheet.submission, name, data)
    stands = {row.line.code: row for row in sheet.rows}
    found = []
    for code, raw in values.items():
        row = stands[code]
        cell = read_cell(line_rule(row.line), raw)
        if cell != row.cell:
            found.append((f"{code} {row.line.name}", result(row.cell), result(cell)))
    return found


@signed_in
def sources(request: Request, pk: int, code: str) -> HttpResponse:
    """The quotes that one cell rests on."""
    sheet = load(request, pk)
    row = next((one for one in sheet.rows if one.line.code == code), None)
    if row is None:
        raise queries.hidden()
    context = {
        "sheet": sheet,
        "row": row,
        "value": result(row.cell),
        "sources": queries.sources(sheet.submission, code),
        "crumbs": (Crumb(_("Báo cáo"), reverse("reporting:index")),
                   Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])), Crumb(code)),
    }  # fmt: skip
    return page(request, "reporting/sources.html", context)
