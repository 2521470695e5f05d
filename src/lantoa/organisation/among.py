"""``column__among=values``: is it one of these? Thousands of values bound as one, where ``in`` binds each.

``in`` with the units of a province costs more to write down than to answer. The database gets one parameter (a
JSON list on SQLite, an array on PostgreSQL) and still reads its index.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Field, Lookup


@Field.register_lookup
class Among(Lookup[Any]):
    """Values are a frozenset (Django looks through each value of a list) of what the database keeps, integers or
    strings; an empty one finds nothing. PostgreSQL is told the column's own kind: it looks an array of another up
    one by one, not by hash."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        if not self.rhs:
            raise EmptyResultSet
        column, bound = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            kind = "bigint" if isinstance(next(iter(self.rhs)), int) else "text"
            return f"{column} = ANY(%s::{kind}[])", [*bound, list(self.rhs)]
        values = [*bound, json.dumps(list(self.rhs))]
        return f"{column} IN (SELECT value FROM json_each(%s))", values  # noqa: S608 -- values are bound
