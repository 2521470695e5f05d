"""Two people (or one person on two machines) changed the same report: what each changed, cell by cell.

Cells are compared as they are entered: code → {part: text}, empty parts left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cell = Mapping[str, str]
Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that stands otherwise than the writer left it. ``clash``: both changed it, each in another way."""

    code: str
    base: Cell
    mine: Cell
    theirs: Cell

    @property
    def clash(self) -> bool:
        return dict(self.base) not in (dict(self.mine), dict(self.theirs))


def differences(order: Sequence[str], base: Cells, mine: Cells, theirs: Cells) -> list[Difference]:
    """The cells in which mine and theirs differ, in the form's order. ``base`` is what the writer began from; a
    cell missing from ``mine`` was not touched, one missing elsewhere is empty."""
    found = []
    for code in order:
        begun, stands = dict(base.get(code, {})), dict(theirs.get(code, {}))
        given = dict(mine[code]) if code in mine else begun
        if given != stands:
            found.append(Difference(code, begun, given, stands))
    return found


def touched(base: Cells, mine: Cells) -> list[str]:
    """Codes of the cells that the writer changed."""
    return [code for code, cell in mine.items() if dict(cell) != dict(base.get(code, {}))]
