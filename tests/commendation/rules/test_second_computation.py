"""200 generated cases of each worksheet against a second, plain computation."""

from __future__ import annotations

from collections import Counter

from lantoa.cli.worksheets import eligibility, money, threshold

from . import second
from .cases import ballots, generated, prizes


def test_eligibility_agrees_on_200_cases_of_every_outcome() -> None:
    cases = generated(200)
    found = [eligibility.run(case)["outcome"] for case in cases]
    differing = [
        (case, one, second.outcome(case))
        for case, one in zip(cases, found, strict=True)
        if one != second.outcome(case)
    ]
    assert differing == []
    assert all(count >= 20 for count in Counter(found).values())
    assert set(found) == {"met", "unmet", "needs_person"}


def test_money_agrees_on_200_cases() -> None:
    for case in prizes(200):
        answer = money.run(case)
        total, ask, amounts, paid = second.money(case)
        assert [line["amount"] for line in answer["lines"]] == amounts, case
        assert [line["paid"] for line in answer["lines"]] == paid, case
        assert (answer["total"], answer["needs_person"]) == (total, ask), case


def test_thresholds_agree_on_200_ballots() -> None:
    for case in ballots(200):
        answer = threshold.run(case)
        assert (answer["needed"], answer["passed"]) == second.threshold(case), case
