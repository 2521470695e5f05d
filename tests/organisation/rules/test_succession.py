"""Where a figure stands on another day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity
from lantoa.organisation.rules.reach import Spell
from lantoa.organisation.rules.succession import History, Home, Succession, check
from lantoa.organisation.rules.tree import Hierarchy

D = Decimal
ALWAYS = Validity(date.min)
MERGER = date(2025, 7, 1)
EVE, LATER = date(2025, 6, 30), date(2026, 1, 1)
SPELLS = [
    Spell("A", None, ALWAYS),
    Spell("B", None, Validity(date.min, MERGER)),
    Spell("C", None, ALWAYS),
    Spell("N", None, Validity(MERGER)),
]


def homes(history: History, unit: str, after: date = EVE, until: date = LATER) -> dict[str | None, Decimal]:
    return {home.unit: home.share for home in history.carried(unit, after, until)}


def test_movement_6_2_three_provinces_become_one_that_keeps_a_name() -> None:
    spells = [
        Spell("Phú Thọ", None, ALWAYS),
        Spell("Vĩnh Phúc", None, Validity(date.min, MERGER)),
        Spell("Hòa Bình", None, Validity(date.min, MERGER)),
    ]
    history = History(
        spells, [Succession(old, "Phú Thọ", MERGER) for old in ("Vĩnh Phúc", "Hòa Bình", "Phú Thọ")]
    )
    for old in ("Vĩnh Phúc", "Hòa Bình", "Phú Thọ"):
        assert history.carried(old, EVE, LATER) == [Home("Phú Thọ", D(1))]
    taken = [history.succeeded(old, EVE, LATER) for old in ("Vĩnh Phúc", "Hòa Bình", "Phú Thọ")]
    assert taken == [True, True, False]


def test_a_split_hands_on_shares() -> None:
    history = History(
        SPELLS, [Succession("B", "A", MERGER, D("0.3")), Succession("B", "N", MERGER, D("0.7"))]
    )
    assert homes(history, "B") == {"A": D("0.3"), "N": D("0.7")}


def test_what_a_living_unit_keeps_stays_with_it() -> None:
    history = History(SPELLS, [Succession("C", "N", MERGER, D("0.2"))])
    assert homes(history, "C") == {"N": D("0.2"), "C": D("0.8")}
    assert history.succeeded("C", EVE, LATER) is False


def test_what_an_ended_unit_did_not_hand_on_is_lost_and_said() -> None:
    assert homes(History(SPELLS, [Succession("B", "A", MERGER, D("0.4"))]), "B") == {
        "A": D("0.4"),
        None: D("0.6"),
    }
    assert homes(History(SPELLS), "B") == {None: D(1)}


def test_a_succession_counts_from_its_day_on() -> None:
    history = History(SPELLS, [Succession("B", "A", MERGER)])
    assert homes(history, "B", date(2025, 1, 1), EVE) == {"B": D(1)}
    assert homes(history, "B", date(2025, 1, 1), MERGER) == {"A": D(1)}


def test_backwards_nothing_is_split_up_again() -> None:
    history = History(SPELLS, [Succession("B", "A", MERGER)])
    assert homes(history, "A", LATER, EVE) == {"A": D(1)}
    assert homes(history, "N", LATER, EVE) == {None: D(1)}


def test_an_exchange_on_one_day_does_not_go_round_in_circles() -> None:
    history = History(SPELLS, [Succession("A", "C", MERGER), Succession("C", "A", MERGER)])
    assert (homes(history, "A"), homes(history, "C")) == ({"C": D(1)}, {"A": D(1)})


def test_heirs_met_on_two_ways_are_added() -> None:
    day = date(2025, 9, 1)
    moves = [
        Succession("B", "A", MERGER, D("0.5")),
        Succession("B", "N", MERGER, D("0.5")),
        Succession("N", "A", day),
    ]
    assert homes(History(SPELLS, moves), "B") == {"A": D("1.0")}


@pytest.mark.parametrize(
    ("moves", "code", "place"),
    [
        ([Succession("X", "A", MERGER)], "UNKNOWN_UNIT", "successions[0].from"),
        ([Succession("B", "X", MERGER)], "UNKNOWN_UNIT", "successions[0].to"),
        ([Succession("B", "A", MERGER, D(0))], "BAD_SHARE", "successions[0].share"),
        ([Succession("B", "A", MERGER, D("1.1"))], "BAD_SHARE", "successions[0].share"),
        ([Succession("A", "B", MERGER)], "SUCCESSOR_NOT_IN_FORCE", "successions[0].to"),
        ([Succession("A", "N", EVE)], "SUCCESSOR_NOT_IN_FORCE", "successions[0].to"),
        (
            [Succession("B", "A", MERGER, D("0.6")), Succession("B", "C", MERGER, D("0.6"))],
            "BAD_SHARE",
            "successions[1].share",
        ),
        (
            [Succession("B", "A", MERGER, D("0.3")), Succession("B", "A", MERGER, D("0.3"))],
            "BAD_SHARE",
            "successions[1].share",
        ),
    ],
)
def test_what_is_no_succession_is_located(moves: list[Succession], code: str, place: str) -> None:
    with pytest.raises(BadInput) as caught:
        check(moves, Hierarchy(SPELLS))
    assert (caught.value.fault.code, caught.value.fault.place) == (code, place)


def test_a_merger_for_good_must_hand_on_everything() -> None:
    part = [Succession("B", "A", MERGER, D("0.4"))]
    check(part, Hierarchy(SPELLS))
    check([Succession("C", "A", MERGER, D("0.4"))], Hierarchy(SPELLS), complete=True)
    with pytest.raises(BadInput) as caught:
        check(part, Hierarchy(SPELLS), complete=True)
    assert (
        caught.value.fault.message == "“B” kết thúc ngày 2025-07-01 nhưng các phần kế thừa mới cộng được 0.4."
    )


moves = st.lists(
    st.builds(
        Succession,
        st.sampled_from("ABCN"),
        st.sampled_from("ACN"),
        st.dates(MERGER, date(2025, 12, 31)),
        st.sampled_from([D("0.25"), D("0.5"), D(1)]),
    ),
    max_size=8,
    unique_by=lambda move: (move.predecessor, move.on),
)


@given(moves, st.sampled_from("ABC"))
def test_shares_always_add_up_to_one(successions: list[Succession], unit: str) -> None:
    found = History(SPELLS, successions).carried(unit, EVE, LATER)
    assert sum(home.share for home in found) == 1
    assert len({home.unit for home in found}) == len(found)
