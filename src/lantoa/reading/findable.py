"""What this area has to be found: the texts that were read, by title; their words stay where they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lantoa.search import sources
from lantoa.search.following import follow
from lantoa.search.rules.entries import Findable, Mode, Sight

from .models import SourceText
from .queries import VIEW


def texts(keys: Iterable[Any] | None) -> Iterator[Findable]:
    rows = SourceText.objects.select_related("unit").defer("text")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    for row in rows.order_by("pk"):
        yield Findable(
            kind="text",
            ref=str(row.pk),
            title=row.title,
            detail=row.origin,
            text=row.origin,
            link=f"/trich-xuat/{row.pk}/",
            sights=(Sight(Mode.AT, VIEW, row.unit.code),),
        )


sources.register("text", "Văn bản đã đọc", texts, order=9)
follow("text", SourceText, lambda row: [row.pk])
