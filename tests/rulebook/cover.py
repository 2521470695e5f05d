"""``@covers("E03", "X04")``: the rule rows a test judges by. Read from the source by test_rule_coverage."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])


def covers(*rules: str) -> Callable[[F], F]:
    """Says which pack rows the test exercises; the ids must be written out, so that they can be counted."""

    def mark(test: F) -> F:
        test.covers = rules  # type: ignore[attr-defined]
        return test

    return mark
