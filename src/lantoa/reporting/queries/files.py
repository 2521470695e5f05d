"""One submission as a workbook out and in."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.organisation import queries as organisation

from .. import entry, facts, workbooks
from ..models import Submission
from ..rules import regimes


def head_of(found: Submission) -> workbooks.Head:
    return workbooks.Head(found.round.form.code, found.round.period, found.unit.code)


def template(found: Submission, day: date) -> bytes:
    """The submission as a workbook to fill, with what stands in it and last period's figures."""
    lines = facts.lines_of(found.round.form)
    before = regimes.previous(found.round.form.calendar, found.round.period)
    return workbooks.template(
        head_of(found),
        found.round.form.title,
        organisation.name_of(found.unit.code, day),
        found.round.label,
        [facts.line_rule(line) for line in lines],
        facts.computed_codes(lines),
        facts.cells_of(found, lines),
        facts.earlier_of(found).get(before, {}),
    )


def read_workbook(found: Submission, name: str, data: bytes) -> dict[str, Any]:
    """Code → raw cell of a filled template; ratios that are computed and empty cells are left out.
    ``BadInput`` with one fault per wrong cell."""
    lines = facts.lines_of(found.round.form)
    fixed = facts.computed_codes(lines)
    filled = workbooks.read(name, data, head_of(found), [facts.line_rule(line) for line in lines])
    entry.refuse(filled.faults)
    return {code: raw for code, raw in filled.values.items() if raw and code not in fixed}
