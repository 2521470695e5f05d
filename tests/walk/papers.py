"""The walk of papers: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/papers", "s................."),
    Row(
        "GET /api/v1/papers/{code}/{key}.{form}",
        "s-----------------",
        at="code=khong-co key=khong-co form=pdf",
    ),
    Row("GET papers:file", "s-----------------", at="code=khong-co key=khong-co form=pdf"),
    Row("GET papers:many", "s................."),
    Row("POST papers:many", "s................."),
    Row("POST /api/v1/papers/many", "svvvvvvvvvvvvvvvvv"),
    Row(
        "GET /api/v1/papers/{code}/{key}/words",
        "s-----------------",
        at="code=half_year_report key=khong-co",
    ),
    Row(
        "PUT /api/v1/papers/{code}/{key}/words",
        "s-----------------",
        at="code=half_year_report key=khong-co",
        data={"text": "Thử"},
    ),
    Row("GET papers:show", "s-----------------", at="code=khong-co key=khong-co"),
)
