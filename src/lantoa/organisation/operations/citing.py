"""A change rests on a document: one that the product holds, named by a key, or one that is typed.

Registers and the law lie above this area, so whoever keeps a document answers for its key (``hooks.citing``):
"incoming:12", "paper:7", "instrument:ND152". The text of the basis stays with the change either way.
"""

from __future__ import annotations

from datetime import date

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound

from .. import hooks
from .ground import need_basis

LONGEST = 300


def basis_of(actor: Actor, citing: str, typed: str, today: date) -> str:
    """The basis in words: the cited document's own, then what was typed beside it. ``NotFound`` for a key that
    names none the actor may see."""
    if not citing:
        return typed
    found = hooks.Cited(citing, actor, today)
    hooks.citing.tell(found)
    if not found.label:
        raise NotFound(
            "UNKNOWN_BASIS",
            f"Không có văn bản “{citing}” trong hệ thống.",
            place="văn bản căn cứ",
            remedy="Chọn một văn bản trong danh sách, hoặc ghi số, ký hiệu ở ô Căn cứ.",
        )
    return need_basis("; ".join(filter(None, (found.label, typed.strip())))[:LONGEST])
