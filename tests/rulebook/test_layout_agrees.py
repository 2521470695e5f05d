"""The table of rules and the renderer's measures say the same about NĐ 30/2020, down to the mark."""

from __future__ import annotations

import pytest

from lantoa.documents.kinds import OFFICIAL
from lantoa.documents.layout import layout
from lantoa.rulebook import packs

FACES = {
    "country": "state_name",
    "motto": "motto",
    "parent_organ": "superior",
    "issuing_organ": "issuer",
    "number_word": "number_line",
    "place_date": "place_date",
    "abstract_letter": "letter_summary",
    "kind_name": "kind",
    "abstract": "summary",
    "body": "body",
    "part_chapter": "part",
    "part_title": "part_title",
    "section": "section",
    "article": "article",
    "signer_role": "signer_post",
    "signer_name": "signer_name",
    "recipients_word": "recipients_label",
    "recipients": "recipient",
    "addressee": "addressee",
    "page_number": "page_number",
}
"""row of packs/layout.yaml → face of the renderer."""
ROWS = {row.id: row for row in packs.layout(None)}


@pytest.mark.parametrize(("rule", "face"), FACES.items())
def test_letters(rule: str, face: str) -> None:
    row, drawn = ROWS[rule], layout().faces[face]
    assert (float(row.low or 0), float(row.high or 0)) == (drawn.size.low, drawn.size.high)
    assert (row.bold, row.italic, row.case == "upper") == (drawn.bold, drawn.italic, drawn.upper)
    assert row.mark == drawn.size.mark


@pytest.mark.parametrize("side", ["top", "bottom", "left", "right"])
def test_margins(side: str) -> None:
    row, drawn = ROWS[f"margin_{side}"], layout().margins[side]
    assert (float(row.low or 0), float(row.high or 0), row.mark) == (drawn.low, drawn.high, drawn.mark)


def test_kinds_of_papers_and_their_abbreviations() -> None:

    ours = {row.abbreviation for row in packs.doc_types(None) if not row.copy}
    assert ours == {kind.abbreviation for kind in OFFICIAL}
    assert len([row for row in packs.doc_types(None) if not row.copy]) == len(OFFICIAL) == 29
