"""The walk of desk: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/jobs", "s................."),
    Row("GET /api/v1/jobs/{pk}", "s--.---------.----", "---------", at="pk=job"),
    Row("POST /api/v1/jobs/{pk}/again", "s--v---------v----", "---------", at="pk=job"),
    Row("GET /api/v1/jobs/{pk}/file", "s-----------------", "---------", at="pk=job"),
    Row("POST /api/v1/jobs/{pk}/stop", "s--.---------.----", "---------", at="pk=job"),
    Row("GET /api/v1/journal", "s------------.----"),
    Row("GET /api/v1/journal/check", "s------------.----"),
    Row("GET /api/v1/notices", "s................."),
    Row("GET /api/v1/notices/choices", "s................."),
    Row("PUT /api/v1/notices/choices", "svvvvvvvvvvvvvvvvv"),
    Row("POST /api/v1/notices/read", "s................."),
    Row("GET /api/v1/notices/reminders", "s................."),
    Row("POST /api/v1/notices/{pk}/read", "s-------.---------", at="pk=1"),
    Row("GET /api/v1/worklist", "s................."),
    Row("GET home", "s................."),
    Row("POST jobs:again", "s--v---------v----", "---------", at="pk=job"),
    Row("GET jobs:file", "s-----------------", "---------", at="pk=job"),
    Row("GET jobs:index", "s................."),
    Row("GET jobs:job", "s--.---------.----", "---------", at="pk=job"),
    Row("POST jobs:stop", "s--.---------.----", "---------", at="pk=job"),
    Row("GET journal", "s------------.----"),
    Row("GET notices:choose", "s................."),
    Row("POST notices:choose", "s................."),
    Row("GET notices:index", "s................."),
    Row("GET notices:open", "s-------.---------", at="pk=1"),
    Row("POST notices:read", "s................."),
    Row("GET notices:reminders", "s................."),
    Row("GET outbox", "s------------.----"),
    Row("POST /api/v1/mails/{pk}/again", "s-----------------", at="pk=1"),
    Row("GET mail", "s-----------------", at="pk=1"),
    Row("POST mail-again", "s-----------------", at="pk=1"),
)
