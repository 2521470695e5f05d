"""The rulebook's rows as they hold for the unit that decides a dossier, with the trace of those it lays down itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar, cast

from lantoa.kernel.decisions import Finding
from lantoa.organisation import queries as organisation
from lantoa.rulebook import queries as rulebook
from lantoa.rulebook.rules.overlay import Resolved
from lantoa.rulebook.rules.rows import Row

from .models import Dossier

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Laid(Generic[R]):
    """Rows of one pack for one unit; ``names``: what the units of the trace are called."""

    found: Sequence[Resolved]
    names: dict[str, str]

    @property
    def rows(self) -> list[R]:
        return [cast("R", one.row) for one in self.found]

    def traced(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The same findings; those by a rule of a ministry or a province say where it comes from."""
        return tuple(
            next(
                (
                    self._with(finding, one)
                    for one in self._own()
                    if finding.code.startswith(f"{one.row.id}_")
                ),
                finding,
            )
            for finding in findings
        )

    def traced_by_clause(self, finding: Finding) -> Finding:
        return next(
            (self._with(finding, one) for one in self._own() if one.row.clause == finding.clause), finding
        )

    def _own(self) -> list[Resolved]:
        return [one for one in self.found if one.own]

    def _with(self, finding: Finding, one: Resolved) -> Finding:
        steps = (f"giá trị đến từ {step.said(self.names.get(step.unit, step.unit))}" for step in one.steps)
        return replace(finding, trace=(*finding.trace, *steps))


def of(dossier: Dossier, pack: str, rows: Iterable[R], on: date, day: date) -> Laid[R]:
    """``rows`` of ``pack`` in force ``on`` a day, as the deciding unit of the dossier holds them."""
    found = rulebook.held(pack, rows, unit=dossier.authority.code, on=on, day=day)
    names = {
        step.unit: organisation.name_of(step.unit, day) for one in found for step in one.steps if step.unit
    }
    return Laid(found, names)
