"""From tree to printed lines: everything the three renderers must say alike, decided once.

The result is sections of items: a ``Line`` wears a face of the layout, a ``Rule`` is a drawn line, a ``Grid``
a table with column widths, ``Columns`` a borderless side-by-side (letterhead, signatures).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lantoa.kernel.vi.dates import on_paper

from .arrange import annex_label, fitted, natural_widths, wide
from .drawing import Drawing
from .layout import Layout, layout
from .metrics import balanced, width
from .numbering import NBSP, numbered
from .tree import (
    Annex,
    Article,
    Block,
    Heading,
    Items,
    Marker,
    Paper,
    Paragraph,
    Rank,
    Run,
    Signature,
    Signed,
    Table,
    Words,
    plain,
    runs,
)

LETTERS = "abcdđeghiklmnopqrstuvxy"
SLACK = 1.0
ANNEX_RULE = 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """``before`` overrides the face's space above, in points. ``keep``: stays on one page with what follows."""

    element: str
    runs: tuple[Run, ...]
    before: float | None = None
    keep: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A centred line of ``length`` mm under ``under`` (an element), ``after`` points of room below."""

    length: float
    under: str
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    table: Table
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """``role``: letterhead or signatures. ``rows`` of cells of items; ``widths`` in mm."""

    role: str
    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Line | Rule | Drawing, ...], ...], ...]


Item = Line | Rule | Grid | Columns | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one orientation; each starts on a new page and counts its pages from 1."""

    landscape: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    title: str
    sections: tuple[Section, ...]
    data_label: str
    day: date | None
    layout: Layout


def compose(paper: Paper) -> Composed:
    """The printed form of ``paper``; wide tables already moved into landscape annexes."""
    measures = layout(paper.layout)
    paper = fitted(paper, measures)
    front = (
        letterhead(paper, measures),
        *_title(paper, measures),
        *_kept(tuple(_flow(paper, measures))),
        *_signoff(paper, measures),
    )
    annexes = (_annex(paper, index, measures) for index in range(len(paper.annexes)))
    return Composed(
        _document_title(paper), (Section(False, front), *annexes), paper.data_label, paper.day, measures
    )


def line(element: str, words: Words, measures: Layout, before: float | None = None) -> Line:
    """A line in the case its face asks for."""
    parts = runs(words)
    if measures.faces[element].upper:
        parts = tuple(replace(run, text=run.text.upper()) for run in parts)
    return Line(element, parts, before)


def _balanced(element: str, text: str, room: float, measures: Layout) -> Line:
    """A centred line broken by hand where it is too long, so that its parts look even."""
    face = measures.faces[element]
    printed = text.upper() if face.upper else text
    return line(element, balanced(printed, room - SLACK, face.size.use, face.bold), measures)


def _document_title(paper: Paper) -> str:
    head = "" if paper.kind == "letter" else paper.name
    return f"{head} {paper.summary}".strip()


# Letterhead -----------------------------------------------------------------------------------------


def letterhead(paper: Paper, measures: Layout) -> Columns:
    """Organ and number left, state name, motto, place and date right."""
    face = measures.faces["state_name"]
    total = measures.text_width()
    told = measures.words
    right = max(
        total * measures.columns["state"], width(told.state.upper(), face.size.use, bold=True) + SLACK
    )
    widths = (round(total - right, 2), round(right, 2))
    organ = [_balanced("issuer", paper.organ.issuer, widths[0], measures)]
    if paper.organ.superior:
        organ.insert(0, _balanced("superior", paper.organ.superior, widths[0], measures))
    under_organ: Line | Rule = Rule(round(widths[0] * measures.rules["issuer"].use, 2), "issuer")
    if told.issuer_mark:
        under_organ = line("issuer_mark", told.issuer_mark, measures)
    state = (*_state_lines(measures),)
    second = (_numbers(paper, widths[0], measures), (line("place_date", place_and_date(paper), measures),))
    return Columns("letterhead", widths, (((*organ, under_organ), state), second))


def _state_lines(measures: Layout) -> Iterator[Line | Rule]:
    """The State's name and motto, or the Party's name; a rule as long as the last of them below."""
    yield line("state_name", measures.words.state, measures)
    last, text = "state_name", measures.words.state.upper()
    if measures.words.motto:
        last, text = "motto", measures.words.motto
        yield line("motto", text, measures)
    yield Rule(round(width(text, measures.faces[last].size.use, bold=True), 2), "motto")


