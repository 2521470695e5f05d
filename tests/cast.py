"""The cast: one person per role in two provinces, so that 'another unit' always exists and always has data.

Tỉnh Một and tỉnh Hai are invented; each has its police, People's Committee and communes. The cluster holds
both provincial police; cluster 9 holds only Hai's, so that a stranger's cluster exists too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from lantoa.access import facts
from lantoa.access.models import Grant, User
from lantoa.kernel.actors import Actor
from lantoa.organisation.models import Cluster, Membership, Placement, Revision, Unit, UnitKind

START = date(2020, 1, 1)
CLUSTER = "BCA:provincial:1:2026"
OTHER_CLUSTER = "BCA:provincial:9:2026"

UNITS: tuple[tuple[str, str | None, UnitKind, str, str | None], ...] = (
    ("VN", None, UnitKind.NATION, "Việt Nam", None),
    ("T1", "VN", UnitKind.PROVINCE, "Tỉnh Một", None),
    ("T2", "VN", UnitKind.PROVINCE, "Tỉnh Hai", None),
    ("X11", "T1", UnitKind.COMMUNE, "Xã Đồng Ấm", None),
    ("X12", "T1", UnitKind.COMMUNE, "Phường Ế Ẩm", None),
    ("X21", "T2", UnitKind.COMMUNE, "Xã Dũng Lược", None),
    ("BCA", None, UnitKind.MINISTRY, "Bộ Công an", "VN"),
    ("V05", "BCA", UnitKind.DEPARTMENT, "Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", None),
    ("CA.T1", "BCA", UnitKind.PROVINCIAL_POLICE, "Công an tỉnh Một", "T1"),
    ("CA.T2", "BCA", UnitKind.PROVINCIAL_POLICE, "Công an tỉnh Hai", "T2"),
    ("CAX.X11", "CA.T1", UnitKind.COMMUNE_POLICE, "Công an xã Đồng Ấm", "X11"),
    ("CAX.X12", "CA.T1", UnitKind.COMMUNE_POLICE, "Công an phường Ế Ẩm", "X12"),
    ("CAX.X21", "CA.T2", UnitKind.COMMUNE_POLICE, "Công an xã Dũng Lược", "X21"),
    ("UB.T1", None, UnitKind.PEOPLES_COMMITTEE, "Ủy ban nhân dân tỉnh Một", "T1"),
    ("UB.T2", None, UnitKind.PEOPLES_COMMITTEE, "Ủy ban nhân dân tỉnh Hai", "T2"),
    ("UB.X11", "UB.T1", UnitKind.PEOPLES_COMMITTEE, "Ủy ban nhân dân xã Đồng Ấm", "X11"),
    ("UB.X21", "UB.T2", UnitKind.PEOPLES_COMMITTEE, "Ủy ban nhân dân xã Dũng Lược", "X21"),
)
PEOPLE: tuple[tuple[str, str, str, str | None, str | None], ...] = (
    ("ministry", "Trần Thị Ánh", "MINISTRY_MOVEMENT_OFFICER", "BCA", None),
    ("province", "Nguyễn Văn An", "PROVINCE_MOVEMENT_OFFICER", "CA.T1", None),
    ("emulation", "Lê Thị Bình", "POLICE_EMULATION_OFFICER", "CA.T1", None),
    ("council_office", "Phạm Đức Dung", "COUNCIL_OFFICE", "UB.T1", None),
    ("head", "Hoàng Ngọc Yến", "CLUSTER_HEAD", None, CLUSTER),
    ("commune_police", "Vũ Đình Ế", "COMMUNE_POLICE_OFFICER", "CAX.X11", None),
    ("commune_committee", "Đỗ Thị Ơn", "COMMUNE_COMMITTEE_OFFICER", "UB.X11", None),
    ("council_member", "Bùi Quang Ự", "COUNCIL_MEMBER", "CA.T1", None),
    ("signer", "Đặng Văn Ký", "SIGNER", "CA.T1", None),
    ("clerk", "Ngô Thị Giang", "CLERK", "CA.T1", None),
    ("ministry_signer", "Lương Tam Bảo", "SIGNER", "BCA", None),
    ("ministry_clerk", "Tạ Thị Thư", "CLERK", "BCA", None),
    ("administrator", "Quản trị viên", "ADMINISTRATOR", "BCA", None),
    ("stranger", "Cường Văn Khác", "PROVINCE_MOVEMENT_OFFICER", "CA.T2", None),
    ("stranger_head", "Mai Thị Khác", "CLUSTER_HEAD", None, OTHER_CLUSTER),
    ("stranger_commune", "Sùng A Khác", "COMMUNE_POLICE_OFFICER", "CAX.X21", None),
)
PASSWORD = "mật khẩu kiểm thử"


@dataclass(frozen=True)
class Cast:
    """``users[key]`` and ``actors[key]`` for each key of PEOPLE; ``nobody`` has an account and no grant."""

    users: dict[str, User]
    actors: dict[str, Actor]

    def __getitem__(self, key: str) -> Actor:
        return self.actors[key]


def build_units() -> None:
    units = {code: Unit(code=code) for code, *_ in UNITS}
    Unit.objects.bulk_create(units.values())
    for code, *_, territory in UNITS:
        units[code].territory = units[territory] if territory else None
    Unit.objects.bulk_update(units.values(), ["territory"])
    Placement.objects.bulk_create(
        Placement(
            unit=units[code], parent=units[parent] if parent else None, kind=kind, name=name, valid_from=START
        ).keyed()
        for code, parent, kind, name, _ in UNITS
    )
    for key, number, members in ((CLUSTER, 1, ("CA.T1", "CA.T2")), (OTHER_CLUSTER, 9, ("CA.T2",))):
        cluster = Cluster.objects.create(
            key=key,
            issuer="BCA",
            series="provincial",
            number=number,
            name=f"Cụm thi đua số {number}",
            valid_from=date(2026, 1, 1),
        )
        for rank, code in enumerate(members):
            Membership.objects.create(
                cluster=cluster,
                unit=units[code],
                role="HEAD" if rank == 0 else "DEPUTY",
                valid_from=date(2026, 1, 1),
            )
    Revision.renew()


def build_cast(at: datetime) -> Cast:
    build_units()
    units = {unit.code: unit for unit in Unit.objects.order_by("code")}
    clusters = {cluster.key: cluster for cluster in Cluster.objects.order_by("key")}
    password = make_password(PASSWORD)
    names = [*((key, name) for key, name, *_ in PEOPLE), ("nobody", "Không Vai Trò")]
    users = {key: User(username=key, name=name, password=password) for key, name in names}
    User.objects.bulk_create(users.values())
    Grant.objects.bulk_create(
        Grant(
            user=users[key],
            role=role,
            unit=units[unit] if unit else None,
            cluster=clusters[cluster] if cluster else None,
            valid_from=START,
        )
        for key, _, role, unit, cluster in PEOPLE
    )
    return Cast(users, {key: facts.actor_of(user) for key, user in users.items()})
