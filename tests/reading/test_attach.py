"""A text goes with a conference that is already there."""

from __future__ import annotations

from datetime import datetime

import pytest

from lantoa.conference.models import Conference
from lantoa.conference.operations import convene
from lantoa.journal.models import Entry
from lantoa.kernel.errors import Conflict, NotAllowed, NotFound
from lantoa.reading import operations
from lantoa.reading.models import SourceText
from tests.cast import Cast

from .test_operations import DAY, propose


def met(cast: Cast, at: datetime, who: str = "province", unit: str = "CA.T1") -> Conference:
    return convene(actor=cast[who], unit=unit, kind="hoi_nghi_so_ket", title="Sơ kết 6 tháng", day=DAY, at=at)


def attach(cast: Cast, text: SourceText, to: int, at: datetime, who: str = "province") -> SourceText:
    return operations.attach(actor=cast[who], text=text.pk, conference=to, day=DAY, at=at)


def test_what_is_taken_then_is_recorded_there(cast: Cast, at: datetime) -> None:
    text, conference = propose(cast, at), met(cast, at)
    attach(cast, text, conference.pk, at)
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert (entry.action, entry.subject) == ("reading.proposal.decide", f"reading.text:{text.pk}")
    figure = text.proposals.get(kind="figure")
    operations.decide(actor=cast["province"], proposal=figure.pk, decision="accept", day=DAY, at=at)
    assert [row.conference for row in conference.figures.all()] == [conference]


def test_only_once(cast: Cast, at: datetime) -> None:
    text, conference = propose(cast, at), met(cast, at)
    attach(cast, text, conference.pk, at)
    with pytest.raises(Conflict):
        attach(cast, text, conference.pk, at)


def test_never_to_another_unit_s_conference(cast: Cast, at: datetime) -> None:
    text = propose(cast, at)
    theirs = met(cast, at, "stranger", "CA.T2")
    below = met(cast, at, "province", "CAX.X11")
    for conference in (theirs.pk, below.pk, 999):
        with pytest.raises(NotFound):
            attach(cast, text, conference, at)


def test_only_by_who_decides_there(cast: Cast, at: datetime) -> None:
    text, conference = propose(cast, at), met(cast, at)
    with pytest.raises(NotFound):
        attach(cast, text, conference.pk, at, "stranger")
    with pytest.raises(NotAllowed):
        attach(cast, text, conference.pk, at, "clerk")
    text.refresh_from_db()
    assert text.conference is None
