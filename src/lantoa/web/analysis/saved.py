"""Tables kept by name: open, rename, share, delete (with undo)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.analysis import operations, queries, tables
from lantoa.analysis.rules import pivot as rules
from lantoa.kernel.errors import Problem
from lantoa.web.kit import FORM_STATUSES, Request, done, signed_in, with_query

from . import pivot
from .asked import choices


@require_POST
@signed_in
def keep(request: Request) -> HttpResponse:
    """Keep what the builder shows; a fault shows the builder again with the name typed."""
    offered = choices(request)
    question = pivot.question_from(request.POST, offered, request)
    if question is None:
        raise queries.hidden()
    try:
        row = operations.save_table(
            actor=request.actor, name=request.POST.get("ten", ""), question=question, day=request.day, at=request.now,
            share_with=request.POST.get("chia-se", ""),
        )  # fmt: skip
    except Problem as problem:
        return _again(request, problem, question)
    return done(request, _("Đã lưu bảng “%(name)s”.") % {"name": row.name}, "analysis:table", row.pk)


def _again(
    request: Request, problem: Problem, question: rules.Question, opened: object = None
) -> HttpResponse:
    if problem.status not in FORM_STATUSES and problem.status != 403:
        raise problem
    request.faults = problem.faults
    found = tables.answer(request.actor, question, request.day)
    return pivot.answer(request, choices(request), question, found, opened)  # type: ignore[arg-type]


@signed_in
def opened(request: Request, pk: int) -> HttpResponse:
    """The kept question answered for whoever opens it: their reach, today's figures."""
    row = queries.table(request.actor, pk, request.day)
    question = rules.read(row.question)
    found = tables.answer(request.actor, question, request.day)
    if form := request.GET.get("xuat"):
        return pivot.file(form, found, f"bang-{row.pk}")
    return pivot.answer(request, choices(request), question, found, row)


@require_POST
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """Another name, another unit to share with."""
    row = queries.own_table(request.actor, pk)
    try:
        if (name := request.POST.get("ten")) is not None and name != row.name:
            operations.rename_table(actor=request.actor, table=pk, name=name, at=request.now)
            said = _("Đã đổi tên bảng.")
        else:
            unit = request.POST.get("chia-se", "")
            operations.share_table(actor=request.actor, table=pk, unit=unit, day=request.day, at=request.now)
            said = _("Đã chia sẻ bảng với đơn vị.") if unit else _("Bảng chỉ còn của riêng bạn.")
    except Problem as problem:
        return _again(
            request, problem, rules.read(row.question), queries.table(request.actor, pk, request.day)
        )
    return done(request, said, "analysis:table", pk)


@require_POST
@signed_in
def delete(request: Request, pk: int) -> HttpResponse:
    row = queries.own_table(request.actor, pk)
    try:
        operations.delete_table(actor=request.actor, table=pk, at=request.now)
    except Problem as problem:
        return _again(
            request, problem, rules.read(row.question), queries.table(request.actor, pk, request.day)
        )
    undo = with_query(reverse("analysis:restore-table"), id=pk)
    return done(request, _("Đã xóa bảng “%(name)s”.") % {"name": row.name}, "analysis:pivot", undo=undo)


@require_POST
@signed_in
def restore(request: Request) -> HttpResponse:
    """Undo of a deletion."""
    given = request.POST.get("id", "")
    if not given.isdecimal():
        raise queries.hidden()
    row = operations.restore_table(actor=request.actor, table=int(given), at=request.now)
    return done(request, _("Đã lấy lại bảng “%(name)s”.") % {"name": row.name}, "analysis:table", row.pk)
