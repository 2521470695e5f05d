"""The walk of search: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/search", "svvvvvvvvvvvvvvvvv"),
    Row("GET search:index", "s................."),
    Row("GET search:suggest", "s................."),
)
