"""One text beside what was read in it: a person takes, corrects or drops each fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.conference import queries as conferences
from lantoa.conference.models import Conference
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation import queries as organisation
from lantoa.reading import operations, queries
from lantoa.reading.models import SourceText
from lantoa.reading.queries import Read
from lantoa.web.kit import Request, done, faults_on, page, signed_in
from lantoa.web.parts import Crumb

from .cards import LOOKS, Group, Powers, groups, open_event, powers
from .marks import Quoted, marked

MARKS = {"PROPOSED": "waiting", "ACCEPTED": "taken", "CORRECTED": "taken", "REFUSED": "left"}
OFFERED = 100
"""Conferences listed to attach a text to, newest first."""


@dataclass(frozen=True, slots=True)
class Count:
    look: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What to do when a fact was taken before its conference: the event first, then the fact with it."""

    event: int
    fact: int
    title: str


@dataclass(frozen=True, slots=True)
class Review:
    text: SourceText
    unit: str
    source: SafeString
    groups: Sequence[Group]
    counts: Sequence[Count]
    total: int
    decided: int
    may_decide: bool
    takeable: Sequence[int]
    waiting: Sequence[int]
    conference: Conference | None
    offer: Offer | None
    attachable: Sequence[Conference]
    crumbs: Sequence[Crumb]


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    read = queries.read(request.actor, pk, request.day)
    allowed = powers(request.actor, read.text.unit.code, request.day)
    wanted: list[int] = []
    with faults_on(request):
        if request.method == "POST" and "hoi_nghi" in request.POST:
            return _attached(request, pk)
        if request.method == "POST":
            wanted = _wanted(request, read)
            return _decided(request, read, wanted)
    return page(request, "reading/show.html", _review(request, read, allowed, _offer(request, read, wanted)))


def _review(request: Request, read: Read, allowed: Powers, offer: Offer | None) -> Review:
    text, shown = read.text, groups(read, allowed)
    rows = [row for _kind, _label, found in read.groups for row in found]
    every = [card for group in shown for card in group.cards]
    orphan = allowed.record and text.conference is None and open_event(read) is None and bool(rows)
    return Review(
        text=text,
        unit=organisation.name_of(text.unit.code, request.day),
        source=marked(text.text, [Quoted(row.start, row.end, row.pk, MARKS[row.state]) for row in rows]),
        groups=shown,
        counts=_counts([row.state for row in rows]),
        total=len(rows),
        decided=sum(not card.waiting for card in every),
        may_decide=allowed.decide,
        takeable=[card.pk for card in every if card.waiting and not card.hindrance] if allowed.decide else [],
        waiting=[card.pk for card in every if card.waiting] if allowed.decide else [],
        conference=text.conference,
        offer=offer,
        attachable=_attachable(request, text) if orphan and allowed.decide else (),
        crumbs=(Crumb(_("Trích xuất văn bản"), reverse("reading:index")), Crumb(text.title)),
    )


def _counts(states: Sequence[str]) -> list[Count]:
    labels = (
        ("PROPOSED", _("Chờ duyệt")),
        ("ACCEPTED", _("Đã nhận")),
        ("CORRECTED", _("Đã sửa và nhận")),
        ("REFUSED", _("Đã bỏ")),
    )
    return [Count(LOOKS[code], label, states.count(code)) for code, label in labels if code in states]


def _attachable(request: Request, text: SourceText) -> list[Conference]:
    found = conferences.conferences(request.actor, request.day).filter(unit=text.unit_id)
    return list(found[:OFFERED])


def _offer(request: Request, read: Read, wanted: Sequence[int]) -> Offer | None:
    """After a refused attempt to take one fact before its event."""
    event = open_event(read)
    if event is None or len(wanted) != 1 or not any(fault.code == "EVENT_FIRST" for fault in request.faults):
        return None
    return Offer(event.pk, wanted[0], event.quote)


def _wanted(request: Request, read: Read) -> list[int]:
    """The proposals that the form names; all must be of this text."""
    own = {row.pk for _kind, _label, found in read.groups for row in found}
    try:
        wanted = [int(one) for one in request.POST.getlist("muc")]
    except ValueError:
        wanted = []
    if not wanted:
        raise BadInput(
            "NOTHING_CHOSEN",
            _("Chưa chọn mục nào."),
            place=_("quyết định"),
            remedy=_("Bấm Nhận hoặc Bỏ ở một mục, hoặc nhận tất cả mục còn lại."),
        )
    if not own.issuperset(wanted):
        raise NotFound("NOT_FOUND", _("Không tìm thấy đề xuất này."), remedy=_("Mở lại danh sách chờ duyệt."))
    return wanted


def _decided(request: Request, read: Read, wanted: Sequence[int]) -> HttpResponse:
    decision = request.POST.get("quyet_dinh", "")
    if decision not in ("accept", "refuse"):
        raise BadInput(
            "BAD_DECISION",
            _("Chưa rõ là nhận hay bỏ."),
            place=_("quyết định"),
            remedy=_("Bấm nút Nhận hoặc Bỏ."),
        )
    if len(wanted) == 1:
        operations.decide(
            actor=request.actor, proposal=wanted[0], decision=decision, day=request.day, at=request.now
        )
    else:
        operations.decide_many(
            actor=request.actor, proposals=wanted, decision=decision, day=request.day, at=request.now
        )
    return done(request, _told(decision, len(wanted)), after(request, read, set(wanted)))


def _told(decision: str, number: int) -> str:
    if decision == "refuse":
        return ngettext("Đã bỏ %(n)s mục.", "Đã bỏ %(n)s mục.", number) % {"n": number}
    return ngettext("Đã nhận %(n)s mục.", "Đã nhận %(n)s mục.", number) % {"n": number}


def after(request: Request, read: Read, decided: set[int]) -> str:
    """Where to go on: the correction that waited for its event, or the next card that waits."""
    address = reverse("reading:show", args=[read.text.pk])
    rows = [row for _kind, _label, found in read.groups for row in found]
    if (back := request.POST.get("tiep", "")) and back in {str(row.pk) for row in rows}:
        return reverse("reading:correct", args=[read.text.pk, int(back)])
    left = [row.pk for row in rows if row.state == "PROPOSED" and row.pk not in decided]
    order = [row.pk for row in rows]
    last = max((order.index(pk) for pk in decided if pk in order), default=0)
    later = [pk for pk in left if order.index(pk) > last]
    return f"{address}#muc-{(later or left)[0]}" if left else address


def _attached(request: Request, pk: int) -> HttpResponse:
    try:
        conference = int(request.POST["hoi_nghi"])
    except ValueError:
        raise BadInput(
            "NOTHING_CHOSEN",
            _("Chưa chọn hội nghị."),
            place=_("hội nghị"),
            remedy=_("Chọn hội nghị mà bài này nói đến, hoặc ghi hội nghị mới ở mục Hội nghị."),
        ) from None
    operations.attach(actor=request.actor, text=pk, conference=conference, day=request.day, at=request.now)
    return done(request, _("Đã gắn bài với hội nghị."), "reading:show", pk)
