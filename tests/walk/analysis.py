"""The walk of analysis: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

QUESTION = {"form": "PT-6T", "unit": "@unit", "level": "whole", "periods": ["2025-H2"], "codes": ["M03"]}

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody
    Row("DELETE /api/v1/analysis/merges/{pk}", "s-.---------------", "---------", at="pk=merge"),
    Row("DELETE /api/v1/analysis/tables/{pk}", "s-v---------------", "---------", at="pk=table"),
    Row("GET /api/v1/analysis/board", "s................."),
    Row("GET /api/v1/analysis/merges", "s................."),
    Row("GET /api/v1/analysis/merges/{pk}", "s-..----...-------", "---------", at="pk=merge"),
    Row("GET /api/v1/analysis/schedules", "s................."),
    Row("GET /api/v1/analysis/schedules/{pk}/sendings", "s-.---------------", "---------", at="pk=schedule"),
    Row("GET /api/v1/analysis/tables", "s................."),
    Row("GET /api/v1/analysis/tables/{pk}", "s-.---------------", "---------", at="pk=table"),
    Row("GET analysis:compare", "s................."),
    Row("GET analysis:index", "s................."),
    Row("GET analysis:map", "s................."),
    Row("GET analysis:merge", "s-..----...-------", "---------", at="pk=merge"),
    Row("GET analysis:merges", "s................."),
    Row("GET analysis:movers", "s................."),
    Row("GET analysis:new-merge", "s................."),
    Row("GET analysis:pivot", "s................."),
    Row("GET analysis:received", "s-.---------------", "---------", at="pk=schedule"),
    Row("GET analysis:schedule", "s-.---------------", "---------", at="pk=table"),
    Row("GET analysis:schedule-one", "s-.---------------", "---------", at="pk=schedule"),
    Row("GET analysis:schedules", "s................."),
    Row("GET analysis:spread", "s................."),
    Row("GET analysis:table", "s-.---------------", "---------", at="pk=table"),
    Row("GET analysis:targets", "s................."),
    Row("GET analysis:trend", "s................."),
    Row(
        "PATCH /api/v1/analysis/tables/{pk}",
        "s-.---------------",
        "---------",
        at="pk=table",
        data={"name": "Tên khác"},
    ),
    Row("POST /api/v1/analysis/merges", "svvvvvvvvvvvvvvvvv", form=True),
    Row(
        "POST /api/v1/analysis/merges/{pk}/restore", "s-.---------------", "---------", at="pk=deleted_merge"
    ),
    Row(
        "POST /api/v1/analysis/schedules/{pk}/resume",
        "s-.---------------",
        "---------",
        at="pk=stopped_schedule",
    ),
    Row("POST /api/v1/analysis/schedules/{pk}/stop", "s-.---------------", "---------", at="pk=schedule"),
    Row("POST /api/v1/analysis/table", "s...-.--......----", "---.-----", data=QUESTION),
    Row(
        "POST /api/v1/analysis/tables",
        "s...-.--......----",
        "---.-----",
        data={"name": "Mới", "question": QUESTION},
    ),
    Row(
        "POST /api/v1/analysis/tables/{pk}/restore", "s-.---------------", "---------", at="pk=deleted_table"
    ),
    Row(
        "POST /api/v1/analysis/tables/{pk}/schedules",
        "s-.---------------",
        "---------",
        at="pk=table",
        data={"every": "week", "receivers": ["province"]},
    ),
    Row("POST analysis:delete-merge", "s-.---------------", "---------", at="pk=merge"),
    Row("POST analysis:delete-table", "s-v---------------", "---------", at="pk=table"),
    Row(
        "POST analysis:edit-table", "s-.---------------", "---------", at="pk=table", data={"ten": "Tên khác"}
    ),
    Row("POST analysis:new-merge", "svvv.v..vvvvvvvv..", "vv.v..vvv"),
    Row("POST analysis:refresh", "s................-"),
    Row("POST analysis:restore-merge", "s-.---------------", "---------", at="pk=deleted_merge"),
    Row("POST analysis:restore-table", "s-.---------------", "---------", data={"id": "@deleted_table"}),
    Row("POST analysis:resume-schedule", "s-.---------------", "---------", at="pk=stopped_schedule"),
    Row("POST analysis:save", "svvv-v--vvvvvvvv--"),
    Row(
        "POST analysis:schedule",
        "s-.---------------",
        "---------",
        at="pk=table",
        data={"every": "week", "receivers": "province"},
    ),
    Row("POST analysis:stop-schedule", "s-.---------------", "---------", at="pk=schedule"),
)
