"""Which law a dossier is judged by where a newer one came after it was accepted, both verdicts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.kernel.decisions import Verdict
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import Instrument
from lantoa.rulebook.rules.standing import newer_laws

from . import facts
from .models import Dossier


@dataclass(frozen=True, slots=True)
class Choice:
    """One law that the dossier may be judged by: ``on`` is the day of its rules; ``law`` None is the law of the
    acceptance, which holds unless a person says otherwise."""

    law: Instrument | None
    on: date
    verdict: Verdict
    chosen: bool

    @property
    def code(self) -> str:
        return self.law.id if self.law else ""


def newer(dossier: Dossier, day: date) -> Sequence[Instrument]:
    """Laws in force by ``day`` that came after the dossier and say what becomes of it."""
    return newer_laws(dossier.accepted_on, day, packs.instruments(None))


def choices(dossier: Dossier, day: date) -> tuple[Choice, ...]:
    """The earlier law first; empty where no newer law opens a choice."""
    laws = newer(dossier, day)
    if not laws:
        return ()
    days: list[tuple[Instrument | None, date]] = [(None, dossier.accepted_on)]
    days += [(law, law.valid.start) for law in laws]
    return tuple(
        Choice(law, on, facts.verdict(dossier, day, on=on), on == dossier.judged_on) for law, on in days
    )
