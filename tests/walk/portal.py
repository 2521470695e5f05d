"""The walk of portal: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/public/decisions/{code}", "------------------", at="code=khong-co"),
    Row("GET /api/v1/public/honours", "vvvvvvvvvvvvvvvvvv"),
    Row("GET healthz", ".................."),
    Row("POST look", ".................."),
    Row("GET portal:decision", "------------------", at="code=khong-co"),
    Row("GET portal:qr", "------------------", at="code=khong-co"),
    Row("GET portal:search", ".................."),
)
