"""Packages between two deployments: who may, what leaves, what is refused, what applying does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from lantoa.access import facts
from lantoa.access.models import Grant
from lantoa.exchange import container, gather, keys, operations, queries
from lantoa.exchange.models import Package, Peer, Received
from lantoa.exchange.rules.packages import Part
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.organisation import operations as organisation
from lantoa.organisation.models import Person, Placement, Revision, Unit
from lantoa.portal.models import PublishedDecision, PublishedHonour
from lantoa.registry import files
from tests.cast import Cast

DAY = date(2026, 11, 21)
BASIS = "Văn bản thống nhất trao đổi 7/TT ngày 01/11/2026"


@pytest.fixture
def side(settings, tmp_path: Path) -> Callable[..., None]:
    """Be deployment ``name`` on ``network``: its own keys; the tests share one database between both."""

    def be(name: str, network: str = "internal") -> None:
        settings.DATA, settings.NETWORK = tmp_path / name, network
        if not keys.known():
            keys.make()

    return be


def register(cast: Cast, at: datetime, card: str) -> Peer:
    read = keys.read_card(card)
    mark = container.spaced(container.fingerprint(read["signing"], read["sealing"])).upper()
    return operations.register_peer(
        actor=cast["administrator"], card=card, fingerprint=mark, basis=BASIS, at=at
    )


@pytest.fixture
def pair(cast: Cast, at: datetime, side: Callable[..., None]) -> tuple[Peer, Peer]:
    """(A as known, B as known); the test goes on as A."""
    side("b")
    card_b = keys.card("Bản cài B")
    side("a")
    card_a = keys.card("Bản cài A")
    b = register(cast, at, card_b)
    side("b")
    a = register(cast, at, card_a)
    side("a")
    return a, b


def make(cast: Cast, at: datetime, peer: Peer, *parts: Part, unit: str = "CA.T1") -> bytes:
    made = operations.make_package(
        actor=cast["administrator"], peer=peer.pk, choice=gather.Choice(unit, parts), day=DAY, at=at
    )
    data = queries.sealed_of(made)
    assert files.read(made.file) == data
    return data


def take(cast: Cast, at: datetime, data: bytes) -> Package:
    return operations.open_package(actor=cast["administrator"], data=data, at=at)


def changes(row: Package) -> dict[str, str]:
    return {line.key: line.change.value for line in queries.preview(row)}


def test_keys_are_made_once_and_for_the_owner_only(side: Callable[..., None]) -> None:
    side("a")
    assert keys.path().stat().st_mode & 0o777 == 0o600
    with pytest.raises(Conflict):
        keys.make()
    assert keys.path().read_text()[20:40] not in keys.card("A")


def test_a_swapped_card_is_found_by_its_fingerprint(
    cast: Cast, at: datetime, side: Callable[..., None]
) -> None:
    side("c")
    stranger = keys.own().fingerprint
    side("b")
    card = keys.card("B")
    side("a")
    given = {"actor": cast["administrator"], "basis": BASIS, "at": at}
    with pytest.raises(BadInput) as swapped:
        operations.register_peer(card=card, fingerprint=stranger, **given)
    with pytest.raises(BadInput) as own:
        operations.register_peer(card=keys.card("A"), fingerprint=keys.own().fingerprint, **given)
    with pytest.raises(BadInput) as rubbish:
        operations.register_peer(card='{"lantoa_card": 1}', fingerprint="x", **given)
    assert [one.value.fault.code for one in (swapped, own, rubbish)] == [
        "OTHER_FINGERPRINT", "OWN_CARD", "BAD_CARD",
    ]  # fmt: skip


def test_units_and_clusters_arrive_once(
    cast: Cast, at: datetime, side: Callable[..., None], pair: tuple[Peer, Peer]
) -> None:
    Placement.objects.create(
        unit=Unit.objects.create(code="DOI.1"), parent=Unit.objects.get(code="CA.T1"), kind="OTHER",
        name="Đội Một", valid_from=DAY,
    )  # fmt: skip
    Revision.renew()
    data = make(cast, at, pair[1], Part.UNITS)
    side("b")
    Placement.objects.filter(unit__code="DOI.1").delete()
    Unit.objects.filter(code="DOI.1").delete()
    Placement.objects.filter(unit__code="CAX.X12").update(name="Công an phường khác")
    row = take(cast, at, data)
    assert changes(row) == {"CA.T1": "same", "CAX.X11": "same", "CAX.X12": "conflict", "DOI.1": "new"}
    before = Entry.objects.count()
    _, counts = operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    assert counts == {"new": 1, "changed": 0, "same": 2, "conflict": 1}
    assert Placement.objects.get(unit__code="DOI.1").name == "Đội Một"
    assert Placement.objects.get(unit__code="CAX.X12").name == "Công an phường khác"
    assert list(Entry.objects.order_by("seq").values_list("action", flat=True)[before:]) == [
        "organisation.unit.import",
        "exchange.package.take",
    ]
    for again in (lambda: operations.apply_package(actor=cast["administrator"], number=row.pk, at=at),
                  lambda: take(cast, at, data)):  # fmt: skip
        with pytest.raises(Conflict):
            again()


def test_a_police_roster_never_leaves_for_the_internet_nor_enters_there(
    cast: Cast, at: datetime, side: Callable[..., None], settings
) -> None:
    organisation.add_person(
        actor=cast["emulation"], code="123", name="Nguyễn Thị Ế", unit="CA.T1", post="Đội trưởng",
        day=date(2026, 3, 1), at=at, citizen_number="001204012345",
    )  # fmt: skip
    side("b", "internet")
    card = keys.card("Sở Nội vụ")
    side("a")
    online = register(cast, at, card)
    with pytest.raises(Conflict) as refused:
        make(cast, at, online, Part.PEOPLE)
    assert refused.value.fault.code == "POLICE_LINE"
    side("c")
    card_c = keys.card("Nội bộ khác")
    side("a")
    inside = register(cast, at, card_c)
    data = make(cast, at, inside, Part.PEOPLE)
    card_a = keys.card("A")
    side("c")
    register(cast, at, card_a)
    settings.NETWORK = "internet"
    with pytest.raises(Conflict) as arrived:
        take(cast, at, data)
    assert arrived.value.fault.code == "POLICE_LINE"
    assert not Package.objects.filter(direction="IN").exists()
    settings.NETWORK = "internal"
    Person.objects.get().ranks.all().delete()
    Person.objects.get().postings.all().delete()
    Person.objects.all().delete()
    row = take(cast, at, data)
    assert "citizen" not in str(queries.opened(row).parts)
    with pytest.raises(NotAllowed):
        operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    user = cast.users["administrator"]
    Grant.objects.create(
        user=user, role="POLICE_EMULATION_OFFICER", unit=Unit.objects.get(code="CA.T1"), valid_from=DAY
    )
    operations.apply_package(actor=facts.actor_of(user), number=row.pk, at=at)
    assert Person.objects.get().postings.get().post == "Đội trưởng"


def test_decisions_of_another_deployment_are_kept_as_theirs(
    cast: Cast, at: datetime, side: Callable[..., None], pair: tuple[Peer, Peer]
) -> None:
    made = PublishedDecision.objects.create(
        code="ABC", source=1, number="12/QĐ", number_search="12/qd", issued_on=DAY, authority="Công an tỉnh Một",
        award="Giấy khen", year=2026,
    )  # fmt: skip
    PublishedHonour.objects.create(
        decision=made, name="Công an xã Đồng Ấm", search="", sort="", collective=True
    )
    data = make(cast, at, pair[1], Part.DECISIONS)
    PublishedDecision.objects.update(revoked_on=DAY)
    later = make(cast, at, pair[1], Part.DECISIONS)
    side("b")
    row = take(cast, at, data)
    assert changes(row) == {"ABC": "new"}
    operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    kept = Received.objects.get()
    assert (kept.peer, kept.body["names"]) == (pair[0], ["Công an xã Đồng Ấm"])
    row = take(cast, at, later)
    assert changes(row) == {"ABC": "changed"}
    operations.apply_package(actor=cast["administrator"], number=row.pk, at=at)
    assert Received.objects.get().body["revoked_on"] == "2026-11-21"


@pytest.mark.parametrize("who", ["province", "ministry", "stranger", "nobody", "clerk"])
def test_only_who_exchanges_sees_or_does_anything(
    cast: Cast, at: datetime, pair: tuple[Peer, Peer], who: str
) -> None:
    data = make(cast, at, pair[1], Part.UNITS)
    actor = cast[who]
    assert not queries.peers(actor).exists()
    assert not queries.packages(actor).exists()
    with pytest.raises(NotAllowed):
        operations.open_package(actor=actor, data=data, at=at)
    with pytest.raises((NotAllowed, NotFound)):
        operations.make_package(
            actor=actor, peer=pair[1].pk, choice=gather.Choice("CA.T1", (Part.UNITS,)), day=DAY, at=at
        )
    with pytest.raises(NotAllowed):
        operations.register_peer(actor=actor, card="{}", fingerprint="", basis=BASIS, at=at)


def test_nothing_goes_to_or_comes_from_a_withdrawn_peer(
    cast: Cast, at: datetime, side: Callable[..., None], pair: tuple[Peer, Peer]
) -> None:
    data = make(cast, at, pair[1], Part.UNITS)
    for peer in pair:
        operations.withdraw_peer(actor=cast["administrator"], peer=peer.pk, reason="Thôi trao đổi", at=at)
    with pytest.raises(Conflict):
        make(cast, at, pair[1], Part.UNITS)
    side("b")
    with pytest.raises(NotFound):
        take(cast, at, data)


def test_an_empty_choice_and_an_unknown_round_are_said(
    cast: Cast, at: datetime, pair: tuple[Peer, Peer]
) -> None:
    for parts, error in (((), BadInput), ((Part.FIGURES,), BadInput), ((Part.DECISIONS,), Conflict)):
        with pytest.raises(error):
            make(cast, at, pair[1], *parts)
