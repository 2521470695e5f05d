"""Later days and waivers, reminders, targets, corrections after the lock, many accepted at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.notices.models import Notice
from lantoa.organisation.models import Placement, Succession, Unit
from lantoa.reporting import hooks, operations, queries
from lantoa.reporting.models import Correction, Form, Relief, Reminder, Round, Submission, Target
from lantoa.reporting.rules.forms import Audience, Line, parts_of
from lantoa.reporting.rules.indicators import Kind
from lantoa.worklist.models import Item
from tests.cast import CLUSTER, Cast

from .build import AT, COMMUNES, DAY, LINES, VALUES, a_form, a_round, accepted, entered, of

LATE = date(2026, 7, 10)
NOON = datetime(2026, 7, 10, 5, tzinfo=UTC)


def actions() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


@pytest.fixture
def communes(cast: Cast) -> Round:
    """Both communes of Tỉnh Một owe the half-year."""
    return a_round(cast["province"], a_form(cast["province"], COMMUNES, "CA.T1", code="PT-XA"))


@pytest.fixture
def heard() -> Any:
    found: list[hooks.Counting] = []
    hooks.counting.listen(found.append)
    yield found
    hooks.counting._listeners.remove(found.append)


# Reliefs ----------------------------------------------------------------------------------------------


def test_a_unit_asks_for_a_later_day_and_the_level_above_grants_it(cast: Cast, communes: Round) -> None:
    row = of(communes, "CAX.X11")
    asked = operations.ask_relief(
        actor=cast["commune_police"], submission=row.pk, kind="extend", due=date(2026, 7, 20),
        reason="Mưa lũ, mất điện", day=DAY, at=AT,
    )  # fmt: skip
    assert Item.objects.get(key=f"reporting.submission:{row.pk}:relief").unit.code == "CA.T1"

    operations.decide_relief(actor=cast["province"], relief=asked.pk, grant=True, answer="", day=DAY, at=AT)

    row.refresh_from_db()
    assert row.due == date(2026, 7, 20)
    assert Item.objects.get(key=f"reporting.submission:{row.pk}").due == date(2026, 7, 20)
    assert Item.objects.get(key=f"reporting.submission:{row.pk}:relief").closed_at == AT
    assert actions()[-2:] == ["reporting.relief.ask", "reporting.relief.decide"]
    assert Notice.objects.filter(user=cast.users["commune_police"], title__contains="đồng ý").count() == 1


def test_a_refusal_needs_a_reason_and_leaves_the_day(cast: Cast, communes: Round) -> None:
    row = of(communes, "CAX.X11")
    due = row.due
    asked = operations.ask_relief(
        actor=cast["commune_police"], submission=row.pk, kind="waive", reason="Mới thành lập", day=DAY, at=AT
    )
    with pytest.raises(BadInput, match="lý do"):
        operations.decide_relief(
            actor=cast["province"], relief=asked.pk, grant=False, answer=" ", day=DAY, at=AT
        )
    operations.decide_relief(
        actor=cast["province"], relief=asked.pk, grant=False, answer="Vẫn có số liệu", day=DAY, at=AT
    )
    row.refresh_from_db()
    assert (row.state, row.due) == ("draft", due)
    with pytest.raises(Conflict, match="đã được trả lời"):
        operations.decide_relief(
            actor=cast["province"], relief=asked.pk, grant=True, answer="", day=DAY, at=AT
        )


def test_one_open_question_at_a_time_and_it_falls_away_with_the_report(cast: Cast, communes: Round) -> None:
    row = of(communes, "CAX.X11")
    ask: dict[str, Any] = {
        "actor": cast["commune_police"], "submission": row.pk, "kind": "waive", "reason": "lũ", "day": DAY, "at": AT
    }  # fmt: skip
    asked = operations.ask_relief(**ask)
    with pytest.raises(Conflict, match="đang chờ"):
        operations.ask_relief(**ask)
    entered(cast["commune_police"], row)
    operations.submit(actor=cast["commune_police"], submission=row.pk, day=DAY, at=AT, note="đủ")
    asked.refresh_from_db()
    assert asked.state == Relief.State.ENDED


@pytest.mark.parametrize("who", ["stranger", "stranger_commune"])
def test_a_stranger_finds_no_report_to_ask_or_decide_about(cast: Cast, communes: Round, who: str) -> None:
    row = of(communes, "CAX.X11")
    with pytest.raises(NotFound):
        operations.ask_relief(actor=cast[who], submission=row.pk, kind="waive", reason="x", day=DAY, at=AT)
    with pytest.raises(NotFound):
        operations.waive(actor=cast[who], submission=row.pk, reason="x", day=DAY, at=AT)


def test_a_unit_does_not_grant_itself_anything(cast: Cast, communes: Round) -> None:
    with pytest.raises(NotAllowed):
        operations.waive(
            actor=cast["commune_police"], submission=of(communes, "CAX.X11").pk, reason="x", day=DAY, at=AT
        )


def test_a_waived_report_is_owed_no_more_until_the_waiver_ends(
    cast: Cast, communes: Round, heard: Any
) -> None:
    row = of(communes, "CAX.X11")
    operations.waive(actor=cast["province"], submission=row.pk, reason="Mới lập", day=DAY, at=AT)
    row.refresh_from_db()
    assert row.state == "waived"
    assert Item.objects.get(key=f"reporting.submission:{row.pk}").closed_at == AT
    with pytest.raises(Conflict):
        entered(cast["commune_police"], row)

    operations.oblige_again(actor=cast["province"], submission=row.pk, reason="Đã ổn định", day=DAY, at=AT)
    row.refresh_from_db()
    assert row.state == "draft"
    assert Item.objects.get(key=f"reporting.submission:{row.pk}").closed_at is None
    assert [one.event for one in heard] == [hooks.Event.WAIVED, hooks.Event.OWED]
    assert actions()[-2:] == ["reporting.submission.waive", "reporting.submission.oblige"]


# Chasing ----------------------------------------------------------------------------------------------


def test_all_who_are_late_are_reminded_at_one_click_once_a_day(cast: Cast, communes: Round) -> None:
    accepted(cast["commune_police"], cast["province"], of(communes, "CAX.X11"))

    told = operations.remind_late(actor=cast["province"], form=communes.form_id, day=LATE, at=NOON)

    assert told.told == ("CAX.X12",)
    assert actions()[-1] == "reporting.submission.remind"
    with pytest.raises(Conflict, match="đã được nhắc"):
        operations.remind_late(actor=cast["province"], form=communes.form_id, day=LATE, at=NOON)
    again = operations.remind_late(
        actor=cast["province"], form=communes.form_id, day=LATE + timedelta(days=1), at=NOON
    )
    assert again.told == ("CAX.X12",)


def test_nobody_is_reminded_before_the_day_or_of_another_province(cast: Cast, communes: Round) -> None:
    with pytest.raises(Conflict, match="Không có đơn vị"):
        operations.remind_late(actor=cast["province"], form=communes.form_id, day=communes.due, at=NOON)
    with pytest.raises(NotFound):
        operations.remind_late(actor=cast["stranger"], form=communes.form_id, day=LATE, at=NOON)


def test_a_reminder_says_which_reports_and_how_late(cast: Cast, communes: Round) -> None:
    operations.remind_late(actor=cast["province"], form=communes.form_id, day=LATE, at=NOON)
    told = Notice.objects.get(user=cast.users["commune_police"], title__startswith="Nhắc")
    assert "6 tháng đầu năm 2026" in told.body
    assert "chậm" in told.body


def test_the_level_above_hears_once_of_what_is_too_late(cast: Cast, communes: Round) -> None:
    due = communes.due
    early = due + timedelta(days=1)
    assert operations.escalate(day=early, at=NOON) == 0
    assert operations.escalate(day=due + timedelta(days=10), at=NOON) == 2
    assert operations.escalate(day=due + timedelta(days=11), at=NOON) == 0
    told = Notice.objects.get(user=cast.users["province"], title__contains="2 báo cáo chậm")
    assert "Công an xã Đồng Ấm" in told.body
    assert Reminder.objects.filter(kind="escalate").count() == 2
    assert actions().count("reporting.submission.escalate") == 1


def test_a_form_says_after_how_many_days_or_never(cast: Cast, communes: Round) -> None:
    Form.objects.filter(pk=communes.form_id).update(escalate_days=0)
    assert operations.escalate(day=communes.due + timedelta(days=60), at=NOON) == 0


def test_a_form_opens_by_itself_before_the_cut_off_and_takes_in_new_units(cast: Cast) -> None:
    form = a_form(cast["province"], COMMUNES, "CA.T1", code="PT-TU", opens_itself=True)
    assert operations.open_due_rounds(day=date(2026, 5, 20), at=AT) == 0
    assert operations.open_due_rounds(day=date(2026, 6, 8), at=AT) == 1
    assert operations.open_due_rounds(day=date(2026, 6, 9), at=AT) == 0
    found = Round.objects.get(form=form)
    assert (found.period, found.submissions.count()) == ("2026-H1", 2)
    Submission.objects.filter(round=found, unit__code="CAX.X12").delete()
    assert operations.open_due_rounds(day=date(2026, 6, 12), at=AT) == 1
    assert found.submissions.count() == 2


# Targets ----------------------------------------------------------------------------------------------


def targets(actor: Any, **more: Any) -> list[Target]:
    given: dict[str, Any] = {
        "giver": "CA.T1", "code": "M03", "calendar": "ND09_HALF", "period": "2026-H1",
        "values": {"CAX.X11": "1.500", "CAX.X12": 20}, "basis": "KH 12/KH-CAT", **more,
    }  # fmt: skip
    return operations.set_targets(actor=actor, day=DAY, at=AT, **given)


def test_targets_are_given_downwards_and_replaced(cast: Cast) -> None:
    targets(cast["province"])
    targets(cast["province"], values={"CAX.X11": "1.600", "CAX.X12": ""})
    assert list(Target.objects.order_by("unit__code").values_list("unit__code", "value")) == [
        ("CAX.X11", Decimal(1600))
    ]
    entry = Entry.objects.order_by("seq").last()
    assert entry is not None
    assert entry.action == "reporting.target.set"


@pytest.mark.parametrize(
    ("who", "more", "error", "code"),
    [
        ("province", {"values": {"CA.T1": 5}}, NotAllowed, "NOT_BELOW"),
        ("province", {"values": {"CAX.X21": 5}}, NotAllowed, "NOT_BELOW"),
        ("province", {"values": {"CAX.X11": "năm"}}, BadInput, "NOT_A_NUMBER"),
        ("province", {"values": {}}, BadInput, "NO_TARGETS"),
        ("province", {"basis": " "}, BadInput, "NO_BASIS"),
        ("province", {"period": "2026-Q1"}, BadInput, "UNKNOWN_PERIOD"),
        ("stranger", {}, NotFound, "NOT_FOUND"),
        ("commune_police", {"giver": "CAX.X11"}, NotAllowed, "NOT_ALLOWED"),
    ],
)
def test_targets_that_cannot_be_given(
    cast: Cast, who: str, more: dict[str, Any], error: type[Exception], code: str
) -> None:
    with pytest.raises(error) as refused:
        targets(cast[who], **more)
    assert refused.value.fault.code == code  # type: ignore[attr-defined]
    assert Target.objects.count() == 0


# Corrections ------------------------------------------------------------------------------------------


@pytest.fixture
def locked_row(cast: Cast, communes: Round) -> Submission:
    row = accepted(cast["commune_police"], cast["province"], of(communes, "CAX.X11"))
    return operations.lock(actor=cast["province"], submission=row.pk, day=DAY, at=AT)


def test_a_correction_is_a_new_version_with_a_paper_and_every_level_hears(
    cast: Cast, locked_row: Submission, heard: Any
) -> None:
    before = locked_row.version
    made = operations.correct(
        actor=cast["province"], submission=locked_row.pk, values={"M03": 130}, basis="CV 45/CAT-PV05",
        reason="Nhập nhầm", day=DAY, at=AT, citation={"source": "registry:1", "start": 0, "end": 5, "quote": "130 b"},
    )  # fmt: skip
    locked_row.refresh_from_db()
    assert (locked_row.state, locked_row.version) == ("locked", before + 1)
    assert made.before["M03"]["value"] == "120"
    assert made.after["M03"]["value"] == "130"
    assert made.told == ["CAX.X11", "CA.T1", "BCA"]
    told = Notice.objects.filter(title__startswith="Đính chính").order_by("user__username")
    assert {one.user.pk for one in told} >= {cast.users["ministry"].pk, cast.users["commune_police"].pk}
    assert "120 → 130" in told[0].body
    assert (heard[-1].event, heard[-1].codes) == (hooks.Event.CORRECTED, ("M03",))
    assert actions()[-1] == "reporting.submission.correct"


@pytest.mark.parametrize(
    ("values", "basis", "code"),
    [
        ({"M03": 130}, "", "NO_BASIS"),
        ({"M03": 120}, "CV 45", "NOTHING_CHANGED"),
        ({"M03": "âm"}, "CV 45", "NOT_A_NUMBER"),
        ({"M03": None}, "CV 45", "MISSING"),
    ],
)
def test_a_correction_that_cannot_stand(
    cast: Cast, locked_row: Submission, values: dict[str, Any], basis: str, code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        operations.correct(
            actor=cast["province"],
            submission=locked_row.pk,
            values=values,
            basis=basis,
            reason="nhầm",
            day=DAY,
            at=AT,
        )
    assert refused.value.fault.code == code
    assert Correction.objects.count() == 0


def test_only_locked_figures_are_corrected_and_only_from_above(cast: Cast, communes: Round) -> None:
    row = accepted(cast["commune_police"], cast["province"], of(communes, "CAX.X11"))
    given: dict[str, Any] = {
        "submission": row.pk, "values": {"M03": 1}, "basis": "CV", "reason": "nhầm", "day": DAY, "at": AT
    }  # fmt: skip
    with pytest.raises(Conflict):
        operations.correct(actor=cast["province"], **given)
    with pytest.raises(NotAllowed):
        operations.correct(actor=cast["commune_police"], **given)
    with pytest.raises(NotFound):
        operations.correct(actor=cast["stranger"], **given)


# Many at once -----------------------------------------------------------------------------------------


def test_many_are_accepted_each_in_its_own_step_and_unexplained_ones_stay(
    cast: Cast, communes: Round
) -> None:
    one, two = of(communes, "CAX.X11"), of(communes, "CAX.X12")
    entered(cast["commune_police"], one)
    operations.submit(actor=cast["commune_police"], submission=one.pk, day=DAY, at=AT, note="đủ")
    Submission.objects.filter(pk=two.pk).update(state="submitted")

    told = operations.accept_many(
        actor=cast["province"], submissions=[one.pk, two.pk, 99_999], day=DAY, at=AT
    )

    assert [bool(taken.why) for taken in told] == [False, False, True]
    assert actions()[-2:] == ["reporting.submission.accept"] * 2


def test_a_soft_remark_without_its_own_note_keeps_a_report_out_of_the_many(
    cast: Cast, communes: Round
) -> None:
    row = of(communes, "CAX.X11")
    entered(cast["commune_police"], row, M19=2)
    operations.submit(actor=cast["commune_police"], submission=row.pk, day=DAY, at=AT, note="đã xem")
    told = operations.accept_many(actor=cast["province"], submissions=[row.pk], day=DAY, at=AT)
    assert "M19" in told[0].why
    assert Submission.objects.get(pk=row.pk).state == "submitted"


def test_a_stranger_accepts_none_of_many(cast: Cast, communes: Round) -> None:
    row = of(communes, "CAX.X11")
    entered(cast["commune_police"], row)
    operations.submit(actor=cast["commune_police"], submission=row.pk, day=DAY, at=AT, note="đủ")
    told = operations.accept_many(actor=cast["stranger"], submissions=[row.pk], day=DAY, at=AT)
    assert told[0].why
    assert told[0].unit == ""


# Versions, levels, requests ---------------------------------------------------------------------------


def test_a_new_version_opens_for_later_periods_only(cast: Cast) -> None:
    first = a_form(cast["ministry"])
    second = a_form(cast["ministry"], effective_from=date(2026, 6, 15))
    with pytest.raises(Conflict, match="dùng bản 2"):
        a_round(cast["ministry"], first, "2026-H2")
    with pytest.raises(Conflict, match="dùng bản 1"):
        a_round(cast["ministry"], second, "2026-H1")
    assert a_round(cast["ministry"], first, "2026-H1").form == first
    assert a_round(cast["ministry"], second, "2026-H2").form == second
    assert [one.period for one in queries.rounds_of("PT-6T")] == ["2026-H1", "2026-H2"]


def test_a_code_keeps_what_it_measures_across_versions(cast: Cast) -> None:
    a_form(cast["ministry"])
    changed = (Line("M03", "Buổi tuyên truyền", "giờ", Kind.SUM), *LINES[1:])
    with pytest.raises(BadInput) as refused:
        a_form(cast["ministry"], lines=changed)
    assert refused.value.fault.code == "OTHER_MEASURE"


def test_each_level_has_its_own_day(cast: Cast) -> None:
    form = a_form(
        cast["province"], COMMUNES, "CA.T1", code="PT-CAP", due_days=5,
        level_days={"COMMUNE_POLICE": 2, "PROVINCIAL_POLICE": 4},
    )  # fmt: skip
    row = of(a_round(cast["province"], form), "CAX.X11")
    assert row.due == date(2026, 6, 16)
    entered(cast["commune_police"], row)
    operations.submit(actor=cast["commune_police"], submission=row.pk, day=DAY, at=AT, note="đủ")
    assert Item.objects.get(key=f"reporting.submission:{row.pk}:accept").due == date(2026, 6, 18)


def test_a_report_on_request_takes_its_days_from_the_paper(cast: Cast) -> None:
    form = a_form(cast["ministry"], calendar="ON_REQUEST", regime="thematic", code="CD-01")
    given: dict[str, Any] = {
        "actor": cast["ministry"],
        "form": form.pk,
        "period": "2026-L01",
        "day": DAY,
        "at": AT,
    }
    with pytest.raises(BadInput, match="từ ngày nào"):
        operations.open_round(**given)
    days = {"starts": date(2026, 5, 1), "last_day": date(2026, 6, 20)}
    with pytest.raises(BadInput, match="văn bản yêu cầu"):
        operations.open_round(**given, **days)
    with pytest.raises(BadInput, match="ít nhất 01 ngày"):
        operations.open_round(**given, **days, due=date(2026, 6, 20), basis="CV 7")
    found = operations.open_round(**given, **days, due=date(2026, 6, 25), basis="CV 7/BCA-V05")
    assert (found.starts, found.ends, found.basis) == (date(2026, 5, 1), date(2026, 6, 21), "CV 7/BCA-V05")


@pytest.mark.parametrize(
    ("regime", "calendar"), [("periodic", "ON_REQUEST"), ("ad_hoc", "ND09_HALF"), ("weekly", "ND09_HALF")]
)
def test_a_regime_and_its_calendar_go_together(cast: Cast, regime: str, calendar: str) -> None:
    with pytest.raises(BadInput):
        a_form(cast["ministry"], regime=regime, calendar=calendar)


def test_a_clusters_year_ends_on_its_own_day(cast: Cast) -> None:
    form = a_form(
        cast["ministry"], Audience(cluster=CLUSTER), calendar="CLUSTER", cut_off="10-31", code="CUM"
    )
    found = a_round(cast["ministry"], form, "2026")
    assert (found.starts, found.ends) == (date(2025, 11, 1), date(2026, 11, 1))


# Breakdowns, formulas, a form's own checks ------------------------------------------------------------


def test_parts_add_up_to_their_line_or_the_report_stays(cast: Cast) -> None:
    lines = (LINES[0], *parts_of(LINES[0], "địa bàn", ("xã", "phường")))
    row = of(a_round(cast["ministry"], a_form(cast["ministry"], lines=lines)), "CA.T1")
    send: dict[str, Any] = {"actor": cast["province"], "submission": row.pk, "day": DAY, "at": AT}
    with pytest.raises(BadInput) as refused:
        operations.submit(**send, values={"M03": 10, "M03.1": 6, "M03.2": 5})
    assert refused.value.fault.code == "SUM_OF_PARTS"
    assert operations.submit(**send, values={"M03": 11, "M03.1": 6, "M03.2": 5}).state == "submitted"


def test_a_computed_line_follows_its_formula_and_takes_no_entry(cast: Cast) -> None:
    lines = (
        LINES[2],
        Line("M12", "Mô hình mới", "điểm", Kind.SUM),
        Line("F1", "Tăng thêm", "điểm", Kind.STOCK, formula="M09 − prev(M09)"),
        Line("F2", "Mới trên tổng", "%", Kind.RATIO, formula="M12 ÷ M09"),
    )
    form = a_form(cast["ministry"], lines=lines)
    old = of(a_round(cast["ministry"], form, "2025-H2"), "CA.T1")
    operations.enter_values(actor=cast["province"], submission=old.pk, values={"M09": 30}, day=DAY, at=AT)
    row = of(a_round(cast["ministry"], form), "CA.T1")
    operations.enter_values(
        actor=cast["province"], submission=row.pk, values={"M09": 40, "M12": 50}, day=DAY, at=AT
    )
    held = {value.line.code: value for value in row.values.select_related("line")}
    assert held["F1"].value == 10
    assert (held["F2"].numerator, held["F2"].denominator) == (50, 40)
    with pytest.raises(BadInput) as refused:
        operations.enter_values(actor=cast["province"], submission=row.pk, values={"F1": 3}, day=DAY, at=AT)
    assert refused.value.fault.code == "COMPUTED"
    assert (
        operations.submit(actor=cast["province"], submission=row.pk, day=DAY, at=AT, note="đủ").state
        == "submitted"
    )


def test_a_forms_own_checks_hold(cast: Cast) -> None:
    rules = [{"rule": "not_above", "part": "M03", "whole": "M09"}]
    row = of(a_round(cast["ministry"], a_form(cast["ministry"], checks=rules)), "CA.T1")
    with pytest.raises(BadInput) as refused:
        operations.submit(actor=cast["province"], submission=row.pk, day=DAY, at=AT, values=VALUES, note="đủ")
    assert refused.value.fault.code == "ABOVE_WHOLE"


def test_a_stock_that_leaps_a_thousandfold_asks_for_a_note(cast: Cast) -> None:
    form = a_form(cast["ministry"])
    entered(cast["province"], of(a_round(cast["ministry"], form, "2025-H2"), "CA.T1"))
    row = of(a_round(cast["ministry"], form), "CA.T1")
    send: dict[str, Any] = {"actor": cast["province"], "submission": row.pk, "day": DAY, "at": AT}
    with pytest.raises(BadInput) as refused:
        operations.submit(**send, values={**VALUES, "M09": 40_000})
    assert [one.code for one in refused.value.faults] == ["LEAP"]
    noted = {**VALUES, "M09": {"value": 40_000, "note": "Gộp số liệu tỉnh cũ"}}
    assert operations.submit(**send, values=noted).state == "submitted"


def test_words_are_kept_as_words_and_never_added_up(cast: Cast) -> None:
    lines = (LINES[0], Line("T1", "Khó khăn, vướng mắc", "", Kind.TEXT, required=False))
    row = of(a_round(cast["ministry"], a_form(cast["ministry"], lines=lines)), "CA.T1")
    done = accepted_words(cast, row)
    form = done.round.form
    found = queries.roll_up(cast["ministry"], form, ("2026-H1",), DAY, unit="BCA")
    assert [line.total.value for line in found.lines] == [Decimal(7), None]
    assert found.lines[1].total.reported == 1


def accepted_words(cast: Cast, row: Submission) -> Submission:
    values = {"M03": 7, "T1": "Thiếu người ở địa bàn xa."}
    operations.submit(actor=cast["province"], submission=row.pk, day=DAY, at=AT, values=values)
    return operations.accept(actor=cast["ministry"], submission=row.pk, day=DAY, at=AT)


# A unit that ended ------------------------------------------------------------------------------------


def test_the_form_of_a_unit_that_merged_yesterday_says_who_reports(cast: Cast) -> None:
    form = a_form(cast["province"], COMMUNES, "CA.T1", code="PT-XA")
    row = of(a_round(cast["province"], form, "2026-H2"), "CAX.X12")
    _merge("CAX.X12", "CAX.X11", DAY - timedelta(days=1))
    with pytest.raises((Conflict, NotAllowed)) as refused:
        entered(cast["commune_police"], row)
    assert refused.value.fault.code == "UNIT_ENDED"
    assert "Công an xã Đồng Ấm" in refused.value.fault.remedy


def _merge(gone: str, heir: str, day: date) -> None:
    """As the organisation records it, without the rest of a change."""
    from lantoa.organisation.models import Revision  # noqa: PLC0415 -- only here

    Placement.objects.filter(unit__code=gone).update(valid_to=day)
    Succession.objects.create(
        predecessor=Unit.objects.get(code=gone),
        successor=Unit.objects.get(code=heir),
        on=day,
        share=Decimal(1),
    )
    Revision.renew()
