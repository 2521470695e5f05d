"""Thư đã lập: how each stands, why one could not be sent, and sending it again."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.access import queries as access
from lantoa.kernel.errors import NotFound
from lantoa.notices import queries, sending
from lantoa.notices.models import Mail, MailState
from lantoa.web.kit import Choice, Column, Filter, Listing, Request, chip, done, listing, page, signed_in
from lantoa.web.parts import Action, Crumb

LOOKS = {
    "WAITING": "waiting",
    "SENDING": "now",
    "SENT": "done",
    "FAILED": "refused",
    "UNSURE": "needs_person",
    "KEPT": "draft",
}


def watched(request: Request) -> None:
    """For those who watch the outbox anywhere; a stranger does not learn that there is one."""
    if not access.reach(request.actor, "notices.outbox.read", request.day).units:
        raise NotFound("NOT_FOUND", _("Không tìm thấy trang này."), remedy=_("Kiểm tra lại địa chỉ."))


@dataclass(frozen=True, slots=True)
class Box:
    rows: Listing
    demo: bool
    out: bool
    standing: queries.Outgoing


def _chip(mail: Mail) -> object:
    return chip(LOOKS[mail.state], _(mail.get_state_display()))


@signed_in
def index(request: Request) -> HttpResponse:
    watched(request)
    columns = [
        Column("at", _("Lúc"), order="at"),
        Column("to", _("Gửi đến"), order="to"),
        Column("subject", _("Tiêu đề"), link=lambda row: reverse("mail", args=[row.pk])),
        Column("state", _("Tình trạng"), value=_chip),
        Column("problem", _("Lý do")),
    ]
    states = [Choice(state.value, _(state.label)) for state in MailState]
    rows = listing(
        queries.outbox(), request, columns, caption=_("Thư đã lập"), file_name="thu",
        filters=[Filter("tinh-trang", _("Tình trạng"), "state", states)], empty=_("Chưa lập thư nào."),
    )  # fmt: skip
    return rows.export or page(
        request, "notices/outbox.html", Box(rows, settings.DEMO, settings.EMAIL_OUT, queries.outgoing())
    )


@signed_in
def mail(request: Request, pk: int) -> HttpResponse:
    watched(request)
    found = queries.outbox().filter(pk=pk).first()
    if found is None:
        raise NotFound("NOT_FOUND", _("Không tìm thấy thư này."), remedy=_("Xem danh sách thư đã lập."))
    again = None
    if found.state in (MailState.FAILED, MailState.UNSURE):
        again = Action(_("Gửi lại"), reverse("mail-again", args=[pk]), post=True)
    crumbs = (Crumb(_("Thư đã lập"), reverse("outbox")), Crumb(found.subject))
    return page(
        request, "notices/mail.html", {"mail": found, "chip": _chip(found), "again": again, "crumbs": crumbs}
    )


@require_POST
@signed_in
def again(request: Request, pk: int) -> HttpResponse:
    sending.send_again(actor=request.actor, mail=pk, day=request.day, at=request.now)
    return done(request, _("Thư đã vào hàng chờ gửi."), "mail", pk)
