"""The reference's table is the catalogue's own."""

from __future__ import annotations

from pathlib import Path

from lantoa.documents.catalogue.table import CATALOGUE

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "papers.md"


def test_the_reference_lists_every_paper_with_how_it_is_wired():
    text = PAGE.read_text(encoding="utf-8")
    for one in CATALOGUE:
        assert (
            f"| `{one.code}` | {one.name} | {one.type.name} | {one.issuer} | {one.wired} (`{one.area}`) |"
            in text
        )
