"""The steps of a submission."""

from __future__ import annotations

import pytest

from lantoa.kernel.errors import Conflict
from lantoa.reporting.rules.indicators import Indicator, Kind
from lantoa.reporting.rules.lifecycle import COUNTED, EDITABLE, SUBMISSION


def walk(*actions: str) -> str:
    state = "draft"
    for action in actions:
        state = SUBMISSION.step(state, action).target
    return state


def test_entered_returned_once_accepted_and_locked() -> None:
    walked = ["enter", "submit", "return", "enter", "submit", "accept", "lock"]
    assert [walk(*walked[: index + 1]) for index in range(len(walked))] == [
        "draft",
        "submitted",
        "returned",
        "returned",
        "submitted",
        "accepted",
        "locked",
    ]


def test_returning_always_asks_for_a_reason() -> None:
    assert {(step.source, step.reason) for step in SUBMISSION.steps if step.action == "return"} == {
        ("submitted", True),
        ("accepted", True),
    }


def test_figures_are_entered_exactly_where_they_are_editable() -> None:
    assert {step.source for step in SUBMISSION.steps if step.action == "enter"} == EDITABLE


def test_only_accepted_figures_count() -> None:
    assert {"accepted", "locked"} == COUNTED


@pytest.mark.parametrize(
    ("state", "action"), [("draft", "accept"), ("submitted", "enter"), ("locked", "return")]
)
def test_closed_steps_are_refused(state: str, action: str) -> None:
    with pytest.raises(Conflict):
        SUBMISSION.step(state, action)


def test_permissions_are_named_by_area_thing_and_verb() -> None:
    assert {step.permission for step in SUBMISSION.steps} == {
        f"reporting.submission.{verb}" for verb in ("enter", "submit", "return", "accept", "lock")
    }


def test_an_indicator_kind_names_its_fields_and_itself() -> None:
    assert {kind.value: kind.parts for kind in Kind} == {
        "sum": ("value",),
        "stock": ("value",),
        "distinct": ("keys",),
        "ratio": ("numerator", "denominator"),
        "max": ("value",),
        "text": ("text",),
    }
    assert Indicator("M08", Kind.DISTINCT).kind.label == "đếm loại khác nhau, không cộng"
