"""Proposals for the roles that two persons must agree on: the list, one proposal, the second person's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.access import accounts, operations
from lantoa.access.models import Proposal
from lantoa.access.rules import giving
from lantoa.kernel.errors import NotAllowed
from lantoa.web.forms import Reason
from lantoa.web.kit import (
    Choice,
    Column,
    Filter,
    Listing,
    Request,
    chip,
    done,
    faults_on,
    listing,
    page,
    signed_in,
    submitted,
)
from lantoa.web.parts import Action, Crumb, Tab
from lantoa.web.states import said

from . import common

LOOKS = {
    "WAITING": "waiting",
    "APPROVED": "approved",
    "REFUSED": "refused",
    "WITHDRAWN": "withdrawn",
    "EXPIRED": "late",
}


class RefuseForm(forms.Form):
    reason = Reason(help_text=gettext_lazy("Người đề nghị sẽ đọc được lý do này."))


@dataclass(frozen=True, slots=True)
class ListPage:
    tabs: Sequence[Tab]
    crumbs: Sequence[Crumb]
    rows: Listing


@dataclass(frozen=True, slots=True)
class ProposalPage:
    proposal: Proposal
    role: str
    scope: str
    until: str
    state: object
    crumbs: Sequence[Crumb]
    actions: Sequence[Action]
    form: forms.Form | None
    waits: str


def _need(request: Request) -> None:
    if not common.manages(request, giving.GIVE):
        raise NotAllowed(
            "NOT_ALLOWED", _("Vai trò của bạn không xét việc giao vai trò."), place=_("Quyền hạn"),
            remedy=_("Đề nghị người quản trị hệ thống làm giúp."),
        )  # fmt: skip


def _expired(row: Proposal, request: Request) -> bool:
    return row.state == Proposal.State.WAITING and row.expires_on <= request.day


def _state(row: Proposal, request: Request) -> object:
    if _expired(row, request):
        return chip("late", _("Đã hết hạn"))
    return chip(LOOKS[row.state], _(row.get_state_display()))


@signed_in
def index(request: Request) -> HttpResponse:
    _need(request)
    rows = listing(
        accounts.proposals(request.actor, request.day),
        request,
        (
            Column("user", _("Người nhận"), value=lambda one: one.user.name, order="user__sort",
                   link=lambda one: reverse("access:proposal", args=[one.pk])),
            Column("role", _("Vai trò"), value=lambda one: said(one.role_label), order="role"),
            Column("scope", _("Phạm vi"), value=lambda one: common.scope(one, request.day)),
            Column("proposed_by", _("Người đề nghị"), value=lambda one: one.proposed_by.name),
            Column("proposed_at", _("Lúc"), order="proposed_at"),
            Column("expires_on", _("Hết hạn"), order="expires_on"),
            Column("state", _("Tình trạng"), value=lambda one: _state(one, request)),
        ),
        caption=_("Đề nghị giao vai trò"),
        sort="-proposed_at",
        filters=(Filter("tinh-trang", _("Tình trạng"), "state",
                        [Choice(code, _(label)) for code, label in Proposal.State.choices]),),
        file_name="de-nghi-giao-vai-tro",
        empty=_("Chưa có đề nghị nào."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    crumbs = common.crumbs(Crumb(_("Đề nghị giao vai trò")))
    return page(request, "access/proposals.html", ListPage(common.tabs(request), crumbs, rows))


def _shown(request: Request, row: Proposal, form: forms.Form | None) -> HttpResponse:
    open_, mine = row.state == Proposal.State.WAITING, row.proposed_by.actor_id == request.actor.id
    late = _expired(row, request)
    second = open_ and not mine and not late and row.user.actor_id != request.actor.id
    actions = []
    if open_ and (mine or late):
        actions.append(
            Action(_("Rút đề nghị"), reverse("access:withdraw", args=[row.pk]), "close", post=True, danger=True,
                   ask=_("Rút đề nghị này? Vai trò sẽ không được giao."))
        )  # fmt: skip
    waits = ""
    if open_ and mine and not late:
        waits = _("Chờ một người quản trị khác duyệt. Người đề nghị không tự duyệt đề nghị của mình.")
    crumbs = common.crumbs(
        Crumb(_("Đề nghị giao vai trò"), reverse("access:proposals")), Crumb(row.user.name)
    )
    return page(
        request,
        "access/proposal.html",
        ProposalPage(
            row, said(row.role_label), common.scope(row, request.day), common.until(row.valid_to),
            _state(row, request), crumbs, actions, (form or RefuseForm()) if second else None, waits,
        ),
    )  # fmt: skip


@signed_in
def proposal(request: Request, pk: int) -> HttpResponse:
    return _shown(request, accounts.proposal(pk, visible_to=request.actor, day=request.day), None)


@require_POST
@signed_in
def approve(request: Request, pk: int) -> HttpResponse:
    row = accounts.proposal(pk, visible_to=request.actor, day=request.day)
    with faults_on(request):
        operations.approve(actor=request.actor, proposal=pk, at=request.now)
        return done(request, _("Đã duyệt: vai trò có hiệu lực."), "access:proposal", pk)
    return _shown(request, row, None)


@require_POST
@signed_in
def refuse(request: Request, pk: int) -> HttpResponse:
    row = accounts.proposal(pk, visible_to=request.actor, day=request.day)
    form = RefuseForm(request.POST)
    with faults_on(request, form):
        if submitted(request, form):
            operations.refuse(actor=request.actor, proposal=pk, at=request.now, **form.cleaned_data)
            return done(request, _("Đã trả lời: không duyệt."), "access:proposals")
    return _shown(request, row, form)


@require_POST
@signed_in
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = accounts.proposal(pk, visible_to=request.actor, day=request.day)
    with faults_on(request):
        operations.withdraw(actor=request.actor, proposal=pk, at=request.now)
        return done(request, _("Đã rút đề nghị."), "access:proposals")
    return _shown(request, row, None)
