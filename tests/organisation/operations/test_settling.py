"""Open work of a unit that ends: carried, closed or asked about, as the province has ruled, and brought back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lantoa.commendation.models import Dossier
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from lantoa.organisation import operations
from lantoa.organisation.models import Carry, CarryPolicy, Unit, UnitChange
from lantoa.organisation.operations import Wanted
from lantoa.programme.models import Assignment, Registration
from lantoa.reporting.models import Submission
from lantoa.worklist.models import Item
from tests.cast import Cast
from tests.programme import build as programme
from tests.reporting import build as reporting

DAY = date(2026, 11, 20)
BASIS = "Nghị quyết 99/2026/QH16"


@pytest.fixture
def busy(cast: Cast, at: datetime) -> Cast:
    """Tỉnh Hai owes a report of the running period and a task, registered a title and drafts a dossier."""
    form = reporting.a_form(cast["ministry"])
    reporting.a_round(cast["ministry"], form, "2026-H2")
    Submission.objects.filter(unit__code="CA.T1").delete()
    Item.objects.filter(unit__code="CA.T1", area="reporting").delete()
    task = programme.assigned(cast)[0]
    Assignment.objects.filter(task=task, unit__code="CA.T1").delete()
    two = Unit.objects.get(code="CA.T2")
    Registration.objects.create(unit=two, year=2026, titles=["T_COTINH"], by="user:1", at=at)
    Dossier.objects.create(
        award="T_COTINH", unit=two, authority=Unit.objects.get(code="BCA"), year=2026, accepted_on=DAY,
        created_at=at,
    )  # fmt: skip
    return cast


def merged(cast: Cast, at: datetime, carry: str = "", day: date = DAY) -> UnitChange:
    wanted = Wanted(kind="merge", unit="CA.T2", into="CA.T1", day=day, basis=BASIS, carry=carry)
    return operations.make(actor=cast["administrator"], wanted=wanted, at=at)


def work() -> dict[str, object]:
    """Whose the open work is."""
    rows = Registration.objects.order_by("unit__code", "version")
    return {
        "reports": sorted(Submission.objects.filter(state="draft").values_list("unit__code", "province")),
        "tasks": sorted(Assignment.objects.values_list("task__order", "unit__code", "province")),
        "registrations": [(row.unit.code, row.version, row.titles) for row in rows],
        "dossiers": sorted(Dossier.objects.values_list("unit__code", flat=True)),
        "items": sorted(
            Item.objects.filter(closed_at=None).exclude(area="organisation").values_list("key", "unit__code")
        ),
    }


def asked() -> list[str]:
    return list(Item.objects.filter(area="organisation", closed_at=None).values_list("key", flat=True))


def test_carried_work_is_the_heir_s_and_comes_back_when_the_merger_is_undone(
    busy: Cast, at: datetime
) -> None:
    before = work()
    assert ("CA.T2", "T2") in before["reports"]  # type: ignore[operator]
    change = merged(busy, at, "carry")
    after = work()
    assert change.carry == Carry.CARRY
    assert {label for label, _ in change.said["done"]} >= {
        "Báo cáo đang nhập",
        "Nhiệm vụ",
        "Hồ sơ khen thưởng",
    }
    assert ("CA.T1", "T1") in after["reports"]  # type: ignore[operator]
    assert (1, "CA.T1", "T1") in after["tasks"]  # type: ignore[operator]
    assert after["registrations"] == [("CA.T1", 1, ["T_COTINH"]), ("CA.T2", 1, ["T_COTINH"])]
    assert after["dossiers"] == ["CA.T1"]
    assert "CA.T2" not in {unit for _, unit in after["items"]}  # type: ignore[attr-defined]
    operations.undo(actor=busy["administrator"], change=change.pk, basis=BASIS, at=at)
    assert work() == before


def test_an_heir_that_owes_the_same_keeps_its_own(cast: Cast, at: datetime) -> None:
    form = reporting.a_form(cast["ministry"])
    reporting.a_round(cast["ministry"], form, "2026-H2")
    rows = set(Submission.objects.values_list("pk", "unit__code"))
    merged(cast, at, "carry")
    assert set(Submission.objects.values_list("pk", "unit__code")) == rows


def test_closed_work_reminds_nobody_and_stays_with_its_unit(busy: Cast, at: datetime) -> None:
    before = work()
    change = merged(busy, at, "close")
    after = work()
    assert "CA.T2" not in {unit for _, unit in after["items"]}  # type: ignore[attr-defined]
    assert after["dossiers"] == ["CA.T2"]
    operations.undo(actor=busy["administrator"], change=change.pk, basis=BASIS, at=at)
    assert work() == before


def test_without_a_rule_a_person_is_asked_and_answers_once(busy: Cast, at: datetime) -> None:
    before = work()
    change = merged(busy, at)
    assert (change.carry, asked()) == (Carry.ASK, [f"organisation.change:{change.pk}"])
    assert work() == before, "nothing is decided by itself"
    for who in ("province", "stranger"):
        with pytest.raises((NotAllowed, NotFound)):
            operations.settle(actor=busy[who], change=change.pk, carry="carry", at=at)
    with pytest.raises(BadInput):
        operations.settle(actor=busy["administrator"], change=change.pk, carry="ask", at=at)
    operations.settle(actor=busy["administrator"], change=change.pk, carry="carry", at=at)
    assert (asked(), work()["dossiers"]) == ([], ["CA.T1"])
    with pytest.raises(Conflict):
        operations.settle(actor=busy["administrator"], change=change.pk, carry="close", at=at)
    operations.undo(actor=busy["administrator"], change=change.pk, basis=BASIS, at=at)
    assert work() == before


def test_the_rule_of_the_province_decides_from_its_day_on(busy: Cast, at: datetime) -> None:
    boss = busy["administrator"]
    operations.set_carry_rule(
        actor=boss, unit="CA.T2", rule="carry", day=date(2026, 1, 1), basis=BASIS, at=at
    )
    operations.set_carry_rule(
        actor=boss, unit="CA.T2", rule="close", day=date(2026, 12, 1), basis=BASIS, at=at
    )
    assert [str(row.valid_to) for row in CarryPolicy.objects.order_by("valid_from")] == ["2026-12-01", "None"]
    assert merged(busy, at).carry == Carry.CARRY


def test_a_planned_merger_waits_for_its_day(busy: Cast, at: datetime) -> None:
    change = merged(busy, at, "carry", date(2026, 12, 1))
    assert change.carry == Carry.ASK
    with pytest.raises(Conflict) as refused:
        operations.settle(actor=busy["administrator"], change=change.pk, carry="carry", at=at)
    assert refused.value.fault.code == "NOT_YET"
    operations.undo(actor=busy["administrator"], change=change.pk, basis=BASIS, at=at)
    assert asked() == []


def test_work_that_the_heir_went_on_with_holds_the_merger_fast(busy: Cast, at: datetime) -> None:
    change = merged(busy, at, "carry")
    Assignment.objects.filter(unit__code="CA.T1").update(state="reported")
    with pytest.raises(Conflict) as refused:
        operations.undo(actor=busy["administrator"], change=change.pk, basis=BASIS, at=at)
    assert refused.value.fault.code == "WORKED_ON"


def test_the_preview_names_what_is_open(busy: Cast) -> None:
    seen = operations.preview_merge(
        actor=busy["administrator"], predecessors=["CA.T2"], successor="CA.T1", day=DAY
    )
    lines = {line.label: (line.count, line.open) for line in seen.lines}
    assert lines["Báo cáo của kỳ đang chạy chưa gửi"] == (1, True)
    assert lines["Hồ sơ khen thưởng đang soạn"] == (1, True)
    assert lines["Vai trò được giao ở đơn vị"] == (1, False)


@pytest.mark.parametrize(("unit", "rule"), [("CA.T2", ""), ("CA.T2", "burn")])
def test_a_rule_that_is_none_is_refused(cast: Cast, at: datetime, unit: str, rule: str) -> None:
    with pytest.raises(BadInput):
        operations.set_carry_rule(
            actor=cast["administrator"], unit=unit, rule=rule, day=DAY, basis=BASIS, at=at
        )
