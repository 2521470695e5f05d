"""Deciding on what was read, on the command line: the same operations and refusals as the pages."""

from __future__ import annotations

from datetime import datetime

import pytest

from lantoa.cli.reading import command
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.reading.models import SourceText
from tests.cast import Cast
from tests.cli.test_programme_and_reporting import run
from tests.reading.test_operations import one, propose


@pytest.fixture
def text(cast: Cast, at: datetime) -> SourceText:
    return propose(cast, at)


def test_items_are_dropped_mended_and_the_rest_taken(cast: Cast, text: SourceText) -> None:
    as_ = ("--as", "province")
    (row,) = run(command, "texts", *as_, "--text", "so ket")
    assert (row["id"], row["waiting"]) == (text.pk, row["total"])
    shown = run(command, "show", text.pk, *as_)["proposals"]
    assert all(text.text[item["start"] : item["end"]] == item["quote"] for item in shown)
    document, award = one(text, "document"), one(text, "award")
    assert run(command, "decide", text.pk, *as_, "--refuse", document.pk)["decided"] == 1
    run(command, "decide", text.pk, *as_, "--accept", one(text, "event").pk)
    mended = ("--correct", award.pk, "--set", "count=5", "--set", "form=Giấy khen của Giám đốc")
    run(command, "decide", text.pk, *as_, *mended)
    award.refresh_from_db()
    assert (award.state, award.corrected["count"]) == ("CORRECTED", 5)
    taken = run(command, "decide", text.pk, *as_, "--accept", "all")
    assert (taken["decided"], taken["waiting"], taken["stage"]) == (len(shown) - 3, 0, "decided")
    assert taken["conference"] is not None


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ((), "--accept, --refuse, --correct"),
        (("--accept", "all", "--refuse", "all"), "--accept, --refuse, --correct"),
        (("--accept", "all", "--set", "count=5"), "--set"),
    ],
)
def test_two_decisions_at_once_are_refused(text: SourceText, words: tuple[str, ...], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        run(command, "decide", text.pk, "--as", "province", *words)
    assert refused.value.fault.place == place


def test_a_wrong_correction_names_its_field(text: SourceText) -> None:
    award = one(text, "award").pk
    for change, place in (("count=năm", "count"), ("quote=khác", "quote")):
        with pytest.raises(BadInput) as refused:
            run(command, "decide", text.pk, "--as", "province", "--correct", award, "--set", change)
        assert refused.value.fault.place == place
    with pytest.raises(NotFound):
        run(command, "decide", text.pk, "--as", "province", "--accept", "0")


def test_a_stranger_sees_and_decides_nothing(text: SourceText) -> None:
    assert run(command, "texts", "--as", "stranger") == []
    for words in (("show", text.pk), ("decide", text.pk, "--accept", "all")):
        with pytest.raises(NotFound):
            run(command, *words, "--as", "stranger")
    assert not text.proposals.exclude(state="PROPOSED").exists()
