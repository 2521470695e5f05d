"""Grassroots forces as numbers: which force there is on a day, what a count must hold to, how counts add up.

Only numbers: how many teams, members, members trained, and the support paid. Who the members are is never asked.
Sources: Law 30/2023/QH15, in force from 01/07/2024, brought bảo vệ dân phố, công an xã bán chuyên trách and the
heads of dân phòng together in Tổ bảo vệ an ninh, trật tự. The core groups of the movement are older and go on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen

LAW = "Luật 30/2023/QH15"
LAW_FROM = date(2024, 7, 1)


@dataclass(frozen=True, slots=True)
class Force:
    """``dedicated``: set up by law and paid; the others are people's own groups. ``[since, until)``."""

    code: str
    label: str
    dedicated: bool
    since: date | None = None
    until: date | None = None
    clause: str = ""
    mark: Mark = Mark.TO_CONFIRM

    def on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


_FORCES = (
    Force("SECURITY_TEAM", "Tổ bảo vệ an ninh, trật tự", True, LAW_FROM, None, LAW, Mark.VERIFIED),
    Force("WARD_GUARD", "Bảo vệ dân phố", True, None, LAW_FROM, LAW, Mark.VERIFIED),
    Force("PART_TIME_POLICE", "Công an xã bán chuyên trách", True, None, LAW_FROM, LAW, Mark.VERIFIED),
    Force("CIVIL_DEFENCE_HEADS", "Đội trưởng, đội phó đội dân phòng", True, None, LAW_FROM, LAW, Mark.VERIFIED),
    Force("PEOPLES_SECURITY_TEAM", "Tổ an ninh nhân dân", False),
    Force("SELF_RULE_TEAM", "Tổ tự quản về an ninh, trật tự", False),
    Force("MEDIATION_TEAM", "Tổ hòa giải", False),
    Force("YOUTH_TEAM", "Đội thanh niên xung kích", False),
)  # fmt: skip
FORCES = {force.code: force for force in _FORCES}


@dataclass(frozen=True, slots=True)
class Count:
    """One unit's numbers of one force as they stood on ``day``. ``support``: đồng paid from 1 January to that day."""

    unit: str
    force: str
    day: date
    teams: int
    members: int
    trained: int
    support: int

    @property
    def empty(self) -> bool:
        """Counted as none: the unit hands the counting to others, or the force is no more."""
        return self.teams == 0 and self.members == 0


@dataclass(frozen=True, slots=True)
class Total:
    """One force over many units on one day. ``units``: how many have counted; ``support`` only of that year."""

    force: Force
    units: int
    teams: int
    members: int
    trained: int
    support: int

    @property
    def trained_share(self) -> float | None:
        return self.trained / self.members if self.members else None


def check(count: Count) -> Force:
    """The force, or ``BadInput`` at the field: unknown force, not of that day, numbers that contradict."""
    force = FORCES.get(count.force)
    if force is None:
        raise BadInput(
            "BAD_FORCE", f"Không có lực lượng mã “{count.force}”.", place="lực lượng",
            remedy=f"Chọn một trong: {', '.join(FORCES)}.",
        )  # fmt: skip
    if not force.on(count.day):
        when = (
            f"đến hết ngày 30/06/2024, trước {LAW}"
            if force.until
            else f"từ ngày {on_screen(LAW_FROM)}, theo {LAW}"
        )
        raise BadInput(
            "FORCE_NOT_THEN",
            f"{force.label} chỉ có {when}.",
            place="ngày",
            remedy="Sửa ngày, hoặc chọn lực lượng có vào ngày đó.",
        )
    for value, place in (
        (count.teams, "số tổ"),
        (count.members, "số thành viên"),
        (count.trained, "đã tập huấn"),
        (count.support, "hỗ trợ đã chi"),
    ):
        if value < 0:
            raise BadInput("NEGATIVE", "Số không được âm.", place=place, remedy="Ghi 0 hoặc số dương.")
    if count.trained > count.members:
        raise BadInput(
            "TRAINED_OVER_MEMBERS",
            f"Số đã tập huấn ({count.trained}) nhiều hơn số thành viên ({count.members}).",
            place="đã tập huấn",
            remedy="Đếm mỗi người một lần, dù tập huấn nhiều đợt.",
        )
    if (count.teams == 0) != (count.members == 0):
        raise BadInput(
            "TEAMS_WITHOUT_MEMBERS",
            "Có tổ thì có thành viên, và ngược lại.",
            place="số thành viên" if count.members == 0 else "số tổ",
            remedy="Ghi cả hai số, hoặc ghi 0 ở cả hai khi lực lượng không còn.",
        )
    return force


def latest(counts: Iterable[Count], day: date) -> list[Count]:
    """Of each unit and force the count that speaks for ``day``: the last up to it, of forces there are that day.

    Of several for the same day the last given stands: give them in the order in which they were recorded.
    """
    held: dict[tuple[str, str], Count] = {}
    for count in counts:
        if count.day > day or not FORCES[count.force].on(day):
            continue
        key = (count.unit, count.force)
        if key not in held or held[key].day <= count.day:
            held[key] = count
    return list(held.values())


def totals(counts: Iterable[Count], day: date) -> list[Total]:
    """Sums over the units of ``counts``, by force in their fixed order; forces nobody counted are left out."""
    spoken = [count for count in latest(counts, day) if not count.empty]
    found = []
    for force in _FORCES:
        rows = [count for count in spoken if count.force == force.code]
        if rows:
            paid = sum(row.support for row in rows if row.day.year == day.year)
            found.append(
                Total(
                    force, len(rows), sum(row.teams for row in rows), sum(row.members for row in rows),
                    sum(row.trained for row in rows), paid,
                )
            )  # fmt: skip
    return found
