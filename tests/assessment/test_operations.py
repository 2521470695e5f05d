"""Scoring a cluster's year: who may, when, what is refused, and one journal entry each."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from lantoa.assessment import operations, queries
from lantoa.assessment.models import Evaluation, Ranking, Score
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.registry.models import StoredFile
from lantoa.worklist import queries as worklist
from tests.assessment.year import CRITERIA, DAY, POINTS, appraised, of, opened, person, published, self_scored
from tests.cast import CLUSTER, Cast


def test_opening_a_sheet_puts_work_on_every_member_s_table(cast: Cast, at: datetime) -> None:
    before = Entry.objects.count()
    sheet = opened(cast, at)
    assert Entry.objects.count() == before + 1
    assert set(Evaluation.objects.filter(sheet=sheet).values_list("unit__code", "state")) == {
        ("CA.T1", "draft"),
        ("CA.T2", "draft"),
    }
    assert [item.key for item in worklist.waiting_for(cast["province"], DAY)] == [
        f"assessment.evaluation:{of(sheet, 'CA.T1').pk}"
    ]


def test_a_cluster_has_one_sheet_a_year(cast: Cast, at: datetime) -> None:
    opened(cast, at)
    with pytest.raises(Conflict) as refused:
        opened(cast, at)
    assert refused.value.fault.code == "SHEET_EXISTS"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"formula": "guess"}, "NO_FORMULA"),
        ({"criteria": [{"code": "A", "kind": "song", "max": "1"}]}, "BAD_CRITERION"),
        ({"criteria": [*CRITERIA[:1], *CRITERIA[2:]]}, "GROUP_SUM"),
        ({"cluster": "nowhere"}, "UNKNOWN_CLUSTER"),
    ],
)
def test_a_sheet_that_is_none_is_refused(cast: Cast, at: datetime, change: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as refused:
        opened(cast, at, **change)
    assert refused.value.fault.code == code


def test_scores_are_kept_with_one_journal_entry(cast: Cast, at: datetime) -> None:
    one = of(opened(cast, at), "CA.T1")
    before = Entry.objects.count()
    operations.score(
        actor=cast["province"], evaluation=one, column="self", points=POINTS["CA.T1"], day=DAY, at=at
    )
    assert Entry.objects.count() == before + 1
    kept = {score.criterion.code: score.entry for score in Score.objects.select_related("criterion")}
    assert kept == {
        "I.1": {"target": "10", "actual": "15"},
        "I.2": {"points": "19"},
        "III.1": {"passed": True},
        "IV": {"bonus": 1, "penalty": 0},
    }


def test_scoring_again_replaces_only_what_is_given(cast: Cast, at: datetime) -> None:
    one = of(opened(cast, at), "CA.T1")
    for points in ({"I.2": "10", "III.1": False}, {"I.2": "11,5"}):
        operations.score(actor=cast["province"], evaluation=one, column="self", points=points, day=DAY, at=at)
    kept = {score.criterion.code: score.entry for score in Score.objects.select_related("criterion")}
    assert kept == {"I.2": {"points": "11.5"}, "III.1": {"passed": False}}


@pytest.mark.parametrize(
    ("points", "code", "place"),
    [
        ({"I.2": "20.5"}, "ABOVE_MAX", "tiêu chí I.2"),
        ({"I.2": "-1"}, "NEGATIVE", "tiêu chí I.2"),
        ({"I.2": "mười"}, "NOT_A_NUMBER", "tiêu chí I.2, điểm"),
        ({"I": "3"}, "GROUP_VALUE", "tiêu chí I"),
        ({"Z": "3"}, "UNKNOWN_CRITERION", "tiêu chí Z"),
        ({"III.1": "có lẽ"}, "NOT_PASS_FAIL", "tiêu chí III.1"),
        ({"I.1": {"points": "3"}}, "UNKNOWN_FIELD", "tiêu chí I.1"),
    ],
)
def test_a_bad_value_is_refused_where_it_is_and_nothing_is_written(
    cast: Cast, at: datetime, points: dict[str, Any], code: str, place: str
) -> None:
    one = of(opened(cast, at), "CA.T1")
    with pytest.raises(BadInput) as refused:
        operations.score(
            actor=cast["province"],
            evaluation=one,
            column="self",
            points={"III.1": True} | points,
            day=DAY,
            at=at,
        )
    assert (refused.value.fault.code, refused.value.fault.place) == (code, place)
    assert Score.objects.count() == 0


def test_every_bad_value_is_named_at_once(cast: Cast, at: datetime) -> None:
    one = of(opened(cast, at), "CA.T1")
    with pytest.raises(BadInput) as refused:
        operations.score(
            actor=cast["province"],
            evaluation=one,
            column="self",
            points={"I.2": "99", "III.1": "?"},
            day=DAY,
            at=at,
        )
    assert [fault.place for fault in refused.value.faults] == ["tiêu chí I.2", "tiêu chí III.1"]


def test_a_stranger_does_not_find_the_sheet_and_a_colleague_may_not_score(cast: Cast, at: datetime) -> None:
    one = of(opened(cast, at), "CA.T1")
    for who, error in (("stranger", NotFound), ("nobody", NotFound), ("clerk", NotAllowed)):
        with pytest.raises(error):
            operations.score(
                actor=cast[who], evaluation=one, column="self", points={"I.2": "1"}, day=DAY, at=at
            )


def test_an_unfinished_self_score_is_not_sent(cast: Cast, at: datetime) -> None:
    one = of(opened(cast, at), "CA.T1")
    operations.score(
        actor=cast["province"], evaluation=one, column="self", points={"I.2": "1"}, day=DAY, at=at
    )
    with pytest.raises(BadInput) as refused:
        operations.advance(actor=cast["province"], evaluation=one, action="self_score", day=DAY, at=at)
    assert refused.value.fault.place == "tiêu chí I.1, III.1, IV"


def test_the_head_does_not_score_its_own_unit_and_the_deputy_does(cast: Cast, at: datetime) -> None:
    one = of(self_scored(cast, at), "CA.T1")
    deputy = person("deputy", "CLUSTER_HEAD", cluster=CLUSTER, home="CA.T2")
    change: dict[str, Any] = {
        "evaluation": one,
        "column": "cluster",
        "points": {"I.2": "17"},
        "reasons": {"I.2": "Thiếu minh chứng quý III."},
        "day": DAY,
        "at": at,
    }
    with pytest.raises(Conflict) as refused:
        operations.score(actor=cast["head"], **change)
    assert (refused.value.fault.code, refused.value.fault.place) == ("OWN_UNIT", "Công an tỉnh Một")
    with pytest.raises(Conflict):
        operations.advance(actor=cast["head"], evaluation=one, action="cluster_score", day=DAY, at=at)
    operations.score(actor=deputy, **change)
    assert (
        operations.advance(actor=deputy, evaluation=one, action="cluster_score", day=DAY, at=at).state
        == "cluster_scored"
    )


def test_a_reviewer_who_changes_a_value_says_why(cast: Cast, at: datetime) -> None:
    one = of(self_scored(cast, at), "CA.T2")
    change: dict[str, Any] = {"evaluation": one, "column": "cluster", "day": DAY, "at": at}
    with pytest.raises(BadInput) as refused:
        operations.score(actor=cast["head"], points={"I.2": "17"}, **change)
    assert refused.value.fault.place == "tiêu chí I.2, lý do"
    operations.score(actor=cast["head"], points={"I.2": "18,50"}, **change)


def test_a_column_is_written_only_at_its_step(cast: Cast, at: datetime) -> None:
    one = of(self_scored(cast, at), "CA.T1")
    for actor, column in ((cast["province"], "self"), (cast["ministry"], "appraised")):
        with pytest.raises(Conflict) as refused:
            operations.score(actor=actor, evaluation=one, column=column, points={"I.2": "1"}, day=DAY, at=at)
        assert refused.value.fault.code == "COLUMN_CLOSED"


def test_a_returned_sheet_carries_its_reason_to_the_unit(cast: Cast, at: datetime) -> None:
    one = of(self_scored(cast, at), "CA.T2")
    with pytest.raises(BadInput):
        operations.advance(actor=cast["head"], evaluation=one, action="send_back", day=DAY, at=at)
    operations.advance(
        actor=cast["head"], evaluation=one, action="send_back", text="Thiếu minh chứng.", day=DAY, at=at
    )
    (item,) = worklist.waiting_for(cast["stranger"], DAY)
    assert (item.title, item.note) == ("Tự chấm lại điểm: bảng bị trả lại", "Thiếu minh chứng.")


def test_a_file_marked_secret_is_refused_as_evidence_and_nothing_is_kept(cast: Cast, at: datetime) -> None:
    one = of(opened(cast, at), "CA.T1")
    operations.score(
        actor=cast["province"], evaluation=one, column="self", points={"I.2": "1"}, day=DAY, at=at
    )
    send: dict[str, Any] = {
        "actor": cast["province"],
        "evaluation": one,
        "criterion": "I.2",
        "day": DAY,
        "at": at,
    }
    with pytest.raises(NotAllowed) as refused:
        operations.attach_evidence(name="a.txt", data="MẬT\nKế hoạch".encode(), **send)
    assert refused.value.fault.code == "SECRET"
    assert StoredFile.objects.count() == 0
    kept = operations.attach_evidence(name="b.txt", data="Danh sách mô hình".encode(), **send)
    assert kept.evidence_name == "b.txt"


def test_evidence_waits_for_its_score(cast: Cast, at: datetime) -> None:
    one = of(opened(cast, at), "CA.T1")
    with pytest.raises(BadInput) as refused:
        operations.attach_evidence(
            actor=cast["province"], evaluation=one, criterion="I.2", name="b.txt", data=b"abc", day=DAY, at=at
        )
    assert refused.value.fault.code == "SCORE_FIRST"


def test_final_points_follow_the_formula_and_ranks_carry_their_reason(cast: Cast, at: datetime) -> None:
    sheet = appraised(cast, at)
    before = Entry.objects.count()
    first, second = operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    assert Entry.objects.count() == before + 1
    assert (first.unit.code, first.points, first.assigned, first.percent, first.rank) == (
        "CA.T1", Decimal("40.00"), Decimal(40), Decimal("100.00"), 1,
    )  # fmt: skip
    # I.1: e = 20 %, the leader's 50 %: 5 + 5 × 0,4 = 7; 7 + 18,5 + 10
    assert (second.unit.code, second.points, second.rank) == ("CA.T2", Decimal("35.50"), 2)
    assert first.decided_by == "percent"
    assert first.reason == ("Công an tỉnh Một xếp trên Công an tỉnh Hai: tỷ lệ điểm 100 % so với 88,75 %.")


def test_an_excluded_unit_keeps_its_points_and_gets_no_rank(cast: Cast, at: datetime) -> None:
    sheet = appraised(cast, at)
    operations.set_standing(
        actor=cast["ministry"], evaluation=of(sheet, "CA.T1"), excluded="Đang thanh tra.", day=DAY, at=at
    )
    operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    row = Ranking.objects.get(sheet=sheet, unit__code="CA.T1")
    assert (row.rank, row.points, row.reason) == (None, Decimal("40.00"), "Không xếp hạng: Đang thanh tra.")


def test_equal_units_share_the_rank_and_it_is_said(cast: Cast, at: datetime) -> None:
    sheet = appraised(cast, at, {unit: POINTS["CA.T1"] for unit in POINTS})
    rows = operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    assert [(row.rank, row.decided_by) for row in rows] == [(1, "tie"), (1, "tie")]


def test_a_sheet_is_final_only_when_every_unit_is_there(cast: Cast, at: datetime) -> None:
    sheet = self_scored(cast, at)
    for operation in (operations.finalise, operations.publish):
        with pytest.raises(Conflict) as refused:
            operation(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
        assert refused.value.fault.code == "STEP_NOT_OPEN"


def test_a_final_sheet_is_reopened_with_a_reason_only(cast: Cast, at: datetime) -> None:
    sheet = appraised(cast, at)
    operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    with pytest.raises(BadInput):
        operations.reopen(actor=cast["ministry"], sheet=sheet, reason=" ", day=DAY, at=at)
    operations.reopen(actor=cast["ministry"], sheet=sheet, reason="Sót số liệu.", day=DAY, at=at)
    assert of(sheet, "CA.T1").state == "appraised"


def test_a_member_sees_its_own_sheet_and_the_ranking_once_published(cast: Cast, at: datetime) -> None:
    sheet = appraised(cast, at)
    operations.finalise(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)

    def shown(who: str) -> tuple[list[str], int]:
        own = queries.evaluations(sheet, visible_to=cast[who], day=DAY)
        sheet.refresh_from_db()
        return [one.unit.code for one in own], len(queries.ranking(sheet, visible_to=cast[who], day=DAY))

    assert shown("province") == (["CA.T1"], 0)
    assert shown("head") == (["CA.T1", "CA.T2"], 2)
    operations.publish(actor=cast["ministry"], sheet=sheet, day=DAY, at=at)
    assert shown("province") == (["CA.T1"], 2)


@pytest.mark.parametrize("who", ["stranger_commune", "stranger_head", "nobody", "council_office"])
def test_strangers_find_nothing(cast: Cast, at: datetime, who: str) -> None:
    sheet = published(cast, at)
    assert list(queries.sheets(visible_to=cast[who], day=DAY)) == []
    for ask, pk in ((queries.sheet, sheet.pk), (queries.evaluation, of(sheet, "CA.T1").pk)):
        with pytest.raises(NotFound):
            ask(pk, visible_to=cast[who], day=DAY)


def test_a_page_s_work_costs_the_same_for_any_number_of_scores(
    cast: Cast, at: datetime, django_assert_num_queries: Any
) -> None:
    sheet = opened(cast, at)
    with django_assert_num_queries(3):
        queries.work(sheet)
    operations.score(
        actor=cast["province"],
        evaluation=of(sheet, "CA.T1"),
        column="self",
        points=POINTS["CA.T1"],
        day=DAY,
        at=at,
    )
    with django_assert_num_queries(3):
        found = queries.work(sheet)
    one = of(sheet, "CA.T1").pk
    assert found.missing["self"] == {one: 0, of(sheet, "CA.T2").pk: 4}
    assert found.scored["self"][one].points == Decimal("40.00")
