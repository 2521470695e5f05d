"""The walk of a unit's own layouts: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

NEW = {"unit": "CA.T1", "paper": "launch_plan", "name": "Thử", "sort": "WORD"}

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody
    Row("GET filling:index", "s....-..------.-.-"),
    Row("GET filling:add", "s................."),
    Row("POST filling:add", "svvvvvvvvvvvvvvvvv", data=NEW),
    Row("GET filling:fields", "s.................", at="code=launch_plan"),
    Row("GET filling:show", "s-----------------", at="pk=1"),
    Row("GET filling:file", "s-----------------", at="pk=1"),
    Row("GET filling:original", "s-----------------", at="pk=1 number=1"),
    Row("POST filling:assign", "s-----------------", at="pk=1"),
    Row("GET filling:renew", "s-----------------", at="pk=1"),
    Row("POST filling:renew", "s-----------------", at="pk=1"),
    Row("POST filling:withdraw", "s-----------------", at="pk=1"),
    Row("POST filling:restore", "s-----------------", at="pk=1"),
    Row("GET /api/v1/layouts", "s................."),
    Row("POST /api/v1/layouts", "svvvvvvvvvvvvvvvvv"),
    Row("GET /api/v1/layouts/fields/{code}", "s.................", at="code=launch_plan"),
    Row("GET /api/v1/layouts/{pk}", "s-----------------", at="pk=1"),
    Row("GET /api/v1/layouts/{pk}/dry-run", "s-----------------", at="pk=1"),
    Row("GET /api/v1/layouts/{pk}/file", "svvvvvvvvvvvvvvvvv", at="pk=1"),
    Row("POST /api/v1/layouts/{pk}/versions", "svvvvvvvvvvvvvvvvv", at="pk=1"),
    Row("POST /api/v1/layouts/{pk}/mapping", "s-----------------", at="pk=1", data={"mapping": {}}),
    Row("POST /api/v1/layouts/{pk}/withdraw", "s-----------------", at="pk=1"),
    Row("POST /api/v1/layouts/{pk}/restore", "s-----------------", at="pk=1"),
)
