"""One indicator of a unit or a cluster over all periods: as it was then, or restated onto one day's units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.vi.dates import on_screen

from . import facts, totals
from .models import Form, FormIndicator, Round
from .rules.rollup import Total


@dataclass(frozen=True, slots=True)
class Point:
    """The total of one period; ``reported`` of ``expected`` reports count in it."""

    period: str
    label: str
    starts: date
    ends: date
    total: Total


@dataclass(frozen=True, slots=True)
class Series:
    """``geography`` None: each period on the units of its own last day; else all on the units of that day."""

    form: Form
    line: FormIndicator
    name: str
    unit: str
    cluster: str
    geography: date | None
    points: tuple[Point, ...]
    notes: tuple[str, ...]


def seen_as(geography: date | None) -> str:
    """Which of the two ways a table or a chart shows, said beside it."""
    if geography is None:
        return "Địa giới và tổ chức lúc báo cáo"
    return f"Quy về địa giới và tổ chức ngày {on_screen(geography)}"


def series(
    actor: Actor,
    form: Form,
    code: str,
    day: date,
    *,
    unit: str = "",
    cluster: str = "",
    geography: date | None = None,
    provisional: bool = False,
) -> Series:
    """Every opened period of the form, oldest first. ``NotFound`` outside the actor's reach; a fixed number of
    queries for each period."""
    lines = {line.code: line for line in facts.lines_of(form)}
    if code not in lines:
        raise BadInput(
            "UNKNOWN_INDICATOR", f"Biểu này không có chỉ tiêu “{code}”.", place="chỉ tiêu",
            remedy=f"Chọn một trong: {', '.join(lines)}.",
        )  # fmt: skip
    name, points, notes = "", [], {}
    for one in Round.objects.filter(form__code=form.code, starts__lte=day).order_by("starts"):
        found = totals.roll_up(
            actor, form, (one.period,), day, unit=unit, cluster=cluster, geography=geography,
            provisional=provisional, codes=(code,),
        )  # fmt: skip
        name = found.name
        points.append(Point(one.period, one.label, one.starts, one.ends, found.lines[0].total))
        notes.update(dict.fromkeys(found.notes))
    if not points:
        raise NotFound("NO_PERIOD", "Biểu này chưa mở kỳ nào.", place="biểu", remedy="Mở kỳ báo cáo trước.")
    return Series(form, lines[code], name, unit, cluster, geography, tuple(points), tuple(notes))
