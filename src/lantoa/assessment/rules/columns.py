"""Who writes which of the three columns, and at which step of an evaluation."""

from __future__ import annotations

from .lifecycle import APPRAISE, CLUSTER_SCORE, EXPLAIN, SELF_SCORE

PERMISSION = {"self": SELF_SCORE, "cluster": CLUSTER_SCORE, "appraised": APPRAISE}
WRITTEN_IN = {
    "self": ("draft",),
    "cluster": ("self_scored",),
    "appraised": ("cluster_scored", "explained"),
}
AT_UNIT = frozenset({SELF_SCORE, EXPLAIN})
"""Permissions asked for at the unit; the others at the cluster."""


def column_at(state: str) -> str | None:
    """The column that is written while an evaluation is in ``state``; None once it is appraised."""
    return next((column for column, states in WRITTEN_IN.items() if state in states), None)
