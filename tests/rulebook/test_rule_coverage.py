"""Every row that some rule computes or decides by is named by a test; the page of rules is up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from lantoa.cli.worksheets.commune import ROWS
from lantoa.cli.worksheets.quota import COMPUTABLE
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import KINDS

ROOT = Path(__file__).parents[2]


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_doc", ROOT / "tools" / "rules_doc.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


USED_BLOCKS = {"X02", "X03", "X04", "LAW_CHANGED", "LAW_UNREAD"}
"""Blocks the worksheets judge by; the others are shown, or judged by the dossier's own tests."""


def deciding() -> set[str]:
    """Ids of rows that code reads to compute or decide. The rest are looked up and shown, never computed by."""
    found = {row.id for row in packs.eligibility(None) if row.conditions} | USED_BLOCKS
    found |= {row.id for row in packs.quotas(None) if row.kind in COMPUTABLE and row.awards and row.value}
    found |= {f"V0{number}" for number in range(1, 6)}
    for pack in ("coefficients", "base_salaries", "bonus_rules", "deadlines", "holidays"):
        found |= {row.id for row in packs.pack(pack)}
    return found | {row for rows in ROWS.values() for row in rows.values()}


def test_every_deciding_row_is_named_by_a_test() -> None:
    assert sorted(deciding() - set(builder().covered())) == []


def test_tests_name_only_rows_that_exist() -> None:
    known = {row.id for _, row in packs.every()}
    assert sorted(set(builder().covered()) - known) == []


def test_the_page_of_rules_is_what_the_packs_say() -> None:
    written = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert written == builder().page(), "chạy: .venv/bin/python tools/rules_doc.py"


def test_the_page_names_a_test_for_every_row() -> None:
    typed = builder().typed()
    rows = [(name, row.id, row.valid.start.isoformat()) for name, row in packs.every()]
    assert [key for key in rows if key not in typed] == []


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_row_is_on_the_page(name: str) -> None:
    written = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert [row.id for row in packs.pack(name) if f"\n| {row.id} |" not in written] == []
