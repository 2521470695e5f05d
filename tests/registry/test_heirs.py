"""Who takes over an ended organ reads its papers from that day; nobody else comes to see them, and no right to act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.organisation import operations as organisation
from lantoa.registry import operations, queries
from lantoa.registry.rules.lifecycle import DRAFT
from tests.cast import Cast

from .desk import TEXT

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 3, 2), date(2026, 12, 2)


def clerk_there(cast: Cast) -> Actor:
    """The clerk's role, held at the organ that is going to end."""
    return replace(
        cast["province"], grants=tuple(replace(one, unit="CA.T2") for one in cast["province"].grants)
    )


def test_the_heir_reads_the_papers_of_the_organ_that_ended(cast: Cast, at: datetime) -> None:
    row = operations.draft(
        actor=clerk_there(cast), body="CA.T2", kind="plan", summary="Kế hoạch của đơn vị cũ", symbol="KH-CAT",
        text=TEXT, day=BEFORE, at=at,
    )  # fmt: skip
    with pytest.raises(NotFound):
        queries.paper(row.pk, visible_to=cast["clerk"], day=BEFORE)
    organisation.merge(
        actor=cast["administrator"], predecessors=["CA.T2"], successor="CA.T1", day=date(2026, 12, 1),
        basis="Nghị quyết", at=at,
    )  # fmt: skip
    assert queries.paper(row.pk, visible_to=cast["clerk"], day=AFTER).pk == row.pk
    assert "CA.T2" not in queries.bodies(cast["clerk"], DRAFT, AFTER)
    for who in ("head", "stranger_commune", "nobody"):
        with pytest.raises(NotFound):
            queries.paper(row.pk, visible_to=cast[who], day=AFTER)
