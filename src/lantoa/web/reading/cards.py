"""The cards beside the text: each fact with its quote, its state, what it became and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.conference.models import Conference
from lantoa.kernel.actors import Actor, may
from lantoa.organisation import queries as organisation
from lantoa.reading.making import HANDED_ON, MADE
from lantoa.reading.models import Proposal
from lantoa.reading.queries import Read
from lantoa.reading.rules.corrections import KINDS, editable
from lantoa.reading.rules.lifecycle import PERMISSION, PROPOSAL
from lantoa.reporting.names import people
from lantoa.web import nav

from . import words
from .marks import in_context

LOOKS = {"PROPOSED": "proposed", "ACCEPTED": "accepted", "CORRECTED": "accepted", "REFUSED": "cancelled"}
AREAS = {
    "organisation": gettext_lazy("Tổ chức, nhân sự"),
    "programme": gettext_lazy("Chỉ đạo, phong trào"),
    "practices": gettext_lazy("Mô hình"),
    "solidarity": gettext_lazy("Quỹ"),
}


@dataclass(frozen=True, slots=True)
class Powers:
    """What the actor may do with this text's proposals; ``record`` and ``convene`` are the conference's own."""

    decide: bool
    convene: bool
    record: bool


def powers(actor: Actor, unit: str, day: date) -> Powers:
    place = organisation.place_of(unit, day)
    wanted = (PERMISSION, "conference.convene", "conference.record")
    return Powers(*(may(actor, action, place, day) for action in wanted))


@dataclass(frozen=True, slots=True)
class Change:
    """A field that the person took otherwise than it was read; either side may be empty."""

    label: str
    read: str
    taken: str


@dataclass(frozen=True, slots=True)
class Card:
    """``hindrance`` says why it cannot be taken now; empty when it can."""

    pk: int
    kind: str
    headline: str
    details: Sequence[tuple[str, str]]
    changes: Sequence[Change]
    quote: SafeString
    start: int
    waiting: bool
    state: str
    look: str
    decided_by: str
    decided_at: datetime | None
    became: str
    became_url: str
    hindrance: str
    correct_url: str


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    label: str
    cards: Sequence[Card]
    waiting: int


def groups(read: Read, allowed: Powers) -> list[Group]:
    """The cards by kind, in the order of the page; one query for the names of who decided."""
    rows = [row for _kind, _label, found in read.groups for row in found]
    names = people({row.decided_by for row in rows})
    found = []
    for kind, label, proposals in read.groups:
        cards = [_card(read, row, allowed, names) for row in proposals]
        found.append(Group(kind, _(label), cards, sum(card.waiting for card in cards)))
    return found


def open_event(read: Read) -> Proposal | None:
    """The event that still waits and would make the text's conference."""
    if read.text.conference is not None:
        return None
    events = (row for kind, _label, found in read.groups if kind == "event" for row in found)
    return next((row for row in events if row.state == "PROPOSED"), None)


def _card(read: Read, row: Proposal, allowed: Powers, names: Mapping[str, str]) -> Card:
    waiting = row.state == "PROPOSED"
    became, became_url = (
        ("", "") if waiting or row.state == "REFUSED" else _became(row.kind, read.text.conference)
    )
    text = read.text.text
    may_correct = waiting and allowed.decide and bool(editable(row.kind))
    return Card(
        pk=row.pk,
        kind=row.kind,
        headline=words.headline(row.kind, row.taken),
        details=words.details(row.kind, row.taken, editable(row.kind)),
        changes=changes(row),
        quote=in_context(text, row.start, row.end),
        start=row.start,
        waiting=waiting,
        state=_(PROPOSAL.states[row.state]),
        look=LOOKS[row.state],
        decided_by=names.get(row.decided_by, ""),
        decided_at=row.decided_at,
        became=became,
        became_url=became_url,
        hindrance=_hindrance(read, row, allowed) if waiting and allowed.decide else "",
        correct_url=reverse("reading:correct", args=[read.text.pk, row.pk]) if may_correct else "",
    )


def changes(row: Proposal) -> list[Change]:
    """What a correction changed, field by field, in words."""
    if row.corrected is None:
        return []
    pairs = [(name, row.facts.get(name), row.corrected.get(name)) for name in editable(row.kind)]
    return [
        Change(
            words.label(row.kind, name),
            words.said(row.kind, name, before),
            words.said(row.kind, name, after),
        )
        for name, before, after in pairs
        if before != after
    ]


def _became(kind: str, conference: Conference | None) -> tuple[str, str]:
    """(what it says, where it leads) of a fact that was taken."""
    if kind not in MADE:
        area = HANDED_ON[kind]
        return _("Giữ tại văn bản này; lập tiếp ở mục %(area)s") % {"area": AREAS[area]}, nav.address(
            f"{area}:index"
        )
    if conference is None:
        return _("Hội nghị đã ghi không còn nữa"), ""
    said = _("Đã lập hội nghị") if kind == "event" else _("Đã ghi vào hội nghị")
    return said, nav.address("conference:show", conference.pk)


def _hindrance(read: Read, row: Proposal, allowed: Powers) -> str:
    if row.kind not in MADE:
        return ""
    if row.kind == "event" and read.text.conference is not None:
        return _("Bài này đã gắn với một hội nghị; bỏ mục này nếu là cùng một sự kiện.")
    if not (allowed.convene if row.kind == "event" else allowed.record):
        return _("Nhận mục này là ghi vào hội nghị; đề nghị cán bộ có quyền lập hội nghị của đơn vị nhận.")
    if row.kind != "event" and read.text.conference is None and open_event(read) is None:
        return _("Chưa có hội nghị để ghi vào: gắn bài này với một hội nghị đã có rồi nhận.")
    return ""


def kind_label(kind: str) -> str:
    return _(KINDS[kind][0])
