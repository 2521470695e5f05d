"""Overlays: only where the law delegates, nearest wins, whatever the order they were loaded in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.decisions import Mark
from lantoa.kernel.periods import Validity
from lantoa.rulebook import packs
from lantoa.rulebook.rules.overlay import MINISTRY, PROVINCE, Overlay, refusal, resolve
from lantoa.rulebook.rules.predicates import Condition
from lantoa.rulebook.rules.rows import Dossier, Eligibility, Layer

DAY = date(2026, 11, 21)
LINEAGE = ("UB.X11", "UB.T1", "BO")
DELEGATIONS = packs.delegations(DAY)
SINCE = Validity(date(2026, 1, 1))


def own(**changes: object) -> Overlay:
    """Tỉnh Một asks for three sets of the papers of H02."""
    given = Overlay(
        key="UB.T1/A:1", pack="dossiers", rule="H02", unit="UB.T1", level=PROVINCE, valid=SINCE,
        instrument="1/QĐ-UBND", source="Điều 7, 1/QĐ-UBND", changes=(("copies", "03 bộ"),),
    )  # fmt: skip
    return replace(given, **changes)  # type: ignore[arg-type]


def flag(code: str) -> Condition:
    return Condition("flag", {"name": code.lower()}, (), code, "Điều kiện riêng", "")


def row(pack: str, rule: str) -> Dossier | Eligibility:
    return next(one for one in packs.load(DAY)[pack] if one.id == rule)  # type: ignore[return-value]


def held(overlays: list[Overlay], pack: str = "dossiers", rule: str = "H02", day: date = DAY, **more: object):
    return resolve(pack, [row(pack, rule)], overlays, DELEGATIONS, LINEAGE, day, **more)  # type: ignore[arg-type]


def test_a_delegated_value_is_the_unit_s_and_says_where_it_comes_from() -> None:
    (one,) = held([own()])
    assert isinstance(one.row, Dossier)
    assert (one.row.copies, one.row.layer, one.row.mark) == ("03 bộ", Layer.LOCAL, Mark.VERIFIED)
    assert one.row.papers == row("dossiers", "H02").papers  # type: ignore[union-attr]
    assert [step.layer for step in one.steps] == [Layer.NATIONAL, Layer.LOCAL]
    assert one.steps[-1].said("UBND tỉnh Một") == (
        "địa phương (UBND tỉnh Một): Điều 7, 1/QĐ-UBND, theo NĐ 152/2025, Điều 6 khoản 2 điểm c"
    )


def test_conditions_are_added_beside_those_of_the_law_never_instead() -> None:
    law, more = held(
        [own(pack="eligibility", rule="E05", changes=(), added=(flag("THRIFT"),))], "eligibility", "E05"
    )
    assert law.row == row("eligibility", "E05")
    assert (more.row.id, [one.code for one in more.row.conditions]) == ("E05.UB.T1", ["THRIFT"])  # type: ignore[attr-defined]
    assert "Điều 28 khoản 3" in more.row.clause


@pytest.mark.parametrize(
    ("pack", "rule", "changes", "code", "clause"),
    [
        ("thresholds", "V03", {"changes": (("share", 0),)}, "NOT_DELEGATED", "NĐ 98/2023, Điều 30 khoản 7"),
        ("eligibility", "E03", {"changes": (), "added": (flag("A"),)}, "NOT_DELEGATED", "Điều 22 khoản 1"),
        ("eligibility", "E05", {"changes": (("conditions", ()),)}, "LAW_STANDS", "Điều 28 khoản 3"),
        ("eligibility", "E05", {"changes": (), "added": (flag("SHARE"),)}, "LAW_STANDS", "Điều 28 khoản 3"),
        ("dossiers", "H02", {"changes": (("ballot", False),)}, "NOT_DELEGATED", "Điều 6 khoản 2 điểm c"),
        ("dossiers", "H02", {"level": ""}, "NOT_DELEGATED", "Điều 6 khoản 2 điểm c"),
        ("dossiers", "H02", {"awards": ("T_CSTDTQ",)}, "NOT_OF_RULE", "awards"),
        ("authorities", "A08", {"changes": (("decides", "Tôi"),)}, "NOT_DELEGATED", "Điều 80 khoản 5"),
        ("eligibility", "E17", {"changes": (), "added": (flag("A"),)}, "NOT_DELEGATED", "Điều 4 khoản 5"),
    ],
)  # fmt: skip
def test_what_the_law_does_not_delegate_is_refused_with_its_clause(
    pack: str, rule: str, changes: dict[str, object], code: str, clause: str
) -> None:
    overlay = own(pack=pack, rule=rule, **changes)
    found = refusal(overlay, row(pack, rule), DELEGATIONS)
    assert found is not None
    assert found.remedy
    assert (found.code, clause in found.place) == (code, True)
    assert [one.row for one in held([overlay], pack, rule)] == [row(pack, rule)]


def test_a_delegation_not_read_in_full_decides_once_it_is_confirmed() -> None:
    overlay = own(rule="H03")
    (open_,) = held([overlay], rule="H03")
    (sure,) = held([overlay], rule="H03", confirmed={"GQ09"})
    assert (open_.row.mark, sure.row.mark) == (Mark.TO_CONFIRM, Mark.VERIFIED)


def test_an_overlay_of_some_awards_leaves_the_others_as_they_were() -> None:
    whole = row("dossiers", "H01")
    rest, mine = held([own(rule="H01", awards=("T_LDTT",))], rule="H01")
    assert (mine.row.awards, mine.row.copies) == (("T_LDTT",), "03 bộ")  # type: ignore[attr-defined]
    assert set(rest.row.awards) == set(whole.awards) - {"T_LDTT"}  # type: ignore[attr-defined]


WHO = st.sampled_from(
    [("UB.X11", PROVINCE), ("UB.T1", PROVINCE), ("BO", MINISTRY), ("UB.T2", PROVINCE), ("UB.X11", "")]
)
SPANS = st.sampled_from(
    [SINCE, Validity(date(2025, 1, 1), DAY), Validity(DAY + timedelta(days=1)), Validity(DAY)]
)


@st.composite
def overlays(draw: st.DrawFn) -> list[Overlay]:
    drawn = draw(st.lists(st.tuples(WHO, SPANS, st.sampled_from(["copies", "ballot"])), max_size=7))
    return [
        own(key=f"k{at}", unit=unit, level=level, valid=span, changes=((field, f"{at} bộ"),))
        for at, ((unit, level), span, field) in enumerate(drawn)
    ]


@given(overlays(), st.randoms(use_true_random=False))
def test_the_order_of_loading_does_not_matter(found: list[Overlay], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert held(found) == held(shuffled)


@given(overlays())
def test_ended_foreign_and_undelegated_ones_never_change_a_result(found: list[Overlay]) -> None:
    counting = [
        one
        for one in found
        if one.unit in LINEAGE and one.valid.covers(DAY) and one.level and one.changes[0][0] == "copies"
    ]
    assert held(found) == held(counting)


@given(overlays())
def test_a_more_local_one_wins(found: list[Overlay]) -> None:
    (before,) = held(found)
    (after,) = held(
        [*found, own(key="nearest", unit="UB.X11", valid=Validity(DAY), changes=(("copies", "gần nhất"),))]
    )
    mine = [one for one in found if one.unit == "UB.X11" and one.valid.start == DAY and one.level]
    if not mine:
        assert after.row.copies == "gần nhất"  # type: ignore[attr-defined]
    assert len(after.steps) == len(before.steps) + 1
    assert [step.layer for step in after.steps] == sorted(
        (step.layer for step in after.steps), key=[Layer.NATIONAL, Layer.SECTOR, Layer.LOCAL].index
    )
