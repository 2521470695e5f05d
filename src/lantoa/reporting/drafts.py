"""Drafts: what somebody typed into a report and did not save yet, kept so that nothing typed is lost.

A draft is nobody's figure, so keeping one leaves no journal entry; the save that makes figures of it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.vi.text import clean

from . import cells_typed, facts
from .models import Draft, Submission
from .operations.common import LIFE, locked
from .rules import lifecycle


def draft_of(actor: Actor, submission: Submission) -> Draft | None:
    """The actor's own draft of a report that can still be entered."""
    if submission.state not in lifecycle.EDITABLE:
        return None
    return Draft.objects.filter(submission=submission, author=actor.id).first()


@transaction.atomic
def keep(
    *,
    actor: Actor,
    submission: int | Submission,
    cells: Mapping[str, Any],
    base: Mapping[str, Any],
    revision: int,
    day: date,
    at: datetime,
    note: str = "",
) -> Draft:
    """Keep the cells as typed, readable or not, in the place of the actor's draft before. ``revision`` and ``base``
    are what the writer began from, so that a later save still finds out what others changed meanwhile."""
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    LIFE.step(row.state, "enter")
    rows = facts.lines_of(row.round.form)
    kept = {
        "revision": min(revision, row.revision),
        "base": cells_typed.given(base, rows),
        "cells": cells_typed.given(cells, rows),
        "note": clean(note)[:500],
        "saved_at": at,
    }
    draft, _ = Draft.objects.update_or_create(submission=row, author=actor.id, defaults=kept)
    return draft


@transaction.atomic
def drop(*, actor: Actor, submission: int | Submission, day: date) -> None:
    """Forget the actor's own draft; what is stored stays."""
    row = locked(submission)
    access.allow(actor, lifecycle.ENTER, row.unit.code, day)
    Draft.objects.filter(submission=row, author=actor.id).delete()
