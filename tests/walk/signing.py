"""The walk of signing, interchange and the checker: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

SEEN = "s-..-----..-------"
SEND = {"organ_id": "000.01.H42", "receivers": [{"organ_id": "000.02.H42", "name": "Thử"}]}

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody
    Row("GET checking:index", "s................."),
    Row("POST checking:index", "s................."),
    Row("POST checking:corrected", "svvvvvvvvvvvvvvvvv"),
    Row("POST /api/v1/papers/check", "svvvvvvvvvvvvvvvvv"),
    Row("POST /api/v1/papers/check/corrected", "svvvvvvvvvvvvvvvvv"),
    Row("GET signing:show", SEEN, "---------", at="pk=r_issued"),
    Row("POST signing:show", "s-..-----..-------", "---------", at="pk=r_issued"),
    Row("GET signing:given", SEEN, "---------", at="pk=r_issued"),
    Row("GET signing:bundle", SEEN, "---------", at="pk=r_issued"),
    Row("POST signing:edxml", "s-vv-----vv-------", "---------", at="pk=r_issued"),
    Row("GET signing:copy", "s-----------------", at="copy=1"),
    Row("POST signing:withdraw", "s-----------------", at="copy=1"),
    Row("POST signing:restore", "s-----------------", at="copy=1"),
    Row("GET signing:arrive", "s................."),
    Row("POST signing:arrive", "s................."),
    Row("GET /api/v1/registry/papers/{pk}/signing.pdf", SEEN, "---------", at="pk=r_issued"),
    Row("GET /api/v1/registry/papers/{pk}/bundle.zip", SEEN, "---------", at="pk=r_issued"),
    Row("GET /api/v1/registry/papers/{pk}/signed", SEEN, "---------", at="pk=r_issued"),
    Row("POST /api/v1/registry/papers/{pk}/signed", "svvvvvvvvvvvvvvvvv", at="pk=r_issued"),
    Row("POST /api/v1/registry/papers/{pk}/edxml", SEEN, "---------", at="pk=r_issued", data=SEND),
    Row("POST /api/v1/registry/signed/{pk}/withdraw", "s-----------------", at="pk=1"),
    Row("POST /api/v1/registry/signed/{pk}/restore", "s-----------------", at="pk=1"),
    Row("POST /api/v1/registry/incoming/edxml", "svvvvvvvvvvvvvvvvv"),
)
