"""The ground of one province: bodies beside the two lines, a commune's residential areas, and forces counted.

Bodies carry the names that such bodies bear; residential areas, groups, a school and an enterprise are made up and
say so. Numbers of the forces are made up like every figure of the demo.
"""

from __future__ import annotations

from datetime import date, datetime

from lantoa.kernel.actors import SYSTEM
from lantoa.organisation import operations, queries
from lantoa.organisation.models import UnitKind

from .world import COMMUNE, HOME, POLICE, SINCE, actor, chance, on

SAMPLE = "Dữ liệu minh họa"
FORCE = "SECURITY_TEAM"
COUNTED = (date(2025, 12, 10), date(2026, 6, 10), date(2026, 11, 10))
"""Days on which Xã Bát Xát counted; the other communes of the province only on the last."""
SILENT = frozenset({"CA.46", "CA.66", "CA.96"})
"""Provinces that have not counted, so that the map has something to ask about."""
BODY = "phòng, chống tội phạm, tệ nạn xã hội và xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"
AREAS = 4
Row = tuple[str, UnitKind, str, str, str | None]


def _bodies() -> tuple[Row, ...]:
    """(code, kind, name, parent, territory) from the province down to one residential area's group."""
    land, commune = HOME, COMMUNE
    area = f"KDC.{commune}"
    return (
        (f"TU.{land}", UnitKind.PARTY_BODY, "Tỉnh ủy Lào Cai", land, land),
        (f"MT.{land}", UnitKind.FRONT, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lào Cai", land, land),
        (f"HPN.{land}", UnitKind.MASS_ORGANISATION, "Hội Liên hiệp Phụ nữ tỉnh Lào Cai", f"MT.{land}", land),
        (f"DTN.{land}", UnitKind.MASS_ORGANISATION, "Tỉnh Đoàn Lào Cai", f"MT.{land}", land),
        (f"BCD.{land}", UnitKind.STEERING_COMMITTEE, f"Ban Chỉ đạo {BODY} tỉnh Lào Cai", f"UB.{land}", land),
        (f"DU.{commune}", UnitKind.PARTY_BODY, "Đảng ủy xã Bát Xát", commune, commune),
        (f"MT.{commune}", UnitKind.FRONT, "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bát Xát", commune, commune),
        (f"HPN.{commune}", UnitKind.MASS_ORGANISATION, "Hội Liên hiệp Phụ nữ xã Bát Xát", f"MT.{commune}", commune),
        (f"BCD.{commune}", UnitKind.STEERING_COMMITTEE, f"Ban Chỉ đạo {BODY} xã Bát Xát", f"UB.{commune}", commune),
        *(
            (f"{area}.{at}", UnitKind.RESIDENTIAL_AREA, f"Khu dân cư số {at} (minh họa)", commune, None)
            for at in range(1, AREAS + 1)
        ),
        (f"CQ.{commune}.1", UnitKind.AGENCY, "Trạm Y tế (minh họa)", commune, None),
        (f"TH.{commune}.1", UnitKind.SCHOOL, "Trường Trung học cơ sở số 1 (minh họa)", commune, None),
        (f"DN.{commune}.1", UnitKind.ENTERPRISE, "Hợp tác xã Nông nghiệp số 1 (minh họa)", commune, None),
        (f"TQ.{commune}.1", UnitKind.MOVEMENT_GROUP, "Tổ liên gia tự quản số 1 (minh họa)", f"{area}.1", None),
    )  # fmt: skip


def bodies(at: datetime) -> int:
    """Units of every kind that the movement touches, in one province and one commune. Returns how many."""
    rows = _bodies()
    for code, kind, name, parent, territory in rows:
        operations.create_unit(
            actor=SYSTEM, code=code, kind=kind, name=name, parent=parent, territory=territory,
            day=SINCE, basis=SAMPLE, at=at,
        )  # fmt: skip
    return len(rows)


def forces_2025() -> None:
    """Bát Xát counts for the first time after the merger."""
    day = COUNTED[0]
    _count("caxa", f"CAX.{COMMUNE}", day, on(day, 15))


def forces_2026() -> int:
    """Every commune of the province, and the provinces that report one sum. Returns how many counts there are."""
    for day in COUNTED[1:]:
        _count("caxa", f"CAX.{COMMUNE}", day, on(day, 15))
    last = COUNTED[-1]
    communes = [
        row.unit.code
        for row in queries.listed_on(last, parent=POLICE, kind=UnitKind.COMMUNE_POLICE)
        if row.unit.code != f"CAX.{COMMUNE}" and chance(row.unit.code, "counted").random() < 0.9
    ]
    for code in communes:
        _count("xa-minh-hoa", code, last, on(last, 15))
    provinces = [
        row.unit.code
        for row in queries.listed_on(last, kind=UnitKind.PROVINCIAL_POLICE)
        if row.unit.code not in SILENT and row.unit.code != POLICE
    ]
    for code in provinces:
        _count("tinh-minh-hoa", code, last, on(last, 16), times=90)
    return len(COUNTED) + len(communes) + len(provinces)


def _count(who: str, unit: str, day: date, at: datetime, *, times: int = 1) -> None:
    luck = chance(unit, "force")
    teams = luck.randint(6, 14) * times
    members = teams * 3 + luck.randint(0, teams // 2)
    operations.record_force(
        actor=actor(who),
        unit=unit,
        force=FORCE,
        day=day,
        teams=teams,
        members=members,
        trained=members * min(100, luck.randint(55, 80) + 5 * COUNTED.index(day)) // 100,
        support=members * 1_300_000 * day.month,
        basis=SAMPLE,
        at=at,
    )
