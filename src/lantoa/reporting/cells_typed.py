"""A report's cells as people type them: code → {part: text}, empty parts left out.

Pages, drafts, the offline queue and the merge of two writers all speak this form, so that '1.234' typed and 1234
stored are the same cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.numbers import figure
from lantoa.kernel.vi.text import nfc

from . import facts
from .models import FormIndicator, Submission
from .rules.cells import Cell, read_cell
from .rules.forms import Line

Typed = dict[str, dict[str, str]]
PARTS = ("value", "numerator", "denominator", "keys", "text", "no_data", "note")
LONG = 20_000
"""Characters of one part that are kept while typing: a list of names may be long, nothing honest is longer."""


def as_typed(cell: Cell) -> dict[str, str]:
    """A cell as the grid would post it."""
    told = {
        "value": figure(cell.value) if cell.value is not None else "",
        "numerator": figure(cell.numerator) if cell.numerator is not None else "",
        "denominator": figure(cell.denominator) if cell.denominator is not None else "",
        "keys": "\n".join(cell.keys or ()),
        "text": cell.text or "",
        "no_data": "x" if cell.no_data else "",
        "note": cell.note,
    }
    return {name: text for name, text in told.items() if text}


def standing(submission: Submission, rows: Sequence[FormIndicator]) -> Typed:
    """What is stored of the lines that people fill."""
    fixed = facts.computed_codes(rows)
    cells = facts.cells_of(submission, rows)
    return {code: as_typed(cell) for code, cell in cells.items() if code not in fixed}


def given(raw: Any, rows: Sequence[FormIndicator]) -> Typed:
    """What somebody sent, in one spelling: a cell that can be read as it would be stored, any other as it was
    typed; what names no line of the form is left out."""
    fixed = facts.computed_codes(rows)
    found: Typed = {}
    for row in rows:
        cell = raw.get(row.code) if isinstance(raw, Mapping) else None
        if isinstance(cell, Mapping) and row.code not in fixed:
            found[row.code] = _spelt(facts.line_rule(row), cell)
    return found


def _spelt(line: Line, cell: Mapping[str, Any]) -> dict[str, str]:
    told = {
        name: nfc(str(cell[name]))[:LONG].replace("\r\n", "\n")
        for name in PARTS
        if cell.get(name) not in (None, False) and str(cell[name]).strip()
    }
    try:
        return as_typed(read_cell(line, told))
    except BadInput:
        return {name: text.strip() for name, text in told.items()}
