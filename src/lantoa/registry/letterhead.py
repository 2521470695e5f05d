"""What stands at the head of an organ's paper, and how an officer's plain text becomes blocks."""

from __future__ import annotations

import re
from datetime import date

from lantoa.documents import build
from lantoa.documents.tree import Authority, AuthorityLine, Block, Organ
from lantoa.organisation import queries as organisation

HEADING = re.compile(r"([IVX]+)\.\s+(.+)")
CAPITAL = "Hà Nội"


def blocks_of(text: str) -> tuple[Block, ...]:
    """An officer's plain text as blocks: 'I. …' is a heading, '- …' an item, any other line a paragraph."""
    found: list[Block] = []
    dashes: list[str] = []
    for line in [*(line.strip() for line in text.splitlines()), ""]:
        if line.startswith(("- ", "– ")):
            dashes.append(line[2:].strip())
            continue
        if dashes:
            found.append(build.dashes(*dashes))
            dashes = []
        heading = HEADING.fullmatch(line)
        if heading:
            found.append(build.heading(heading[1], heading[2]))
        elif line:
            found.append(build.p(line))
    return tuple(found)


def organ_of(unit: str, day: date) -> Organ:
    """The organ below the one it answers to."""
    above = organisation.standing(day).graph.above.get(unit, frozenset())
    superior = min(above, default="")
    return Organ(organisation.name_of(superior, day) if superior else "", organisation.name_of(unit, day))


def seat_of(unit: str, day: date) -> str:
    """The province's name without its kind, as papers write the place; Hà Nội for national organs."""
    province = organisation.province_of(unit, day)
    if province is None:
        return CAPITAL
    return re.sub(r"^(Tỉnh|Thành phố)\s+", "", organisation.name_of(province, day))


def authority_of(line: str) -> tuple[AuthorityLine, ...]:
    """'KT. Giám đốc' as the line above the signer's post; () for one's own authority."""
    sign, _space, whom = line.partition(" ")
    known = {one.value: one for one in Authority}
    return (known[sign].of(whom),) if sign in known and whom else ()
