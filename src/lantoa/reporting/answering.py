"""Where an engine above may answer a roll-up instead of the figures in the database.

The notice is filled in by a listener that can vouch for its answer, or left empty; then the database says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from lantoa.kernel.hooks import Hook

from .models import FormIndicator, Round
from .rules.rollup import Ask, Total


@dataclass(slots=True)
class Asking:
    """``rounds`` in order of time, with their forms; ``asks`` are about ``lines`` at ``roots``, all over the periods
    of all rounds, or, with ``each``, every one over one of them. ``totals``: one per ask, in order. ``gone``: units
    whose figures cannot count because they were no more at the period's end."""

    rounds: Sequence[Round]
    lines: Sequence[FormIndicator]
    asks: Sequence[Ask]
    roots: Sequence[str]
    unit: str
    cluster: str
    geography: date | None
    provisional: bool
    each: bool = False
    totals: list[Total] | None = None
    gone: list[str] = field(default_factory=list)


answering: Hook[Asking] = Hook("reporting.answering")
