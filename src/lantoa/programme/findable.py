"""What this area has to be found: campaigns, and the directives they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lantoa.kernel.vi.dates import on_screen
from lantoa.registry.models import Paper
from lantoa.search import sources
from lantoa.search.following import follow
from lantoa.search.naming import names_of
from lantoa.search.rules.entries import Findable, Mode, Sight

from .models import Campaign, Directive
from .rules.lifecycle import VIEW


def campaigns(keys: Iterable[Any] | None) -> Iterator[Findable]:
    """Prepared ones for those who prepare them; launched ones for the whole audience (as ``queries.campaigns``)."""
    rows = Campaign.objects.select_related("unit", "audience_unit", "audience_cluster")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    found = list(rows.order_by("pk"))
    names = names_of(row.unit.code for row in found)
    for row in found:
        seen = [Sight(Mode.AT, VIEW, row.unit.code)]
        if row.state != "planned" and row.audience_unit:
            seen.append(Sight(Mode.DOWN, VIEW, row.audience_unit.code))
        if row.state != "planned" and row.audience_cluster:
            seen.append(Sight(Mode.JOINED, VIEW, row.audience_cluster.key))
        yield Findable(
            kind="campaign",
            ref=str(row.pk),
            title=row.name,
            detail=", ".join((names.on(row.unit.code, row.valid_from), row.get_state_display().lower())),
            link=f"/phong-trao/{row.pk}/",
            text=f"{row.slogan} {row.motto} {names.on(row.unit.code, row.valid_from)}",
            sights=tuple(seen),
            valid_from=row.valid_from,
            valid_to=row.closed_on or row.valid_to,
        )


def directives(keys: Iterable[Any] | None) -> Iterator[Findable]:
    """Drafts where they are drawn up; issued ones for every unit below (as ``queries.directives``)."""
    rows = Directive.objects.select_related("unit", "paper")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    found = list(rows.order_by("pk"))
    names = names_of(row.unit.code for row in found)
    for row in found:
        day = row.issued_on or (row.paper.issued_on if row.paper else None) or row.created_at.date()
        number = row.reference or (str(row.paper) if row.paper and row.paper.number else "")
        seen = [Sight(Mode.AT, VIEW, row.unit.code)]
        if row.state == "issued":
            seen.append(Sight(Mode.DOWN, VIEW, row.unit.code))
        said = (number, names.on(row.unit.code, day), on_screen(day), row.get_state_display().lower())
        yield Findable(
            kind="directive",
            ref=str(row.pk),
            title=row.title,
            detail=", ".join(part for part in said if part),
            text=" ".join(said),
            link=f"/phong-trao/van-ban/{row.pk}/",
            names=(number,) if number else (),
            code=number,
            sights=tuple(seen),
        )


def _of_paper(row: Paper) -> list[int]:
    return list(Directive.objects.filter(paper=row).order_by("pk").values_list("pk", flat=True))


sources.register("campaign", "Đợt thi đua", campaigns, order=3)
sources.register("directive", "Văn bản chỉ đạo", directives, order=4)
follow("campaign", Campaign, lambda row: [row.pk])
follow("directive", Directive, lambda row: [row.pk])
follow("directive", Paper, _of_paper)
