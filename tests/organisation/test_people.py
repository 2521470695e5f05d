"""People are recorded where a dossier needs them, and the Internet side holds nobody of the police line."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.organisation import operations
from lantoa.organisation.models import Person
from tests.cast import Cast

DAY = date(2026, 11, 21)
WHO = {"code": "123-456", "name": "NGUYỄN  thị ế", "rank": "Đại úy", "post": "Phó Đội trưởng", "day": DAY}


def test_a_person_is_known_by_number_and_sorted_by_given_name(cast: Cast, at: datetime) -> None:
    person = operations.add_person(actor=cast["emulation"], unit="CA.T1", at=at, **WHO)
    assert (person.name, person.search, person.postings.get().post) == (
        "Nguyễn Thị Ế",
        "nguyen thi e",
        "Phó Đội trưởng",
    )
    assert list(Entry.objects.values_list("action", flat=True)) == ["organisation.person.record"]


@pytest.mark.parametrize(("key", "refusal"), [("stranger", NotFound), ("council_member", NotAllowed)])
def test_others_may_not(cast: Cast, at: datetime, key: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        operations.add_person(actor=cast[key], unit="CA.T1", at=at, **WHO)
    assert Person.objects.count() == 0


def test_a_number_has_one_bearer_and_a_name_two_words(cast: Cast, at: datetime) -> None:
    operations.add_person(actor=cast["emulation"], unit="CA.T1", at=at, **WHO)
    with pytest.raises(BadInput) as twice:
        operations.add_person(actor=cast["emulation"], unit="CA.T1", at=at, **WHO)
    with pytest.raises(BadInput) as short:
        operations.add_person(
            actor=cast["emulation"], unit="CA.T1", at=at, **{**WHO, "code": "9", "name": "Ế"}
        )
    assert (twice.value.fault.code, short.value.fault.code) == ("PERSON_KNOWN", "BAD_NAME")


def test_on_the_internet_nobody_of_the_police_line_is_held(cast: Cast, at: datetime, settings) -> None:
    settings.NETWORK = "internet"
    with pytest.raises(Conflict) as refused:
        operations.add_person(actor=cast["emulation"], unit="CA.T1", at=at, **WHO)
    assert refused.value.fault.code == "POLICE_LINE"
    operations.add_person(actor=cast["council_office"], unit="UB.T1", at=at, **WHO)
    assert Person.objects.count() == 1
