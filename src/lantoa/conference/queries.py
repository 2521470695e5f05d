"""Conferences a person may see, and one with everything said at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.text import search_key
from lantoa.registry.models import Citation

from .models import Conclusion, Conference

VIEW = "conference.view"


def conferences(visible_to: Actor, day: date, *, text: str = "") -> QuerySet[Conference]:
    """Newest first, with counts of what was said."""
    found = (
        Conference.objects.filter(access.reach(visible_to, VIEW, day).units_q())
        .select_related("unit", "province", "cluster")
        .annotate(
            figure_count=Count("figures", distinct=True),
            award_count=Count("awards", distinct=True),
            people_count=Count("people", distinct=True),
        )
        .order_by("-held_on", "-pk")
    )
    return found.filter(search__contains=search_key(text)) if text.strip() else found


@dataclass(frozen=True, slots=True)
class Whole:
    """A conference with its people, figures, awards and documents, each with its citation or None."""

    conference: Conference
    people: list[tuple[object, Citation | None]]
    figures: list[tuple[object, Citation | None]]
    awards: list[tuple[object, Citation | None]]
    documents: list[tuple[object, Citation | None]]
    conclusions: list[Conclusion]


def whole(visible_to: Actor, conference: int, day: date) -> Whole:
    found = conferences(visible_to, day).filter(pk=conference).first()
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy hội nghị này.", remedy="Xem danh sách hội nghị.")
    parts = {
        "person": list(found.people.order_by("pk")),
        "figure": list(found.figures.order_by("pk")),
        "award": list(found.awards.order_by("pk")),
        "document": list(found.documents.order_by("pk")),
    }
    subjects = [f"conference.{kind}:{row.pk}" for kind, rows in parts.items() for row in rows]
    cited = {row.subject: row for row in Citation.objects.filter(subject__in=subjects)}

    def sourced(kind: str) -> list[tuple[object, Citation | None]]:
        return [(row, cited.get(f"conference.{kind}:{row.pk}")) for row in parts[kind]]

    return Whole(
        found,
        sourced("person"),
        sourced("figure"),
        sourced("award"),
        sourced("document"),
        list(found.conclusions.select_related("task").order_by("order")),
    )
