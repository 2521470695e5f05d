"""What a unit is called is no secret; who serves there is."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries
from lantoa.organisation.models import Person, Posting, Unit
from tests.cast import START, Cast

NOW = date(2026, 11, 21)


def test_a_stranger_sees_a_unit_s_name_and_not_who_serves_there(cast: Cast) -> None:
    person = Person.objects.create(code="p1", name="Vũ Đình Ế")
    Posting.objects.create(
        person=person, unit=Unit.objects.get(code="CAX.X11"), post="Trưởng Công an xã", valid_from=START
    )
    seen = {
        key: [posting.person.name for posting in queries.postings_of("CAX.X11", NOW, visible_to=cast[key])]
        for key in ("province", "commune_police", "ministry", "stranger", "stranger_commune", "nobody")
    }
    assert seen == {
        "province": ["Vũ Đình Ế"],
        "commune_police": ["Vũ Đình Ế"],
        "ministry": ["Vũ Đình Ế"],
        "stranger": [],
        "stranger_commune": [],
        "nobody": [],
    }
    assert queries.unit("CAX.X11", NOW).name == "Công an xã Đồng Ấm"


def test_an_unknown_code_is_said_so(cast: Cast) -> None:
    with pytest.raises(NotFound) as unknown:
        queries.unit("không có", NOW)
    assert unknown.value.fault.code == "UNKNOWN_UNIT"


@pytest.mark.parametrize(("key", "sees"), [("province", True), ("stranger", False), ("nobody", False)])
def test_who_serves_in_a_unit_is_shown_only_to_who_may_look_in(
    cast: Cast, client: Client, key: str, sees: bool
) -> None:
    person = Person.objects.create(code="p1", name="Vũ Đình Ế")
    Posting.objects.create(
        person=person, unit=Unit.objects.get(code="CAX.X11"), post="Trưởng Công an xã", valid_from=START
    )
    client.force_login(cast.users[key])
    page = client.get("/to-chuc/CAX.X11/").content.decode()
    assert "Công an xã Đồng Ấm" in page
    assert ("Vũ Đình Ế" in page) == sees
