"""What a builder puts into an empty database, kept once a worker and put back in a few statements a test.

Two thirds of the tests begin with the same cast; building it costs sixty queries, putting its rows back a dozen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

Built = TypeVar("Built")
INSERTED = re.compile(r'INSERT (?:OR \w+ )?INTO "?(\w+)')


@dataclass(frozen=True)
class Rows:
    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def put(self) -> None:
        names = ", ".join(connection.ops.quote_name(name) for name in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        table = connection.ops.quote_name(self.table)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", self.rows)  # noqa: S608 -- own names


@dataclass(frozen=True)
class Kept(Generic[Built]):
    """``built``: what the builder returned. ``put`` brings back its rows with the same keys."""

    built: Built
    tables: tuple[Rows, ...]

    def put(self) -> Built:
        with transaction.atomic():  # the keys point both ways: checked at the end
            for rows in self.tables:
                rows.put()
        return self.built


def keep(build: Callable[[], Built]) -> Kept[Built]:
    """Run ``build`` in a transaction that is given up, and keep the rows of every table it wrote to.

    The tables must be empty before; sequences of PostgreSQL stay behind the kept keys, SQLite follows them.
    """
    written: dict[str, None] = {}

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := INSERTED.match(sql):
            written[found[1]] = None
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            built = build()
        tables = tuple(_rows(table) for table in written)
        transaction.set_rollback(True)
    return Kept(built, tables)


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a table of ours
        columns = tuple(column[0] for column in cursor.description)
        return Rows(table, columns, tuple(cursor.fetchall()))
