"""HTML preview: a fragment with classes only (no inline style or script), escaped throughout.

Classes are listed in docs/reference/papers.md; the look is the web kit's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TypeGuard

from . import drawing
from .compose import Columns, Composed, Grid, Item, Line, Rule, Section
from .tree import Run, runs

TOTAL = ' class="paper-total"'
TAGS = {
    "kind": "h1",
    "summary": "p",
    "part": "h2",
    "part_title": "h2",
    "section": "h3",
    "heading": "h3",
    "article": "h3",
    "annex_number": "h2",
    "annex_title": "h2",
}


@dataclass(frozen=True, slots=True)
class Raised:
    """A heading one level above its usual one."""

    line: Line


def write(composed: Composed) -> str:
    """``<article class="paper …">`` with one ``<section class="paper-sheet">`` per orientation."""
    sheets = "".join(_sheet(section, composed.data_label) for section in composed.sections)
    return (
        f'<article class="paper paper-{escape(composed.layout.code)}" lang="vi" '
        f'aria-label="{escape(composed.title)}">{sheets}</article>'
    )


def _sheet(section: Section, label: str) -> str:
    turn = " paper-landscape" if section.landscape else ""
    body = "".join(_item(item) for item in _levelled(section.items))
    foot = f'<p class="paper-data-label">{escape(label)}</p>' if label else ""
    return f'<section class="paper-sheet{turn}">{body}{foot}</section>'


def _levelled(items: tuple[Item, ...]) -> Iterator[Item | Raised]:
    """Without a part or an annex above them, the headings below come straight under the paper's name: one level up,
    so that no level is passed over."""
    deep = any(isinstance(item, Line) and TAGS.get(item.element) == "h2" for item in items)
    for item in items:
        yield Raised(item) if not deep and _low(item) else item


def _low(item: Item) -> TypeGuard[Line]:
    return isinstance(item, Line) and TAGS.get(item.element) == "h3"


def _item(item: Item | Raised) -> str:
    match item:
        case Raised(line):
            return f'<h2 class="{_name(line.element)}">{_words(line.runs)}</h2>'
        case Line():
            tag = TAGS.get(item.element, "p")
            return f'<{tag} class="{_name(item.element)}">{_words(item.runs)}</{tag}>'
        case Rule():
            return f'<div class="paper-rule paper-rule-{item.under}" role="presentation"></div>'
        case Columns():
            return _columns(item)
        case Grid():
            return _grid(item)
        case drawing.Drawing():
            return drawing.html(item)


def _name(element: str) -> str:
    return f"paper-{element.replace('_', '-')}"


def _columns(item: Columns) -> str:
    rows = "".join(
        '<div class="paper-row">'
        + "".join(f'<div class="paper-column">{"".join(map(_item, cell))}</div>' for cell in row)
        + "</div>"
        for row in item.rows
    )
    tag = "header" if item.role == "letterhead" else "footer"
    return f'<{tag} class="paper-{item.role}">{rows}</{tag}>'


def _grid(item: Grid) -> str:
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in item.table.columns)
    totals_from = len(item.table.rows) - item.table.totals
    rows = "".join(
        f"<tr{TOTAL if at >= totals_from else ''}>"
        + "".join(
            f'<td class="paper-{column.align}">{_words(runs(words))}</td>'
            for words, column in zip(row, item.table.columns, strict=True)
        )
        + "</tr>"
        for at, row in enumerate(item.table.rows)
    )
    return f'<table class="paper-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _words(words: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in words)


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.bold:
        text = f"<strong>{text}</strong>"
    if run.italic:
        text = f"<em>{text}</em>"
    if run.missing:
        return f'<mark class="paper-missing">{text}</mark>'
    if run.source:
        return f'<span class="paper-figure" data-source="{escape(run.source)}">{text}</span>'
    return text
