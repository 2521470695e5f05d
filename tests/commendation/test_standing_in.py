"""A decision signed on a delegation says in whose name: KT. or TUQ. above the post, in the paper and on the sheets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from lantoa.access import operations as access
from lantoa.access import queries
from lantoa.access.models import User
from lantoa.commendation import operations, papers
from lantoa.commendation.certificates import certificates
from lantoa.commendation.models import Decision
from lantoa.documents.render import render
from lantoa.journal.models import Entry
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotAllowed, NotFound
from lantoa.organisation.models import Person, Posting, Unit
from tests.cast import START, Cast
from tests.commendation.round import DAY, drafted, title_dossier


@pytest.fixture
def colleague(cast: Cast) -> User:
    home = Unit.objects.get(code="CA.T1")
    User.objects.filter(username="signer").update(home_unit=home)
    user = User(username="colleague", name="Đỗ Thị Ký Thay", home_unit=home)
    user.set_unusable_password()
    user.save()
    return user


def recorded(user: User, post: str) -> None:
    """The account's staff record, with a post and a rank."""
    user.person = Person.objects.create(code="KT1", name=user.name, rank="Thượng tá")
    user.save()
    Posting.objects.create(person=user.person, unit=user.home_unit, post=post, valid_from=START)


def lent(cast: Cast, to: User, at: datetime, signs: str) -> Actor:
    access.delegate(
        actor=cast["signer"], grant=cast.users["signer"].grants.get().pk, to=to, valid_from=DAY,
        valid_to=date(DAY.year + 1, 1, 1), reason="Đi công tác", basis="05/GUQ-CAT", signs=signs, at=at,
    )  # fmt: skip
    return queries.actor_of(to)


def draft(cast: Cast, at: datetime) -> Decision:
    return drafted(cast, title_dossier(cast, at), at, signer="Đặng Văn Ký", signer_rank="Đại tá")


def signed(actor: Actor, decision: Decision, at: datetime, **more: Any) -> Decision:
    operations.sign(actor=actor, decision=decision, day=DAY, at=at, **more)
    return Decision.objects.select_related("authority", "paper").get(pk=decision.pk)


def block(decision: Decision) -> tuple[tuple[str, ...], str]:
    one = papers.decision(decision, DAY).signatures[0]
    return one.lines, one.full_name


def test_a_deputy_signs_kt_in_their_own_name(cast: Cast, colleague: User, at: datetime) -> None:
    recorded(colleague, "Phó Giám đốc Công an tỉnh")
    found = signed(lent(cast, colleague, at, "KT"), draft(cast, at), at)
    assert block(found) == (("KT. Giám đốc", "Phó Giám đốc Công an tỉnh"), "Thượng tá Đỗ Thị Ký Thay")
    shown = render(papers.decision(found, DAY), "html")
    assert "KT. Giám đốc" in shown or "KT. GIÁM ĐỐC" in shown
    assert "Đặng Văn Ký" not in shown


def test_a_deputy_without_a_staff_record_signs_as_deputy(cast: Cast, colleague: User, at: datetime) -> None:
    found = signed(lent(cast, colleague, at, "KT"), draft(cast, at), at)
    assert block(found) == (("KT. Giám đốc", "Phó Giám đốc"), "Đỗ Thị Ký Thay")


def test_one_authorised_signs_tuq_under_their_own_post(cast: Cast, colleague: User, at: datetime) -> None:
    actor, decision = lent(cast, colleague, at, "TUQ"), draft(cast, at)
    with pytest.raises(BadInput, match="Chưa ghi chức vụ"):
        signed(actor, decision, at)
    decision.refresh_from_db()
    assert decision.state == "draft"
    found = signed(actor, decision, at, post="Trưởng phòng Công tác chính trị")
    assert block(found) == (("TUQ. Giám đốc", "Trưởng phòng Công tác chính trị"), "Đỗ Thị Ký Thay")
    entry = Entry.objects.select_related("payload").get(action="commendation.decision.sign")
    assert entry.payload.content["after"]["as"] == "TUQ. Giám đốc Trưởng phòng Công tác chính trị"
    assert entry.payload.content["on_behalf_of"] == [cast["signer"].id]


def test_the_certificates_bear_the_same_block(cast: Cast, colleague: User, at: datetime) -> None:
    found = signed(lent(cast, colleague, at, "TUQ"), draft(cast, at), at, post="Chánh Văn phòng")
    clerk = {"actor": cast["clerk"], "decision": found, "day": DAY, "at": at}
    operations.number(**clerk, number="15", issued_on=DAY)
    operations.issue(**clerk)
    sheet = certificates(Decision.objects.select_related("authority", "paper").get(pk=found.pk))[0]
    assert (sheet.post, sheet.signer) == ("TUQ. Giám đốc\nChánh Văn phòng", "Đỗ Thị Ký Thay")


def test_the_holder_s_own_signature_stays_as_drafted(cast: Cast, colleague: User, at: datetime) -> None:
    lent(cast, colleague, at, "KT")
    found = signed(cast["signer"], draft(cast, at), at, post="không dùng")
    assert block(found) == (("Giám đốc",), "Đại tá Đặng Văn Ký")


def test_without_a_named_manner_nobody_signs_for_another(cast: Cast, colleague: User, at: datetime) -> None:
    decision = draft(cast, at)
    with pytest.raises((NotAllowed, NotFound)):
        signed(queries.actor_of(colleague), decision, at)
    with pytest.raises((NotAllowed, NotFound)):
        signed(cast["stranger"], decision, at)
