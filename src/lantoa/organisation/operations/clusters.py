"""Clusters are set up for a period, and led by another head each year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor, require
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.text import clean

from .. import queries
from ..models import Cluster, Membership, Placement, Revision, Unit
from .ground import allow, lock, need_basis

CHANGE = "organisation.cluster.change"


def _bad(code: str, message: str, place: str, remedy: str) -> BadInput:
    return BadInput(code, message, place=place, remedy=remedy)


def check_leaders(head: str | None, deputy: str | None, members: Sequence[str]) -> None:
    if head is not None and head == deputy:
        raise _bad(
            "SAME_LEADER", "Cụm trưởng và cụm phó phải là hai đơn vị.", "cụm phó", "Chọn một thành viên khác."
        )
    for place, code in (("cụm trưởng", head), ("cụm phó", deputy)):
        if code is not None and code not in members:
            raise _bad(
                "NOT_A_MEMBER", f"Đơn vị mã “{code}” không phải thành viên của cụm.", place,
                "Chọn trong các thành viên của cụm.",
            )  # fmt: skip


def role_of(code: str, head: str | None, deputy: str | None) -> str:
    return "HEAD" if code == head else "DEPUTY" if code == deputy else "MEMBER"


def label(valid_from: date, valid_to: date) -> str:
    """'2026', or '2025-2026' for a period over two civil years."""
    last = valid_to.year if (valid_to.month, valid_to.day) != (1, 1) else valid_to.year - 1
    return str(valid_from.year) if last == valid_from.year else f"{valid_from.year}-{last}"


def check_shape(series: str, number: int, valid_from: date, valid_to: date, members: Sequence[str]) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", series) or not 1 <= number <= 999:
        raise _bad(
            "BAD_CLUSTER", "Hệ cụm hoặc số cụm không dùng được.", "hệ, số",
            "Hệ ghi chữ thường không dấu (ví dụ provincial), số từ 1 đến 999.",
        )  # fmt: skip
    if valid_to <= valid_from:
        raise _bad("BAD_PERIOD", "Ngày kết thúc phải sau ngày bắt đầu.", "thời hạn", "Sửa lại hai ngày.")
    if len(set(members)) != len(members):
        raise _bad("TWICE", "Có thành viên ghi hai lần.", "thành viên", "Mỗi đơn vị chỉ ghi một lần.")


@transaction.atomic
def create_cluster(
    *,
    actor: Actor,
    issuer: str,
    series: str,
    number: int,
    members: Sequence[str],
    valid_from: date,
    valid_to: date,
    basis: str,
    at: datetime,
    name: str = "",
    head: str | None = None,
    deputy: str | None = None,
    members_known: bool = True,
    period_kind: str = "CALENDAR",
    source: str = "",
) -> Cluster:
    """A cluster set up by ``issuer`` for ``[valid_from, valid_to)``; ``members`` are unit codes in force then."""
    allow(actor, issuer, valid_from, CHANGE)
    lock()
    cluster = _place_cluster(
        issuer=issuer, series=series, number=number, members=members, valid_from=valid_from,
        valid_to=valid_to, basis=basis, name=name, head=head, deputy=deputy, members_known=members_known,
        period_kind=period_kind, source=source,
    )  # fmt: skip
    Revision.renew()
    journal.record(
        actor=actor,
        action="organisation.cluster.create",
        subject=f"organisation.cluster:{cluster.key}",
        at=at,
        basis=need_basis(basis),
        after={"members": list(members), "head": head, "deputy": deputy},
    )
    return cluster


def _place_cluster(
    *, issuer: str, series: str, number: int, members: Sequence[str], valid_from: date,
    valid_to: date, basis: str, name: str = "", head: str | None = None, deputy: str | None = None,
    members_known: bool = True, period_kind: str = "CALENDAR", source: str = "",
) -> Cluster:  # fmt: skip
    """``create_cluster`` under the lock, without its entry and the new revision."""
    basis = need_basis(basis)
    check_shape(series, number, valid_from, valid_to, members)
    check_leaders(head, deputy, members)
    key = f"{issuer}:{series}:{number}:{label(valid_from, valid_to)}"
    same = Cluster.objects.filter(issuer=issuer, series=series, number=number)
    other = same.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from), valid_from__lt=valid_to
    ).first()
    if other is not None or Cluster.objects.filter(key=key).exists():
        raise exists_already(other.key if other else key)
    units = _units_in_force(members, valid_from)
    cluster = Cluster.objects.create(
        key=key, issuer=issuer, series=series, number=number, name=clean(name) or f"Cụm thi đua số {number}",
        period_kind=period_kind, valid_from=valid_from, valid_to=valid_to, members_known=members_known,
        source=source or basis, mark=Mark.VERIFIED,
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(
            cluster=cluster, unit=units[code], role=role_of(code, head, deputy),
            valid_from=valid_from, valid_to=valid_to,
        )
        for code in members
    )  # fmt: skip
    return cluster


def exists_already(key: str) -> Conflict:
    return Conflict(
        "CLUSTER_EXISTS",
        f"Cụm số này của hệ đã có trong thời gian đó (mã {key}).",
        place="số cụm, thời hạn",
        remedy="Chọn số khác hoặc thời hạn không chồng lên nhau.",
    )


def not_in_force(code: str, day: date) -> NotFound:
    return NotFound(
        "UNKNOWN_UNIT",
        f"Không có đơn vị mã “{code}” hoạt động vào ngày {on_screen(day)}.",
        place="thành viên",
        remedy="Tìm theo tên ở trang Tổ chức, hoặc dùng lệnh: lantoa units find TÊN.",
    )


def _units_in_force(codes: Sequence[str], day: date) -> dict[str, Unit]:
    rows = Placement.objects.on(day).filter(unit__code__in=codes).select_related("unit")
    units = {row.unit.code: row.unit for row in rows}
    missing = [code for code in codes if code not in units]
    if missing:
        raise not_in_force(missing[0], day)
    return units


@transaction.atomic
def hand_over_cluster(
    *, actor: Actor, cluster: str, head: str, deputy: str | None, day: date, basis: str, at: datetime
) -> Cluster:
    """Another head and deputy from ``day`` on (bàn giao cụm trưởng); who led before stays in the record."""
    row = Cluster.objects.filter(key=cluster).first()
    place = queries.place_of_cluster(cluster, day)
    if row is None:
        raise NotFound("UNKNOWN_CLUSTER", f"Không có cụm thi đua mã “{cluster}”.", place="cụm")
    if actor != SYSTEM:
        require(actor, CHANGE, place, day, row.name)
    lock()
    basis = need_basis(basis)
    if day < row.valid_from or (row.valid_to is not None and day >= row.valid_to):
        raise Conflict(
            "OUTSIDE_PERIOD", f"Ngày {on_screen(day)} nằm ngoài thời hạn của cụm.", place="ngày",
            remedy="Chọn ngày trong thời hạn của cụm, hoặc lập cụm của năm sau.",
        )  # fmt: skip
    held = {
        seat.unit.code: seat
        for seat in Membership.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=day), cluster=row, valid_from__lte=day
        ).select_related("unit")
    }
    check_leaders(head, deputy, list(held))
    before = {seat.role: code for code, seat in held.items() if seat.role != "MEMBER"}
    for code, seat in held.items():
        _seat(seat, role_of(code, head, deputy), day)
    Revision.renew()
    journal.record(
        actor=actor,
        action="organisation.cluster.hand_over",
        subject=f"organisation.cluster:{cluster}",
        at=at,
        basis=basis,
        before={"head": before.get("HEAD"), "deputy": before.get("DEPUTY")},
        after={"head": head, "deputy": deputy, "day": str(day)},
    )
    return row


def _seat(seat: Membership, role: str, day: date) -> None:
    """The same seat with another role from ``day``; on the seat's own first day the role is simply set."""
    if seat.role == role:
        return
    if seat.valid_from == day:
        seat.role = role
        seat.save(update_fields=["role"])
        return
    Membership.objects.create(
        cluster=seat.cluster, unit=seat.unit, role=role, valid_from=day, valid_to=seat.valid_to
    )
    seat.valid_to = day
    seat.save(update_fields=["valid_to"])


