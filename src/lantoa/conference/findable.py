"""What this area has to be found: conferences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lantoa.kernel.vi.dates import on_screen
from lantoa.search import sources
from lantoa.search.following import follow
from lantoa.search.rules.entries import Findable, Mode, Sight

from .models import KINDS, Conference
from .queries import VIEW


def conferences(keys: Iterable[Any] | None) -> Iterator[Findable]:
    """Seen where ``queries.conferences`` shows them: at the unit that keeps the record."""
    rows = Conference.objects.select_related("unit")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    for row in rows.order_by("pk"):
        said = (KINDS[row.kind], on_screen(row.held_on) if row.held_on else "", row.place, row.host)
        yield Findable(
            kind="conference",
            ref=str(row.pk),
            title=row.title,
            detail=", ".join(part for part in said if part),
            text=" ".join(said),
            link=f"/hoi-nghi/{row.pk}/",
            sights=(Sight(Mode.AT, VIEW, row.unit.code),),
        )


sources.register("conference", "Hội nghị", conferences, order=7)
follow("conference", Conference, lambda row: [row.pk])
