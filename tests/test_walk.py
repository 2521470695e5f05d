"""Every page and every API operation × every person of the cast × their own and another unit's things.

What each gets is written in ``tests/walk/``. A page or operation that nobody wrote a row for fails here; so does
a page that shows one side's mark to the other. Missing or changed rows: ``python -m tests.walk``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction

from lantoa.access import facts
from tests.conftest import AT
from tests.walk import rights, table
from tests.walk.mechanism import PEOPLE, Row, Undo, Walk, bare, handler, people_of, sides
from tests.walk.world import MARKS, build

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BOTH = {"ministry", "ministry_signer", "ministry_clerk", "administrator", "head"}
"""Who reaches both provinces: by the ministry, or by the cluster that both belong to."""
SIDE_OF = {
    **{key: "own" for key in PEOPLE},
    **{key: "other" for key in PEOPLE if key.startswith("stranger")},
}


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Walk]:
    """The world, built once for this module and rolled back after it."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                users, things = build(AT)
                with bare():
                    yield Walk(handler(settings.MIDDLEWARE), users, things)
                raise Undo
        except Undo:
            pass


def test_every_page_and_operation_is_in_the_table() -> None:
    known = set(table.rows())
    assert sorted(table.wanted() - known) == [], "no row: see python -m tests.walk"
    assert sorted(what for what in known - table.wanted() if "debug" not in what) == [], "gone"


def test_every_word_has_a_letter_for_everybody() -> None:
    wrong = [
        row.what
        for rows in table.rows().values()
        for row in rows
        for side, word in sides(row)
        if len(word) != len(people_of(side)) or set(word) - set(".vx-sm")
    ]
    assert wrong == []


def test_every_row_is_judged_by_a_right() -> None:
    assert sorted(what for what in table.rows() if not rights.right_of(what)) == []


@pytest.mark.parametrize("area", sorted(table.areas()))
def test_the_letters_are_those_of_the_role_matrix(walk: Walk, area: str) -> None:
    """Who may by the matrix comes past the door, nobody else."""
    actors = {person: facts.actor_of(user) for person, user in walk.users.items()}
    assert [fault for row in table.areas()[area] for fault in rights.unlike(row, actors)] == []


@pytest.mark.parametrize("area", sorted(table.areas()))
def test_everybody_gets_what_the_table_says(walk: Walk, area: str) -> None:
    faults = [fault for row in table.areas()[area] for fault in differences(walk, row)]
    assert faults == []


def differences(walk: Walk, row: Row) -> list[str]:
    """What differs from the row, what shows the other side's mark, who wrote without being let to."""
    found = []
    for side, expected in sides(row):
        word, bodies, wrote = walk.outcome(row, side)
        if word != expected:
            found.append(f"{row.what} {side}: {word} instead of {expected}")
        found += [f"{row.what} {side}: {who} reads {told}" for who, told in leaks(bodies)]
        found += [
            f"{row.what} {side}: {who} wrote, though refused"
            for who in wrote
            if expected[people_of(side).index(who)] != "."
        ]
    return found


def leaks(bodies: dict[str, str]) -> list[tuple[str, str]]:
    """(person, mark) for each mark in a body of somebody from the other side."""
    return [
        (person, mark)
        for person, body in bodies.items()
        if person not in BOTH
        for side, mark in MARKS.items()
        if mark in body and (side != SIDE_OF[person] or person in {"anonymous", "nobody"})
    ]
