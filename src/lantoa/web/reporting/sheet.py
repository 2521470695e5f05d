"""One report: the entry grid, sending, returning, accepting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.kernel.errors import BadInput, Conflict, Problem
from lantoa.reporting import cells_sending, drafts, operations
from lantoa.reporting.cells_sending import SAVE, SEND, Collision
from lantoa.web.kit import Request, done, page, signed_in
from lantoa.web.parts import Crumb

from .sheet_merge import begun_from, revision_of, show_merge
from .sheet_view import load, result, shown, typed, typed_faults

__all__ = ["accept", "forget", "give_back", "lock", "result", "send", "show"]

KEEP = "Lantoa-Keep"
"""Header: the service worker may keep this page on the machine, for this person only."""
SHARED = "may-chung"
"""Cookie: this machine is shared, nothing is kept on it."""


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """GET the grid; POST saves it."""
    if request.method == "POST":
        return _take(request, pk, SAVE)
    grid = shown(request, load(request, pk))
    response = page(request, "reporting/sheet.html", grid)
    if grid.editable and not request.COOKIES.get(SHARED):
        response[KEEP] = request.actor.id
    return response


@signed_in
def send(request: Request, pk: int) -> HttpResponse:
    """POST the grid and send the report in one step."""
    if request.method != "POST":
        return done(
            request, _("Kiểm tra lại số liệu rồi bấm “Lưu và gửi lên cấp trên”."), "reporting:sheet", pk
        )
    return _take(request, pk, SEND)


def _take(request: Request, pk: int, action: str) -> HttpResponse:
    sheet = load(request, pk)
    cells, note = typed(request.POST.dict()), request.POST.get("giai-trinh", "")
    base = begun_from(request.POST.get("base", ""))
    try:
        taken = cells_sending.take_in(
            actor=request.actor, submission=pk, cells=cells, base=base, revision=revision_of(request), note=note,
            action=action, day=request.day, at=request.now,
        )  # fmt: skip
    except Collision as met:
        return show_merge(request, pk, met, cells, action, note)
    except (BadInput, Conflict) as problem:
        return _again(request, problem, pk, cells, note)
    if action == SEND:
        return done(request, _("Đã gửi báo cáo lên cấp trên."), "reporting:sheet", pk)
    told = {"filled": taken.submission.filled, "all": len(sheet.rows)}
    return done(request, _("Đã lưu. Đã nhập %(filled)s/%(all)s chỉ tiêu.") % told, "reporting:sheet", pk)


def _again(
    request: Request, problem: Problem, pk: int, cells: Mapping[str, dict[str, str]], note: str
) -> HttpResponse:
    """The same grid with everything that was typed, and each fault at its cell."""
    sheet = load(request, pk)
    typed_faults(request, sheet, problem.faults)
    revision = revision_of(request)
    begun = (revision, request.POST["base"]) if revision is not None and request.POST.get("base") else None
    return page(
        request, "reporting/sheet.html", shown(request, sheet, cells, note, begun), status=problem.status
    )


@signed_in
@require_POST
def forget(request: Request, pk: int) -> HttpResponse:
    """Drop the reader's own draft."""
    load(request, pk)
    drafts.drop(actor=request.actor, submission=pk, day=request.day)
    return done(request, _("Đã bỏ bản nháp; bảng đang hiện số liệu đã lưu."), "reporting:sheet", pk)


# Steps -----------------------------------------------------------------------------------------------


@signed_in
def accept(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, operations.accept, _("Đã duyệt. Số liệu được tính vào tổng hợp từ lúc này."))


@signed_in
def lock(request: Request, pk: int) -> HttpResponse:
    return _step(request, pk, operations.lock, _("Đã khóa số liệu."))


@require_POST
def _step(request: Request, pk: int, operation: Callable[..., Any], text: str) -> HttpResponse:
    operation(actor=request.actor, submission=pk, day=request.day, at=request.now)
    return done(request, text, "reporting:sheet", pk)


@signed_in
def give_back(request: Request, pk: int) -> HttpResponse:
    """The reason for the whole report and for single cells."""
    sheet = load(request, pk)
    cells = {name.removeprefix("r-"): text for name, text in request.POST.items() if name.startswith("r-")}
    reason = request.POST.get("ly-do", "")
    status = 200
    if request.method == "POST":
        try:
            operations.return_submission(
                actor=request.actor,
                submission=pk,
                reason=reason,
                cells=cells,
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã trả lại kèm lý do."), "reporting:sheet", pk)
        except (BadInput, Conflict) as problem:
            request.faults, status = problem.faults, problem.status
    grid = shown(request, sheet)
    context = {
        "shown": grid,
        "rows": [(line, cells.get(line.code, "")) for line in grid.lines],
        "reason": reason,
        "crumbs": (
            *grid.crumbs[:1],
            Crumb(sheet.unit, reverse("reporting:sheet", args=[pk])),
            Crumb(_("Trả lại")),
        ),
    }
    return page(request, "reporting/return.html", context, status=status)
