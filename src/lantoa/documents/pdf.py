"""PDF by typst: embedded whole fonts, tagged, PDF/A-2a, equal bytes for equal papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from .compose import Columns, Composed, Grid, Item, Line, Rule, Section
from .drawing import Drawing
from .layout import Face, Layout
from .tree import Run, runs
from .typesetting import typeset

UNDATED = date(2020, 3, 5)
"""PDF/A wants a date in its metadata; a paper without one gets this constant, for equal bytes."""
STANDARDS = ["a-2a"]
"""Archive form with tags; later signatures are added incrementally."""


def write(composed: Composed) -> bytes:
    """The PDF file."""
    data: bytes = typeset("paper", as_data(composed), pdf_standards=STANDARDS)
    return data


def pictures(composed: Composed, ppi: float = 60) -> list[bytes]:
    """Each page as PNG: for previews and for the tests that look at the letters."""
    found = typeset("paper", as_data(composed), "png", ppi=ppi)
    return found if isinstance(found, list) else [found]


def as_data(composed: Composed) -> dict[str, Any]:
    """What ``paper.typ`` reads."""
    measures = composed.layout
    day = composed.day or UNDATED
    return {
        "title": composed.title,
        "day": [day.year, day.month, day.day],
        "data_label": composed.data_label,
        "page_number_from_top": measures.page_number_from_top,
        "faces": {name: _face(face) for name, face in measures.faces.items()},
        "flow": {
            "indent": measures.flow["first_line_indent"].use,
            "gap": measures.flow["paragraph_gap"].use,
            "line": measures.flow["line_spacing"].use,
        },
        "sections": [_section(section, measures) for section in composed.sections],
    }


def _face(face: Face) -> dict[str, Any]:
    return {
        "size": face.size.use,
        "bold": face.bold,
        "italic": face.italic,
        "underline": face.underline,
        "align": face.align,
        "before": face.before,
        "after": face.after,
        "indent": face.indent,
        "keep": face.keep,
        "flow": face.flow,
    }


def _section(section: Section, measures: Layout) -> dict[str, Any]:
    margins = {side: measure.use for side, measure in measures.margins.items()}
    width, height = measures.width, measures.height
    if section.landscape:
        width, height = height, width
        margins = {"top": margins["left"], "bottom": margins["right"],
                   "left": margins["bottom"], "right": margins["top"]}  # fmt: skip
    items = [_item(item) for item in section.items]
    return {"width": width, "height": height, "margins": margins, "items": items}


def _item(item: Item) -> dict[str, Any]:
    match item:
        case Line():
            return {
                "type": "line",
                "element": item.element,
                "before": item.before,
                "keep": item.keep,
                "runs": _runs(item.runs),
            }
        case Rule():
            return {"type": "rule", "length": item.length, "after": item.after}
        case Columns():
            rows = [[{"items": [_item(one) for one in cell]} for cell in row] for row in item.rows]
            return {"type": "columns", "role": item.role, "widths": item.widths, "rows": rows}
        case Grid():
            return _grid(item)
        case Drawing():
            size = {"width": item.width, "height": item.height}
            return {"type": "drawing", "svg": item.svg, "said": item.said, **size}


def _grid(item: Grid) -> dict[str, Any]:
    return {
        "type": "grid",
        "widths": item.widths,
        "columns": [{"title": column.title, "align": column.align} for column in item.table.columns],
        "rows": [[_runs(runs(words)) for words in row] for row in item.table.rows],
        "totals_from": len(item.table.rows) - item.table.totals,
    }


def _runs(words: tuple[Run, ...]) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "bold": run.bold, "italic": run.italic, "missing": run.missing} for run in words
    ]
