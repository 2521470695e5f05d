"""Put work on somebody's table and take it off again. Called inside the operations of upper areas: these
write no journal entry of their own, because the operation that calls them does."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.organisation.models import Cluster, Unit

from .models import Item


def put(
    *,
    key: str,
    area: str,
    title: str,
    action: str,
    link: str,
    at: datetime,
    unit: str | None = None,
    cluster: str | None = None,
    own: bool = True,
    due: date | None = None,
    note: str = "",
) -> None:
    """Open the item, or reopen and refresh it when the key is known."""
    shown = {
        "area": area,
        "title": title[:300],
        "action": action,
        "link": link,
        "unit": Unit.objects.get(code=unit) if unit else None,
        "cluster": Cluster.objects.get(key=cluster) if cluster else None,
        "own": own,
        "due": due,
        "note": note[:300],
    }
    Item.objects.update_or_create(
        key=key, defaults={**shown, "closed_at": None}, create_defaults={**shown, "created_at": at}
    )


def put_many(items: list[Item]) -> None:
    """Bulk form for obligations of thousands of units; keys must be new."""
    Item.objects.bulk_create(items, batch_size=1000)


def close(*, key: str, at: datetime) -> None:
    Item.objects.filter(key=key, closed_at=None).update(closed_at=at)


def close_all(*, prefix: str, at: datetime) -> None:
    """Close every open item whose key starts with ``prefix``."""
    Item.objects.filter(key__startswith=prefix, closed_at=None).update(closed_at=at)
