"""Many rows at once, straight to the database: model objects would cost more than the rows themselves."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """All ``rows`` (values in the order of ``columns``) in one prepared statement. Names are the models' own,
    values are bound; no default, signal or check of a model runs, the database's own constraints do."""
    if not rows:
        return
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns)
    gaps = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({gaps})",  # noqa: S608 -- no value in it
            rows,
        )
