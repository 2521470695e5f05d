from __future__ import annotations

import pytest

from lantoa.kernel.errors import BadInput
from lantoa.reading.rules import corrections


def test_a_change_is_cleaned_and_the_rest_stays() -> None:
    facts = {"name": "Lò Văn Tâm", "rank": None, "role": "chair"}
    assert corrections.corrected("person", facts, {"rank": " Đại\u00a0tá "}) == {**facts, "rank": "Đại tá"}


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("award", {"count": -1}),
        ("award", {"count": "3"}),
        ("award", {"count": True}),
        ("award", {"form_code": "bang_vang"}),
        ("figure", {"value": None}),
        ("cluster", {"members": "Sơn La"}),
        ("event", {"chair": []}),
        ("person", {"role": "boss"}),
    ],
)
def test_what_cannot_be(kind: str, changes: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        corrections.corrected(kind, {}, changes)


@pytest.mark.parametrize("kind", corrections.KINDS)
def test_place_and_quote_are_never_editable(kind: str) -> None:
    assert not {"span", "start", "end", "quote"} & set(corrections.editable(kind))
