"""What every paper has: who issues and signs it, its number, its day; and the small words all builders share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from lantoa.kernel.vi.dates import on_paper
from lantoa.kernel.vi.numbers import figure
from lantoa.kernel.vi.text import nfc

from ..numbering import symbol
from ..tree import Basis, Column, Organ, Run, Signature, Words, gap

TT = Column("TT", 12, "center")
LAW = Basis("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", instrument="LAW2022")
DECREE = Basis("Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ", instrument="ND152")


@dataclass(frozen=True, slots=True)
class Issue:
    """``signs``: the organ's abbreviations in the symbol ('CAT', 'PV05'); empty where the paper has none.

    ``number`` None waits for the clerk; ``day`` None leaves the date open with ``year`` printed.
    """

    organ: Organ
    place: str
    signatures: tuple[Signature, ...]
    signs: tuple[str, ...] = ()
    number: int | None = None
    day: date | None = None
    year: int | None = None
    recipients: tuple[str, ...] = ()
    draft: bool = False
    data_label: str = ""

    def fields(self, kind: str, facts: object, *, signed: bool = True) -> dict[str, Any]:
        """The fields of ``Paper`` that come from here, with the digest of the whole ``facts``. ``signed`` False: the
        builder gives the signatures itself."""
        told: dict[str, Any] = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if one.name not in ("signs", "signatures")
        }
        if signed:
            told["signatures"] = self.signatures
        return told | {
            "symbol": symbol(kind, *self.signs) if self.signs else "",
            "facts": hashlib.sha256(nfc(repr(facts)).encode()).hexdigest(),
        }


def told(value: str, name: str) -> Run:
    """The fact's words, or the gap that says what is missing."""
    return Run(value) if value else gap(name)


def day_of(value: date | None, name: str) -> Run:
    """'ngày 05 tháng 3 năm 2026', or the gap."""
    return Run(on_paper(value)) if value else gap(name)


def listed(items: Iterable[str], name: str) -> tuple[Words, ...]:
    """The items, or one gap where there are none."""
    return tuple(items) or (gap(name),)


def numbered_rows(rows: Iterable[tuple[Words, ...]]) -> tuple[tuple[Words, ...], ...]:
    """Each row behind its place: 1, 2, 3 …"""
    return tuple((str(at), *row) for at, row in enumerate(rows, start=1))


def money(value: int | None, name: str = "số tiền") -> Words:
    """'1.500.000', or the gap."""
    return gap(name) if value is None else figure(value)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
