"""The walk of exchange: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/exchange/packages", "s................."),
    Row("POST /api/v1/exchange/packages", "svvvvvvvvvvvvvvvvv"),
    Row("POST /api/v1/exchange/packages/open", "svvvvvvvvvvvvvvvvv"),
    Row("GET /api/v1/exchange/packages/{pk}", "s-----------------", at="pk=1"),
    Row("POST /api/v1/exchange/packages/{pk}/apply", "sxxxxxxxxxxxx-xxxx", at="pk=1"),
    Row("GET /api/v1/exchange/packages/{pk}/file", "s-----------------", at="pk=1"),
    Row("GET /api/v1/exchange/peers", "s................."),
    Row("POST /api/v1/exchange/peers", "svvvvvvvvvvvvvvvvv"),
    Row("POST /api/v1/exchange/peers/{pk}/withdraw", "svvvvvvvvvvvvvvvvv", at="pk=1"),
    Row("POST exchange:apply", "sxxxxxxxxxxxx-xxxx", at="pk=1"),
    Row("GET exchange:download", "s-----------------", at="pk=1"),
    Row("GET exchange:index", "s------------.----"),
    Row("GET exchange:make", "sxxxxxxxxxxxx.xxxx"),
    Row("POST exchange:make", "sxxxxxxxxxxxx.xxxx"),
    Row("GET exchange:package", "s-----------------", at="pk=1"),
    Row("GET exchange:received", "s................."),
    Row("GET exchange:register", "sxxxxxxxxxxxx.xxxx"),
    Row("POST exchange:register", "sxxxxxxxxxxxx.xxxx"),
    Row("GET exchange:take", "sxxxxxxxxxxxx.xxxx"),
    Row("POST exchange:take", "sxxxxxxxxxxxx.xxxx"),
    Row("GET exchange:withdraw", "sxxxxxxxxxxxx-xxxx", at="pk=1"),
    Row("POST exchange:withdraw", "sxxxxxxxxxxxx-xxxx", at="pk=1"),
)
