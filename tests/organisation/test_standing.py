"""The standing of the organisation is computed once for all days of a stretch without change."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.organisation import facts, queries
from lantoa.organisation.models import Placement, Revision, Unit
from tests.cast import START, Cast


@pytest.mark.django_db
def test_days_of_one_stretch_share_one_answer(cast: Cast) -> None:
    """Whatever the day, the shared answer is the one computed for that very day."""
    one = Unit.objects.get(code="X11")
    Placement.objects.filter(unit=one).update(valid_to=date(2023, 5, 1))
    Placement.objects.create(
        unit=one,
        parent=Unit.objects.get(code="T2"),
        kind="COMMUNE",
        name="Xã Chuyển",
        valid_from=date(2023, 5, 1),
    )
    Revision.renew()
    for day in (
        date(1900, 1, 1),
        date(2019, 12, 31),
        START,
        date(2023, 4, 30),
        date(2023, 5, 1),
        date(2090, 1, 1),
    ):
        assert queries.standing(day) == facts.standing_on(day)
    assert queries.standing(date(2023, 5, 2)) is queries.standing(date(2025, 7, 9))
