"""The walk of reporting: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/reporting/forms", "s................."),
    Row("POST /api/v1/reporting/forms", "svvvvvvvvvvvvvvvvv"),
    Row("GET /api/v1/reporting/forms/{pk}", "s...-.--........--", "..-.--...", at="pk=form"),
    Row(
        "POST /api/v1/reporting/forms/{pk}/rounds",
        "s.---------xxx----",
        "---------",
        at="pk=form",
        data={"period": "2026-H2"},
    ),
    Row("GET /api/v1/reporting/series", "svvvvvvvvvvvvvvvvv"),
    Row("GET /api/v1/reporting/submissions", "s................."),
    Row("GET /api/v1/reporting/submissions/{pk}", "s...-.--......----", "---.-----", at="pk=entered"),
    Row(
        "POST /api/v1/reporting/submissions/{pk}/accept",
        "s.xx-x--xxxxxx----",
        "---x-----",
        at="pk=submitted",
    ),
    Row(
        "POST /api/v1/reporting/submissions/{pk}/file",
        "svvvvvvvvvvvvvvvvv",
        "vvvvvvvvv",
        at="pk=entered",
        form=True,
    ),
    Row(
        "POST /api/v1/reporting/submissions/{pk}/lock",
        "s.xx-x--xxxxxx----",
        "---x-----",
        at="pk=accepted",
    ),
    Row(
        "POST /api/v1/reporting/submissions/{pk}/return",
        "s.xx-x--xxxxxx----",
        "---x-----",
        at="pk=submitted",
        data={"reason": "Đối chiếu lại."},
    ),
    Row(
        "POST /api/v1/reporting/submissions/{pk}/submit",
        "s..x-x--xxxxxx----",
        "---x-----",
        at="pk=entered",
        data={"note": "đã kiểm tra"},
    ),
    Row(
        "GET /api/v1/reporting/submissions/{pk}/template",
        "s...-.--......----",
        "---.-----",
        at="pk=entered",
    ),
    Row(
        "PUT /api/v1/reporting/submissions/{pk}/values",
        "s..x-x--xxxxxx----",
        "---x-----",
        at="pk=entered",
        data={"values": {"M03": 12}},
    ),
    Row(
        "GET /api/v1/reporting/totals", "s...-.--......----", query="form={form}&unit={unit}&periods=2025-H2"
    ),
    Row(
        "GET /api/v1/reporting/totals/{code}/parts",
        "s...-.--......----",
        at="code=M03",
        query="form={form}&unit={unit}&periods=2025-H2",
    ),
    Row("GET reporting:accept", "smmmmmmmmmmmmmmmmm", "mmmmmmmmm", at="pk=submitted"),
    Row("GET reporting:board", "s................."),
    Row("GET reporting:form", "s...-.--........--", "..-.--...", at="pk=form"),
    Row(
        "POST reporting:form",
        "s.---------xxx----",
        "---------",
        at="pk=form",
        data={"period": "2026-H2"},
    ),
    Row("GET reporting:forms", "s................."),
    Row("GET reporting:index", "s................."),
    Row("GET reporting:lock", "smmmmmmmmmmmmmmmmm", "mmmmmmmmm", at="pk=submitted"),
    Row("GET reporting:parts", "svvv-v--vvvvvvvv--"),
    Row("GET reporting:publish", "s..-----------.---"),
    Row("POST reporting:publish", "s..-----------.---"),
    Row("GET reporting:return", "s...-.--......----", "---.-----", at="pk=submitted"),
    Row(
        "POST reporting:return",
        "s.xx-x--xxxxxx----",
        "---x-----",
        at="pk=submitted",
        data={"ly-do": "Đối chiếu lại."},
    ),
    Row("GET reporting:series", "s................."),
    Row("GET reporting:sheet", "s...-.--......----", "---.-----", at="pk=entered"),
    Row(
        "POST reporting:sheet",
        "s..x-x--xxxxxx----",
        "---x-----",
        at="pk=entered",
        data={"v-M03": "12"},
    ),
    Row("GET reporting:sources", "s...-.--......----", "---.-----", at="pk=entered code=M03"),
    Row("GET reporting:submit", "s.................", ".........", at="pk=entered"),
    Row(
        "POST reporting:submit",
        "s..x-x--xxxxxx----",
        "---x-----",
        at="pk=entered",
        data={"v-M03": "12", "giai-trinh": "đã kiểm tra"},
    ),
    Row("GET reporting:template", "s...-.--......----", "---.-----", at="pk=entered"),
    Row("GET reporting:totals", "s.................", query="bieu={form}&pham-vi={unit}"),
    Row("GET reporting:upload", "s...-.--......----", "---.-----", at="pk=entered"),
    Row("POST reporting:upload", "svvv-v--vvvvvv----", "---v-----", at="pk=entered"),
)
