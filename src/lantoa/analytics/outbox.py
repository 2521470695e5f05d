"""The listener in reporting's transaction: a report whose figures changed leaves a row behind."""

from __future__ import annotations

from lantoa.reporting import hooks
from lantoa.reporting.models import Submission

from .models import Change, Partition

MOVING = frozenset({hooks.Event.ACCEPTED, hooks.Event.REOPENED, hooks.Event.CORRECTED})
"""Events after which a report's figures count otherwise; obligations are read when the board is built."""


def note(event: hooks.Counting) -> None:
    if event.event in MOVING:
        round_ = Submission.objects.values_list("round_id", flat=True).get(pk=event.submission)
        Change.objects.create(round_id=round_, submission_id=event.submission, event=event.event, at=event.at)
    elif event.event is hooks.Event.MOVED:
        _make_anew(event.submission)


def _make_anew(submission: int) -> None:
    """Files hold figures by unit, and a delta replaces those of the unit a report stands at now: figures that it had
    under the unit before would stay. Without its mark the round's partition is made from the database again."""
    Partition.objects.filter(round__submissions=submission).delete()


def listen() -> None:
    hooks.counting.listen(note)
