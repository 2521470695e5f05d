"""What a campaign, a pledge, a task list and a registration must hold before they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Fault
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.dates import on_screen

TITLE_KIND = "title"


@dataclass(frozen=True, slots=True)
class Target:
    """One agreed target: words, and a figure with its measure where there is one. ``indicator`` ties it to
    the report form's code."""

    text: str
    value: Decimal | None = None
    measure: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class NewTask:
    """A key task to assign: ``due`` is its deadline."""

    title: str
    due: date
    detail: str = ""


def refuse(faults: Sequence[Fault]) -> None:
    """Raise ``BadInput`` with all faults at once, or pass."""
    if faults:
        first = faults[0]
        raise BadInput(
            first.code, first.message, place=first.place, remedy=first.remedy, faults=tuple(faults)
        )


def need(**given: str) -> list[Fault]:
    """A fault for each named field that is empty; the field's name is its Vietnamese label."""
    return [
        Fault(
            "EMPTY", f"Chưa ghi {label.replace('_', ' ')}.", label.replace("_", " "), "Bổ sung rồi lưu lại."
        )
        for label, text in given.items()
        if not text.strip()
    ]


def period_faults(valid: Validity) -> list[Fault]:
    if valid.end is None or valid.end <= valid.start:
        return [
            Fault(
                "BAD_PERIOD",
                "Đợt thi đua phải có ngày bắt đầu và ngày kết thúc sau đó.",
                "thời gian",
                "Nhập lại ngày kết thúc.",
            )
        ]
    return []


def target_faults(targets: Sequence[Target]) -> list[Fault]:
    if not targets:
        return [
            Fault(
                "NO_TARGETS",
                "Bản giao ước chưa có chỉ tiêu thi đua nào.",
                "chỉ tiêu",
                "Thêm ít nhất một chỉ tiêu vào phụ lục.",
            )
        ]
    faults = []
    for number, target in enumerate(targets, 1):
        if not target.text.strip():
            faults.append(Fault("EMPTY", "Chỉ tiêu chưa có nội dung.", f"chỉ tiêu {number}", "Ghi nội dung."))
        if target.value is not None and (target.value < 0 or target.value >= 10**15):
            faults.append(
                Fault(
                    "OUT_OF_RANGE",
                    f"Mức {target.value} ngoài khoảng dùng được.",
                    f"chỉ tiêu {number}",
                    "Nhập số từ 0 trở lên.",
                )
            )
    return faults


def task_faults(tasks: Sequence[NewTask], valid: Validity) -> list[Fault]:
    """Each task has words and a deadline inside the campaign's period."""
    if not tasks:
        return [Fault("NO_TASKS", "Chưa có nhiệm vụ nào.", "nhiệm vụ", "Ghi ít nhất một nhiệm vụ.")]
    faults = []
    for number, task in enumerate(tasks, 1):
        if not task.title.strip():
            faults.append(Fault("EMPTY", "Nhiệm vụ chưa có tên.", f"nhiệm vụ {number}", "Ghi tên nhiệm vụ."))
        if not valid.covers(task.due):
            last = valid.last_day or task.due
            faults.append(
                Fault(
                    "DUE_OUTSIDE",
                    f"Hạn {on_screen(task.due)} nằm ngoài thời gian của đợt thi đua.",
                    f"nhiệm vụ {number}",
                    f"Chọn ngày từ {on_screen(valid.start)} đến {on_screen(last)}.",
                )
            )
    return faults


def speaks_for(actor: Actor, action: str, unit: str, day: date) -> bool:
    """Whether the actor holds the action by a grant on exactly this unit. A pledge and a registration are
    voluntary (Luật TĐKT 2022, Điều 3–5): no superior and no cluster head gives them in a unit's name."""
    return any(
        grant.unit == unit and action in grant.actions and grant.valid.covers(day) for grant in actor.grants
    )
