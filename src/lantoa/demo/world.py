"""Who and where: the demo's accounts on real units, and the instants its past happened at.

Units, clusters and laws are real; every person's name and every figure is made up, and shown as such.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings

from lantoa.access import operations as access
from lantoa.access import queries as users
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.clock import HANOI

PASSWORD: str = settings.DEMO_PASSWORD
TODAY = date(2026, 11, 21)
SINCE = date(2025, 7, 1)
HOME = "15"
"""Lào Cai: head of its cluster in 2026."""
POLICE = f"CA.{HOME}"
CLUSTER_2025 = "BCA:provincial:3:2025"
CLUSTER_2026 = "BCA:provincial:3:2026"
MEMBERS = ("CA.04", "CA.08", "CA.11", "CA.12", "CA.14", "CA.15")
"""Công an Cao Bằng, Tuyên Quang, Điện Biên, Lai Châu, Sơn La, Lào Cai."""
COMMUNE = "02683"
"""Xã Bát Xát."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person. ``shown`` ones sign in, are printed and listed on the sign-in page, one per role; the others
    only act in the scenario and have no password, so that none is left behind with one that everybody knows."""

    username: str
    name: str
    home: str
    label: str
    grants: tuple[tuple[str, str], ...]
    """(role, unit code or cluster key) each."""
    shown: bool = True


_VOTES = (("CLUSTER_MEMBER", CLUSTER_2025), ("CLUSTER_MEMBER", CLUSTER_2026))


def _member(code: str, name: str) -> Account:
    number = code.removeprefix("CA.")
    return Account(
        f"pv05-{number}",
        name,
        f"PV05.{number}",
        "Cán bộ phong trào của tỉnh cùng cụm",
        (("PROVINCE_MOVEMENT_OFFICER", code), *_VOTES),
        shown=False,
    )


ACCOUNTS = (
    Account("v05", "Trần Thị Minh Ánh", "V05", "Cán bộ phong trào của Bộ (V05)",
            (("MINISTRY_MOVEMENT_OFFICER", "BCA"),)),
    Account("pv05", "Nguyễn Văn Lâm", f"PV05.{HOME}", "Cán bộ phong trào Công an tỉnh (PV05)",
            (("PROVINCE_MOVEMENT_OFFICER", POLICE), *_VOTES)),
    Account("px03", "Lê Thị Hồng Nhung", f"PX03.{HOME}", "Cán bộ thi đua Công an tỉnh (PX03)",
            (("POLICE_EMULATION_OFFICER", POLICE),)),
    Account("sonoivu", "Phạm Đức Trọng", f"SNV.{HOME}", "Sở Nội vụ, thường trực Hội đồng tỉnh",
            (("COUNCIL_OFFICE", f"UB.{HOME}"),)),
    Account("cumtruong", "Hoàng Ngọc Yến", POLICE, "Cụm trưởng năm 2026 (Công an tỉnh Lào Cai)",
            (("CLUSTER_HEAD", CLUSTER_2026),)),
    Account("caxa", "Vũ Đình Khôi", f"CAX.{COMMUNE}", "Cán bộ Công an xã Bát Xát",
            (("COMMUNE_POLICE_OFFICER", f"CAX.{COMMUNE}"),)),
    Account("ubxa", "Đỗ Thị Ươm", f"UB.{COMMUNE}", "Cán bộ thi đua UBND xã Bát Xát",
            (("COMMUNE_COMMITTEE_OFFICER", f"UB.{COMMUNE}"),)),
    Account("hoidong", "Bùi Quang Vũ", POLICE, "Thành viên Hội đồng Công an tỉnh", (("COUNCIL_MEMBER", POLICE),)),
    Account("nguoiky", "Đặng Văn Kỳ", POLICE, "Người ký, Công an tỉnh Lào Cai", (("SIGNER", POLICE),)),
    Account("vanthu", "Ngô Thị Giang", POLICE, "Văn thư Công an tỉnh Lào Cai", (("CLERK", POLICE),)),
    Account("quantri", "Đinh Công Thành", "BCA", "Quản trị hệ thống", (("ADMINISTRATOR", "BCA"),)),
    Account("nguoiky-bo", "Lương Hữu Phước", "BCA", "Người ký của Bộ", (("SIGNER", "BCA"),), shown=False),
    Account("vanthu-bo", "Tạ Thị Thư", "BCA", "Văn thư của Bộ", (("CLERK", "BCA"),), shown=False),
    Account("cumtruong-2025", "Nông Thị Sao Mai", "CA.04", "Cụm trưởng năm 2025 (Công an tỉnh Cao Bằng)",
            (("CLUSTER_HEAD", CLUSTER_2025),), shown=False),
    Account("cumpho-2025", "Lò Văn Thoại", "CA.14", "Người chấm thứ hai của cụm năm 2025",
            (("CLUSTER_HEAD", CLUSTER_2025),), shown=False),
    Account("xa-minh-hoa", "Tập hợp cán bộ Công an xã", POLICE, "Nhập thay cho các xã trong bản minh họa",
            (("COMMUNE_POLICE_OFFICER", POLICE),), shown=False),
    Account("tinh-minh-hoa", "Tập hợp cán bộ Công an các tỉnh", "BCA", "Nhập thay cho các tỉnh ngoài cụm",
            (("PROVINCE_MOVEMENT_OFFICER", "BCA"),), shown=False),
    _member("CA.04", "Hà Văn Ích"),
    _member("CA.08", "Ma Thị Diệp"),
    _member("CA.11", "Cà Văn Ún"),
    _member("CA.12", "Vàng A Dế"),
    _member("CA.14", "Quàng Thị Ơn"),
)  # fmt: skip


def officer_of(member: str) -> str:
    """The account that speaks for a member of the cluster."""
    return "pv05" if member == POLICE else f"pv05-{member.removeprefix('CA.')}"


def create_accounts(at: datetime) -> None:
    for account in ACCOUNTS:
        user = access.create_user(
            actor=SYSTEM,
            username=account.username,
            name=account.name,
            password=PASSWORD if account.shown else None,
            home_unit=account.home,
            demo=account.shown,
            email=f"{account.username}@lan-toa.invalid" if account.shown else "",
            at=at,
        )
        for role, scope in account.grants:
            access.give_role(
                actor=SYSTEM,
                user=user,
                role=role,
                unit=None if ":" in scope else scope,
                cluster=scope if ":" in scope else None,
                valid_from=SINCE,
                at=at,
                basis="Dữ liệu minh họa",
            )


def actor(username: str) -> Actor:
    return users.actor_of(users.user_named(username))


def on(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An instant of the demo's past, Hà Nội time."""
    return datetime.combine(day, time(hour, minute), tzinfo=HANOI)


def chance(*key: object) -> random.Random:
    """Deterministic randomness: the same figures on every machine and in every run."""
    digest = hashlib.sha256("|".join(map(str, key)).encode()).digest()
    return random.Random(digest)
