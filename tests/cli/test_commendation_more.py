"""Facts, written opinions and the public look-up on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from lantoa.cli.commendation import command
from lantoa.commendation import operations
from lantoa.commendation.models import CouncilVoter, Dossier
from lantoa.kernel.errors import BadInput, NotFound
from tests.cast import Cast
from tests.cli import test_programme_and_reporting as year
from tests.cli.test_commendation import kept, run
from tests.commendation.round import DAY, GOOD, council, issued, title_dossier, verified


def test_facts_are_written_whole_and_a_stranger_writes_none(cast: Cast, at: datetime, tmp_path: Path) -> None:
    dossier = title_dossier(cast, at)
    file = kept(tmp_path, "facts.json", {"facts": GOOD, "merit": "Vận động nhân dân."})
    words = ("facts", dossier.pk, "--file", file)
    assert run(command, *words, who="emulation")["facts"] == GOOD
    assert Dossier.objects.get().merit == "Vận động nhân dân."
    with pytest.raises(BadInput) as refused:
        run(command, *words[:3], kept(tmp_path, "b.json", {"merit": "x"}), who="emulation")
    assert refused.value.fault.place.endswith("b.json")
    with pytest.raises(NotFound):
        run(command, *words, who="stranger")


def test_a_written_opinion_is_counted_and_a_stranger_records_none(cast: Cast, at: datetime) -> None:
    dossier = verified(cast, title_dossier(cast, at), at)
    board = council(cast, at)
    (ballot,) = operations.open_vote(
        actor=cast["emulation"], council=board, dossiers=[dossier], day=DAY, at=at
    )
    seat = run(command, "vote", "members", board.pk, who="emulation")[2]
    words = ("vote", "written", ballot.pk, "--member", seat["id"], "--yes", "--opinion", "Nhất trí.")
    for refused in (words, ("vote", "members", board.pk)):
        with pytest.raises(NotFound):
            run(command, *refused, who="stranger")
    assert run(command, *words, who="emulation") == {"written": True}
    voter = CouncilVoter.objects.get()
    assert (voter.member.name, voter.mode, voter.written_yes, voter.opinion) == (
        seat["name"], "WRITTEN", True, "Nhất trí.",
    )  # fmt: skip
    with pytest.raises(BadInput) as unknown:
        run(command, *words[:4], 0, "--no", who="emulation")
    assert unknown.value.fault.place == "thành viên"


def test_anybody_looks_up_what_is_published(cast: Cast, at: datetime) -> None:
    decision = issued(cast, title_dossier(cast, at), at)
    (found,) = year.run(command, "search", "ngoc anh")
    assert (found["name"], found["code"]) == ("Nguyễn Thị Ngọc Ánh", decision.public_code)
    assert year.run(command, "look", found["code"].lower())["names"] == ["Nguyễn Thị Ngọc Ánh"]
    with pytest.raises(BadInput):
        year.run(command, "search", "a")
    with pytest.raises(NotFound):
        year.run(command, "look", "ABCDEFGHJKLM")


def test_what_is_not_published_is_not_found(cast: Cast, at: datetime) -> None:
    hidden = issued(cast, title_dossier(cast, at), at, published=False)
    assert year.run(command, "search", "ngoc anh") == []
    with pytest.raises(NotFound):
        year.run(command, "look", hidden.public_code)
