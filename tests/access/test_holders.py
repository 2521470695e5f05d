"""Who may do a thing here: the same answer as asking every account, in a number of questions that never grows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lantoa.access import queries
from lantoa.access.models import Delegation, Grant, User
from lantoa.access.rules.roles import ALL_ACTIONS, ROLES
from lantoa.kernel.actors import may
from lantoa.kernel.clock import HANOI
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Unit
from tests.cast import CLUSTER, OTHER_CLUSTER, UNITS, Cast, build_units

DAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 9, tzinfo=HANOI)
PEOPLE = 6


def asking_everybody(action: str, unit: str) -> list[User]:
    """The plain way: each open account's own rights, one after another."""
    place = organisation.place_of(unit, DAY)
    users = User.objects.filter(is_active=True).order_by("pk")
    return [user for user in users if may(queries.actor_of(user), action, place, DAY)]


periods = st.tuples(st.integers(-20, 5), st.none() | st.integers(1, 40))
grants = st.lists(
    st.tuples(
        st.integers(0, PEOPLE - 1),
        st.sampled_from(sorted(ROLES)),
        st.sampled_from([code for code, *_ in UNITS]),
        st.sampled_from([CLUSTER, OTHER_CLUSTER]),
        st.booleans(),
        periods,
        st.booleans(),
    ),
    max_size=8,
)
loans = st.lists(
    st.tuples(
        st.integers(0, 7), st.integers(0, PEOPLE - 1), st.sampled_from(["", "KT"]), st.integers(-20, 5),
        st.integers(0, 40),
    ),
    max_size=6,
)  # fmt: skip


class TestHolders(TestCase):
    """Random roles, past and coming ones, called back ones, lent ones, of open and stopped accounts."""

    @classmethod
    def setUpTestData(cls) -> None:
        build_units()
        for number in range(PEOPLE):
            user = User(username=f"n{number}", name=f"Người {number}", is_active=number != 0)
            user.set_unusable_password()
            user.save()

    @settings(max_examples=40, deadline=None)
    @given(grants, loans, st.sampled_from(sorted(ALL_ACTIONS)), st.sampled_from([code for code, *_ in UNITS]))
    def test_the_answer_is_that_of_asking_every_account(
        self, given_: list[tuple], lent: list[tuple], action: str, unit: str
    ) -> None:
        with transaction.atomic():
            _lay(given_, lent)
            found = queries.holders(action, unit, DAY)
            assert [user.pk for user in found] == [user.pk for user in asking_everybody(action, unit)]
            transaction.set_rollback(True)


def _lay(given_: list[tuple], lent: list[tuple]) -> None:
    people = list(User.objects.order_by("pk"))
    rows = []
    for who, role, unit, cluster, subtree, (since, length), called_back in given_:
        start = DAY + timedelta(since)
        of_cluster = ROLES[role].of_cluster
        rows.append(
            Grant.objects.create(
                user=people[who], role=role, subtree=subtree, valid_from=start,
                valid_to=start + timedelta(length) if length else None,
                unit=None if of_cluster else Unit.objects.get(code=unit),
                cluster=Cluster.objects.get(key=cluster) if of_cluster else None,
                cancelled_at=AT if called_back else None,
            )
        )  # fmt: skip
    for at, to, signs, since, length in lent:
        if rows:
            start = DAY + timedelta(since)
            Delegation.objects.create(
                grant=rows[at % len(rows)], delegate=people[to], valid_from=start, signs=signs,
                valid_to=start + timedelta(length), reason="Đi công tác", made_at=AT,
            )  # fmt: skip


def test_a_thousand_accounts_cost_no_question_more(cast: Cast, django_assert_max_num_queries: object) -> None:
    unit = Unit.objects.get(code="CA.T1")
    users = User.objects.bulk_create(
        User(username=f"n{number}", name=f"Người {number}", password="!", home_unit=unit)
        for number in range(1000)
    )
    Grant.objects.bulk_create(
        Grant(user=user, role="CLERK", unit=unit, valid_from=date(2026, 1, 1)) for user in users
    )
    queries.holders("registry.number.issue", "CA.T1", DAY)  # the organisation of the day is kept
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        found = queries.holders("registry.number.issue", "CA.T1", DAY)
    assert len(found) == 1000 + 2  # the province's own clerk and the ministry's


@pytest.mark.parametrize("action", sorted(ALL_ACTIONS))
def test_everybody_of_the_cast_is_found(cast: Cast, action: str) -> None:
    for unit in ("CA.T1", "CAX.X11", "UB.X21"):
        assert queries.holders(action, unit, DAY) == asking_everybody(action, unit), unit
