"""Tables and the width of the page: which fit, which go landscape into an annex, which must be parted."""

from __future__ import annotations

from dataclasses import replace

from .layout import Layout
from .metrics import longest_word, width
from .numbering import roman
from .tree import Annex, Block, Paper, Paragraph, Table, plain

PADDING = 3.8
"""Left and right cell padding together, in mm."""
READABLE = 60.0
"""A column of long sentences need not be wider than this before its table goes landscape."""


def least_width(table: Table, index: int, measures: Layout) -> float:
    """What column ``index`` needs so that no word of it is broken."""
    column = table.columns[index]
    if column.width:
        return column.width
    body, head = measures.faces["cell"].size.use, measures.faces["cell_head"].size.use
    bold_from = len(table.rows) - table.totals
    words = [longest_word(column.title, head, bold=True)]
    words += [
        longest_word(plain(row[index]), body, bold=at >= bold_from) for at, row in enumerate(table.rows)
    ]
    return round(max(words) + PADDING, 2)


def wanted_width(table: Table, index: int, measures: Layout) -> float:
    """What column ``index`` would take on one line, at most READABLE."""
    size = measures.faces["cell"].size.use
    longest = max((width(plain(row[index]), size) for row in table.rows), default=0.0)
    return max(least_width(table, index, measures), min(longest + PADDING, READABLE))


def natural_widths(table: Table, measures: Layout, room: float) -> tuple[float, ...]:
    """Widths in mm that fill ``room``: least widths first, the rest shared by what each column wants."""
    least = [least_width(table, index, measures) for index in range(len(table.columns))]
    wants = [wanted_width(table, index, measures) for index in range(len(table.columns))]
    spare = room - sum(least)
    if spare <= 0:
        return tuple(round(one * room / sum(least), 2) for one in least)
    free = [0.0 if column.width else want for column, want in zip(table.columns, wants, strict=True)]
    if not sum(free):
        free = list(least)
    more = [want - one if share else 0.0 for want, one, share in zip(wants, least, free, strict=True)]
    if sum(more) >= spare:
        return tuple(
            round(one + spare * extra / sum(more), 2) for one, extra in zip(least, more, strict=True)
        )
    base = [one + extra for one, extra in zip(least, more, strict=True)]
    rest = room - sum(base)
    return tuple(round(one + rest * share / sum(free), 2) for one, share in zip(base, free, strict=True))


def needs(table: Table, measures: Layout) -> float:
    return sum(least_width(table, index, measures) for index in range(len(table.columns)))


def wide(table: Table, measures: Layout) -> bool:
    """Does not fit between the side margins of a portrait page."""
    return needs(table, measures) > measures.text_width()


def parted(table: Table, measures: Layout) -> tuple[Table, ...]:
    """A table wider than a landscape page, as several that repeat the key columns."""
    room = measures.text_width(landscape=True)
    if needs(table, measures) <= room:
        return (table,)
    keys = tuple(range(min(table.keys, len(table.columns))))
    start = sum(least_width(table, index, measures) for index in keys)
    groups: list[list[int]] = []
    used = room
    for index in range(len(keys), len(table.columns)):
        more = least_width(table, index, measures)
        if not groups or used + more > room:
            groups.append([])
            used = start
        groups[-1].append(index)
        used += more
    return tuple(_part(table, keys, group, at, len(groups)) for at, group in enumerate(groups, start=1))


def _part(table: Table, keys: tuple[int, ...], group: list[int], at: int, of: int) -> Table:
    chosen = (*keys, *group)
    return replace(
        table,
        columns=tuple(table.columns[index] for index in chosen),
        rows=tuple(tuple(row[index] for index in chosen) for row in table.rows),
        caption=f"{table.caption or 'Bảng số liệu'} (phần {at}/{of})",
        note=table.note if at == of else "",
    )


def fitted(paper: Paper, measures: Layout) -> Paper:
    """Wide tables of the body become annexes with a reference in their place; giants are parted."""
    total = len(paper.annexes) + sum(_moves(block, measures) for block in paper.body)
    moved: list[Annex] = []
    body: list[Block] = []
    for block in paper.body:
        if isinstance(block, Table) and wide(block, measures):
            label = annex_label(len(paper.annexes) + len(moved), total)
            moved.append(Annex(block.caption or "Bảng số liệu", (replace(block, caption=""),)))
            body.append(Paragraph(f"{block.caption or 'Bảng số liệu'}: chi tiết tại {label} kèm theo."))
        else:
            body.append(block)
    annexes = tuple(
        replace(annex, blocks=tuple(part for block in annex.blocks for part in _parts(block, measures)))
        for annex in (*paper.annexes, *moved)
    )
    return replace(paper, body=tuple(body), annexes=annexes)


def _parts(block: Block, measures: Layout) -> tuple[Block, ...]:
    return parted(block, measures) if isinstance(block, Table) else (block,)


def _moves(block: Block, measures: Layout) -> bool:
    return isinstance(block, Table) and wide(block, measures)


def annex_label(index: int, total: int) -> str:
    """'Phụ lục' when it is the only one, else 'Phụ lục II'."""
    return "Phụ lục" if total == 1 else f"Phụ lục {roman(index + 1)}"
