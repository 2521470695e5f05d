"""Whatever sequence of changes is asked for, no unit ever stands in two places or hangs in the air."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from lantoa.journal import queries as journal
from lantoa.journal.models import Entry
from lantoa.kernel.errors import Problem
from lantoa.organisation import facts, operations, queries
from lantoa.organisation.models import Unit, UnitKind
from lantoa.organisation.rules import tree
from tests.cast import Cast

FIRST = date(2026, 11, 21)
BASIS = "Quyết định thử"


def asked(chance: random.Random, number: int) -> Callable[..., object]:
    """One change, sensible or not: units, days and shares at random."""
    units = [unit.code for unit in Unit.objects.filter(code__startswith="CA").order_by("code")]
    one, other = chance.sample(units, 2)
    day = FIRST + timedelta(days=chance.randrange(40))
    common = {"day": day, "basis": BASIS}
    half = Decimal("0.5")
    third = chance.choice(units)
    changes: list[tuple[Callable[..., object], dict[str, object]]] = [
        (operations.create_unit, {"code": f"CAX.{number}", "kind": UnitKind.COMMUNE_POLICE,
                                  "name": f"Công an xã {number}", "parent": one}),
        (operations.create_unit, {"code": one, "kind": UnitKind.COMMUNE_POLICE, "name": "Trở lại", "parent": other}),
        (operations.rename, {"unit": one, "name": f"Tên thứ {number}"}),
        (operations.move, {"unit": one, "parent": other}),
        (operations.merge, {"predecessors": [one], "successor": other}),
        (operations.split, {"unit": one, "shares": {other: half, third: half}}),
        (operations.dissolve, {"unit": one}),
    ]  # fmt: skip
    operation, said = chance.choice(changes)
    return lambda **more: operation(**common, **said, **more)


@pytest.mark.parametrize("seed", range(3))
def test_no_walk_breaks_the_organisation(cast: Cast, at: datetime, seed: int) -> None:
    chance = random.Random(seed)
    done = 0
    for number in range(60):
        try:
            asked(chance, number)(actor=cast["administrator"], at=at)
            done += 1
        except Problem:
            continue
    for ahead in range(0, 60, 5):
        assert queries.troubles(FIRST + timedelta(days=ahead)) == []
    tree.check([spell for spell, _, _ in facts.spells()])
    assert Entry.objects.count() == done > 8
    assert journal.verify()[1] is None
