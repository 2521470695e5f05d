"""The family tree of a unit as a picture: predecessors left, successors right; the same steps stand in a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import percent
from lantoa.organisation.queries import Family, SuccessionView

WIDE, GAP, APART, LINE, PAD = 214, 118, 14, 18, 10
"""Of a box, the room between columns, between boxes, of a line of words, inside a box; in pixels."""
LETTERS, LINES = 27, 4
MOST = 12
"""Boxes in one column; the table has them all."""


@dataclass(frozen=True, slots=True)
class Box:
    code: str
    lines: tuple[str, ...]
    x: int
    y: int
    high: int

    @property
    def middle(self) -> int:
        return self.y + self.high // 2


def wrapped(name: str) -> tuple[str, ...]:
    """The name in lines of about 27 letters; what does not fit in four ends with an ellipsis."""
    lines: list[str] = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= LETTERS or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines) if len(lines) <= LINES else (*lines[: LINES - 1], f"{lines[LINES - 1]} …")


def names_of(family: Family, own: str) -> dict[str, str]:
    """Each unit as it was called when it handed on or took over; the unit itself as the page calls it."""
    names = {one.predecessor: one.predecessor_name for one in family.steps}
    names |= {one.successor: one.successor_name for one in family.steps if one.successor not in names}
    return names | {family.unit: own}


def drawn(family: Family, own: str, address: Callable[[str], str]) -> SafeString:
    """The picture, or nothing for a unit that neither came from another nor became one."""
    if family.alone:
        return SafeString("")
    names = names_of(family, own)
    boxes, hidden, size = _placed(family, names)
    edges = format_html_join(
        "", "{}", ((_edge(one, boxes, family),) for one in family.steps if _shown(one, boxes))
    )
    drawn_boxes = format_html_join(
        "", "{}", ((_box(box, names[box.code], address, box.code == family.unit),) for box in boxes.values())
    )
    more = format_html_join(
        "",
        '<text class="family-more" x="{}" y="{}">{}</text>',
        ((x, y, _("và %(n)s đơn vị khác trong bảng") % {"n": count}) for x, y, count in hidden),
    )
    return format_html(
        '<svg class="family" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="group" '
        'aria-label="{2}">{3}{4}{5}</svg>',
        *size,
        _("Cây kế thừa của %(name)s") % {"name": own},
        edges,
        drawn_boxes,
        more,
    )


def _shown(one: SuccessionView, boxes: dict[str, Box]) -> bool:
    return one.predecessor in boxes and one.successor in boxes


def _placed(
    family: Family, names: dict[str, str]
) -> tuple[dict[str, Box], list[tuple[int, int, int]], tuple[int, int]]:
    """(boxes, what is hidden: x, y and how many, width and height of the whole)."""
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for code, generation in family.generation.items():
        columns[generation].append(code)
    order = sorted(columns)
    heights = {code: len(wrapped(names.get(code, code))) * LINE + 2 * PAD for code in family.generation}
    kept = {at: columns[at][:MOST] for at in order}
    tall = {at: sum(heights[code] + APART for code in kept[at]) for at in order}
    whole = max(tall.values()) + 24
    boxes: dict[str, Box] = {}
    hidden = []
    for column, at in enumerate(order):
        x, y = column * (WIDE + GAP) + 1, (whole - tall[at]) // 2
        for code in kept[at]:
            boxes[code] = Box(code, wrapped(names.get(code, code)), x, y, heights[code])
            y += heights[code] + APART
        if len(columns[at]) > MOST:
            hidden.append((x, y + 8, len(columns[at]) - MOST))
    return boxes, hidden, (len(order) * (WIDE + GAP) - GAP + 2, whole)


def _box(box: Box, name: str, address: Callable[[str], str], own: bool) -> SafeString:
    words = format_html_join(
        "",
        '<tspan x="{}" dy="{}">{}</tspan>',
        ((box.x + PAD, 0 if at == 0 else LINE, line) for at, line in enumerate(box.lines)),
    )
    inside = format_html(
        '<title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="6"></rect><text x="{}" y="{}">{}</text>',
        name, box.x, box.y, WIDE, box.high, box.x + PAD, box.y + PAD + 13, words,
    )  # fmt: skip
    if own:
        return format_html('<g class="family-unit family-own">{}</g>', inside)
    return format_html('<a class="family-unit" href="{}">{}</a>', address(box.code), inside)


def share_said(one: SuccessionView) -> str:
    """'toàn bộ', or the part that went over."""
    return _("toàn bộ") if one.share == 1 else percent(one.share)


def _edge(one: SuccessionView, boxes: dict[str, Box], family: Family) -> SafeString:
    """A line with its day (and share, when it is a part) beside the box at its free end."""
    start, end = boxes[one.predecessor], boxes[one.successor]
    x1, y1, x2, y2 = start.x + WIDE, start.middle, end.x, end.middle
    bend = (x2 - x1) // 2
    left = family.generation[one.successor] <= 0
    x, y, anchor = (x1 + 6, y1 - 5, "start") if left else (x2 - 6, y2 - 5, "end")
    words = on_screen(one.on) if one.share == 1 else f"{on_screen(one.on)} · {percent(one.share)}"
    told = (
        f"{one.predecessor_name} → {one.successor_name}, {on_screen(one.on)}, {share_said(one)}. {one.basis}"
    )
    return format_html(
        '<g class="family-step"><title>{}</title><path d="M{} {}C{} {} {} {} {} {}"></path>'
        '<text class="{}" x="{}" y="{}">{}</text></g>',
        told, x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2, anchor, x, y, words,
    )  # fmt: skip
