"""A new text: a file or pasted words, kept at a unit and read at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.kernel.errors import NotAllowed
from lantoa.organisation import queries as organisation
from lantoa.reading import operations, queries
from lantoa.reading.models import SourceText
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from .forms import TextForm

PROPOSE = "reading.text.propose"


def own_units(request: Request) -> list[tuple[str, str]]:
    """(code, name) of the units whose grants let the actor put texts there."""
    grants = [one for one in request.actor.grants if one.unit and PROPOSE in one.actions]
    codes = sorted({str(one.unit) for one in grants if one.valid.covers(request.day)})
    return [(code, organisation.name_of(code, request.day)) for code in codes]


@signed_in
def new(request: Request) -> HttpResponse:
    units = own_units(request)
    if not units:
        raise NotAllowed(
            "NOT_ALLOWED",
            _("Vai trò của bạn không đưa văn bản vào đọc."),
            place=_("Trích xuất văn bản"),
            remedy=_(
                "Đề nghị cán bộ phong trào của đơn vị đưa vào, hoặc người quản trị giao vai trò phù hợp."
            ),
        )
    form = TextForm(request.POST or None, request.FILES or None, units=units)
    with faults_on(request, form):
        if submitted(request, form) and (kept := _kept(request, form)):
            return _told(request, kept)
    crumbs = (Crumb(_("Trích xuất văn bản"), reverse("reading:index")), Crumb(_("Đưa văn bản vào đọc")))
    return page(request, "reading/new.html", {"form": form, "crumbs": crumbs})


def _kept(request: Request, form: TextForm) -> SourceText | None:
    entered = form.cleaned_data
    try:
        return operations.propose(
            actor=request.actor,
            unit=entered["unit"],
            text=entered["body"],
            title=entered["heading"],
            origin=entered["origin"],
            day=request.day,
            at=request.now,
        )
    except NotAllowed as problem:
        if problem.fault.code != "SECRET":
            raise
        form.forget(problem)
        return None


def _told(request: Request, kept: SourceText) -> HttpResponse:
    read = queries.read(request.actor, kept.pk, request.day)
    number = sum(len(found) for _kind, _label, found in read.groups)
    if not number:
        return done(request, _("Đã đọc xong; không thấy dữ kiện nào."), "reading:show", kept.pk)
    said = ngettext("Đã đọc xong: %(n)s mục chờ duyệt.", "Đã đọc xong: %(n)s mục chờ duyệt.", number) % {
        "n": number
    }
    return done(request, said, "reading:show", kept.pk)
