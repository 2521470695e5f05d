"""People with careers, two records of one name, an account tied to its officer, files brought in, a peer.

Names and numbers are made up. Everything goes through operations, as on the pages.
"""

from __future__ import annotations

from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lantoa.exchange import container, keys
from lantoa.exchange import operations as exchange
from lantoa.exchange.gather import Choice
from lantoa.exchange.rules.packages import Part
from lantoa.organisation import operations as organisation

from . import exchanged
from .world import COMMUNE, HOME, POLICE, SINCE, TODAY, actor, on

AT = on(TODAY - timedelta(days=3))
DECISION = "Quyết định 118/QĐ-CAT ngày 02/03/2026 (minh họa)"
HALL = f"UB.{HOME}"
PEOPLE = (
    ("MH-0101", "Lê Thị Hồng Nhung", "FEMALE", "Đại úy", f"PX03.{HOME}", "Cán bộ thi đua", "px03"),
    ("MH-0102", "Nguyễn Văn Lâm", "MALE", "Thiếu tá", f"PV05.{HOME}", "Phó Trưởng phòng", "px03"),
    ("MH-0103", "Vũ Đình Khôi", "MALE", "Trung úy", f"CAX.{COMMUNE}", "Cán bộ", "px03"),
    ("MH-0104", "Hoàng Thị Ế", "FEMALE", "Trung tá", POLICE, "Trưởng phòng", "px03"),
    ("MH-0105", "Hoàng Thị Ế", "FEMALE", "", f"CAX.{COMMUNE}", "Phó Trưởng Công an xã", "px03"),
    ("MH-0106", "Đặng Văn Kỳ", "MALE", "Đại tá", POLICE, "Giám đốc", "px03"),
    ("MH-0201", "Phạm Đức Trọng", "MALE", "", f"SNV.{HOME}", "Phó Giám đốc Sở", "sonoivu"),
    ("MH-0202", "Đỗ Thị Ươm", "FEMALE", "", f"UB.{COMMUNE}", "Công chức văn hóa – xã hội", "sonoivu"),
)
"""code, name, gender, rank, unit, post, who records it."""


def play() -> int:
    """How many people were recorded."""
    for code, name, gender, rank, unit, post, who in PEOPLE:
        organisation.add_person(
            actor=actor(who), code=code, name=name, gender=gender, rank=rank, unit=unit, post=post, day=SINCE,
            at=AT, another=True,
        )  # fmt: skip
    _careers()
    _files()
    _peer()
    return len(PEOPLE)


def _careers() -> None:
    px03 = actor("px03")
    organisation.change_rank(
        actor=px03,
        person="MH-0101",
        rank="Thiếu tá",
        day=date(2026, 3, 2),
        basis=DECISION,
        at=AT,
        today=TODAY,
    )
    organisation.appoint(
        actor=px03, person="MH-0103", unit=f"CAX.{COMMUNE}", post="Phó Trưởng Công an xã", day=date(2026, 3, 2),
        basis=DECISION, at=AT,
    )  # fmt: skip
    exchange.link_account(actor=actor("quantri"), person="MH-0101", username="px03", at=AT)


def _files() -> None:
    """One table with places to mend, one that is ready to be written."""
    head = "Mã cán bộ,Họ và tên,Mã đơn vị,Chức vụ,Từ ngày,Cấp bậc"
    wrong = f"MH-0301,Giàng A Páo,CAX.{COMMUNE},Cán bộ,31/02/2026,Thiếu úy\nMH-0302,Lý,CAX.{COMMUNE},Cán bộ,01/09/2026,"
    good = f"MH-0303,Sùng Thị Dế,CAX.{COMMUNE},Cán bộ,01/09/2026,Thượng sĩ"
    for name, rows in (("can-bo-cho-sua.csv", wrong), ("can-bo-moi.csv", good)):
        exchange.check_file(
            actor=actor("px03"), kind="people", name=name, data=f"{head}\n{rows}\n".encode(), day=TODAY,
            basis=DECISION, at=AT,
        )  # fmt: skip


def _peer() -> None:
    """A deployment of the provincial Home Affairs on the Internet, made up, a package of units for it, two from it."""
    if not keys.known():
        keys.make()
    other = container.Pair(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())
    signing, sealing = other.public
    card = keys.written(
        name="Sở Nội vụ tỉnh (minh họa)", network="internet", signing=signing, sealing=sealing
    )
    peer = exchange.register_peer(
        actor=actor("quantri"), card=card, fingerprint=other.fingerprint, basis="Văn bản minh họa", at=AT
    )
    exchange.make_package(
        actor=actor("quantri"),
        peer=peer.pk,
        choice=Choice(POLICE, (Part.UNITS, Part.DECISIONS)),
        day=TODAY,
        at=AT,
    )
    exchanged.receive(other)
