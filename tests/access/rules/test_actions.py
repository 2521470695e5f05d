"""Every action has its words, and only actions that exist have any."""

from __future__ import annotations

from lantoa.access import matrix
from lantoa.access.rules.actions import AREAS, LABELS, PERSONAL, SIGNING
from lantoa.access.rules.roles import ALL_ACTIONS, ROLES, actions_of


def test_every_action_is_named_in_vietnamese_and_belongs_to_an_area() -> None:
    assert set(LABELS) == set(ALL_ACTIONS)
    assert {action.partition(".")[0] for action in ALL_ACTIONS} <= set(AREAS)
    assert len(set(LABELS.values())) == len(LABELS)


def test_what_is_set_apart_exists() -> None:
    assert PERSONAL <= ALL_ACTIONS
    assert SIGNING <= ALL_ACTIONS


def test_the_matrix_is_the_roles_read_the_other_way() -> None:
    lines = list(matrix.lines())
    assert {(one.role_code, one.action) for one in lines} == {
        (code, action) for code in ROLES for action in actions_of(code)
    }
    assert [one.order for one in lines] == list(range(len(lines)))
