"""A dossier: opened, completed, judged condition by condition, returned with its reason, or verified."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from lantoa.commendation import facts, operations, queries
from lantoa.commendation.models import Dossier, VerdictRow
from lantoa.journal.models import Entry
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.registry.models import StoredFile
from lantoa.worklist import queries as worklist
from tests.assessment.year import published
from tests.cast import Cast
from tests.commendation.round import (
    DAY,
    FLAG,
    GOOD,
    GOOD_YEAR,
    confirm,
    flag_dossier,
    submitted,
    title_dossier,
    verified,
)


def findings(row: VerdictRow) -> dict[str, bool | None]:
    return {one["code"]: one["met"] for one in row.findings}


def test_the_checklist_is_that_of_the_award(cast: Cast, at: datetime) -> None:
    before = Entry.objects.count()
    dossier = title_dossier(cast, at)
    assert Entry.objects.count() == before + 1
    assert [(row.order, row.source) for row in dossier.papers.all()] == [
        (1, "submission"), (2, "brought"), (3, "minutes"), (4, "brought"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"award": "T_COTINH"}, "WRONG_RECIPIENT"),
        ({"award": "T_NOTHING"}, "UNKNOWN_CODE"),
        ({"authority": "NOWHERE"}, "UNKNOWN_UNIT"),
        ({"unit": "NOWHERE"}, "UNKNOWN_UNIT"),
        ({"person": "NOBODY"}, "UNKNOWN_PERSON"),
        ({"facts_known": {"years": {"25": {}}}}, "BAD_YEAR"),
        ({"facts_known": {"years": {"2025": {"grade": "A+"}}}}, "UNKNOWN_CODE"),
        ({"facts_known": {"hobby": 1}}, "UNKNOWN_KEY"),
        ({"facts_known": {"pending": ["gossip"]}}, "UNKNOWN_CODE"),
    ],
)
def test_what_cannot_be_a_dossier_is_refused(
    cast: Cast, at: datetime, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Problem) as refused:
        title_dossier(cast, at, **change)
    assert refused.value.fault.code == code
    assert Dossier.objects.count() == 0


def test_a_missing_paper_stops_the_submission_with_its_clause(cast: Cast, at: datetime) -> None:
    with pytest.raises(BadInput) as refused:
        operations.submit(actor=cast["emulation"], dossier=title_dossier(cast, at), day=DAY, at=at)
    assert [fault.place for fault in refused.value.faults] == ["thành phần hồ sơ 2", "thành phần hồ sơ 4"]
    assert refused.value.fault.message.startswith("Còn thiếu báo cáo thành tích cá nhân (Mẫu 05) (QĐ 638")


def test_a_paper_marked_secret_is_refused_and_nothing_is_kept(cast: Cast, at: datetime) -> None:
    dossier = title_dossier(cast, at)
    with pytest.raises(NotAllowed) as refused:
        operations.hand_in(
            actor=cast["emulation"],
            dossier=dossier,
            order=2,
            name="bctt.txt",
            data="TUYỆT MẬT\nNội dung".encode(),
            day=DAY,
            at=at,
        )
    assert refused.value.fault.code == "SECRET"
    assert StoredFile.objects.count() == 0
    assert not any(row.present for row in dossier.papers.all())


def test_all_conditions_met(cast: Cast, at: datetime) -> None:
    kept = queries.latest_verdict(submitted(cast, title_dossier(cast, at), at))
    assert kept is not None
    assert (kept.outcome, findings(kept)) == (
        "met",
        {"AUTHORITY": True, "E02_BASE_TITLE": True, "E02_MERIT": True, "X04": True, "X03": True},
    )
    assert kept.law == ["LAW2022", "ND152"]


def test_where_the_law_leaves_the_authority_to_the_ministry_only_that_is_called_verified(
    cast: Cast, at: datetime
) -> None:
    finding = facts.authority_finding(title_dossier(cast, at), DAY)
    assert (finding.clause, finding.mark, finding.detail) == (
        "Luật TĐKT 2022, Điều 80 khoản 5",
        Mark.VERIFIED,
        "Chiến sĩ thi đua cơ sở: Luật giao thẩm quyền theo quy định của Bộ trưởng Bộ Công an, Bộ Quốc phòng; "
        "cấp cụ thể xem quy định của Bộ.",
    )


def test_an_unmet_condition_refuses_verification_and_says_which(cast: Cast, at: datetime) -> None:
    year = GOOD_YEAR | {"grade": "HTT"}
    dossier = submitted(cast, title_dossier(cast, at, {"pending": [], "years": {"2025": year}}), at)
    with pytest.raises(Conflict) as refused:
        operations.verify(actor=cast["emulation"], dossier=dossier, day=DAY, at=at)
    assert refused.value.fault.code == "CONDITION_UNMET"
    assert [fault.place for fault in refused.value.faults] == ["E02_MERIT: Luật TĐKT 2022, Điều 23"]


def test_a_condition_nobody_knows_needs_a_person_s_opinion(cast: Cast, at: datetime) -> None:
    year = {key: value for key, value in GOOD_YEAR.items() if key != "disciplined"}
    dossier = submitted(cast, title_dossier(cast, at, {"pending": [], "years": {"2025": year}}), at)
    with pytest.raises(BadInput) as refused:
        operations.verify(actor=cast["emulation"], dossier=dossier, day=DAY, at=at)
    assert [fault.place.split(":")[0] for fault in refused.value.faults] == ["E02_BASE_TITLE", "X04"]
    operations.verify(
        actor=cast["emulation"],
        dossier=dossier,
        resolutions={"X04": "Đã đối chiếu hồ sơ cán bộ.", "E02_BASE_TITLE": "Quyết định số 8."},
        day=DAY,
        at=at,
    )
    dossier.refresh_from_db()
    assert (dossier.state, dossier.resolutions) == (
        "verified",
        {"X04": "Đã đối chiếu hồ sơ cán bộ.", "E02_BASE_TITLE": "Quyết định số 8."},
    )


def test_the_unread_law_waits_for_the_unit_s_confirmation_not_for_an_opinion(
    cast: Cast, at: datetime
) -> None:
    dossier = submitted(cast, title_dossier(cast, at, accepted_on=date(2026, 10, 1)), at)
    attempt: dict[str, Any] = {
        "actor": cast["emulation"],
        "dossier": dossier,
        "resolutions": {"LAW_CHANGED": "Không sao."},
        "day": DAY,
        "at": at,
    }
    with pytest.raises(BadInput) as refused:
        operations.verify(**attempt)
    assert refused.value.fault.place.startswith("LAW_CHANGED")
    confirm(cast, "LAW_CHANGED", "CA.T1", at)
    assert operations.verify(**attempt).outcome == "met"


def test_a_wrong_authority_is_an_unmet_condition(cast: Cast, at: datetime) -> None:
    kept = queries.latest_verdict(submitted(cast, flag_dossier(cast, at, authority="CA.T1"), at))
    assert kept is not None
    assert findings(kept)["AUTHORITY"] is False


def test_the_same_title_proposed_twice_asks_a_person(cast: Cast, at: datetime) -> None:
    submitted(cast, title_dossier(cast, at), at)
    kept = queries.latest_verdict(submitted(cast, title_dossier(cast, at), at))
    assert kept is not None
    assert (kept.outcome, findings(kept)["X10"]) == ("needs_person", None)


def test_a_flag_takes_its_rank_from_the_published_cluster_year(cast: Cast, at: datetime) -> None:
    published(cast, at)
    dossier = flag_dossier(cast, at, {"pending": [], "collective": {"targets_exceeded": True}}, year=2026)
    assert dossier.facts["collective"] == {"cluster_rank": 1, "targets_exceeded": True}
    second = flag_dossier(cast, at, FLAG, year=2025)
    assert second.facts["collective"] == FLAG["collective"]


def test_a_returned_dossier_shows_its_reason_and_comes_back(cast: Cast, at: datetime) -> None:
    dossier = submitted(cast, title_dossier(cast, at), at)
    with pytest.raises(BadInput):
        operations.send_back(actor=cast["emulation"], dossier=dossier, reason="  ", day=DAY, at=at)
    operations.send_back(actor=cast["emulation"], dossier=dossier, reason="Thiếu xác nhận.", day=DAY, at=at)
    (item,) = [one for one in worklist.waiting_for(cast["emulation"], DAY) if one.area == "commendation"]
    assert (item.title.split(":")[0], item.note) == ("Trả lại để bổ sung", "Thiếu xác nhận.")
    operations.set_facts(actor=cast["emulation"], dossier=dossier, facts_known=GOOD, day=DAY, at=at)
    assert operations.submit(actor=cast["emulation"], dossier=dossier, day=DAY, at=at).outcome == "met"


def test_a_submitted_dossier_is_not_changed_behind_the_appraiser(cast: Cast, at: datetime) -> None:
    dossier = submitted(cast, title_dossier(cast, at), at)
    with pytest.raises(Conflict) as refused:
        operations.set_facts(actor=cast["emulation"], dossier=dossier, facts_known={}, day=DAY, at=at)
    assert refused.value.fault.code == "DOSSIER_SUBMITTED"


def test_a_refused_dossier_goes_no_further(cast: Cast, at: datetime) -> None:
    dossier = verified(cast, title_dossier(cast, at), at)
    operations.refuse(actor=cast["emulation"], dossier=dossier, reason="Rút đề nghị.", day=DAY, at=at)
    with pytest.raises(Conflict) as refused:
        operations.submit(actor=cast["emulation"], dossier=dossier, day=DAY, at=at)
    assert refused.value.fault.code == "STEP_NOT_OPEN"


@pytest.mark.parametrize(
    ("who", "error"),
    [("stranger", NotFound), ("nobody", NotFound), ("head", NotFound), ("clerk", NotAllowed)],
)
def test_only_those_in_charge_act(cast: Cast, at: datetime, who: str, error: type[Problem]) -> None:
    if who == "head":
        who = "stranger_head"
    dossier = submitted(cast, title_dossier(cast, at), at)
    for operation, more in (
        (operations.verify, {}),
        (operations.send_back, {"reason": "x"}),
        (operations.refuse, {"reason": "x"}),
    ):
        with pytest.raises(error):
            operation(actor=cast[who], dossier=dossier, day=DAY, at=at, **more)


@pytest.mark.parametrize("who", ["stranger", "stranger_commune", "stranger_head", "nobody", "council_office"])
def test_strangers_find_no_dossier(cast: Cast, at: datetime, who: str) -> None:
    dossier = title_dossier(cast, at)
    assert list(queries.dossiers(visible_to=cast[who], day=DAY)) == []
    with pytest.raises(NotFound):
        queries.dossier(dossier.pk, visible_to=cast[who], day=DAY)


def test_each_operation_writes_one_entry(cast: Cast, at: datetime) -> None:
    dossier = title_dossier(cast, at)
    for change in (
        lambda: operations.hand_in(actor=cast["emulation"], dossier=dossier, order=2, day=DAY, at=at),
        lambda: operations.hand_in(
            actor=cast["emulation"],
            dossier=dossier,
            order=4,
            name="a.txt",
            data=b"chung nhan",
            day=DAY,
            at=at,
        ),
        lambda: operations.submit(actor=cast["emulation"], dossier=dossier, day=DAY, at=at),
        lambda: operations.verify(actor=cast["emulation"], dossier=dossier, day=DAY, at=at),
    ):
        before = Entry.objects.count()
        change()
        assert Entry.objects.count() == before + 1


def test_a_list_costs_the_same_for_one_and_three(
    cast: Cast, at: datetime, django_assert_num_queries: Any
) -> None:
    def listed() -> int:
        rows = list(queries.dossiers(visible_to=cast["emulation"], day=DAY))
        return len([(row.unit.code, row.person, row.authority.code) for row in rows])

    title_dossier(cast, at)
    listed()
    with django_assert_num_queries(2):
        assert listed() == 1
    title_dossier(cast, at)
    flag_dossier(cast, at)
    with django_assert_num_queries(2):
        assert listed() == 3
