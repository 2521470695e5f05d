"""What an officer leaves behind is gathered from every area, printed, and passes on with the roles."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from lantoa.access.models import Grant, User
from lantoa.commendation.models import Dossier
from lantoa.exchange import handover, operations
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.organisation import operations as organisation
from lantoa.organisation.models import Person, Unit
from lantoa.worklist.models import Item
from tests.cast import Cast

DAY = date(2026, 11, 21)
BASIS = "Quyết định 12/QĐ-CAT ngày 20/11/2026"


@pytest.fixture
def leaver(cast: Cast, at: datetime) -> Person:
    """The emulation officer of T1 with a record, an account, open work and an open dossier."""
    person = organisation.add_person(
        actor=cast["emulation"], code="77", name="Lê Thị Bình", unit="CA.T1", post="Đội trưởng", rank="Đại úy",
        day=date(2026, 3, 1), at=at,
    )  # fmt: skip
    User.objects.filter(username="emulation").update(person=person)
    unit = Unit.objects.get(code="CA.T1")
    Item.objects.create(
        key="x:1", area="programme", title="Thẩm định hồ sơ quý IV", action="commendation.dossier.verify", unit=unit,
        due=date(2026, 12, 1), link="/x/1/", created_at=at,
    )  # fmt: skip
    Item.objects.create(
        key="x:2", area="programme", title="Việc của tỉnh khác", action="commendation.dossier.verify",
        unit=Unit.objects.get(code="CA.T2"), link="/x/2/", created_at=at,
    )  # fmt: skip
    Dossier.objects.create(
        award="F_GK", unit=unit, authority=unit, year=2026, accepted_on=DAY, created_at=at, state="submitted"
    )
    return person


@pytest.fixture
def heir(cast: Cast) -> User:
    return User.objects.create(username="heir", name="Người Nhận", home_unit=Unit.objects.get(code="CA.T1"))


def told(cast: Cast, who: str = "province") -> dict[str, list[str]]:
    return {
        area: [one.title for one in left]
        for area, left in handover.pack("77", visible_to=cast[who], day=DAY).areas
    }


def test_everything_open_is_gathered_and_nothing_of_others(cast: Cast, leaver: Person) -> None:
    found = told(cast)
    assert found["Việc đang chờ làm"] == ["Thẩm định hồ sơ quý IV"]
    assert found["Vai trò được giao"] == ["Cán bộ thi đua Công an tỉnh (PX03)"]
    assert len(found["Hồ sơ khen thưởng chưa khép"]) == 1
    for who in ("stranger", "nobody", "head"):
        with pytest.raises(NotFound):
            handover.pack("77", visible_to=cast[who], day=DAY)


def test_the_paper_names_the_work_and_its_deadline(cast: Cast, leaver: Person, client: Client) -> None:
    client.force_login(cast.users["emulation"])
    page = client.get("/to-chuc/can-bo/77/ban-giao/").content.decode()
    assert "Thẩm định hồ sơ quý IV" in page
    assert "01/12/2026" in page
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert client.get(f"/to-chuc/can-bo/77/ban-giao.{form}").content.startswith(start)
        assert client.get(f"/api/v1/people/77/handover.{form}").content.startswith(start)
    assert client.get("/to-chuc/can-bo/77/ban-giao.odt").status_code == 404
    client.force_login(cast.users["stranger"])
    for address in (
        "/to-chuc/can-bo/77/ban-giao/",
        "/to-chuc/can-bo/77/ban-giao.pdf",
        "/api/v1/people/77/handover",
    ):
        assert client.get(address).status_code == 404


def test_roles_pass_to_the_successor_and_the_work_with_them(
    cast: Cast, leaver: Person, heir: User, at: datetime
) -> None:
    made = operations.hand_over(
        actor=cast["administrator"], person="77", successor="heir", basis=BASIS, at=at
    )
    assert (made.given, made.kept) == (("Cán bộ thi đua Công an tỉnh (PX03)",), ())
    assert list(Grant.objects.filter(user=heir).values_list("role", flat=True)) == [
        "POLICE_EMULATION_OFFICER"
    ]
    assert Grant.objects.get(user__username="emulation").valid_to == DAY
    assert "Việc đang chờ làm" not in told(cast)
    with pytest.raises(Conflict):
        operations.hand_over(actor=cast["administrator"], person="77", successor="heir", basis=BASIS, at=at)


def test_who_may_not_give_hands_nothing_over(cast: Cast, leaver: Person, heir: User, at: datetime) -> None:
    for who, error in (("province", Conflict), ("stranger", NotFound)):
        with pytest.raises(error):
            operations.hand_over(actor=cast[who], person="77", successor="heir", basis=BASIS, at=at)
    assert not Grant.objects.filter(user=heir).exists()
    for successor, basis in (("emulation", BASIS), ("heir", " ")):
        with pytest.raises(BadInput):
            operations.hand_over(
                actor=cast["administrator"], person="77", successor=successor, basis=basis, at=at
            )


def test_an_account_is_tied_to_one_person(cast: Cast, leaver: Person, at: datetime) -> None:
    linked = operations.link_account(actor=cast["administrator"], person="77", username="clerk", at=at)
    assert linked.person == leaver
    organisation.add_person(
        actor=cast["emulation"], code="78", name="Ngô Thị Giang", unit="CA.T1", post="Văn thư", day=DAY, at=at
    )
    with pytest.raises(Conflict):
        operations.link_account(actor=cast["administrator"], person="78", username="clerk", at=at)
    with pytest.raises(NotAllowed):
        operations.link_account(actor=cast["emulation"], person="78", username="clerk", at=at)


def test_the_page_and_the_api_hand_over(cast: Cast, leaver: Person, heir: User, client: Client) -> None:
    client.force_login(cast.users["administrator"])
    refused = client.post("/to-chuc/can-bo/77/ban-giao/", {"successor": "khong-co", "basis": BASIS})
    assert refused.status_code in {404, 422}
    assert (
        client.post("/to-chuc/can-bo/77/ban-giao/", {"successor": "heir", "basis": BASIS}).status_code == 303
    )
    given = {"successor": "heir", "basis": BASIS}
    again = client.post("/api/v1/people/77/handover", given, content_type="application/json")
    assert again.status_code == 409
    linked = client.post("/api/v1/people/77/account", {"username": "clerk"}, content_type="application/json")
    assert linked.status_code == 200
    assert client.post("/to-chuc/can-bo/77/tai-khoan/", {"username": "heir"}).status_code == 303
