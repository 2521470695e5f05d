"""Texts a person may see and what was read in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.text import search_key

from .models import Proposal, SourceText
from .rules.corrections import KINDS

VIEW = "reading.view"
_STAGE = Case(
    When(waiting__gt=0, then=Value("waiting")),
    When(total__gt=0, then=Value("decided")),
    default=Value("empty"),
    output_field=CharField(),
)


def texts(visible_to: Actor, day: date, *, text: str = "") -> QuerySet[SourceText]:
    """Newest first, without the words themselves; ``waiting`` and ``total`` count proposals.

    ``stage``: waiting while a proposal waits, decided when none does, empty where nothing was read.
    """
    found = (
        SourceText.objects.filter(access.reach(visible_to, VIEW, day).units_q())
        .select_related("unit", "conference")
        .defer("text")
        .annotate(total=Count("proposals"), waiting=Count("proposals", filter=Q(proposals__state="PROPOSED")))
        .annotate(stage=_STAGE)
        .order_by("-kept_at", "-pk")
    )
    return found.filter(search__contains=search_key(text)) if text.strip() else found


def units(visible_to: Actor, day: date) -> list[str]:
    """Codes of the units within reach that keep a text."""
    found = SourceText.objects.filter(access.reach(visible_to, VIEW, day).units_q())
    return sorted(found.order_by().values_list("unit__code", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Read:
    """A kept text with its proposals by kind: (kind, label, proposals), kinds in the order of the page."""

    text: SourceText
    groups: list[tuple[str, str, list[Proposal]]]


def read(visible_to: Actor, text: int, day: date) -> Read:
    """One text with everything proposed from it, in two queries; ``NotFound`` outside the actor's reach."""
    found = texts(visible_to, day).defer(None).filter(pk=text).first()
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy văn bản này.", remedy="Xem danh sách văn bản đã đọc.")
    rows = list(found.proposals.order_by("start", "pk"))
    groups = [(kind, label, [row for row in rows if row.kind == kind]) for kind, (label, _) in KINDS.items()]
    return Read(found, [group for group in groups if group[2]])
