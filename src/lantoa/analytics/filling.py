"""Counted figures out of the database into Parquet, through a plain text file that DuckDB reads with typed columns."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db.models import Count, QuerySet

from lantoa.reporting.models import FormIndicator, Round, Submission, Value
from lantoa.reporting.rules.cells import Cell
from lantoa.reporting.rules.lifecycle import COUNTED

from .files import complete
from .rules.dialects import quoted
from .rules.questions import ADDED

PENDING = COUNTED | {"submitted"}
NARROW, WIDE = "DECIMAL(18, 4)", "DECIMAL(20, 4)"
"""What fits in eight bytes is read three times as fast; larger figures get the wider type in their file."""
EDGE = Decimal(10) ** 14
MANY = 500
ROW_GROUP = 100_000
Row = tuple[int, str, Decimal | None, Decimal | None, Decimal | None, str | None]
"""Unit's number, indicator, value, numerator, denominator, keys as JSON."""


def kinds_of(round_: Round) -> dict[str, str]:
    """Indicator → kind, of the lines whose figures can be put together."""
    rows = FormIndicator.objects.filter(form_id=round_.form_id, kind__in=ADDED).order_by("order")
    return dict(rows.values_list("code", "kind"))


def counted(round_: Round) -> QuerySet[Submission]:
    return Submission.objects.filter(round=round_, state__in=COUNTED)


def counts(rounds: Sequence[Round]) -> dict[int, int]:
    """How many reports count, by round; one query."""
    rows = Submission.objects.filter(round__in=rounds, state__in=COUNTED).order_by()
    return dict(rows.values_list("round_id").annotate(n=Count("pk")))


def units_of(submissions: Sequence[int]) -> tuple[int, ...]:
    """Numbers of the units whose reports these are."""
    found: set[int] = set()
    for first in range(0, len(submissions), MANY):
        some = submissions[first : first + MANY]
        found |= set(Submission.objects.filter(pk__in=some).order_by().values_list("unit_id", flat=True))
    return tuple(sorted(found))


def rows_of(
    round_: Round, submissions: Sequence[int] | None = None, provisional: bool = False
) -> Iterator[Row]:
    """The figures that count in the round, or only those of some reports (``provisional``: those that wait for
    acceptance too); nothing is told for "no data"."""
    states = PENDING if provisional else COUNTED
    if submissions is None:
        yield from _read(Value.objects.filter(submission__round=round_), states)
        return
    for first in range(0, len(submissions), MANY):
        yield from _read(Value.objects.filter(submission__in=submissions[first : first + MANY]), states)


def _read(values: QuerySet[Value], states: frozenset[str]) -> Iterator[Row]:
    chosen = values.filter(submission__state__in=states, line__kind__in=ADDED, no_data=False).order_by()
    told = chosen.values_list(
        "submission__unit_id", "line__code", "value", "numerator", "denominator", "keys"
    )
    for unit, code, value, above, below, keys in told.iterator(chunk_size=5000):
        figure = Cell(value, above, below, None if keys is None else tuple(keys)).figure("", code, "")
        if figure is not None:
            folded = None if figure.keys is None else json.dumps(sorted(figure.keys), ensure_ascii=False)
            yield unit, code, value, above, below, folded


@contextmanager
def typed(rows: Iterable[Row]) -> Iterator[str]:
    """SQL text of a relation with these rows, while the block lasts."""
    scratch = Path(settings.FIGURES) / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", dir=scratch, encoding="utf-8", newline="") as out:
        writer, wide = csv.writer(out), False
        for row in rows:
            wide = wide or any(number is not None and number >= EDGE for number in row[2:5])
            writer.writerow(row)
        out.flush()
        yield _csv(out.name, WIDE if wide else NARROW)


def _csv(path: str, number: str) -> str:
    columns: dict[str, Any] = {"unit": "INTEGER", "indicator": "VARCHAR"}
    columns |= dict.fromkeys(("value", "numerator", "denominator"), number)
    named = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in {**columns, "keys": "JSON"}.items())
    return (
        "SELECT unit, indicator, value, numerator, denominator, CAST(keys AS VARCHAR[]) AS keys "
        f"FROM read_csv({quoted(path)}, header = false, auto_detect = false, delim = ',', quote = '\"', "
        f"escape = '\"', columns = {{{named}}})"
    )


def write(cursor: duckdb.DuckDBPyConnection, relation: str, path: Path) -> int:
    """A Parquet file with the relation's rows, in order of indicator and unit; how many there are."""
    part = path.with_suffix(".part")
    cursor.execute(
        f"COPY (SELECT * FROM ({relation}) r ORDER BY indicator, unit) TO {quoted(str(part))} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )
    complete(part, path)
    found = cursor.execute(f"SELECT count(*) FROM read_parquet({quoted(str(path))})").fetchone()
    return int(found[0]) if found else 0
