"""Ghi số vi phạm, tỷ lệ nữ, lý do không xếp hạng vào phiếu chấm của một đơn vị."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.assessment import operations, queries
from lantoa.web import faults
from lantoa.web.kit import Request, done, faults_on, signed_in, submitted

from .evaluations import evaluation_page
from .forms import StandingForm


@signed_in
@require_POST
def set_standing(request: Request, pk: int) -> HttpResponse:
    of = queries.evaluation(pk, visible_to=request.actor, day=request.day)
    form = StandingForm(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            operations.set_standing(
                actor=request.actor, evaluation=pk, day=request.day, at=request.now, **form.said()
            )
            return done(request, _("Đã ghi căn cứ xếp hạng."), "assessment:evaluation", pk)
    request.faults = request.faults or faults.of_form(form)
    request.method = "GET"
    column = queries.column_open(request.actor, of, request.day) or ""
    return evaluation_page(request, of, column, standing=form)
