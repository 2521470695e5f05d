"""/access: the role matrix, who may do what, accounts, roles, the two-person rule, delegation."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.access import accounts, matrix, operations
from lantoa.access.models import Delegation, Grant, Proposal, Scoped, User
from lantoa.access.rules import giving
from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.kernel import clock

router = Router()
MOST = 500


class AccessLineOut(Schema):
    """``relations``: own, subtree, cluster, national. ``delegable``: yes, no, signing."""

    role: str
    role_label: str
    action: str
    action_label: str
    area: str
    relations: list[str]
    two_persons: bool
    delegable: str


class HolderOut(Schema):
    """``until`` is the last day. ``on_behalf_of``: whose delegation they act under; ``acting``: post vacant."""

    username: str
    name: str
    role: str
    unit: str | None
    cluster: str | None
    acting: bool
    on_behalf_of: str | None
    signs: str
    until: date | None
    phone: str
    email: str


class UserOut(Schema):
    username: str
    name: str
    unit: str | None
    phone: str
    email: str
    active: bool
    roles: list[str]


class UserIn(Schema, extra="forbid"):
    name: str
    home_unit: str
    phone: str = ""
    email: str = ""
    person: str = ""


class NewUserIn(UserIn):
    username: str


class MadeOut(UserOut):
    """``password`` is shown in this answer only."""

    password: str


class GrantOut(Schema):
    """``valid_to`` is the first day on which it no longer holds."""

    id: int
    username: str
    role: str
    unit: str | None
    cluster: str | None
    subtree: bool
    capacity: str
    valid_from: date
    valid_to: date | None
    basis: str
    cancelled: bool


class GrantIn(Schema, extra="forbid"):
    role: str
    unit: str | None = None
    cluster: str | None = None
    subtree: bool = True
    capacity: str = Scoped.Capacity.HOLDER
    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""


class ProposalIn(GrantIn):
    username: str


class AccessProposalOut(Schema):
    id: int
    username: str
    role: str
    unit: str | None
    cluster: str | None
    subtree: bool
    capacity: str
    valid_from: date
    valid_to: date | None
    basis: str
    state: str
    proposed_by: str
    proposed_at: datetime
    expires_on: date
    decided_by: str | None
    reason: str


class DelegationIn(Schema, extra="forbid"):
    """``signs``: empty, KT or TUQ; ``valid_to`` is the first day on which it no longer holds."""

    grant: int
    to: str
    valid_to: date
    reason: str
    valid_from: date | None = None
    basis: str = ""
    signs: str = ""


class DelegationOut(Schema):
    id: int
    grant: int
    holder: str
    delegate: str
    role: str
    valid_from: date
    valid_to: date
    reason: str
    basis: str
    signs: str
    revoked: bool


class AccessEndIn(Schema, extra="forbid"):
    """``on``: the first day on which the role no longer holds; today when not said."""

    reason: str
    on: date | None = None


class ExtendIn(Schema, extra="forbid"):
    basis: str
    valid_to: date | None = None


def _user(row: User) -> dict[str, Any]:
    return {
        "username": row.username, "name": row.name, "unit": row.home_unit.code if row.home_unit else None,
        "phone": row.phone, "email": row.email, "active": row.is_active,
        "roles": accounts.roles_on(row, clock.today()),
    }  # fmt: skip


def _scoped(row: Scoped) -> dict[str, Any]:
    return {
        "role": row.role, "unit": row.unit.code if row.unit else None,
        "cluster": row.cluster.key if row.cluster else None, "subtree": row.subtree, "capacity": row.capacity,
        "valid_from": row.valid_from, "valid_to": row.valid_to, "basis": row.basis,
    }  # fmt: skip


def _grant(row: Grant) -> dict[str, Any]:
    more = {"id": row.pk, "username": row.user.username, "cancelled": row.cancelled_at is not None}
    return {**_scoped(row), **more}


def _proposal(row: Proposal) -> dict[str, Any]:
    return {
        **_scoped(row), "id": row.pk, "username": row.user.username, "state": row.state, "reason": row.reason,
        "proposed_by": row.proposed_by.username, "proposed_at": row.proposed_at, "expires_on": row.expires_on,
        "decided_by": row.decided_by.username if row.decided_by else None,
    }  # fmt: skip


def _delegation(row: Delegation) -> dict[str, Any]:
    return {
        "id": row.pk, "grant": row.grant_id, "holder": row.grant.user.username, "role": row.grant.role,
        "delegate": row.delegate.username, "valid_from": row.valid_from, "valid_to": row.valid_to,
        "reason": row.reason, "basis": row.basis, "signs": row.signs, "revoked": row.revoked_at is not None,
    }  # fmt: skip


def _managed(request: HttpRequest, username: str, action: str = giving.MANAGE) -> User:
    return accounts.managed_user(username, visible_to=actor_of(request), day=clock.today(), action=action)


@router.get("/access/matrix", response=list[AccessLineOut], summary="Ma trận vai trò × việc")
def role_matrix(request: HttpRequest, role: str = "", action: str = "") -> list[dict[str, Any]]:
    return [
        {
            "role": line.role_code, "role_label": line.role_label, "action": line.action,
            "action_label": line.action_label, "area": line.area, "relations": list(line.relations),
            "two_persons": line.two_persons, "delegable": line.delegable,
        }
        for line in matrix.lines()
        if role in ("", line.role_code) and action in ("", line.action)
    ]  # fmt: skip


@router.get("/access/holders", response=list[HolderOut], summary="Ai được làm một việc ở một đơn vị, một cụm")
def holders(request: HttpRequest, action: str, where: str) -> list[dict[str, Any]]:
    found = accounts.holders(action, where, clock.today(), visible_to=actor_of(request))
    return [
        {
            "username": one.user.username, "name": one.user.name, "role": one.grant.role,
            "unit": one.grant.unit.code if one.grant.unit else None,
            "cluster": one.grant.cluster.key if one.grant.cluster else None, "acting": one.acting,
            "on_behalf_of": one.on_behalf_of.username if one.on_behalf_of else None, "signs": one.signs,
            "until": one.until, "phone": one.user.phone, "email": one.user.email,
        }
        for one in found
    ]  # fmt: skip


@router.get("/access/users", response=list[UserOut], summary="Người dùng trong phạm vi quản lý")
def users(request: HttpRequest, role: str = "", offset: int = 0, limit: int = 100) -> list[dict[str, Any]]:
    rows = accounts.managed_with_roles(actor_of(request), clock.today(), role)
    start = max(offset, 0)
    return [_user(row) for row in rows[start : start + min(max(limit, 1), MOST)]]


@router.post(
    "/access/users", response={201: MadeOut}, summary="Tạo người dùng; mật khẩu lần đầu chỉ trả về một lần"
)
def create(request: HttpRequest, body: NewUserIn) -> Status[dict[str, Any]]:
    password = secrets.token_urlsafe(12)
    made = operations.create_user(
        actor=actor_of(request), password=password, at=clock.now(), **body.model_dump()
    )
    return Status(201, {**_user(made), "password": password})


@router.get("/access/users/{username}", response=UserOut, summary="Một người dùng")
def user(request: HttpRequest, username: str) -> dict[str, Any]:
    return _user(_managed(request, username))


@router.put("/access/users/{username}", response=UserOut, summary="Sửa tên, đơn vị, liên hệ")
def edit(request: HttpRequest, username: str, body: UserIn) -> dict[str, Any]:
    return _user(
        operations.edit_user(actor=actor_of(request), username=username, at=clock.now(), **body.model_dump())
    )


@router.post("/access/users/{username}/stop", response=UserOut, summary="Ngừng tài khoản")
def stop(request: HttpRequest, username: str, body: ReasonIn) -> dict[str, Any]:
    done = operations.stop_user(
        actor=actor_of(request), username=username, reason=body.reason, at=clock.now()
    )
    return _user(done)


@router.post("/access/users/{username}/reopen", response=UserOut, summary="Mở lại tài khoản")
def reopen(request: HttpRequest, username: str) -> dict[str, Any]:
    return _user(operations.reopen_user(actor=actor_of(request), username=username, at=clock.now()))


@router.get(
    "/access/users/{username}/rights",
    response=list[GrantOut],
    summary="Vai trò đang có mà người hỏi được biết",
)
def rights(request: HttpRequest, username: str) -> list[dict[str, Any]]:
    day, viewer = clock.today(), actor_of(request)
    person = accounts.seen(username, visible_to=viewer, day=day)
    return [_grant(row) for row, _lent in accounts.rights_held(person, viewer, day)]


@router.get("/access/users/{username}/grants", response=list[GrantOut], summary="Mọi vai trò đã và đang giao")
def grants(request: HttpRequest, username: str) -> list[dict[str, Any]]:
    return [_grant(row) for row in accounts.grants_of(_managed(request, username))]


@router.post("/access/users/{username}/grants", response={201: GrantOut}, summary="Giao vai trò")
def give(request: HttpRequest, username: str, body: GrantIn) -> Status[dict[str, Any]]:
    asked = body.model_dump()
    asked["valid_from"] = asked["valid_from"] or clock.today()
    person = _managed(request, username, giving.GIVE)
    return Status(
        201,
        _grant(operations.give_role(actor=actor_of(request), user=person, at=clock.now(), **asked)),
    )


@router.post("/access/grants/{pk}/end", response=GrantOut, summary="Kết thúc vai trò")
def end(request: HttpRequest, pk: int, body: AccessEndIn) -> dict[str, Any]:
    on = body.on or clock.today()
    done = operations.end_role(actor=actor_of(request), grant=pk, on=on, reason=body.reason, at=clock.now())
    return _grant(done)


@router.post("/access/grants/{pk}/extend", response=GrantOut, summary="Gia hạn vai trò")
def extend(request: HttpRequest, pk: int, body: ExtendIn) -> dict[str, Any]:
    return _grant(
        operations.extend_role(actor=actor_of(request), grant=pk, at=clock.now(), **body.model_dump())
    )


@router.get(
    "/access/proposals", response=list[AccessProposalOut], summary="Đề nghị giao vai trò cần hai người"
)
def proposals(request: HttpRequest, state: str = "") -> list[dict[str, Any]]:
    rows = accounts.proposals(actor_of(request), clock.today())
    return [_proposal(row) for row in (rows.filter(state=state) if state else rows)[:MOST]]


@router.post(
    "/access/proposals", response={201: AccessProposalOut}, summary="Đề nghị giao vai trò cần hai người"
)
def propose(request: HttpRequest, body: ProposalIn) -> Status[dict[str, Any]]:
    asked = body.model_dump()
    asked["valid_from"] = asked["valid_from"] or clock.today()
    person = _managed(request, asked.pop("username"), giving.GIVE)
    made = operations.propose(actor=actor_of(request), user=person, at=clock.now(), **asked)
    return Status(201, _proposal(made))


@router.get("/access/proposals/{pk}", response=AccessProposalOut, summary="Một đề nghị")
def proposal(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _proposal(accounts.proposal(pk, visible_to=actor_of(request), day=clock.today()))


@router.post("/access/proposals/{pk}/approve", response=GrantOut, summary="Duyệt đề nghị của người khác")
def approve(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _grant(operations.approve(actor=actor_of(request), proposal=pk, at=clock.now()))


@router.post("/access/proposals/{pk}/refuse", response=AccessProposalOut, summary="Không duyệt, kèm lý do")
def refuse(request: HttpRequest, pk: int, body: ReasonIn) -> dict[str, Any]:
    done = operations.refuse(actor=actor_of(request), proposal=pk, reason=body.reason, at=clock.now())
    return _proposal(done)


@router.post("/access/proposals/{pk}/withdraw", response=AccessProposalOut, summary="Rút đề nghị")
def withdraw(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _proposal(operations.withdraw(actor=actor_of(request), proposal=pk, at=clock.now()))


@router.get("/access/delegations", response=list[DelegationOut], summary="Ủy quyền khi vắng mặt")
def delegations(request: HttpRequest) -> list[dict[str, Any]]:
    rows = accounts.delegations(actor_of(request), clock.today())
    return [_delegation(row) for row in rows[:MOST]]


@router.post("/access/delegations", response={201: DelegationOut}, summary="Ủy quyền cho đồng nghiệp")
def delegate(request: HttpRequest, body: DelegationIn) -> Status[dict[str, Any]]:
    asked = body.model_dump()
    asked["valid_from"] = asked["valid_from"] or clock.today()
    to = accounts.colleague(asked.pop("to"), grant=body.grant)
    made = operations.delegate(actor=actor_of(request), to=to, at=clock.now(), **asked)
    return Status(201, _delegation(made))


@router.post("/access/delegations/{pk}/revoke", response=DelegationOut, summary="Thu hồi ủy quyền")
def revoke(request: HttpRequest, pk: int) -> dict[str, Any]:
    done = operations.revoke_delegation(actor=actor_of(request), delegation=pk, at=clock.now())
    return _delegation(done)
