"""The walk of reading: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row(
        "POST /api/v1/proposals/{pk}/decision",
        "s..x-x--xxxxxx----",
        "---x-----",
        at="pk=read",
        data={"decision": "refuse"},
    ),
    Row("GET /api/v1/texts", "s................."),
    Row(
        "POST /api/v1/texts",
        "s..x-x--xxxxxx----",
        "---x-----",
        data={"unit": "@unit", "title": "Bài mới", "text": "Xã xây dựng 12 mô hình tự quản về an ninh."},
    ),
    Row("GET /api/v1/texts/{pk}", "s...-.--......----", "---.-----", at="pk=text"),
    Row(
        "POST /api/v1/texts/{pk}/decisions",
        "s..x-x--xxxxxx----",
        "---x-----",
        at="pk=text",
        data={"decision": "refuse"},
    ),
    Row("GET reading:correct", "s..x-x--xxxxxx----", "---x-----", at="pk=text proposal=read"),
    Row("POST reading:correct", "s..x-x--xxxxxx----", "---x-----", at="pk=text proposal=read"),
    Row("GET reading:index", "s................."),
    Row("GET reading:new", "s..xxx.xxxxxxx.x.x"),
    Row(
        "POST reading:new",
        "sv.xxxvxxxxxxxvxvx",
        "vxxxvxxxx",
        data={"unit": "@unit", "text": "Xã xây dựng 12 mô hình tự quản về an ninh.", "origin": "thử"},
    ),
    Row("GET reading:show", "s...-.--......----", "---.-----", at="pk=text"),
    Row(
        "POST reading:show",
        "svvv-v--vvvvvv----",
        "---v-----",
        at="pk=text",
        data={"decision": "refuse", "proposal": "@read"},
    ),
)
