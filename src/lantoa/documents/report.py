"""What the checker answers: each deviation with place, expected, found and remedy."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from lantoa.kernel.decisions import Mark


@dataclass(frozen=True, slots=True)
class Deviation:
    """One measured difference from the layout.

    ``mark`` VERIFIED: a fault; TO_CONFIRM: advice, because the measure itself awaits confirmation.
    ``mendable``: ``--fix`` can correct it safely. ``count``: how many neighbouring places it stands for.
    """

    code: str
    place: str
    expected: str
    found: str
    remedy: str
    mark: Mark = Mark.VERIFIED
    mendable: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """``elements``: what was recognised, as (label, text), in order."""

    kind: str
    layout: str
    source: str
    deviations: tuple[Deviation, ...]
    elements: tuple[tuple[str, str], ...] = ()

    @property
    def faults(self) -> tuple[Deviation, ...]:
        return tuple(one for one in self.deviations if one.mark is Mark.VERIFIED)

    @property
    def advice(self) -> tuple[Deviation, ...]:
        return tuple(one for one in self.deviations if one.mark is not Mark.VERIFIED)

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "layout": self.layout,
            "source": self.source,
            "faults": len(self.faults),
            "advice": len(self.advice),
            "deviations": [asdict(one) for one in self.deviations],
            "elements": [{"element": name, "text": text} for name, text in self.elements],
        }
