"""A round's accepted figures go to another deployment whole and once, and no small count to the Internet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from lantoa.exchange import gather, keys, operations, queries
from lantoa.exchange.models import Peer, Received
from lantoa.exchange.rules.packages import Part, check_small, for_network
from lantoa.journal.models import Entry
from lantoa.kernel.errors import Conflict, NotAllowed, NotFound
from lantoa.reporting import operations as reporting
from lantoa.reporting.models import Round, Value
from tests.cast import Cast
from tests.exchange.test_packages import DAY, changes, pair, register, side, take
from tests.reporting.build import AT, a_form, a_round, accepted, entered, of
from tests.reporting.build import DAY as REPORTED

__all__ = ["pair", "side"]
FORM = {"form": "PT-6T", "period": "2026-H1"}


@pytest.fixture
def round_(cast: Cast) -> Round:
    """CA.T1's figures are accepted, with 3 tips only; those of CA.T2 are entered and not sent."""
    found = a_round(cast["ministry"], a_form(cast["ministry"]))
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"), M19=3)
    entered(cast["stranger"], of(found, "CA.T2"))
    return found


def send(cast: Cast, at: datetime, peer: Peer, unit: str = "BCA") -> bytes:
    choice = gather.Choice(unit, (Part.FIGURES,), **FORM)
    made = operations.make_package(actor=cast["administrator"], peer=peer.pk, choice=choice, day=DAY, at=at)
    return queries.sealed_of(made)


def bodies() -> dict[str, dict]:
    return {row.body["line"]: row.body for row in Received.objects.order_by("key")}


def test_accepted_figures_arrive_once_and_whole(
    cast: Cast, at: datetime, round_: Round, side: Callable[..., None], pair: tuple[Peer, Peer]
) -> None:
    data = send(cast, at, pair[1])
    side("b")
    row = take(cast, at, data)
    assert set(changes(row).values()) == {"new"}
    assert not any("CA.T2" in key for key in changes(row))
    before = Entry.objects.count()
    _, counts = operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    values = Value.objects.filter(submission=of(round_, "CA.T1"))
    assert counts == {"new": values.count(), "changed": 0, "same": 0, "conflict": 0}
    assert Entry.objects.count() == before + 1
    kept = bodies()
    assert (kept["M03"]["value"], kept["M19"]["value"]) == ("120", "3")
    assert (kept["H1"]["numerator"], kept["H1"]["denominator"]) == ("9000", "10000")
    assert sorted(kept["M08"]["keys"]) == ["Camera an ninh", "Dòng họ tự quản"]
    assert values.count() == len(kept), "the sender's own cells are as many as before"


def test_the_same_figures_again_change_nothing_and_a_mended_one_replaces(
    cast: Cast, at: datetime, round_: Round, side: Callable[..., None], pair: tuple[Peer, Peer]
) -> None:
    first, again = send(cast, at, pair[1]), send(cast, at, pair[1])
    Value.objects.filter(submission=of(round_, "CA.T1"), line__code="M03").update(value=125)
    mended = send(cast, at, pair[1])
    side("b")
    for data in (first, again, mended):
        row = take(cast, at, data)
        _, counts = operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    assert (counts["new"], counts["changed"]) == (0, 1)
    assert bodies()["M03"]["value"] == "125"
    assert Received.objects.filter(package=row).count() == 1, "only what changed is theirs anew"


def take_as_b(cast: Cast, at: datetime, side: Callable[..., None], data: bytes):
    side("b")
    return take(cast, at, data)


def test_small_counts_stay_on_the_internal_network(
    cast: Cast, at: datetime, round_: Round, side: Callable[..., None], settings
) -> None:
    side("b", "internet")
    card = keys.card("Sở Nội vụ")
    side("a")
    card_a, online = keys.card("A"), register(cast, at, card)
    data = send(cast, at, online)
    side("b", "internet")
    register(cast, at, card_a)
    row = take(cast, at, data)
    operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    kept = bodies()
    assert (kept["M19"]["value"], kept["M19"]["withheld"], kept["M03"]["value"]) == (None, True, "120")


