"""The walk of entering figures: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ENTERS, NONE = "s..x-x--xxxxxx----", "---x-----"
SEES, SEEN = "s...-.--......----", "---.-----"
FORM = "s...-.--........--"
ANYBODY, ANYONE = "s.................", "........."
TYPED = {"cells": {"M03": {"value": "12"}}}
NOTE = ("bien-ban.txt", "Biên bản.".encode())

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody
    Row("PUT /api/v1/reporting/submissions/{pk}/draft", ENTERS, NONE, at="pk=entered", data=TYPED),
    Row("DELETE /api/v1/reporting/submissions/{pk}/draft", ENTERS, NONE, at="pk=entered"),
    Row("POST /api/v1/reporting/submissions/{pk}/sendings", ENTERS, NONE, at="pk=entered", data=TYPED),
    Row("GET /api/v1/reporting/submissions/{pk}/evidence", SEES, SEEN, at="pk=entered"),
    Row(
        "POST /api/v1/reporting/submissions/{pk}/cells/{code}/evidence",
        ENTERS,
        NONE,
        at="pk=entered code=M03",
        data={"file": NOTE},
        form=True,
    ),
    Row(
        "GET /api/v1/reporting/submissions/{pk}/evidence/{file}",
        "s-----------------",
        "---------",
        at="pk=entered file=0",
    ),
    Row(
        "DELETE /api/v1/reporting/submissions/{pk}/evidence/{file}",
        "s--x-x--xxxxxx----",
        "---x-----",
        at="pk=entered file=0",
    ),
    Row("GET /api/v1/reporting/data-values", ANYBODY, query="form=PT-6T&periods=2026-H1"),
    Row("GET /api/v1/reporting/data-values.csv", ANYBODY, query="form=PT-6T&periods=2026-H1"),
    Row(
        "POST /api/v1/reporting/data-values",
        FORM,
        data={
            "dataSet": "PT-6T",
            "period": "2026-H1",
            "dataValues": [{"dataElement": "M03", "orgUnit": "?"}],
        },
    ),
    Row(
        "POST /api/v1/reporting/data-values/file",
        FORM,
        data={"form": "PT-6T", "period": "2026-H1", "file": ("a.csv", b"unit;M03\n?;1\n")},
        form=True,
    ),
    Row("POST reporting:forget", ENTERS, NONE, at="pk=entered"),
    Row("GET reporting:merge", SEES, SEEN, at="pk=entered"),
    Row("POST reporting:merge", ENTERS, NONE, at="pk=entered"),
    Row("GET reporting:evidence", SEES, SEEN, at="pk=entered code=M03"),
    Row("POST reporting:evidence", ENTERS, NONE, at="pk=entered code=M03", data={"file": NOTE}),
    Row("GET reporting:evidence-file", "s-----------------", "---------", at="pk=entered file=0"),
    Row("POST reporting:evidence-withdraw", "s--x-x--xxxxxx----", "---x-----", at="pk=entered file=0"),
    Row("GET reporting:wide", ANYBODY),
    Row("POST reporting:wide", "svvvvvvvvvvvvvvvvv", data={"round": "?"}),
    Row("GET reporting:wide-take", ANYBODY),
    Row("POST reporting:wide-take", "s-----------------", data={"viec": "ghi", "tep": "x"}),
    Row("GET reporting:device", ANYBODY),
    Row("GET reporting:worker", ".................."),
    Row("GET reporting:manifest", ".................."),
)
