"""A paper from draft to archive; opinions, returns, whose turn it is, what notices say."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.access import facts
from lantoa.access.models import Delegation, Grant
from lantoa.journal.models import Entry
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.notices.models import Mail, Notice
from lantoa.registry import operations, papers, queries
from lantoa.registry.models import Paper, PaperVersion
from lantoa.worklist import queries as worklist
from tests.cast import Cast
from tests.registry.desk import DAY, drafted, initialled, issued, now, numbered, presented, signed

pytestmark = pytest.mark.django_db


def table(actor: Actor) -> list[str]:
    return [one.title for one in worklist.waiting_for(actor, DAY) if one.area == "registry"]


def test_a_paper_goes_the_whole_way_and_each_step_is_one_entry(cast: Cast, at: datetime) -> None:
    before = Entry.objects.count()
    row = issued(cast, at)
    file = operations.open_record(
        **now(cast, "clerk", at), unit="CA.T1", year=2026, notation="01.PT", title="Phong trào năm 2026", years=20,
        basis="Bảng thời hạn bảo quản của cơ quan",
    )  # fmt: skip
    row = operations.archive(**now(cast, "clerk", at), paper=row.pk, record_file=file.pk)
    assert (row.reference, row.state, row.signer) == ("07/KH-CAT", "ARCHIVED", "Đặng Văn Ký")
    assert row.docx is not None
    assert row.pdf is not None
    assert [one.action for one in row.steps.all()] == [
        "draft", "present", "initial", "sign", "number", "issue", "archive",
    ]  # fmt: skip
    assert Entry.objects.count() - before == 8
    assert table(cast["clerk"]) == []


def test_the_table_of_work_shows_whose_turn_it_is(cast: Cast, at: datetime) -> None:
    row = presented(cast, at)
    assert table(cast["emulation"]) == ["Ký nháy: Phát động thi đua quý II"]
    assert [one.pk for one in queries.waiting(cast["emulation"], DAY)] == [row.pk]
    operations.initial(**now(cast, "emulation", at), paper=row.pk)
    assert table(cast["signer"]) == ["Ký văn bản: Phát động thi đua quý II"]
    assert table(cast["emulation"]) == []
    told = Notice.objects.filter(title__startswith="Ký văn bản").values_list("user__username", flat=True)
    assert list(told) == ["signer"]
    operations.sign(**now(cast, "signer", at), paper=row.pk, post="Giám đốc")
    assert table(cast["clerk"]) == ["Cấp số, ngày: Phát động thi đua quý II"]


def test_nobody_initials_what_they_drafted_themselves(cast: Cast, at: datetime) -> None:
    row = presented(cast, at)
    with pytest.raises(Conflict) as refused:
        operations.initial(**now(cast, "province", at), paper=row.pk)
    assert refused.value.fault.code == "OWN_DRAFT"


def test_a_draft_with_a_gap_is_not_presented(cast: Cast, at: datetime) -> None:
    row = drafted(cast, at, text="")
    with pytest.raises(Conflict) as refused:
        operations.present(**now(cast, "province", at), paper=row.pk)
    assert refused.value.fault.code == "PAPER_GAP"


def test_opinions_are_waited_for_and_kept(cast: Cast, at: datetime) -> None:
    row = drafted(cast, at)
    operations.ask(
        **now(cast, "province", at),
        paper=row.pk,
        due=date(2026, 3, 5),
        units=["CAX.X11"],
        users=["emulation"],
    )
    with pytest.raises(Conflict) as refused:
        operations.present(**now(cast, "province", at), paper=row.pk)
    assert len(refused.value.faults) == 2
    assert table(cast["commune_police"]) == ["Cho ý kiến: Phát động thi đua quý II"]
    seen = queries.paper(row.pk, visible_to=cast["commune_police"], day=DAY)
    (question,) = queries.opinions_for(cast["commune_police"], seen, DAY)
    with pytest.raises(BadInput):
        operations.opine(**now(cast, "commune_police", at), opinion=question.pk, stance="CHANGE")
    operations.opine(
        **now(cast, "commune_police", at), opinion=question.pk, stance="CHANGE", answer="Thêm xã Ế."
    )
    other = row.opinions.get(user=cast.users["emulation"])
    with pytest.raises(NotAllowed):
        operations.opine(**now(cast, "signer", at), opinion=other.pk, stance="AGREE")
    operations.opine(**now(cast, "emulation", at), opinion=other.pk, stance="AGREE")
    operations.present(**now(cast, "province", at), paper=row.pk)
    told = "\n".join(papers.lines_of(papers.slip(Paper.objects.get(pk=row.pk), DAY)))
    assert "Thêm xã Ế." in told
    assert "Nhất trí" in told


def test_silence_after_the_day_holds_nobody_up_and_a_question_can_be_taken_back(
    cast: Cast, at: datetime
) -> None:
    row = drafted(cast, at)
    operations.ask(**now(cast, "province", at), paper=row.pk, due=DAY, units=["CAX.X11"])
    later = {"actor": cast["province"], "day": date(2026, 3, 3), "at": at}
    assert operations.present(paper=row.pk, **later).state == "PRESENTED"
    other = drafted(cast, at)
    operations.ask(**now(cast, "province", at), paper=other.pk, due=DAY, units=["CAX.X11"])
    operations.withdraw_question(
        **now(cast, "province", at), opinion=other.opinions.get().pk, reason="Đã trao đổi trực tiếp"
    )
    assert operations.present(**now(cast, "province", at), paper=other.pk).state == "PRESENTED"
    assert table(cast["commune_police"]) == []


@pytest.mark.parametrize(
    ("build", "who"), [(presented, "emulation"), (initialled, "signer"), (signed, "clerk")]
)
def test_it_is_returned_with_a_reason_from_every_table(
    cast: Cast, at: datetime, build: object, who: str
) -> None:
    row = build(cast, at)  # type: ignore[operator]
    with pytest.raises(BadInput):
        operations.send_back(**now(cast, who, at), paper=row.pk, reason=" ")
    row = operations.send_back(**now(cast, who, at), paper=row.pk, reason="Thiếu căn cứ")
    assert (row.state, row.steps.last().reason) == ("RETURNED", "Thiếu căn cứ")
    notice = Notice.objects.filter(user=cast.users["province"]).order_by("-pk").first()
    assert notice is not None
    assert (notice.title, notice.body) == ("Bị trả lại: Phát động thi đua quý II", "Thiếu căn cứ")
    operations.revise(**now(cast, "province", at), paper=row.pk, text="I. CĂN CỨ\nLuật.", urgency="URGENT")
    assert operations.present(**now(cast, "province", at), paper=row.pk).state == "PRESENTED"
    assert PaperVersion.objects.filter(paper=row).count() == 2


def test_what_is_signed_is_not_revised(cast: Cast, at: datetime) -> None:
    with pytest.raises(Conflict):
        operations.revise(**now(cast, "province", at), paper=signed(cast, at).pk, text="Khác.")


def test_a_colleague_signs_as_the_delegation_says(cast: Cast, at: datetime) -> None:
    """The head's grant of signing, handed to the emulation officer with KT.; the journal names both."""
    grant = Grant.objects.get(user=cast.users["signer"])
    Delegation.objects.create(
        grant=grant, delegate=cast.users["emulation"], valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 9),
        reason="Đi công tác", basis="Giấy ủy quyền 01", signs="KT", made_by=cast.users["signer"], made_at=at,
    )  # fmt: skip
    row = initialled(cast, at)
    deputy = facts.actor_of(cast.users["emulation"])
    given = {"actor": deputy, "day": DAY, "at": at, "paper": row.pk, "post": "Phó Giám đốc"}
    with pytest.raises(BadInput):
        operations.sign(**given, manner="")
    row = operations.sign(**given, manner="TM", whom="Giám đốc")
    assert row.signer_line == "KT. Giám đốc"
    assert row.steps.get(action="sign").behalf == "Đặng Văn Ký"
    assert papers.tree(row, DAY).signatures[0].lines == ("KT. Giám đốc", "Phó Giám đốc")


