"""OpenAPI knows a shape by its name only: two shapes of one name would be described as one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ninja import Schema

from lantoa.api.root import api


def shapes(of: type[Schema]) -> Iterator[type[Schema]]:
    for one in of.__subclasses__():
        yield one
        yield from shapes(one)


def test_every_shape_has_a_name_of_its_own() -> None:
    assert api.get_openapi_schema()["paths"]  # which brings every area in
    named = Counter(one.__name__ for one in set(shapes(Schema)) if one.__module__.startswith("lantoa.api"))
    assert len(named) > 200
    assert [name for name, count in named.items() if count > 1] == []
