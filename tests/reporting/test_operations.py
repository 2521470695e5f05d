"""Publish, open, enter, send, return, accept, lock: who may, what stops it, and one journal entry each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.reporting import operations, queries
from lantoa.reporting.models import Submission, Value
from lantoa.reporting.rules.forms import Audience, Line
from lantoa.reporting.rules.indicators import Kind
from lantoa.worklist import queries as worklist
from tests.cast import CLUSTER, Cast

from .build import AT, COMMUNES, DAY, LINES, VALUES, a_form, a_round, accepted, entered, of


def actions() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


@pytest.fixture
def report(cast: Cast) -> Submission:
    """CA.T1's report of 2026-H1, still empty."""
    return of(a_round(cast["ministry"], a_form(cast["ministry"])), "CA.T1")


def test_publishing_keeps_the_lines_and_leaves_one_entry(cast: Cast) -> None:
    form = a_form(cast["ministry"])

    assert [row.code for row in form.lines.all()] == [line.code for line in LINES]
    assert {row.kind for row in form.lines.all()} == {kind.value for kind in Kind} - {"text"}
    assert actions() == ["reporting.form.publish"]


def test_publishing_a_code_again_makes_its_next_version(cast: Cast) -> None:
    assert [a_form(cast["ministry"]).version, a_form(cast["ministry"]).version] == [1, 2]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"lines": ()}, "NO_LINES"),
        ({"lines": (LINES[0], LINES[0])}, "LINE_TWICE"),
        ({"audience": Audience()}, "ONE_AUDIENCE"),
        ({"audience": Audience(cluster="BCA:provincial:77:2026")}, "UNKNOWN_CLUSTER"),
        ({"calendar": "TUẦN"}, "UNKNOWN_CALENDAR"),
        ({"basis": " "}, "NO_BASIS"),
        ({"due_days": 0}, "DUE_TOO_EARLY"),
    ],
)
def test_a_form_that_cannot_work_is_refused(cast: Cast, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        a_form(cast["ministry"], **changed)
    assert refused.value.fault.code == code
    assert actions() == []


def test_only_a_publisher_publishes(cast: Cast) -> None:
    with pytest.raises(NotFound):
        a_form(cast["province"])
    with pytest.raises(NotAllowed):
        a_form(cast["ministry_clerk"])


def test_opening_a_round_obliges_each_unit_with_a_deadline_in_working_days(cast: Cast) -> None:
    found = a_round(cast["ministry"], a_form(cast["ministry"]))

    assert (found.starts, found.ends) == (date(2025, 12, 15), date(2026, 6, 15))
    assert found.due == date(2026, 6, 19)
    rows = list(found.submissions.order_by("unit__code").values_list("unit__code", "province", "state"))
    assert rows == [("CA.T1", "T1", "draft"), ("CA.T2", "T2", "draft")]
    titles = [item.title for item in worklist.waiting_for(cast["province"], DAY)]
    assert titles == ["Báo cáo Kết quả phong trào 6 tháng, 6 tháng đầu năm 2026"]
    assert actions() == ["reporting.form.publish", "reporting.round.open"]


def test_opening_again_adds_only_who_is_missing(cast: Cast) -> None:
    form = a_form(cast["ministry"])
    a_round(cast["ministry"], form)
    Submission.objects.filter(unit__code="CA.T2").delete()

    found = a_round(cast["ministry"], form)

    assert found.submissions.count() == 2


def test_a_cluster_s_form_obliges_its_members(cast: Cast) -> None:
    found = a_round(cast["ministry"], a_form(cast["ministry"], Audience(cluster=CLUSTER)))
    assert set(found.submissions.values_list("unit__code", flat=True)) == {"CA.T1", "CA.T2"}


def test_opening_costs_the_same_for_two_units_and_for_one(cast: Cast) -> None:
    a_round(cast["ministry"], a_form(cast["ministry"], code="warm"))
    one = a_form(cast["ministry"], Audience("COMMUNE_POLICE", "CA.T2"), code="X")
    counts = []
    for form in (a_form(cast["ministry"]), one):
        with CaptureQueriesContext(connection) as asked:
            a_round(cast["ministry"], form)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_entering_keeps_each_cell_with_who_entered_it(cast: Cast, report: Submission) -> None:
    before = len(actions())
    entered(cast["province"], report)

    values = {value.line.code: value for value in Value.objects.select_related("line")}
    assert values["M03"].value == 120
    assert values["M08"].keys == ["Camera an ninh", "Dòng họ tự quản"]
    assert (values["H1"].numerator, values["H1"].denominator) == (9000, 10000)
    assert (values["K3"].numerator, values["K3"].denominator) == (70, 100)
    assert values["M03"].entered_by == cast["province"].id
    assert {value.province for value in values.values()} == {"T1"}
    assert actions()[before:] == ["reporting.submission.enter"]


def test_a_later_writer_owns_only_the_cells_that_changed(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    operations.enter_values(
        actor=cast["ministry"], submission=report.pk, values={"M03": 121, "M09": 40}, day=DAY, at=AT
    )

    by = dict(Value.objects.values_list("line__code", "entered_by"))
    assert (by["M03"], by["M09"]) == (cast["ministry"].id, cast["province"].id)


def test_no_data_is_not_zero_and_an_emptied_cell_is_gone(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report, M19={"no_data": True}, M03=0)
    assert Value.objects.get(line__code="M19").no_data
    assert Value.objects.get(line__code="M03").value == 0

    row = operations.enter_values(
        actor=cast["province"], submission=report.pk, values={"M03": None}, day=DAY, at=AT
    )
    assert not Value.objects.filter(line__code="M03").exists()
    assert row.filled == len(VALUES) + 1 - 1


@pytest.mark.parametrize(
    ("code", "raw", "fault"),
    [
        ("M03", "nhiều", "NOT_A_NUMBER"),
        ("M03", "-1", "NEGATIVE"),
        ("M03", -1, "NEGATIVE"),
        ("M03", "12,5", "NOT_WHOLE"),
        ("M03", "1e3", "NOT_A_NUMBER"),
        ("M03", float("nan"), "NOT_A_NUMBER"),
        ("M03", True, "NOT_A_NUMBER"),
        ("M03", 10**15, "TOO_BIG"),
        ("M03", {"numerator": 1}, "WRONG_FIGURE"),
        ("M03", {"value": 1, "no_data": True}, "NO_DATA_AND_FIGURE"),
        ("M08", "12", "NOT_NAMES"),
        ("H1", "90", "WRONG_FIGURE"),
        ("H1", {"numerator": 9}, "WRONG_FIGURE"),
        ("H1", {"numerator": 9, "denominator": 8}, "PART_ABOVE_WHOLE"),
        ("K3", {"numerator": 1, "denominator": 2}, "COMPUTED"),
        ("M99", 1, "UNKNOWN_INDICATOR"),
    ],
)
def test_a_wrong_cell_is_located_and_nothing_entered_is_lost(
    cast: Cast, report: Submission, code: str, raw: Any, fault: str
) -> None:
    entered(cast["province"], report)
    before = len(actions())

    with pytest.raises(BadInput) as refused:
        operations.enter_values(
            actor=cast["province"], submission=report.pk, values={"M09": 1, code: raw}, day=DAY, at=AT
        )

    assert refused.value.fault.code == fault
    assert refused.value.fault.place.startswith(code)
    assert refused.value.fault.remedy != ""
    assert Value.objects.get(line__code="M09").value == 40
    assert len(actions()) == before


def test_all_wrong_cells_are_told_at_once(cast: Cast, report: Submission) -> None:
    with pytest.raises(BadInput) as refused:
        operations.enter_values(
            actor=cast["province"],
            submission=report.pk,
            values={"M03": "x", "M09": "-2", "K1": 5},
            day=DAY,
            at=AT,
        )
    assert [fault.code for fault in refused.value.faults] == ["NOT_A_NUMBER", "NEGATIVE"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1.234", "1234"), ("1 234 567", "1234567"), ("1234", "1234"), ("  7 ", "7"), ("1.234.567", "1234567")],
)
def test_numbers_are_read_as_we_print_them(cast: Cast, report: Submission, typed: str, stored: str) -> None:
    operations.enter_values(
        actor=cast["province"], submission=report.pk, values={"M03": typed}, day=DAY, at=AT
    )
    assert Value.objects.get().value == Decimal(stored)


def test_weights_may_have_a_fraction(cast: Cast, report: Submission) -> None:
    operations.enter_values(
        actor=cast["province"], submission=report.pk, values={"M23": "2,5"}, day=DAY, at=AT
    )
    assert Value.objects.get().value == Decimal("2.5")


def test_a_cell_may_name_the_words_it_was_read_from(cast: Cast, report: Submission) -> None:
    operations.enter_values(
        actor=cast["province"],
        submission=report.pk,
        values={
            "M09": {
                "value": 40,
                "citation": {"source": "bài 1", "start": 3, "end": 10, "quote": "40 điểm"},
            }
        },
        day=DAY,
        at=AT,
    )
    assert [cited.quote for cited in queries.sources(report, "M09")] == ["40 điểm"]


def test_entering_costs_the_same_for_one_cell_and_for_many(cast: Cast, report: Submission) -> None:
    counts = []
    for values in ({"M03": 1}, {"M03": 2, "M09": 3, "X1": 4}):
        with CaptureQueriesContext(connection) as asked:
            operations.enter_values(
                actor=cast["province"], submission=report.pk, values=values, day=DAY, at=AT
            )
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_two_writers_do_not_overwrite_each_other(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    with pytest.raises(Conflict) as stale:
        operations.enter_values(
            actor=cast["ministry"], submission=report.pk, values={"M03": 1}, day=DAY, at=AT, revision=0
        )
    assert stale.value.fault.code == "STALE"
    assert Value.objects.get(line__code="M03").value == 120


@pytest.mark.parametrize("who", ["stranger", "stranger_commune", "nobody", "council_office"])
def test_a_stranger_finds_no_report(cast: Cast, report: Submission, who: str) -> None:
    with pytest.raises(NotFound):
        entered(cast[who], report)


def test_one_inside_without_the_role_is_told_so(cast: Cast, report: Submission) -> None:
    with pytest.raises(NotAllowed):
        entered(cast["council_member"], report)


def test_a_report_that_is_not_there_is_not_found(cast: Cast, report: Submission) -> None:
    with pytest.raises(NotFound):
        operations.enter_values(actor=cast["province"], submission=10**9, values={}, day=DAY, at=AT)


def test_an_unfinished_report_is_not_sent_and_says_which_cells_are_missing(
    cast: Cast, report: Submission
) -> None:
    operations.enter_values(
        actor=cast["province"], submission=report.pk, values={"M03": 1, "K1": 5, "K2": 4}, day=DAY, at=AT
    )
    with pytest.raises(BadInput) as refused:
        operations.submit(actor=cast["province"], submission=report.pk, day=DAY, at=AT)

    codes = {(fault.code, fault.place.split()[0]) for fault in refused.value.faults}
    assert ("MISSING", "M09") in codes
    assert ("ABOVE_WHOLE", "K1") in codes
    assert ("MISSING", "M23") not in codes
    report.refresh_from_db()
    assert report.state == "draft"


def test_a_small_count_needs_a_note(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report, M19=2)
    with pytest.raises(BadInput) as refused:
        operations.submit(actor=cast["province"], submission=report.pk, day=DAY, at=AT)
    assert [fault.code for fault in refused.value.faults] == ["SMALL_CELL"]

    entered(cast["province"], report, M19={"value": 2, "note": "chỉ gộp ở cấp tỉnh"})
    assert (
        operations.submit(actor=cast["province"], submission=report.pk, day=DAY, at=AT).state == "submitted"
    )


def test_sending_moves_the_work_to_the_level_above(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    before = len(actions())
    row = operations.submit(actor=cast["province"], submission=report.pk, day=DAY, at=AT)

    assert (row.state, row.version) == ("submitted", 1)
    assert list(worklist.waiting_for(cast["province"], DAY)) == []
    assert [item.title for item in worklist.waiting_for(cast["ministry"], DAY)] == [
        "Duyệt báo cáo của Công an tỉnh Một, 6 tháng đầu năm 2026"
    ]
    assert actions()[before:] == ["reporting.submission.submit"]


def test_a_sent_report_takes_no_more_figures(cast: Cast, report: Submission) -> None:
    accepted(cast["province"], cast["ministry"], report)
    with pytest.raises(Conflict) as refused:
        entered(cast["province"], report, M03=1)
    assert refused.value.fault.code == "STEP_NOT_OPEN"
    assert Value.objects.get(line__code="M03").value == 120


def test_it_is_returned_once_with_reasons_mended_and_accepted(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    operations.submit(actor=cast["province"], submission=report.pk, day=DAY, at=AT)
    before = len(actions())

    row = operations.return_submission(
        actor=cast["ministry"],
        submission=report.pk,
        reason="Đối chiếu lại với danh sách điểm mô hình.",
        cells={"M09": "Thiếu điểm của hai xã."},
        day=DAY,
        at=AT,
    )
    assert row.state == "returned"
    assert row.returns.get().cells == {"M09": "Thiếu điểm của hai xã."}
    assert [item.note for item in worklist.waiting_for(cast["province"], DAY)] == [
        "Đối chiếu lại với danh sách điểm mô hình."
    ]

    accepted(cast["province"], cast["ministry"], report, M09=42)
    report.refresh_from_db()
    assert (report.state, report.version) == ("accepted", 2)
    assert list(worklist.waiting_for(cast["ministry"], DAY)) == []
    assert actions()[before:] == [
        f"reporting.submission.{step}" for step in ("return", "enter", "submit", "accept")
    ]


def test_a_return_needs_a_reason_and_known_cells(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    operations.submit(actor=cast["province"], submission=report.pk, day=DAY, at=AT)
    for cells, code in (({}, "NO_REASON"), ({"M99": "?"}, "UNKNOWN_INDICATOR")):
        with pytest.raises(BadInput) as refused:
            operations.return_submission(
                actor=cast["ministry"], submission=report.pk, reason=" ", cells=cells, day=DAY, at=AT
            )
        assert refused.value.fault.code == code


def test_nobody_accepts_their_own_unit_s_report(cast: Cast, report: Submission) -> None:
    entered(cast["province"], report)
    operations.submit(actor=cast["province"], submission=report.pk, day=DAY, at=AT)
    with pytest.raises(NotAllowed) as refused:
        operations.accept(actor=cast["province"], submission=report.pk, day=DAY, at=AT)
    assert refused.value.fault.code == "NOT_ALLOWED"


def test_the_sender_does_not_accept_even_from_above(cast: Cast, report: Submission) -> None:
    entered(cast["ministry"], report)
    operations.submit(actor=cast["ministry"], submission=report.pk, day=DAY, at=AT)
    with pytest.raises(NotAllowed) as refused:
        operations.accept(actor=cast["ministry"], submission=report.pk, day=DAY, at=AT)
    assert refused.value.fault.code == "OWN_SUBMISSION"


@pytest.mark.parametrize("step", ["accept", "lock"])
def test_a_stranger_decides_on_nothing(cast: Cast, report: Submission, step: str) -> None:
    with pytest.raises(NotFound):
        getattr(operations, step)(actor=cast["stranger"], submission=report.pk, day=DAY, at=AT)


def test_a_draft_is_not_accepted(cast: Cast, report: Submission) -> None:
    with pytest.raises(Conflict):
        operations.accept(actor=cast["ministry"], submission=report.pk, day=DAY, at=AT)


def test_a_locked_report_stays(cast: Cast, report: Submission) -> None:
    accepted(cast["province"], cast["ministry"], report)
    assert operations.lock(actor=cast["ministry"], submission=report.pk, day=DAY, at=AT).state == "locked"
    with pytest.raises(Conflict):
        operations.return_submission(
            actor=cast["ministry"], submission=report.pk, reason="muộn", day=DAY, at=AT
        )


def test_the_province_decides_on_its_communes(cast: Cast) -> None:
    found = a_round(cast["province"], a_form(cast["province"], COMMUNES, "CA.T1"))
    row = accepted(cast["commune_police"], cast["province"], of(found, "CAX.X11"))
    assert row.state == "accepted"
    assert row.province == "T1"


def test_a_deadline_is_extended_with_a_reason(cast: Cast, report: Submission) -> None:
    with pytest.raises(BadInput):
        operations.extend(
            actor=cast["ministry"], submission=report.pk, due=report.due, reason="x", day=DAY, at=AT
        )
    row = operations.extend(
        actor=cast["ministry"], submission=report.pk, due=date(2026, 7, 10), reason="bão lũ", day=DAY, at=AT
    )
    assert row.due == date(2026, 7, 10)
    assert [item.due for item in worklist.waiting_for(cast["province"], DAY)] == [date(2026, 7, 10)]


def test_a_ratio_alone_on_its_form_is_entered_by_its_two_numbers(cast: Cast) -> None:
    line = Line("R", "Tỷ lệ", "%", Kind.RATIO, numerator="A", denominator="B")
    row = of(a_round(cast["ministry"], a_form(cast["ministry"], lines=(line,))), "CA.T1")
    operations.enter_values(
        actor=cast["province"],
        submission=row.pk,
        values={"R": {"numerator": "1", "denominator": "4"}},
        day=DAY,
        at=AT,
    )
    assert Value.objects.get().denominator == 4
