"""The button and the list must agree: ``may()`` and ``reach()`` are two readings of one rule."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.access import queries
from lantoa.access.rules.roles import ALL_ACTIONS
from lantoa.kernel.actors import may
from lantoa.kernel.errors import NotAllowed, NotFound
from lantoa.organisation import queries as organisation
from tests.cast import CLUSTER, OTHER_CLUSTER, PEOPLE, UNITS, Cast

DAY = date(2026, 11, 21)


@pytest.mark.parametrize("key", [person[0] for person in PEOPLE])
def test_the_list_shows_exactly_the_units_at_which_the_button_works(cast: Cast, key: str) -> None:
    actor = cast[key]
    for action in sorted(ALL_ACTIONS):
        listed = queries.reach(actor, action, DAY).units
        allowed = {code for code, *_ in UNITS if may(actor, action, organisation.place_of(code, DAY), DAY)}
        assert listed == allowed, action


@pytest.mark.parametrize("key", [person[0] for person in PEOPLE])
def test_the_list_shows_exactly_the_clusters_at_which_the_button_works(cast: Cast, key: str) -> None:
    actor = cast[key]
    for action in sorted(ALL_ACTIONS):
        listed = queries.reach(actor, action, DAY).clusters
        allowed = {key for key in (CLUSTER, OTHER_CLUSTER) if queries.cluster_allows(actor, action, key, DAY)}
        assert listed == allowed, action


def test_a_stranger_cannot_tell_a_hidden_unit_from_a_missing_one(cast: Cast) -> None:
    with pytest.raises(NotFound) as hidden:
        queries.allow(cast["stranger"], "reporting.view", "CAX.X11", DAY)
    assert hidden.value.status == 404


def test_one_inside_without_the_role_is_told_what_is_missing(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        queries.allow(cast["council_member"], "reporting.submission.accept", "CAX.X11", DAY)
    assert refused.value.fault.place == "Công an xã Đồng Ấm"


def test_a_grant_that_has_ended_gives_nothing(cast: Cast) -> None:
    grant = cast.users["province"].grants.get()
    grant.valid_to = DAY
    grant.save()
    actor = queries.actor_of(cast.users["province"])
    assert queries.reach(actor, "reporting.view", DAY) == queries.Reach(False, frozenset(), frozenset())
