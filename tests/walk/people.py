"""The walk of people: see tests/walk/mechanism.py for the letters."""

from __future__ import annotations

from tests.walk.mechanism import Row

ROWS = (
    # m p e o h c u v s k S K a 2 3 4 n  ─ after the passer-by: the cast in its order, then nobody; other: p…k
    Row("GET /api/v1/people", "s................."),
    Row("POST /api/v1/people", "svvvvvvvvvvvvvvvvv"),
    Row("GET /api/v1/people/{code}", "s...----......----", "---------", at="code=person"),
    Row("POST /api/v1/people/{code}/account", "svvvvvvvvvvvvvvvvv", "vvvvvvvvv", at="code=person"),
    Row("POST /api/v1/people/{code}/corrections", "svvvvvvvvvvvvvvvvv", "vvvvvvvvv", at="code=person"),
    Row("GET /api/v1/people/{code}/handover", "s...----......----", "---------", at="code=person"),
    Row("POST /api/v1/people/{code}/handover", "svvvvvvvvvvvvvvvvv", "vvvvvvvvv", at="code=person"),
    Row(
        "GET /api/v1/people/{code}/handover.{form}",
        "s...----......----",
        "---------",
        at="code=person form=pdf",
    ),
    Row("POST /api/v1/people/{code}/mergers", "svvvvvvvvvvvvvvvvv", "vvvvvvvvv", at="code=person"),
    Row(
        "POST /api/v1/people/{code}/mergers/{pk}/part",
        "svvvvvvvvvvvvvvvvv",
        "vvvvvvvvv",
        at="code=person pk=posting",
    ),
    Row("POST /api/v1/people/{code}/posts", "svvvvvvvvvvvvvvvvv", "vvvvvvvvv", at="code=person"),
    Row(
        "POST /api/v1/people/{code}/posts/{pk}/end",
        "svvvvvvvvvvvvvvvvv",
        "vvvvvvvvv",
        at="code=person pk=posting",
    ),
    Row("POST /api/v1/people/{code}/ranks", "svvvvvvvvvvvvvvvvv", "vvvvvvvvv", at="code=person"),
    Row("GET organisation:people", "s................."),
    Row("GET organisation:person", "s...----......----", "---------", at="code=person"),
    Row("GET organisation:person-account", "s...----......----", "---------", at="code=person"),
    Row("POST organisation:person-account", "s...----......----", "---------", at="code=person"),
    Row("GET organisation:person-correct", "s...----xxxxxx----", "---------", at="code=person"),
    Row(
        "POST organisation:person-correct",
        "svvv----xxxxxx----",
        "---------",
        at="code=person",
        data={"name": "Cán Bộ Mới"},
    ),
    Row("GET organisation:person-end", "s...----xxxxxx----", "---------", at="code=person pk=posting"),
    Row(
        "POST organisation:person-end",
        "s...----xxxxxx----",
        "---------",
        at="code=person pk=posting",
    ),
    Row("GET organisation:person-handover", "s...----......----", "---------", at="code=person"),
    Row("POST organisation:person-handover", "s...----......----", "---------", at="code=person"),
    Row(
        "GET organisation:person-handover-paper",
        "s...----......----",
        "---------",
        at="code=person form=pdf",
    ),
    Row("GET organisation:person-merge", "s...----xxxxxx----", "---------", at="code=person"),
    Row("POST organisation:person-merge", "s...----xxxxxx----", "---------", at="code=person"),
    Row("GET organisation:person-new", "s....xx.xxxxxx.xxx"),
    Row("POST organisation:person-new", "s....xx.xxxxxx.xxx"),
    Row(
        "GET organisation:person-part",
        "s-------xxxxxx----",
        "---------",
        at="code=person pk=posting",
    ),
    Row(
        "POST organisation:person-part",
        "s-------xxxxxx----",
        "---------",
        at="code=person pk=posting",
    ),
    Row("GET organisation:person-post", "s...----xxxxxx----", "---------", at="code=person"),
    Row("POST organisation:person-post", "s...----xxxxxx----", "---------", at="code=person"),
    Row("GET organisation:person-rank", "s...----xxxxxx----", "---------", at="code=person"),
    Row("POST organisation:person-rank", "s...----xxxxxx----", "---------", at="code=person"),
)
