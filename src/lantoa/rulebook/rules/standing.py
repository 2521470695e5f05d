"""Where an instrument stands on a day: not yet, in force, amended, replaced, ended; and whether it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lantoa.kernel.decisions import Mark

from .rows import Instrument


class Status(StrEnum):
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPLACED = "replaced"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return {
            "not_yet": "chưa có hiệu lực",
            "in_force": "đang có hiệu lực",
            "amended": "có hiệu lực, đã được sửa đổi",
            "replaced": "đã được thay thế",
            "ended": "hết hiệu lực",
        }[self]


@dataclass(frozen=True, slots=True)
class Standing:
    """One instrument on a day with its kin, codes in the order of their dates. ``unread``: its text was not read."""

    status: Status
    unread: bool
    replaced_by: tuple[str, ...]
    amended_by: tuple[str, ...]


def standing(one: Instrument, every: Iterable[Instrument], day: date) -> Standing:
    """``amended`` counts only what is in force on the day; ``replaced_by`` names the successor whenever it comes."""
    kin = sorted(every, key=lambda other: (other.valid.start, other.id))
    heirs = tuple(other.id for other in kin if one.id in other.replaces)
    amending = tuple(other.id for other in kin if one.id in other.amends and other.valid.start <= day)
    unread = one.unread or one.mark is Mark.TO_CONFIRM
    return Standing(_status(one, bool(heirs), bool(amending), day), unread, heirs, amending)


def _status(one: Instrument, replaced: bool, amended: bool, day: date) -> Status:
    if day < one.valid.start:
        return Status.NOT_YET
    if not one.valid.covers(day):
        return Status.REPLACED if replaced else Status.ENDED
    return Status.AMENDED if amended else Status.IN_FORCE


def newer_laws(accepted: date, day: date, instruments: Iterable[Instrument]) -> Sequence[Instrument]:
    """Laws that came into force after a dossier was accepted and by ``day``, and that say what becomes of such
    a dossier (``transition``): it keeps the earlier law unless a person says that the newer is more favourable."""
    found = [
        one
        for one in instruments
        if one.role == "law" and one.transition and accepted < one.valid.start <= day
    ]
    return sorted(found, key=lambda one: (one.valid.start, one.id))
