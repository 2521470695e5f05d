"""What the level above does from its board: remind all who are late, accept many."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.kernel.errors import Conflict
from lantoa.organisation import queries as organisation
from lantoa.reporting import operations, queries
from lantoa.web.kit import Request, done, signed_in, with_query

MOST_SAID = 5
"""Reasons in the message; the others stay on the board to be opened."""


@signed_in
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """One click: every unit that is late with this form hears of it."""
    board = with_query(reverse("reporting:board"), bieu=pk)
    try:
        told = operations.remind_late(actor=request.actor, form=pk, day=request.day, at=request.now)
    except Conflict as problem:
        return done(request, f"{problem.fault.message} {problem.fault.remedy}", board)
    said = _("Đã nhắc %(n)s đơn vị chậm báo cáo.") % {"n": len(told.told)}
    if told.spared:
        said += " " + _("%(n)s báo cáo đã nhắc trong ngày, không nhắc lại.") % {"n": told.spared}
    return done(request, said, board)


@signed_in
@require_POST
def accept_many(request: Request, pk: int) -> HttpResponse:
    """The ticked reports, or every one that waits in a period (``ky``)."""
    form = queries.form(request.actor, pk, request.day)
    chosen = [int(one) for one in request.POST.getlist("bao-cao") if one.isdigit()]
    if request.POST.get("ky"):
        waiting = queries.submissions(request.actor, request.day).filter(
            round__form__code=form.code, round__period=request.POST["ky"], state="submitted"
        )
        chosen = list(waiting.order_by("unit__code").values_list("pk", flat=True))
    board = with_query(reverse("reporting:board"), bieu=pk)
    if not chosen:
        return done(request, _("Chưa chọn báo cáo nào đang chờ duyệt."), board)
    told = operations.accept_many(actor=request.actor, submissions=chosen, day=request.day, at=request.now)
    left = [one for one in told if one.why]
    said = _("Đã duyệt %(n)s báo cáo.") % {"n": len(told) - len(left)}
    if left:
        names = organisation.standing(request.day).names
        why = "; ".join(f"{names.get(one.unit, one.unit)}: {one.why}" for one in left[:MOST_SAID])
        said += " " + _("%(n)s báo cáo để lại. %(why)s") % {"n": len(left), "why": why}
    return done(request, said, board)
