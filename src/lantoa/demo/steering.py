"""What the level above does about reports: targets, reminders, a later day, waivers, a correction after the lock."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from lantoa.reporting import operations as reporting
from lantoa.reporting import queries as reported
from lantoa.reporting.models import Submission
from lantoa.rulebook import special_days

from .world import COMMUNE, POLICE, actor, chance, on
from .y2026 import COMMUNE_FORM, COMMUNE_PERIOD

GIVEN, REMINDED, DECIDED = date(2026, 7, 6), date(2026, 10, 2), date(2026, 10, 6)
EXTENDED = date(2026, 11, 27)
SAMPLE = "Dữ liệu minh họa"


def play() -> dict[str, int]:
    """Lào Cai's communes in the third quarter. Returns how many targets and reminders there are."""
    pv05 = actor("pv05")
    rows = list(
        reported.submissions(pv05, DECIDED)
        .filter(round__form__code=COMMUNE_FORM, round__period=COMMUNE_PERIOD)
        .order_by("unit__code")
    )
    told = reporting.remind_late(actor=pv05, form=rows[0].round.form_id, day=REMINDED, at=on(REMINDED))
    _reliefs([row for row in rows if row.state == "draft" and row.unit.code != f"CAX.{COMMUNE}"])
    _correction(next(row for row in rows if row.state == "accepted"))
    _day()
    return {"targets": _targets(rows), "reminded": len(told.told)}


def _targets(rows: list[Submission]) -> int:
    values = {row.unit.code: chance("target", row.unit.code).randint(2, 9) for row in rows}
    return len(
        reporting.set_targets(
            actor=actor("pv05"), giver=POLICE, code="M03", calendar="ND09_QUARTER", period=COMMUNE_PERIOD,
            values=values, basis=f"Kế hoạch giao chỉ tiêu quý III ({SAMPLE.lower()})", day=GIVEN, at=on(GIVEN),
        )
    )  # fmt: skip


def _reliefs(late: list[Submission]) -> None:
    """One later day granted, one waived, one question that waits."""
    pv05, writer = actor("pv05"), actor("xa-minh-hoa")
    first, second, third = late[:3]
    asked = reporting.ask_relief(
        actor=writer, submission=first.pk, kind="extend", due=EXTENDED, day=DECIDED, at=on(DECIDED, 8),
        reason="Mưa lũ chia cắt nhiều thôn, chưa thu đủ số liệu (minh họa).",
    )  # fmt: skip
    reporting.decide_relief(
        actor=pv05,
        relief=asked.pk,
        grant=True,
        answer="Đồng ý, gửi trong tháng 11.",
        day=DECIDED,
        at=on(DECIDED, 10),
    )
    reporting.waive(
        actor=pv05, submission=second.pk, reason="Công an xã mới kiện toàn, số liệu gộp sang kỳ sau (minh họa).",
        day=DECIDED, at=on(DECIDED, 11),
    )  # fmt: skip
    day = DECIDED + timedelta(days=40)
    reporting.ask_relief(
        actor=writer, submission=third.pk, kind="waive", day=day, at=on(day),
        reason="Cán bộ phụ trách nghỉ chế độ, đang bàn giao (minh họa).",
    )  # fmt: skip


def _correction(row: Submission) -> None:
    """Locked, then found wrong: corrected on a paper."""
    pv05 = actor("pv05")
    reporting.lock(actor=pv05, submission=row.pk, day=DECIDED, at=on(DECIDED, 14))
    held = row.values.filter(line__code="M03").values_list("value", flat=True).first() or Decimal(0)
    day = DECIDED + timedelta(days=15)
    reporting.correct(
        actor=pv05, submission=row.pk, values={"M03": {"value": held + 2, "note": "Đối chiếu sổ theo dõi."}},
        basis="Công văn đính chính số 45 (minh họa)", reason="Sót hai buổi ở thôn vùng cao.", day=day, at=on(day),
    )  # fmt: skip


def _day() -> None:
    """Recorded by mistake and withdrawn: the deadlines of the demo stay those of the real calendar."""
    day = date(2026, 11, 2)
    row = special_days.add_special_day(
        actor=actor("v05"), unit="BCA", on=date(2026, 12, 5), kind="working", name="Thứ Bảy làm bù (minh họa)",
        basis=f"{SAMPLE}, không phải văn bản thật", day=day, at=on(day),
    )  # fmt: skip
    special_days.withdraw_special_day(
        actor=actor("v05"),
        unit="BCA",
        special=row.pk,
        reason="Ghi nhầm ngày (minh họa).",
        day=day,
        at=on(day, 10),
    )
