"""Cases worked out on paper from the format's sentences before the product was asked: only the keys written
are compared, a number with its JSON type."""

from __future__ import annotations

from typing import Any

from .trying import tried

Json = dict[str, Any]


def fits(wanted: Any, got: Any) -> bool:
    """Whether everything ``wanted`` says is so in ``got``; ``{"error": …}`` is never there unasked."""
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(
            key in got and fits(one, got[key]) for key, one in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(got, list)
            and len(wanted) == len(got)
            and all(fits(*pair) for pair in zip(wanted, got, strict=True))
        )
    return type(wanted) is type(got) and bool(wanted == got)


def check(name: str, case: Json, wanted: Any) -> None:
    got = tried(name, case)
    assert fits(wanted, got), got


BAD: Json = {"error": {}}
