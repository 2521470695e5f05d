"""Correct one fact beside the words it was read from, then take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.kernel.errors import Conflict, NotFound
from lantoa.reading import operations, queries
from lantoa.reading.making import MADE
from lantoa.reading.models import Proposal, SourceText
from lantoa.reading.queries import Read
from lantoa.reading.rules.corrections import editable
from lantoa.reading.rules.lifecycle import PERMISSION, PROPOSAL
from lantoa.web.kit import Request, done, faults_on, page, signed_in, submitted
from lantoa.web.parts import Crumb

from . import words
from .cards import kind_label, open_event
from .forms import CorrectionForm
from .marks import Quoted, marked
from .review import after


@dataclass(frozen=True, slots=True)
class Correction:
    """``event`` is the event to take first, where this fact has no conference to go to yet."""

    text: SourceText
    kind: str
    headline: str
    source: SafeString
    start: int
    pk: int
    form: CorrectionForm
    event: Proposal | None
    back: str
    crumbs: Sequence[Crumb]


@signed_in
def correct(request: Request, pk: int, proposal: int) -> HttpResponse:
    read = queries.read(request.actor, pk, request.day)
    row = _row(read, proposal)
    access.allow(request.actor, PERMISSION, read.text.unit.code, request.day)
    _correctable(row)
    form = CorrectionForm(request.POST or None, kind=row.kind, facts=row.facts)
    with faults_on(request, form):
        if submitted(request, form):
            operations.decide(
                actor=request.actor,
                proposal=row.pk,
                decision="correct",
                changes=form.changes(),
                day=request.day,
                at=request.now,
            )
            return done(request, _("Đã sửa và nhận 1 mục."), after(request, read, {row.pk}))
    return page(request, "reading/correct.html", _shown(read, row, form))


def _row(read: Read, proposal: int) -> Proposal:
    rows = (row for _kind, _label, found in read.groups for row in found if row.pk == proposal)
    if (row := next(rows, None)) is None:
        raise NotFound("NOT_FOUND", _("Không tìm thấy đề xuất này."), remedy=_("Mở lại danh sách chờ duyệt."))
    return row


def _correctable(row: Proposal) -> None:
    """``Conflict`` for what was decided already, and for a kind that is nothing but its quote."""
    PROPOSAL.step(row.state, "correct")
    if not editable(row.kind):
        raise Conflict(
            "NOTHING_TO_CORRECT",
            _("Mục này là nguyên văn trích dẫn, không có trường nào để sửa."),
            place=kind_label(row.kind),
            remedy=_("Quay lại văn bản và bấm Nhận hoặc Bỏ."),
        )


def _shown(read: Read, row: Proposal, form: CorrectionForm) -> Correction:
    show = reverse("reading:show", args=[read.text.pk])
    return Correction(
        text=read.text,
        kind=kind_label(row.kind),
        headline=words.headline(row.kind, row.facts),
        source=marked(read.text.text, [Quoted(row.start, row.end, row.pk, "waiting")]),
        start=row.start,
        pk=row.pk,
        form=form,
        event=open_event(read) if row.kind in MADE - {"event"} else None,
        back=f"{show}#muc-{row.pk}",
        crumbs=(
            Crumb(_("Trích xuất văn bản"), reverse("reading:index")),
            Crumb(read.text.title, show),
            Crumb(_("Sửa rồi nhận")),
        ),
    )
