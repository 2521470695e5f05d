"""The council: convened with all its members, or renewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean
from lantoa.organisation.models import Unit

from ..models import Council, CouncilBallot, CouncilMember
from ..rules import lifecycle

ROLES = ("CHAIR", "VICE", "MEMBER", "SECRETARY")


@transaction.atomic
def convene(
    *,
    actor: Actor,
    body: str,
    name: str,
    members: Sequence[Mapping[str, Any]],
    day: date,
    at: datetime,
    basis: str = "",
    replaces: bool = False,
) -> Council:
    """A council of ``body`` with all its members: name, post, role (CHAIR, VICE, MEMBER, SECRETARY), and ``user``
    (a row or a user name) for those who vote on the page.

    ``replaces``: the body's councils of before open no more ballots; refused while one of theirs is open.
    """
    access.allow(actor, lifecycle.CONVENE, body, day)
    if not clean(name):
        raise BadInput(
            "NO_NAME", "Hội đồng chưa có tên.", place="name", remedy="Ghi tên Hội đồng theo quyết định."
        )
    if not members:
        raise BadInput(
            "NO_MEMBERS",
            "Hội đồng chưa có thành viên.",
            place="thành viên",
            remedy="Ghi đủ thành viên theo quyết định.",
        )
    before = _replaced(body, at) if replaces else []
    council = Council.objects.create(
        body=Unit.objects.get(code=body), name=clean(name), basis=clean(basis), created_at=at
    )
    seats = [_member(council, row, number) for number, row in enumerate(members, start=1)]
    _once(seats)
    CouncilMember.objects.bulk_create(seats)
    journal.record(
        actor=actor,
        action=lifecycle.CONVENE,
        subject=f"commendation.council:{council.pk}",
        at=at,
        basis=council.basis,
        after={"body": body, "members": len(members), "replaces": before},
    )
    return council


def _replaced(body: str, at: datetime) -> list[int]:
    """The body's councils until now, dissolved; their numbers."""
    rows = list(Council.objects.select_for_update().filter(body__code=body, dissolved_at=None))
    if CouncilBallot.objects.filter(council__in=rows, closed_at=None).exists():
        raise Conflict(
            "BALLOT_OPEN",
            "Hội đồng đang hoạt động còn cuộc bỏ phiếu chưa kiểm.",
            place="Hội đồng đang hoạt động",
            remedy="Kiểm phiếu xong rồi kiện toàn.",
        )
    for row in rows:
        row.dissolved_at = at
    Council.objects.bulk_update(rows, ["dissolved_at"])
    return [row.pk for row in rows]


def _once(seats: Sequence[CouncilMember]) -> None:
    """One seat for each account, one chair at most."""
    users = [one.user_id for one in seats if one.user_id]
    twice = next((one for one in seats if one.user_id and users.count(one.user_id) > 1), None)
    if twice is not None:
        raise BadInput(
            "MEMBER_TWICE",
            f"Tài khoản của {twice.name} có ở hai dòng.",
            place="thành viên",
            remedy="Mỗi người một chỗ trong Hội đồng.",
        )
    if sum(one.role == "CHAIR" for one in seats) > 1:
        raise BadInput(
            "TWO_CHAIRS",
            "Hội đồng có hai Chủ tịch.",
            place="thành viên",
            remedy="Giữ một Chủ tịch, sửa vai trò của người còn lại.",
        )


def _member(council: Council, row: Mapping[str, Any], number: int) -> CouncilMember:
    user = row.get("user")
    if isinstance(user, str) and user.strip():
        user = _account(user, number)
    name = clean(str(row.get("name") or (user.name if user else "")))
    role = str(row.get("role") or "MEMBER")
    if not name or role not in ROLES:
        raise BadInput(
            "BAD_MEMBER",
            f"Thành viên thứ {number} chưa có họ tên, hoặc vai trò không đúng.",
            place=f"thành viên {number}",
            remedy=f"Ghi họ tên; vai trò: {', '.join(ROLES)}.",
        )
    return CouncilMember(
        council=council, user=user or None, name=name, post=clean(str(row.get("post", ""))), role=role
    )


def _account(name: str, number: int) -> User:
    found = User.objects.filter(username=name.strip().lower(), is_active=True).first()
    if found is None:
        raise BadInput(
            "UNKNOWN_USER",
            f"Không có người dùng “{name}”.",
            place=f"thành viên {number}",
            remedy="Xem lại tên đăng nhập, hoặc để trống khi người này bỏ phiếu giấy.",
        )
    return found
