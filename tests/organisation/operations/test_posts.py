"""Posts and ranks change by dated steps; others see nothing; records merge and part without loss."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from lantoa.access.models import User
from lantoa.journal.models import Entry, Payload
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.organisation import operations, people
from lantoa.organisation.models import Person, Posting
from lantoa.organisation.operations.people_merge import columns
from tests.cast import Cast

DAY = date(2026, 11, 21)
SPRING = date(2026, 3, 1)
BASIS = "Quyết định 12/QĐ-CAT ngày 01/03/2026"
NUMBER = "001204012345"


def add(
    cast: Cast, at: datetime, code: str = "123-456", name: str = "Nguyễn Thị Ế", **more: object
) -> Person:
    given = {"unit": "CA.T1", "post": "Đội trưởng", "day": SPRING, "rank": "Đại úy", **more}
    return operations.add_person(actor=cast["emulation"], code=code, name=name, at=at, **given)


def test_a_transfer_ends_the_former_post_and_keeps_it(cast: Cast, at: datetime) -> None:
    add(cast, at)
    operations.appoint(
        actor=cast["emulation"], person="123-456", unit="CAX.X11", post="Trưởng Công an xã",
        day=date(2026, 6, 1), basis=BASIS, at=at,
    )  # fmt: skip
    shown = people.person("123-456", visible_to=cast["emulation"], day=DAY)
    assert [(post.unit, post.last_day, post.current) for post in shown.posts] == [
        ("CAX.X11", None, True),
        ("CA.T1", date(2026, 5, 31), False),
    ]
    assert shown.posts[1].end_basis == BASIS
    assert people.person("123-456", visible_to=cast["commune_police"], day=DAY).name == "Nguyễn Thị Ế"
    assert [one.person.code for one in people.roster(visible_to=cast["emulation"], day=DAY, former=True)]


def test_a_second_post_may_be_held_at_once(cast: Cast, at: datetime) -> None:
    add(cast, at)
    operations.appoint(
        actor=cast["emulation"], person="123-456", unit="CAX.X11", post="Phụ trách", day=DAY, basis=BASIS,
        at=at, also=True,
    )  # fmt: skip
    assert len(people.person("123-456", visible_to=cast["emulation"], day=DAY).current) == 2
    with pytest.raises(Conflict):
        operations.appoint(
            actor=cast["emulation"], person="123-456", unit="CAX.X11", post="Phụ trách", day=DAY,
            basis=BASIS, at=at,
        )  # fmt: skip


@pytest.mark.parametrize(
    "key", ["stranger", "stranger_head", "stranger_commune", "head", "nobody", "council_office"]
)
def test_who_has_nothing_to_do_with_the_unit_sees_nobody(cast: Cast, at: datetime, key: str) -> None:
    add(cast, at)
    actor = cast[key]
    assert not people.roster(visible_to=actor, day=DAY).exists()
    assert people.namesakes("Nguyễn Thị Ế", visible_to=actor, day=DAY) == []
    with pytest.raises(NotFound):
        people.person("123-456", visible_to=actor, day=DAY)
    with pytest.raises((NotFound, NotAllowed)):
        operations.appoint(
            actor=actor, person="123-456", unit="CA.T2", post="Đội trưởng", day=DAY, basis=BASIS, at=at
        )
    assert Posting.objects.count() == 1


def test_a_released_person_is_taken_in_elsewhere_by_their_number(cast: Cast, at: datetime) -> None:
    add(cast, at)
    post = Posting.objects.get()
    with pytest.raises(NotFound):
        operations.end_post(actor=cast["stranger"], posting=post.pk, day=DAY, basis=BASIS, at=at)
    operations.end_post(actor=cast["emulation"], posting=post.pk, day=DAY, basis=BASIS, at=at)
    assert people.person("123-456", visible_to=cast["emulation"], day=DAY).current == ()
    operations.appoint(
        actor=cast["ministry"], person="123-456", unit="CA.T2", post="Đội trưởng", day=DAY, basis=BASIS, at=at
    )
    with pytest.raises(NotFound):
        people.person("123-456", visible_to=cast["emulation"], day=DAY)
    former = people.roster(visible_to=cast["emulation"], day=DAY, former=True)
    assert [one.post for one in former] == ["Đội trưởng"]


def test_a_rank_holds_from_its_day(cast: Cast, at: datetime) -> None:
    add(cast, at)
    given = {"actor": cast["emulation"], "person": "123-456", "basis": BASIS, "at": at, "today": DAY}
    operations.change_rank(rank="Thiếu tá", day=date(2026, 9, 1), **given)
    ranks = people.person("123-456", visible_to=cast["emulation"], day=date(2026, 8, 31))
    assert ranks.rank == "Đại úy"
    assert people.person("123-456", visible_to=cast["emulation"], day=DAY).rank == "Thiếu tá"
    assert Person.objects.get().rank == "Thiếu tá"
    operations.change_rank(rank="Trung tá", day=date(2027, 9, 1), **given)
    assert Person.objects.get().rank == "Thiếu tá"
    with pytest.raises(Conflict):
        operations.change_rank(rank="Đại tá", day=date(2026, 9, 1), **given)


def test_every_change_wants_its_paper(cast: Cast, at: datetime) -> None:
    add(cast, at)
    with pytest.raises(BadInput) as refused:
        operations.end_post(
            actor=cast["emulation"], posting=Posting.objects.get().pk, day=DAY, basis=" ", at=at
        )
    assert refused.value.fault.code == "NO_BASIS"


def test_a_namesake_is_asked_about_and_another_person_is_taken(cast: Cast, at: datetime) -> None:
    add(cast, at)
    with pytest.raises(Conflict) as asked:
        add(cast, at, code="9", name="nguyen thi e")
    assert "123-456" in asked.value.fault.message
    assert add(cast, at, code="9", name="Nguyễn Thị Ế", another=True).code == "9"
    assert add(cast, at, code="10", name="Nguyễn Thị Ê").code == "10"
    assert [len(group) for group in people.doubles(visible_to=cast["emulation"], day=DAY)] == [3]


def test_the_citizen_number_is_stored_and_journalled_nowhere(
    cast: Cast, at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    add(cast, at, citizen_number=f"{NUMBER[:6]} {NUMBER[6:]}")
    with pytest.raises(BadInput) as known:
        add(cast, at, code="9", name="Trần Văn Khác", citizen_number=NUMBER)
    with pytest.raises(BadInput) as wrong:
        add(cast, at, code="9", name="Trần Văn Khác", citizen_number=f"{NUMBER}9")
    kept = [*Person.objects.values_list(), *Entry.objects.values_list()]
    told = json.dumps(
        [*Payload.objects.values_list("content", flat=True), *map(str, kept)], ensure_ascii=False
    )
    assert NUMBER not in told + caplog.text + str(known.value) + str(wrong.value)
    assert people.person("123-456", visible_to=cast["emulation"], day=DAY).identified


def merged(cast: Cast, at: datetime) -> int:
    add(cast, at, citizen_number=NUMBER)
    other = add(cast, at, code="9", name="Nguyễn Thị Ế", another=True)
    User.objects.filter(username="clerk").update(person=other)
    return operations.merge_people(
        actor=cast["emulation"], kept="9", gone="123-456", day=DAY, reason="Một người, hai số hiệu", at=at
    ).pk


def test_two_records_become_one_and_apart_again(cast: Cast, at: datetime) -> None:
    number = merged(cast, at)
    gone, kept = Person.objects.get(code="123-456"), Person.objects.get(code="9")
    shown = people.person("123-456", visible_to=cast["emulation"], day=DAY)
    assert (shown.code, len(shown.posts), shown.identified, len(shown.merges)) == ("9", 2, True, 1)
    assert people.doubles(visible_to=cast["emulation"], day=DAY) == []
    with pytest.raises(NotFound):
        operations.part_people(actor=cast["stranger"], merge=number, day=DAY, reason="Nhầm", at=at)
    operations.part_people(actor=cast["emulation"], merge=number, day=DAY, reason="Hai người", at=at)
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.merged_into, gone.citizen_key is None, kept.citizen_key) == (None, False, None)
    assert [list(one.postings.values_list("post", flat=True)) for one in (gone, kept)] == [["Đội trưởng"]] * 2
    with pytest.raises(Conflict):
        operations.part_people(actor=cast["emulation"], merge=number, day=DAY, reason="Lại", at=at)


def test_accounts_follow_a_merger_and_return(cast: Cast, at: datetime) -> None:
    add(cast, at)
    other = add(cast, at, code="9", name="Nguyễn Thị Ế", another=True)
    User.objects.filter(username="clerk").update(person=other)
    merge = operations.merge_people(
        actor=cast["emulation"], kept="123-456", gone="9", day=DAY, reason="Một người", at=at
    )
    assert User.objects.get(username="clerk").person.code == "123-456"
    operations.part_people(actor=cast["emulation"], merge=merge.pk, day=DAY, reason="Nhầm", at=at)
    assert User.objects.get(username="clerk").person.code == "9"


def test_two_numbers_are_two_persons(cast: Cast, at: datetime) -> None:
    add(cast, at, citizen_number=NUMBER)
    add(cast, at, code="9", another=True, citizen_number="001204054321")
    with pytest.raises(Conflict) as refused:
        operations.merge_people(
            actor=cast["emulation"], kept="9", gone="123-456", day=DAY, reason="Nhầm", at=at
        )
    assert refused.value.fault.code == "TWO_PERSONS"


def test_no_column_that_points_at_a_person_is_forgotten() -> None:
    found = {f"{model._meta.label}.{name}" for model, name in columns()}
    assert found >= {
        "access.User.person",
        "commendation.Dossier.person",
        "commendation.Honour.person",
        "organisation.Posting.person",
        "organisation.RankSpell.person",
    }


def test_each_step_is_one_entry(cast: Cast, at: datetime) -> None:
    number = merged(cast, at)
    operations.part_people(actor=cast["emulation"], merge=number, day=DAY, reason="Hai người", at=at)
    operations.correct_person(
        actor=cast["emulation"], person="9", name="Nguyễn Thị Ê", day=DAY, reason="Sai dấu", at=at
    )
    assert list(Entry.objects.order_by("seq").values_list("action", flat=True)) == [
        "organisation.person.record",
        "organisation.person.record",
        "organisation.person.merge",
        "organisation.person.part",
        "organisation.person.correct",
    ]
    assert Person.objects.get(code="9").search == "nguyen thi e"