def _numbers(paper: Paper, room: float, measures: Layout) -> tuple[Line, ...]:
    lines = []
    if paper.symbol:
        lines.append(line("number_line", measures.words.number(_numbered(paper, measures)), measures))
    if paper.kind == "letter":
        text = f"{measures.words.letter_prefix}{paper.summary}"
        lines.append(_balanced("letter_summary", text, room, measures))
    if paper.draft:
        lines.append(line("draft", "Dự thảo", measures))
    if paper.urgency:
        lines.append(line("urgency", str(paper.urgency), measures))
    return tuple(lines)


def _numbered(paper: Paper, measures: Layout) -> str:
    return numbered(paper.number, paper.symbol, measures.words.number_joint)


def place_and_date(paper: Paper) -> str:
    if paper.day:
        return f"{paper.place}, {on_paper(paper.day)}"
    room = NBSP * 5
    year = str(paper.year) if paper.year else NBSP * 8
    return f"{paper.place}, ngày{room} tháng{room} năm {year}"


# Title and running text -----------------------------------------------------------------------------


def _title(paper: Paper, measures: Layout) -> Iterator[Item]:
    if paper.kind != "letter":
        yield line("kind", paper.name, measures)
        if paper.summary:
            yield _balanced("summary", paper.summary, measures.text_width(), measures)
            if measures.words.title_mark:
                yield line("title_mark", measures.words.title_mark, measures)
            else:
                yield Rule(_title_rule(paper, measures), "title", after=8)
    if paper.authority:
        yield line("authority", paper.authority, measures)
    yield from _addressees(paper, measures)


def _title_rule(paper: Paper, measures: Layout) -> float:
    """1/3 to 1/2 of the line of text above it."""
    size = measures.faces["summary"].size.use
    lines = balanced(paper.summary, measures.text_width() - SLACK, size, bold=True).split("\n")
    return round(max(40, *(width(text, size, bold=True) for text in lines)) * measures.rules["title"].use, 2)


def _addressees(paper: Paper, measures: Layout) -> Iterator[Item]:
    if len(paper.addressees) == 1:
        yield line("addressee", f"Kính gửi: {paper.addressees[0]}", measures)
    elif paper.addressees:
        yield line("addressee", "Kính gửi:", measures)
        for whom, end in zip(paper.addressees, _ends(paper.addressees), strict=True):
            yield line("addressee_item", f"- {whom}{end}", measures)


def _ends(items: tuple[object, ...]) -> tuple[str, ...]:
    """';' after each, '.' after the last."""
    return tuple("." if at == len(items) else ";" for at in range(1, len(items) + 1))


def _flow(paper: Paper, measures: Layout) -> Iterator[Item]:
    for basis, end in zip(paper.bases, _ends(paper.bases), strict=True):
        yield line("basis", f"{basis.lead} {basis.text}{end}", measures)
    if paper.enacting:
        yield line("enacting", paper.enacting, measures)
    yield from _blocks(paper.body, measures)


