"""From the directive to its campaign, the pledge and the registrations: who may, what stops it, one entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.documents.tree import Annex
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.kernel.periods import Validity
from lantoa.programme import operations, papers, queries
from lantoa.programme.models import Campaign, Directive, Pledge, Registration
from lantoa.programme.operations import Target
from lantoa.registry import operations as registry
from lantoa.registry.models import PaperState
from lantoa.rulebook import packs
from lantoa.worklist import queries as worklist
from tests.cast import OTHER_CLUSTER, Cast

from .build import AT, DAY, drafted, launched, opened, planned, pledged, received


def actions() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


def waiting(cast: Cast, who: str) -> list[str]:
    return [item.title for item in worklist.waiting_for(cast[who], DAY)]


def test_a_directive_is_drafted_signed_and_numbered_by_three_people(cast: Cast) -> None:
    row = drafted(cast)
    assert (row.state, row.paper.state) == ("draft", PaperState.DRAFT)
    assert waiting(cast, "ministry_signer") == [f"Ký văn bản: {row.title}"]

    operations.sign_directive(
        actor=cast["ministry_signer"], directive=row.pk, day=DAY, at=AT, post="Thứ trưởng", rank="Trung tướng"
    )
    assert waiting(cast, "ministry_clerk") == [f"Cấp số văn bản: {row.title}"]

    row = operations.number_directive(
        actor=cast["ministry_clerk"], directive=row.pk, day=DAY, at=AT, number="01"
    )
    assert (row.state, row.reference, row.issued_on) == ("issued", "01/KH-BCA-V05", DAY)
    assert row.paper.state == PaperState.ISSUED
    assert row.paper.signer == "Trung tướng Lương Tam Bảo"
    assert row.paper.pdf is not None
    assert row.paper.docx is not None
    assert waiting(cast, "ministry_clerk") == []
    assert actions() == [f"programme.directive.{step}" for step in ("issue", "sign", "number")]


def test_without_a_number_the_series_given_to_the_product_is_used_and_only_that(cast: Cast) -> None:
    row = drafted(cast)
    operations.sign_directive(actor=cast["ministry_signer"], directive=row.pk, day=DAY, at=AT)
    clerk = {"actor": cast["ministry_clerk"], "day": DAY, "at": AT}
    with pytest.raises(Conflict) as refused:
        operations.number_directive(directive=row.pk, **clerk)
    assert refused.value.fault.code == "NO_SERIES"
    registry.give_series(body=row.unit.code, year=DAY.year, last=4, basis="Quy chế văn thư", **clerk)
    with pytest.raises(Conflict) as refused:
        operations.number_directive(directive=row.pk, number="9", **clerk)
    assert refused.value.fault.code == "SERIES_GIVEN"
    assert operations.number_directive(directive=row.pk, **clerk).reference == "05/KH-BCA-V05"


def test_the_clerk_may_enter_the_number_of_the_unit_s_own_register(cast: Cast) -> None:
    row = drafted(cast)
    operations.sign_directive(actor=cast["ministry_signer"], directive=row.pk, day=DAY, at=AT)
    with pytest.raises(BadInput) as refused:
        operations.number_directive(
            actor=cast["ministry_clerk"], directive=row.pk, day=DAY, at=AT, number="12a"
        )
    assert refused.value.fault.code == "BAD_NUMBER"
    row = operations.number_directive(
        actor=cast["ministry_clerk"], directive=row.pk, day=DAY, at=AT, number="125"
    )
    assert row.reference == "125/KH-BCA-V05"


def test_a_directive_is_not_numbered_before_it_is_signed(cast: Cast) -> None:
    with pytest.raises(Conflict):
        operations.number_directive(actor=cast["ministry_clerk"], directive=drafted(cast).pk, day=DAY, at=AT)


def test_one_that_came_with_its_number_is_kept_as_issued(cast: Cast) -> None:
    row = received(cast)
    assert (row.state, row.reference, row.paper) == ("issued", "510/QĐ-BCA-V05", None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "EMPTY"),
        ({"symbol": ""}, "EMPTY"),
        ({"kind": "thư tay"}, "UNKNOWN_KIND"),
        ({"reference": "510/QĐ-BCA-V05"}, "NUMBER_AND_DATE"),
        ({"issued_on": DAY}, "NUMBER_AND_DATE"),
        ({"body": "a" * 20_001}, "TOO_LONG"),
    ],
)
def test_a_directive_that_says_too_little_is_refused(cast: Cast, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        drafted(cast, **changed)
    assert refused.value.fault.code == code
    assert Directive.objects.count() == 0


def test_each_step_of_a_directive_needs_its_own_role(cast: Cast) -> None:
    row = drafted(cast)
    for who, error in (("ministry", NotAllowed), ("signer", NotFound), ("stranger", NotFound)):
        with pytest.raises(error):
            operations.sign_directive(actor=cast[who], directive=row.pk, day=DAY, at=AT)
    with pytest.raises(NotAllowed):
        operations.number_directive(actor=cast["ministry_signer"], directive=row.pk, day=DAY, at=AT)
    with pytest.raises(NotFound):
        operations.sign_directive(actor=cast["ministry_signer"], directive=10**9, day=DAY, at=AT)


def test_a_campaign_is_planned_launched_and_closed(cast: Cast) -> None:
    row = launched(cast)
    assert (row.state, row.launched_on, row.illustrative) == ("launched", DAY, True)
    row = operations.close_campaign(
        actor=cast["ministry"], campaign=row.pk, result="Đạt mục tiêu.", day=DAY, at=AT
    )
    assert (row.state, row.result) == ("closed", "Đạt mục tiêu.")
    assert actions()[1:] == [f"programme.campaign.{step}" for step in ("plan", "launch", "close")]


def test_a_campaign_waits_for_its_directive(cast: Cast) -> None:
    row = planned(cast, drafted(cast))
    with pytest.raises(Conflict) as refused:
        operations.launch_campaign(actor=cast["ministry"], campaign=row.pk, day=DAY, at=AT)
    assert refused.value.fault.code == "DIRECTIVE_NOT_ISSUED"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "EMPTY"),
        ({"slogan": " "}, "EMPTY"),
        ({"period": Validity(date(2026, 1, 1))}, "BAD_PERIOD"),
        ({"audience_unit": "CA.T1"}, "ONE_AUDIENCE"),
        ({"audience_cluster": ""}, "ONE_AUDIENCE"),
    ],
)
def test_a_campaign_that_says_too_little_is_refused(cast: Cast, changed: dict[str, Any], code: str) -> None:
    above = received(cast)
    with pytest.raises(BadInput) as refused:
        planned(cast, above, **changed)
    assert refused.value.fault.code == code
    assert Campaign.objects.count() == 0


def test_a_campaign_is_closed_with_words_and_only_once(cast: Cast) -> None:
    row = launched(cast)
    with pytest.raises(BadInput):
        operations.close_campaign(actor=cast["ministry"], campaign=row.pk, result=" ", day=DAY, at=AT)
    operations.close_campaign(actor=cast["ministry"], campaign=row.pk, result="Xong.", day=DAY, at=AT)
    with pytest.raises(Conflict):
        operations.close_campaign(actor=cast["ministry"], campaign=row.pk, result="Xong.", day=DAY, at=AT)


def test_a_province_neither_launches_nor_closes_the_ministry_s_campaign(cast: Cast) -> None:
    row = planned(cast)
    for who in ("province", "stranger", "nobody"):
        with pytest.raises(NotFound):
            operations.launch_campaign(actor=cast[who], campaign=row.pk, day=DAY, at=AT)


def test_who_sees_a_campaign(cast: Cast) -> None:
    row = planned(cast)

    def seen(who: str) -> bool:
        return queries.campaigns(cast[who], DAY).filter(pk=row.pk).exists()

    assert [seen(who) for who in ("ministry", "province", "head", "commune_police")] == [
        True, False, False, False,
    ]  # fmt: skip
    operations.launch_campaign(actor=cast["ministry"], campaign=row.pk, day=DAY, at=AT)
    assert [
        seen(who) for who in ("ministry", "province", "head", "stranger", "council_office", "nobody")
    ] == [True, True, True, True, False, False]


def test_a_campaign_for_a_line_is_seen_down_the_line_only(cast: Cast) -> None:
    row = launched(cast, audience_cluster="", audience_unit="CA.T1")
    seen = {who: queries.campaigns(cast[who], DAY).filter(pk=row.pk).exists() for who in cast.actors}
    assert seen["commune_police"]
    assert not seen["stranger"]
    assert not seen["stranger_commune"]
    with pytest.raises(NotFound):
        queries.campaign(cast["stranger"], row.pk, DAY)


def test_every_member_signs_for_itself_and_the_last_one_completes_it(cast: Cast) -> None:
    row = opened(cast)
    assert "Ký giao ước thi đua Cụm thi đua số 1 năm 2026" in waiting(cast, "province")

    operations.sign_pledge(
        actor=cast["province"], pledge=row.pk, unit="CA.T1", day=DAY, at=AT, post="Phó Giám đốc"
    )
    assert Pledge.objects.get().state == "open"
    assert waiting(cast, "province") == []
    row = operations.sign_pledge(actor=cast["stranger"], pledge=row.pk, unit="CA.T2", day=DAY, at=AT)

    assert (row.state, row.signed_at) == ("signed", AT)
    assert [one.post for one in row.signatures.order_by("pk")] == [
        "Phó Giám đốc",
        "Đại diện lãnh đạo đơn vị",
    ]
    assert actions() == [f"programme.pledge.{step}" for step in ("draft", "open", "sign", "sign")]


def test_nobody_signs_for_another_unit(cast: Cast) -> None:
    row = opened(cast)
    for who, error in (
        ("head", NotAllowed),
        ("ministry", NotAllowed),
        ("stranger", NotFound),
        ("signer", NotAllowed),
    ):
        with pytest.raises(error):
            operations.sign_pledge(actor=cast[who], pledge=row.pk, unit="CA.T1", day=DAY, at=AT)
    assert row.signatures.count() == 0


def test_a_pledge_is_signed_once_open_and_once_only(cast: Cast) -> None:
    row = pledged(cast)
    with pytest.raises(Conflict):
        operations.sign_pledge(actor=cast["province"], pledge=row.pk, unit="CA.T1", day=DAY, at=AT)
    operations.open_pledge(actor=cast["head"], pledge=row.pk, day=DAY, at=AT)
    operations.sign_pledge(actor=cast["province"], pledge=row.pk, unit="CA.T1", day=DAY, at=AT)
    with pytest.raises(Conflict) as refused:
        operations.sign_pledge(actor=cast["province"], pledge=row.pk, unit="CA.T1", day=DAY, at=AT)
    assert refused.value.fault.code == "SIGNED_ALREADY"


def test_a_unit_outside_the_cluster_does_not_sign(cast: Cast) -> None:
    row = opened(cast)
    with pytest.raises(BadInput) as refused:
        operations.sign_pledge(actor=cast["commune_police"], pledge=row.pk, unit="CAX.X11", day=DAY, at=AT)
    assert refused.value.fault.code == "NOT_A_MEMBER"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": ""}, "EMPTY"),
        ({"targets": ()}, "NO_TARGETS"),
        ({"targets": (Target(" "),)}, "EMPTY"),
        ({"targets": (Target("Điểm", Decimal(-1)),)}, "OUT_OF_RANGE"),
    ],
)
def test_a_pledge_without_words_or_targets_is_refused(cast: Cast, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        pledged(cast, **changed)
    assert refused.value.fault.code == code


def test_a_cluster_has_one_pledge_a_year_of_its_own_making(cast: Cast) -> None:
    pledged(cast)
    with pytest.raises(Conflict):
        pledged(cast)
    with pytest.raises(NotFound):
        pledged(cast, cluster=OTHER_CLUSTER)


def test_who_sees_a_pledge(cast: Cast) -> None:
    row = pledged(cast)
    assert queries.pledges(cast["head"], DAY).count() == 1
    assert queries.pledges(cast["province"], DAY).count() == 0
    operations.open_pledge(actor=cast["head"], pledge=row.pk, day=DAY, at=AT)
    assert queries.pledge(cast["province"], row.pk, DAY) == row
    for who in ("stranger_commune", "council_office", "nobody"):
        assert queries.pledges(cast[who], DAY).count() == 0


def test_the_pledge_s_paper_has_every_member_and_the_targets(cast: Cast) -> None:
    row = opened(cast)
    operations.sign_pledge(actor=cast["province"], pledge=row.pk, unit="CA.T1", day=DAY, at=AT)
    paper = papers.pledge(queries.pledge(cast["head"], row.pk, DAY), DAY)
    assert [(one.post, one.name) for one in paper.signatures] == [
        ("Công an tỉnh Một", "Nguyễn Văn An"),
        ("Công an tỉnh Hai", ""),
    ]
    assert isinstance(paper.annexes[0], Annex)
    assert paper.data_label == "Dữ liệu minh họa"


def test_the_launch_plan_is_made_of_the_campaign(cast: Cast) -> None:
    row = queries.campaign(cast["ministry"], planned(cast).pk, DAY)
    paper = papers.launch_plan(row, DAY)
    assert paper.kind == "plan"
    assert [block.title for block in paper.body if hasattr(block, "title") and hasattr(block, "rank")] == [
        "Mục đích, yêu cầu",
        "Chủ đề, nội dung, thời gian",
        "Đối tượng",
        "Nhiệm vụ trọng tâm",
        "Tổ chức thực hiện",
    ]


def registered(cast: Cast, who: str = "province", unit: str = "CA.T1", titles: Any = ("T_TTLDXS",)) -> Any:
    return operations.submit_registration(
        actor=cast[who], unit=unit, year=2026, titles=titles, day=DAY, at=AT
    )


def test_a_unit_registers_titles_and_may_change_its_mind(cast: Cast) -> None:
    registered(cast)
    row = registered(cast, titles=("T_TTLDXS", "T_COTINH", "T_COTINH"))
    assert (row.version, row.titles, row.province) == (2, ["T_TTLDXS", "T_COTINH"], "T1")
    assert [one.version for one in queries.registrations(cast["province"], DAY, 2026)] == [2]
    assert actions() == ["programme.registration.submit"] * 2


@pytest.mark.parametrize(
    ("titles", "code"),
    [
        ((), "NO_TITLES"),
        (("T_KHÔNG",), "UNKNOWN_CODE"),
        (("T_CSTDCS",), "NOT_FOR_COLLECTIVES"),
    ],
)
def test_what_cannot_be_registered(cast: Cast, titles: tuple[str, ...], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        registered(cast, titles=titles)
    assert refused.value.fault.code == code
    assert Registration.objects.count() == 0


def test_a_form_of_commendation_is_no_title(cast: Cast) -> None:
    form = next(row.id for row in packs.awards(DAY) if row.kind == "form")
    with pytest.raises(BadInput) as refused:
        registered(cast, titles=(form,))
    assert refused.value.fault.code == "FORM_NOT_TITLE"


def test_nobody_registers_for_another_unit(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        registered(cast, who="province", unit="CAX.X11")
    with pytest.raises(NotFound):
        registered(cast, who="stranger")
    assert queries.registers_for(cast["province"], DAY) == ["CA.T1"]


def test_registrations_are_seen_within_reach_and_in_the_cluster(cast: Cast) -> None:
    registered(cast)
    registered(cast, who="commune_police", unit="CAX.X11")
    seen = {
        who: {row.unit.code for row in queries.registrations(cast[who], DAY, 2026)}
        for who in ("ministry", "head", "stranger", "stranger_commune", "nobody")
    }
    assert seen["ministry"] == {"CA.T1", "CAX.X11"}
    assert seen["head"] == {"CA.T1"}
    assert seen["stranger"] == {"CA.T1"}
    assert seen["stranger_commune"] == set()
    assert seen["nobody"] == set()


def test_plain_text_becomes_blocks() -> None:
    blocks = papers.blocks_of("I. MỤC ĐÍCH\nMột đoạn.\n- một;\n- hai.\nHết.")
    assert [type(block).__name__ for block in blocks] == ["Heading", "Paragraph", "Items", "Paragraph"]
