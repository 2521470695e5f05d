"""Who leads a cluster next: a proposal for the members to decide, never a decision.

No text that we have read fixes the order. Years of which both leads are known show the deputy taking over as head,
so that is proposed; the mark stays "to be confirmed".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.kernel.decisions import Mark


@dataclass(frozen=True, slots=True)
class Proposal:
    """``head`` and ``deputy`` are unit codes; None where nobody can be proposed."""

    head: str | None
    deputy: str | None
    mark: Mark = Mark.TO_CONFIRM


def propose(
    members: Sequence[str], head: str | None, deputy: str | None, led: Mapping[str, date]
) -> Proposal:
    """``led``: unit → the last day on which it was head, for those known to have been.

    The deputy becomes head; without one, the member that has waited longest (never first, then the earliest;
    ties in the order of ``members``). The next deputy is the one that has waited longest of the rest.
    """
    waiting = sorted(
        (code for code in members if code != head),
        key=lambda code: (led.get(code, date.min), members.index(code)),
    )
    first = deputy if deputy in waiting else next(iter(waiting), None)
    second = next((code for code in waiting if code != first), None)
    return Proposal(first, second)
