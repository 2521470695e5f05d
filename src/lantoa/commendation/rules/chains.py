"""What a revoked title shakes: the titles whose conditions look back to it, and theirs in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lantoa.rulebook.rules.predicates import rests_on
from lantoa.rulebook.rules.rows import Eligibility


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """One decided title of one person, by year."""

    year: int
    award: str


@dataclass(frozen=True, slots=True)
class Shaken:
    """A title to be judged again, the revoked or shaken title it rests on, and the rule that says so."""

    held: Held
    because: Held
    rule: Eligibility


def shaken(revoked: Held, held: Collection[Held], rules: Sequence[Eligibility]) -> tuple[Shaken, ...]:
    """Every held title that rests on ``revoked``, directly or through another, oldest first, each once.

    A title that another title of the same year can carry instead (LĐTT or CSTT) is not shaken by it.
    """
    left = {one for one in held if one != revoked}
    found: dict[Held, Shaken] = {}
    frontier = [revoked]
    while frontier:
        lost = frontier.pop(0)
        for one in sorted(left - set(found)):
            rule = _rule_between(lost, one, rules, left - set(found))
            if rule is not None:
                found[one] = Shaken(one, lost, rule)
                frontier.append(one)
    return tuple(found[one] for one in sorted(found))


def _rule_between(
    lost: Held, one: Held, rules: Iterable[Eligibility], left: Collection[Held]
) -> Eligibility | None:
    for rule in rules:
        if one.award not in rule.awards:
            continue
        for condition in rule.conditions:
            pairs = rests_on(condition, one.year)
            if (lost.award, lost.year) not in pairs:
                continue
            carried = condition.operator == "has" and any(
                Held(year, award) in left for award, year in pairs if award != lost.award
            )
            if not carried:
                return rule
    return None
