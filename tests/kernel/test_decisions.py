"""Findings and verdicts: unverified rules ask, they do not decide."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.decisions import Finding, Mark, Outcome, Verdict, all_of, any_of, settled

truths = st.sampled_from([True, False, None])


def finding(met: bool | None, mark: Mark = Mark.VERIFIED) -> Finding:
    return Finding("E01", met, "Điều 22, Luật TĐKT 2022", mark)


@pytest.mark.parametrize(
    ("mets", "outcome"),
    [
        ([True, True], Outcome.MET),
        ([True, None], Outcome.NEEDS_PERSON),
        ([None, False], Outcome.UNMET),
        ([], Outcome.MET),
    ],
)
def test_conditions_are_conjunctive(mets: list[bool | None], outcome: Outcome) -> None:
    for order in permutations(mets):
        assert Verdict(tuple(finding(met) for met in order)).outcome is outcome


@given(truths)
def test_a_rule_to_confirm_at_most_asks(met: bool | None) -> None:
    assert settled(finding(met, Mark.TO_CONFIRM)) is None
    assert Verdict((finding(met, Mark.TO_CONFIRM),)).outcome is Outcome.NEEDS_PERSON


def test_a_verdict_lists_what_fails_and_what_is_open() -> None:
    good, bad, unknown = finding(True), finding(False), finding(None)
    unread = finding(False, Mark.TO_CONFIRM)
    verdict = Verdict((good, bad, unknown, unread))
    assert (verdict.unmet, verdict.open) == ((bad,), (unknown, unread))


@given(st.lists(truths))
def test_any_of_and_all_of_mirror_each_other(values: list[bool | None]) -> None:
    turned = [None if value is None else not value for value in values]
    mirrored = any_of(turned)
    assert all_of(values) == (None if mirrored is None else not mirrored)


@given(st.lists(truths), st.integers(0, 10))
def test_one_more_met_condition_never_hurts(values: list[bool | None], at: int) -> None:
    scale = {False: 0, None: 1, True: 2}
    better = [True if index == at else value for index, value in enumerate(values)]
    assert scale[all_of(better)] >= scale[all_of(values)]
    assert scale[any_of(better)] >= scale[any_of(values)]


def test_labels_are_vietnamese() -> None:
    assert [outcome.label for outcome in Outcome] == [
        "Đủ điều kiện",
        "Chưa đủ điều kiện",
        "Cần người xem xét",
    ]
    assert [mark.label for mark in Mark] == ["đã kiểm chứng", "chờ xác nhận"]
