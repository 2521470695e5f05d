"""How a partition is read: the base without the units that changed since, and each of those from its latest delta."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .files import Manifest
from .rules.dialects import Dialect, quoted

COLUMNS = "unit, indicator, value, numerator, denominator, keys"


def relation(
    folder: Path, manifest: Manifest, dialect: Dialect, newer: Iterable[int] = (), over: str = ""
) -> str:
    """SQL text of (unit, indicator, value, numerator, denominator, keys). ``over``: a relation with what counts of
    the units ``newer``, which the files do not have yet."""
    hidden, parts = set(newer), [f"SELECT {COLUMNS} FROM ({over}) o"] if over else []
    for delta in reversed(manifest.deltas):
        parts.append(_without(folder / delta.file, hidden, dialect))
        hidden |= set(delta.units)
    parts.append(_without(folder / manifest.base, hidden, dialect))
    return " UNION ALL ".join(parts)


def _without(path: Path, units: set[int], dialect: Dialect) -> str:
    source = f"SELECT {COLUMNS} FROM {dialect.file.format(path_text(path))}"
    if not units:
        return source
    return f"{source} WHERE unit NOT IN ({', '.join(str(unit) for unit in sorted(units))})"


def path_text(path: Path) -> str:
    return quoted(str(path))[1:-1]
