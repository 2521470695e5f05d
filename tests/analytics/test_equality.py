"""The engine against an independent recomputation and against reporting's own roll-up: random trees, mergers in the
middle of periods, every kind, every span, as it was and restated."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lantoa.analytics import asking, placing
from lantoa.reporting.asking import Gathered, gather
from tests.reporting.rules.plain_rollup import generated, rolled_up

from .worlds import asked, kept, store

pytestmark = pytest.mark.django_db
PERIODS = ["2025-H1", "2025-H2", "2026-04"]
FEW = settings(
    max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def told(total: asking.Total, kind: str) -> dict[str, Any]:
    one = total.sum
    found: dict[str, Any] = {"value": None if one.value is None else F(one.value)}
    if kind == "DISTINCT":
        found["keys"] = list(one.keys or ())
    if kind == "RATIO":
        found |= {"numerator": F(one.numerator), "denominator": F(one.denominator)}
    return {**found, "reported": one.reported, "expected": total.expected}


@given(seed=st.integers(0, 10**9))
@FEW
def test_the_engine_says_what_the_rules_words_say(seed: int) -> None:
    case = generated(seed)
    with transaction.atomic():
        form = store(case)
        kept(form)
        for ask in case["ask"]:
            found = asking.answer(asked(form, ask, (ask["unit"],)))
            assert found is not None
            total = found.totals[0, ask["unit"], ask["indicator"]]
            assert told(total, ask["indicator"]) == rolled_up(case, ask), ask
        transaction.set_rollback(True)
    placing._folder.cache_clear()


@given(seed=st.integers(0, 10**9), periods=st.sampled_from([PERIODS[:1], PERIODS]))
@example(seed=3, periods=PERIODS)  # a province of reporters in one period, a reporter itself in the next
@FEW
def test_all_levels_at_once_are_the_same_as_one_by_one(seed: int, periods: list[str]) -> None:
    case = generated(seed)
    with transaction.atomic():
        form = store(case)
        kept(form)
        for kind in ("SUM", "STOCK", "RATIO", "MAX", "DISTINCT"):
            for geography in ("as_was", "2026-11-21"):
                ask = {"indicator": kind, "periods": periods, "geography": geography}
                whole = asking.answer(asked(form, ask, None))
                assert whole is not None
                for node in whole.nodes:
                    said = told(whole.totals[0, node, kind], kind)
                    assert said == rolled_up(case, {**ask, "unit": node}), (node, ask)
                apart = asking.answer(asked(form, ask, ("QG",), each=True))
                assert apart is not None
                for turn, period in enumerate(sorted(periods)):
                    said = told(apart.totals[turn, "QG", kind], kind)
                    assert said == rolled_up(case, {**ask, "unit": "QG", "periods": [period]})
        transaction.set_rollback(True)
    placing._folder.cache_clear()


@given(seed=st.integers(0, 10**9), geography=st.sampled_from([None, date(2026, 11, 21)]))
@FEW
def test_tables_are_told_the_same_by_files_and_rows(seed: int, geography: date | None) -> None:
    case = generated(seed)
    with transaction.atomic():
        form = store(case)
        held = gather(None, form, PERIODS, date(2026, 11, 21), unit="QG", geography=geography)
        units = ["QG", *held.below(), *held.reporters()]
        spans = [*((period,) for period in PERIODS), tuple(PERIODS), tuple(PERIODS[1:])]
        asks = [
            (unit, line.code, span)
            for unit in units
            for line in held.lines
            if line.kind != "TEXT"
            for span in spans
        ]
        from_rows = held.answer(asks)
        kept(form)
        with patch.object(Gathered, "_put_together", side_effect=AssertionError("the files have it")):
            assert held.answer(asks) == from_rows
        transaction.set_rollback(True)
    placing._folder.cache_clear()
