"""Two records that become one person, and apart again: who is found, and by which post."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.organisation import operations
from lantoa.organisation.models import Person
from lantoa.search import checking
from lantoa.search.models import Entry
from tests.cast import Cast

DAY = date(2026, 11, 21)


@pytest.fixture
def two(cast: Cast, at: datetime) -> tuple[Person, Person]:
    made = [
        operations.add_person(
            actor=cast["emulation"], code=code, name="Nguyễn Thị Ế", unit=unit, post=post, day=day, at=at,
            another=True,
        )
        for code, unit, post, day in (
            ("1", "CA.T1", "Cán bộ", date(2026, 3, 1)),
            ("2", "CAX.X11", "Phó Trưởng Công an xã", date(2026, 2, 1)),
        )
    ]  # fmt: skip
    return made[0], made[1]


def found() -> dict[str, tuple[str, list[str]]]:
    """Code → what is said of the person, and the units that open them."""
    return {
        row.code: (row.detail, sorted(row.sights.values_list("place", flat=True)))
        for row in Entry.objects.filter(kind="person").order_by("code")
    }


def test_the_kept_record_is_found_by_the_posts_it_has_now(
    cast: Cast, at: datetime, two: tuple[Person, Person]
) -> None:
    before = found()
    assert before["2"][0].startswith("Phó Trưởng Công an xã")
    given = {"actor": cast["emulation"], "day": DAY, "at": at}
    merge = operations.merge_people(kept="1", gone="2", reason="Một người", **given)
    assert found() == {"1": (found()["1"][0], ["CA.T1", "CAX.X11"])}
    operations.part_people(merge=merge.pk, reason="Hai người", **given)
    assert found() == before
    assert checking.check_kind("person").whole
