"""Every row of every pack against values typed from the law and the published reports: tests/rulebook/rows/.

One file per pack, one line per dated row: its clause, its days, its mark and the values that matter. Nothing here
is read from the packs: a row that changes, or that has no line, fails by its clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.text import unaccented
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import KINDS, Eligibility, Row

ROWS = Path(__file__).parent / "rows"
CITED = ("id", "clause", "from", "until", "mark")
Line = dict[str, Any]


def typed() -> Iterator[tuple[str, Line]]:
    """(pack, line) of every row somebody typed."""
    for path in sorted(ROWS.glob("*.yaml")):
        yield from ((path.stem, line) for line in yaml.safe_load(path.read_text(encoding="utf-8")))


TYPED = list(typed())
NAMES = [unaccented(f"{pack} {line['id']} {line['clause']} từ {line['from']}") for pack, line in TYPED]


def version(pack: str, line: Line) -> list[Row]:
    return [row for row in packs.pack(pack) if row.id == line["id"] and row.valid.start == line["from"]]


@pytest.mark.parametrize(("pack", "line"), TYPED, ids=NAMES)
def test_row(pack: str, line: Line) -> None:
    """The row is what its clause says, on its first day and its last, and on no other day."""
    [row] = version(pack, line)
    assert (row.clause, row.valid.end, row.mark) == (line["clause"], line["until"], Mark(line["mark"]))
    assert {key: held(row, key) for key in line if key not in CITED} == {
        key: plain(value) for key, value in line.items() if key not in CITED
    }
    assert found_on(pack, row.valid.start, line) == [row]
    assert row not in found_on(pack, row.valid.start - timedelta(days=1), line)
    if line["until"]:
        assert found_on(pack, line["until"] - timedelta(days=1), line) == [row]
        assert row not in found_on(pack, line["until"], line)


def found_on(pack: str, day: date, line: Line) -> list[Row]:
    """What the product itself looks up on that day under that code."""
    return [row for row in packs.load(day)[pack] if row.id == line["id"]]


def held(row: Row, key: str) -> Any:
    if key == "conditions" and isinstance(row, Eligibility):
        return [condition.code for condition in row.conditions]
    value = getattr(row, key)
    if key == "papers":
        return str(len(value))
    return plain(dict(value) if key == "years" else value)


def plain(value: Any) -> Any:
    """Numbers as exact text without trailing zeros, sequences as lists: comparable whatever wrote them."""
    if isinstance(value, bool) or value is None or isinstance(value, date):
        return value
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def unnamed() -> list[str]:
    """Rows, each with its first day, that no line names."""
    named = {(pack, line["id"], line["from"]) for pack, line in TYPED}
    return [
        f"{pack} {row.id} ({row.clause}) từ {row.valid.start}"
        for pack, row in packs.every()
        if (pack, row.id, row.valid.start) not in named
    ]


def test_every_row_of_every_pack_is_named_by_a_test() -> None:
    assert unnamed() == [], "ghi dòng mới vào tests/rulebook/rows/<gói>.yaml, giá trị chép từ văn bản"


def test_every_line_names_one_row_once() -> None:
    keys = [(pack, line["id"], line["from"]) for pack, line in TYPED]
    assert len(keys) == len(set(keys))
    assert [
        name for name, (pack, line) in zip(NAMES, TYPED, strict=True) if len(version(pack, line)) != 1
    ] == []
    assert {pack for pack, _ in TYPED} == set(KINDS)


def test_every_line_asserts_a_value_of_its_own() -> None:
    assert [name for name, (_, line) in zip(NAMES, TYPED, strict=True) if not line.keys() - set(CITED)] == []


def test_a_row_without_a_line_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.rulebook.test_rows.TYPED", [one for one in TYPED if one[1]["id"] != "E03"])
    assert unnamed() == ["eligibility E03 (Luật TĐKT 2022, Điều 22 khoản 1) từ 2024-01-01"]