def test_an_internet_side_refuses_small_counts_whoever_sends_them(
    cast: Cast, at: datetime, round_: Round, side: Callable[..., None], pair: tuple[Peer, Peer], settings
) -> None:
    data = send(cast, at, pair[1])
    side("b", "internet")
    with pytest.raises(Conflict) as refused:
        take(cast, at, data)
    assert (refused.value.fault.code, refused.value.fault.place) == ("SMALL_COUNTS", "CA.T1 M19")
    side("b", "internal")
    row = take(cast, at, data)
    side("b", "internet")
    with pytest.raises(Conflict):
        operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    assert not Received.objects.exists()


@pytest.mark.parametrize("value", ["1", "4", "4.5"])
def test_only_small_counts_of_marked_lines_are_withheld(value: str) -> None:
    rows = [
        {"unit": "A", "line": "M19", "small_cell": True, "value": one} for one in (value, "0", "5", None)
    ] + [{"unit": "A", "line": "M03", "small_cell": False, "value": value}]
    sent = for_network("internet", rows, 5)
    assert [row.get("withheld", False) for row in sent] == [True, False, False, False, False]
    assert for_network("internal", rows, 5) == rows
    check_small("internet", sent, 5)
    check_small("internal", rows, 5)
    with pytest.raises(Conflict):
        check_small("internet", rows, 5)


def test_figures_out_of_reach_do_not_leave(
    cast: Cast, at: datetime, round_: Round, pair: tuple[Peer, Peer]
) -> None:
    with pytest.raises(Conflict) as nothing:
        send(cast, at, pair[1], "CA.T2")
    assert nothing.value.fault.code == "EMPTY_PACKAGE"
    choice = gather.Choice("CA.T1", (Part.FIGURES,), **FORM)
    assert gather.gather(choice, cast["stranger"], DAY) == {"figures": []}
    for who in ("province", "stranger", "nobody"):
        with pytest.raises((NotAllowed, NotFound)):
            operations.make_package(actor=cast[who], peer=pair[1].pk, choice=choice, day=DAY, at=at)


def test_locked_figures_leave_too_and_returned_ones_do_not(
    cast: Cast, at: datetime, round_: Round, pair: tuple[Peer, Peer]
) -> None:
    choice = gather.Choice("BCA", (Part.FIGURES,), **FORM)
    count = len(gather.gather(choice, cast["administrator"], DAY)["figures"])
    reporting.lock(actor=cast["ministry"], submission=of(round_, "CA.T1").pk, day=REPORTED, at=AT)
    assert len(gather.gather(choice, cast["administrator"], DAY)["figures"]) == count > 0


def test_the_pages_tell_what_leaves_and_what_came(
    cast: Cast,
    at: datetime,
    client: Client,
    round_: Round,
    side: Callable[..., None],
    pair: tuple[Peer, Peer],
) -> None:
    client.force_login(cast.users["administrator"])
    asked = {"peer": pair[1].pk, "unit": "BCA", "parts": ["figures"], **FORM}
    assert "Số liệu báo cáo đã duyệt" in client.post("/trao-doi/gui/", asked).content.decode()
    Peer.objects.filter(pk=pair[1].pk).update(network="internet")
    shown = client.post("/trao-doi/gui/", asked).content.decode()
    assert "gửi sang Internet thì để trống: 1" in shown
    Peer.objects.filter(pk=pair[1].pk).update(network="internal")
    row = take_as_b(cast, at, side, make_figures(cast, at, side, pair[1]))
    operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    came = client.get("/trao-doi/da-nhan/").content.decode()
    for said in ("120 buổi", "9.000/10.000", "Camera an ninh", "Công an tỉnh Một, 2026-H1"):
        assert said in came
    client.force_login(cast.users["province"])
    assert "120 buổi" not in client.get("/trao-doi/da-nhan/").content.decode()


def make_figures(cast: Cast, at: datetime, side: Callable[..., None], peer: Peer) -> bytes:
    side("a")
    return send(cast, at, peer)
