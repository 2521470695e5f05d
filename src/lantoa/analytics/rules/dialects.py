"""Where the two engines spell the same thing differently. Everything else in ``sql`` is the same text for both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """Templates with one ``{}`` each, or two for ``latest`` (value, order)."""

    name: str
    file: str
    united: str
    latest: str


DUCKDB = Dialect(
    "DuckDB",
    file="read_parquet('{}')",
    united="list_distinct(flatten(list({})))",
    latest="arg_max({}, {})",
)
SPARK = Dialect(
    "Apache Spark",
    file="parquet.`{}`",
    united="array_distinct(flatten(collect_list({})))",
    latest="max_by({}, {})",
)


def quoted(text: str) -> str:
    """A text as an SQL literal. Codes and paths only: no backslash reaches here."""
    if "\\" in text or "\x00" in text:
        raise ValueError("no backslash in a code or a path")
    return "'" + text.replace("'", "''") + "'"
