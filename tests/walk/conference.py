"""The walk of conference: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/conferences", "s................."),
    Row(
        "POST /api/v1/conferences",
        "s..x-.--xxxxxx----",
        "---.-----",
        data={"unit": "@unit", "kind": "hoi_nghi_so_ket", "title": "Sơ kết", "held_on": "2026-06-30"},
    ),
    Row("GET /api/v1/conferences/{pk}", "s...-.--......----", "---.-----", at="pk=conference"),
    Row(
        "POST /api/v1/conferences/{pk}/conclusions",
        "s..x-.--xxxxxx----",
        "---.-----",
        at="pk=conference",
        data={"text": "Rà soát mô hình.", "due": "2026-12-31"},
    ),
    Row("GET conference:convene", "s................."),
    Row(
        "POST conference:convene",
        "sv.vvvvvvvvvvvvvvv",
        "vvvvvvvvv",
        data={"unit": "@unit", "kind": "hoi_nghi_so_ket", "title": "Sơ kết", "held_on": "30/06/2026"},
    ),
    Row("GET conference:index", "s................."),
    Row("GET conference:show", "s...-.--......----", "---.-----", at="pk=conference"),
    Row(
        "POST conference:show",
        "s...-.--......----",
        "---.-----",
        at="pk=conference",
        data={"text": "Rà soát mô hình.", "due": "31/12/2026", "campaign": ""},
    ),
)
