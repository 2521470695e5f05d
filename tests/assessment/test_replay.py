"""A ranking stands as it was decided: a later merger, through operations, changes none of it."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.assessment import queries
from lantoa.assessment.models import Ranking
from lantoa.organisation import operations as organisation
from lantoa.organisation import queries as units
from lantoa.organisation.operations import Wanted
from tests.cast import Cast

from .year import DAY, published


def test_a_ranking_replays_unchanged_after_a_merger(cast: Cast, at: datetime) -> None:
    sheet = published(cast, at)
    before = list(Ranking.objects.order_by("pk").values())
    shown = queries.ranking(sheet, visible_to=cast["ministry"], day=DAY)
    later = date(2027, 7, 1)
    wanted = Wanted(kind="merge", unit="CA.T2", into="CA.T1", day=later, basis="Nghị quyết 1", carry="carry")
    organisation.make(actor=cast["administrator"], wanted=wanted, at=at)
    assert list(Ranking.objects.order_by("pk").values()) == before
    replayed = queries.ranking(sheet, visible_to=cast["ministry"], day=later)
    assert [(row.unit.code, row.rank) for row in replayed] == [(row.unit.code, row.rank) for row in shown]
    assert units.name_of("CA.T2", later) == "Công an tỉnh Hai", "it keeps the name it had"
    assert {row.unit.code for row in replayed} == {"CA.T1", "CA.T2"}
