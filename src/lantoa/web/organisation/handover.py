"""Handing over: what an officer who moves leaves behind, the paper of it, and passing the roles on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.documents.render import render
from lantoa.exchange import handover, operations
from lantoa.kernel.actors import may
from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries
from lantoa.organisation.hooks import Left
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.forms import TextLine
from lantoa.web.kit import Request, attachment, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .people import crumbs


class HandOverForm(forms.Form):
    successor = TextLine(
        label=gettext_lazy("Người nhận"),
        max_length=60,
        help_text=gettext_lazy("Tên đăng nhập của người nhận bàn giao."),
    )
    basis = TextLine(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Quyết định điều động hoặc biên bản bàn giao."),
    )


class LinkForm(forms.Form):
    username = TextLine(label=gettext_lazy("Tên đăng nhập"), max_length=60)


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    left: Sequence[Left]


@dataclass(frozen=True, slots=True)
class HandOverPage:
    pack: handover.Pack
    areas: Sequence[Area]
    form: forms.Form
    may_give: bool
    may_link: bool
    crumbs: Sequence[Crumb]


def _crumbs(pack: handover.Pack, last: str) -> list[Crumb]:
    back = reverse("organisation:person", args=[pack.person.code])
    return crumbs(Crumb(pack.person.name, back), Crumb(last))


@signed_in
def show(request: Request, code: str) -> HttpResponse:
    pack = handover.pack(code, visible_to=request.actor, day=request.day)
    form = HandOverForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            made = operations.hand_over(actor=request.actor, person=code, at=request.now, **form.cleaned_data)
            told = _("Đã chuyển %(count)s vai trò cùng việc đang mở.") % {"count": len(made.given)}
            if made.kept:
                told += " " + _("Chưa chuyển: %(names)s.") % {
                    "names": ", ".join(name for name, _why in made.kept)
                }
            return done(request, told, "organisation:person-handover", code)
    shown = HandOverPage(
        pack=pack,
        areas=[Area(_(name), left) for name, left in pack.areas],
        form=form,
        may_give=_may(request, "access.grant.give", pack),
        may_link=_may(request, "access.user.manage", pack),
        crumbs=_crumbs(pack, _("Bàn giao công việc")),
    )
    return page(request, "organisation/handover.html", shown)


def _may(request: Request, action: str, pack: handover.Pack) -> bool:
    posts = pack.person.current or pack.person.posts[:1]
    return any(
        may(request.actor, action, queries.place_of(post.unit, request.day), request.day) for post in posts
    )


@signed_in
def paper(request: Request, code: str, form: str) -> HttpResponse:
    if form not in ("docx", "pdf"):
        raise NotFound("NOT_FOUND", _("Không có dạng tệp này."), remedy=_("Chọn DOCX hoặc PDF."))
    pack = handover.pack(code, visible_to=request.actor, day=request.day)
    return attachment(render(handover.paper(pack), form), f"ban-giao-{code}.{form}", MEDIA_TYPES[form])


@signed_in
def link(request: Request, code: str) -> HttpResponse:
    pack = handover.pack(code, visible_to=request.actor, day=request.day)
    form = LinkForm(request.POST or None)
    with faults_on(request, form):
        if submitted(request, form):
            operations.link_account(actor=request.actor, person=code, at=request.now, **form.cleaned_data)
            return done(request, _("Đã gắn tài khoản với cán bộ."), "organisation:person-handover", code)
    title = _("Gắn tài khoản")
    back = reverse("organisation:person-handover", args=[code])
    note = _("Việc, vai trò của tài khoản này sẽ nằm trong bản bàn giao của %(name)s.") % {
        "name": pack.person.name
    }
    shown = {
        "title": title,
        "note": note,
        "button": title,
        "back": back,
        "form": form,
        "crumbs": _crumbs(pack, title),
    }
    return page(request, "organisation/person_step.html", shown)
