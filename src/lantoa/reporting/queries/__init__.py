"""Questions about forms, obligations and figures that pages, API and commands share."""

from __future__ import annotations

from ..names import people
from ..totals import RollUp, roll_up
from .board import Matrix, Owed, matrix, mine, overdue
from .common import LIFE, VIEW, hidden
from .files import head_of, read_workbook, template
from .outlying import Outlying, outlying
from .published import (
    form,
    forms,
    line_root,
    lines,
    lines_from_rulebook,
    may_publish,
    publishes_for,
    rounds_of,
    rulebook_lines,
    six_month_lines,
    supervised,
)
from .reach import Choice, find, own_units, receiver, scopes, steps, submission, submissions
from .shown import Row, Sheet, Stage, sheet, sources
from .steering import (
    Aim,
    aims,
    corrections,
    givers,
    may_ask,
    may_decide,
    reliefs,
    reliefs_below,
    targets,
    targets_of,
)

__all__ = [
    "LIFE",
    "VIEW",
    "Aim",
    "Choice",
    "Matrix",
    "Outlying",
    "Owed",
    "RollUp",
    "Row",
    "Sheet",
    "Stage",
    "aims",
    "corrections",
    "find",
    "form",
    "forms",
    "givers",
    "head_of",
    "hidden",
    "line_root",
    "lines",
    "lines_from_rulebook",
    "matrix",
    "may_ask",
    "may_decide",
    "may_publish",
    "mine",
    "outlying",
    "overdue",
    "own_units",
    "people",
    "publishes_for",
    "read_workbook",
    "receiver",
    "reliefs",
    "reliefs_below",
    "roll_up",
    "rounds_of",
    "rulebook_lines",
    "scopes",
    "sheet",
    "six_month_lines",
    "sources",
    "steps",
    "submission",
    "submissions",
    "supervised",
    "targets",
    "targets_of",
    "template",
]