def test_people_of_another_unit_see_nothing(cast: Cast, at: datetime) -> None:
    row = issued(cast, at)
    for who in (
        "stranger",
        "stranger_commune",
        "ministry",
        "ministry_clerk",
        "administrator",
        "council_office",
        "head",
    ):
        actor = cast[who]
        assert list(queries.papers(actor, DAY)) == list(queries.outgoing(actor, DAY)) == []
        assert queries.waiting(actor, DAY) == []
        with pytest.raises(NotFound):
            queries.paper(row.pk, visible_to=actor, day=DAY)
        with pytest.raises(NotFound):
            operations.send_back(actor=actor, day=DAY, at=at, paper=row.pk, reason="Không được thấy")
    with pytest.raises(NotFound):
        operations.draft(**now(cast, "stranger", at), body="CA.T1", kind="plan", summary="Của nơi khác")


def test_a_restricted_paper_is_never_named_outside_its_own_pages(cast: Cast, at: datetime) -> None:
    cast.users["emulation"].email = "px03@example.vn"
    cast.users["emulation"].save()
    row = numbered(cast, at, restricted=True, summary="Nhân sự dự nguồn")
    operations.void(**now(cast, "clerk", at), paper=row.pk, reason="Nhầm nhân sự dự nguồn")
    said = " ".join(
        [
            *(f"{one.title} {one.body}" for one in Notice.objects.all()),
            *(f"{one.subject} {one.body} {one.html}" for one in Mail.objects.all()),
            *(str(one.payload.content) for one in Entry.objects.select_related("payload")),
            *(title for who in cast.actors.values() for title in table(who)),
        ]
    )
    assert "nhân sự dự nguồn" not in said.casefold()
    assert f"số theo dõi {row.pk}" in said


def test_a_mail_says_only_that_something_is_there(cast: Cast, at: datetime) -> None:
    cast.users["emulation"].email = "px03@example.vn"
    cast.users["emulation"].save()
    presented(cast, at)
    mail = Mail.objects.get(user=cast.users["emulation"])
    assert "Phát động thi đua quý II" not in mail.subject + mail.body + mail.html