def _kept(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The last words stay with the signature: no page holds a signature alone."""
    if items and isinstance(items[-1], Line):
        return (*items[:-1], replace(items[-1], keep=True))
    return items


def _blocks(blocks: tuple[Block, ...], measures: Layout, landscape: bool = False) -> Iterator[Item]:
    for block in blocks:
        match block:
            case Paragraph():
                yield line(block.element, block.words, measures)
            case Heading():
                yield from _heading(block, measures)
            case Article():
                yield from _article(block, measures)
            case Items():
                yield from _items(block, measures)
            case Table():
                yield from _table(block, measures, landscape)
            case Drawing():
                if block.caption:
                    yield replace(line("caption", block.caption, measures), keep=True)
                yield block


def _heading(heading: Heading, measures: Layout) -> Iterator[Item]:
    if heading.rank == Rank.PART:
        yield line("part", heading.number, measures)
        yield line("part_title", heading.title, measures)
    else:
        number = f"{heading.number}. " if heading.number else ""
        yield line(heading.rank.value, f"{number}{heading.title}", measures)


def _article(article: Article, measures: Layout) -> Iterator[Item]:
    label = f"Điều {article.number}. "
    if article.title:
        yield line("article", f"{label}{article.title}", measures)
        if article.words:
            yield line("body", article.words, measures)
    else:
        yield line("body", (Run(label, bold=True), *runs(article.words)), measures)
    yield from _blocks(article.blocks, measures)


def _items(items: Items, measures: Layout) -> Iterator[Item]:
    for index, words in enumerate(items.items, start=items.start):
        label = {
            Marker.NUMBER: f"{index}. ",
            Marker.LETTER: f"{LETTERS[(index - 1) % len(LETTERS)]}) ",
            Marker.DASH: "- ",
            Marker.PLUS: "+ ",
        }[items.marker]
        yield line("body", (label, *runs(words)), measures)


def _table(table: Table, measures: Layout, landscape: bool) -> Iterator[Item]:
    if table.caption:
        yield line("caption", table.caption, measures)
    yield Grid(table, natural_widths(table, measures, measures.text_width(landscape)))
    if table.note:
        yield line("note", table.note, measures)


# Signatures -----------------------------------------------------------------------------------------


def _signoff(paper: Paper, measures: Layout) -> Iterator[Columns]:
    """One signer: recipients left, signature right. Several: signatures side by side, recipients below."""
    total = measures.text_width()
    recipients = _recipients(paper, measures)
    if len(paper.signatures) <= 1:
        cells = tuple(_signature(one, total * 0.55, measures) for one in paper.signatures)
        if recipients or cells:
            yield Columns("signatures", (total * 0.45, total * 0.55), ((recipients, *(cells or ((),))),))
        return
    across = 2 if len(paper.signatures) in (2, 4) else 3
    for row in _rows(paper.signatures, across):
        cells = tuple(_signature(one, total / across, measures) for one in row)
        cells += ((),) * (across - len(row))
        yield Columns("signatures", (total / across,) * across, (cells,))
    if recipients:
        yield Columns("signatures", (total * 0.45, total * 0.55), ((recipients, ()),))


def _rows(items: tuple[Signature, ...], across: int) -> Iterator[tuple[Signature, ...]]:
    for start in range(0, len(items), across):
        yield items[start : start + across]


def _recipients(paper: Paper, measures: Layout) -> tuple[Line | Drawing, ...]:
    """The block's own words; the paper's mark stands below them, where no prescribed part has its place."""
    mark = (paper.mark,) if paper.mark else ()
    if not paper.recipients:
        return mark
    lines = (
        line("recipient", f"- {whom}{end}", measures)
        for whom, end in zip(paper.recipients, _ends(paper.recipients), strict=True)
    )
    return (line("recipients_label", "Nơi nhận:", measures), *lines, *mark)


def _signature(signature: Signature, room: float, measures: Layout) -> tuple[Line, ...]:
    lines = [_balanced(*spoken, room, measures) for spoken in _capacity(signature, measures)]
    if signature.hint:
        lines.append(line("signer_hint", signature.hint, measures))
    height = measures.faces["signer_name"].before
    if signature.state == Signed.SIGNED:
        lines.append(line("signer_hint", "(Đã ký)", measures, before=height * 0.4))
        height *= 0.35
    lines.append(line("signer_name", signature.full_name, measures, before=height))
    return tuple(lines)


def _capacity(signature: Signature, measures: Layout) -> Iterator[tuple[str, str]]:
    """(element, words) of authority and post; a set with a face for the post alone prints it under the authority."""
    for one in signature.authority:
        mark = measures.words.authority.get(one.authority.value, one.authority.value)
        yield "signer_post", f"{mark} {one.whom}"
    if signature.post:
        apart = signature.authority and "signer_role" in measures.faces
        yield "signer_role" if apart else "signer_post", signature.post


# Annexes --------------------------------------------------------------------------------------------


def _annex(paper: Paper, index: int, measures: Layout) -> Section:
    annex = paper.annexes[index]
    landscape = turned(annex, measures)
    room = measures.text_width(landscape)
    head = (
        line("annex_number", annex_label(index, len(paper.annexes)), measures),
        _balanced("annex_title", annex.title, room, measures),
        _balanced("annex_note", _attached(paper, measures), room, measures),
        Rule(round(room * ANNEX_RULE, 2), "title", after=8),
    )
    return Section(landscape, (*head, *_blocks(annex.blocks, measures, landscape)))


def turned(annex: Annex, measures: Layout) -> bool:
    """Landscape when the area says so, or when a table in it needs the width."""
    if annex.landscape is not None:
        return annex.landscape
    return any(isinstance(block, Table) and wide(block, measures) for block in annex.blocks)


def _attached(paper: Paper, measures: Layout) -> str:
    number = f" số {_numbered(paper, measures)}" if paper.symbol else ""
    day = f" {on_paper(paper.day)}" if paper.day else ""
    return f"(Kèm theo {plain(paper.name)}{number}{day} của {issuer(paper)})"


def issuer(paper: Paper) -> str:
    """Who issues, as running text says it: the office where it decides itself, else the organ."""
    return paper.authority or paper.organ.issuer