@transaction.atomic
def complete_members(
    *,
    actor: Actor,
    cluster: str,
    members: Sequence[str],
    day: date,
    basis: str,
    at: datetime,
    deputy: str | None = None,
) -> Cluster:
    """The members that the shipped data did not know, from the cluster's first day; those there stay.

    ``members`` are all the cluster's unit codes. ``Conflict`` when its members are known already.
    """
    row = Cluster.objects.filter(key=cluster).first()
    if row is None:
        raise NotFound("UNKNOWN_CLUSTER", f"Không có cụm thi đua mã “{cluster}”.", place="cụm")
    allow(actor, row.issuer, day, CHANGE)
    lock()
    basis = need_basis(basis)
    if row.members_known:
        raise Conflict(
            "MEMBERS_KNOWN",
            "Thành viên của cụm này đã đủ.",
            place=row.name,
            remedy="Muốn đổi thành viên, lập cụm cho thời hạn mới.",
        )
    held = dict(Membership.objects.filter(cluster=row).values_list("unit__code", "role"))
    head = next((code for code, role in held.items() if role == "HEAD"), None)
    check_shape(row.series, row.number, row.valid_from, row.valid_to or date.max, members)
    check_leaders(head, deputy, members)
    units = _units_in_force(members, row.valid_from)
    Membership.objects.bulk_create(
        Membership(
            cluster=row, unit=units[code], role=role_of(code, head, deputy), valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for code in members
        if code not in held
    )  # fmt: skip
    row.members_known = True
    row.save(update_fields=["members_known"])
    Revision.renew()
    journal.record(
        actor=actor,
        action="organisation.cluster.complete",
        subject=f"organisation.cluster:{cluster}",
        at=at,
        basis=basis,
        before={"members": sorted(held)},
        after={"members": list(members), "deputy": deputy},
    )
    return row
