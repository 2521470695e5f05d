"""The steps of a score sheet (law.md §14.3)."""

from __future__ import annotations

import pytest

from lantoa.assessment.rules.lifecycle import SHEET
from lantoa.kernel.errors import Conflict


def walk(*actions: str) -> str:
    state = "draft"
    for action in actions:
        state = SHEET.step(state, action).target
    return state


def test_law_14_3_from_self_scoring_to_publication() -> None:
    walked = ["self_score", "cluster_score", "explain", "appraise", "finalise", "publish"]
    assert [walk(*walked[:index]) for index in range(len(walked) + 1)] == list(SHEET.states)


def test_a_silent_unit_does_not_hold_up_the_cluster_but_the_reason_is_written() -> None:
    step = SHEET.step("cluster_scored", "appraise")
    assert (step.target, step.reason) == ("appraised", True)


def test_going_back_always_asks_for_a_reason() -> None:
    ranks = {state: index for index, state in enumerate(SHEET.states)}
    backwards = [step for step in SHEET.steps if ranks[step.target] < ranks[step.source]]
    assert [(step.action, step.reason) for step in backwards] == [("send_back", True), ("reopen", True)]


def test_the_cluster_cannot_score_before_the_unit() -> None:
    with pytest.raises(Conflict):
        SHEET.step("draft", "cluster_score")


def test_nothing_changes_after_publication() -> None:
    assert SHEET.open_to("published", frozenset(step.permission for step in SHEET.steps)) == ()


def test_every_step_joins_two_known_states_under_its_own_permission() -> None:
    assert {state for step in SHEET.steps for state in (step.source, step.target)} == set(SHEET.states)
    assert {step.permission.rsplit(".", 1)[0] for step in SHEET.steps} == {"assessment.sheet"}
