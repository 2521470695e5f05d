"""Hand the open work over: the roles of the one who leaves pass to the successor, and the work goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lantoa.access import operations as access
from lantoa.access import queries as users
from lantoa.access.models import User
from lantoa.access.rules.roles import ROLES
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor, require
from lantoa.kernel.clock import HANOI
from lantoa.kernel.errors import BadInput, Conflict, Problem
from lantoa.organisation import people
from lantoa.organisation import queries as organisation

from ..handover import grants_of, users_of

LINK = "access.user.manage"


@dataclass(frozen=True, slots=True)
class Handed:
    """``given``: roles that passed on; ``kept``: those that did not, with why; they need a step of their own."""

    given: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]


@transaction.atomic
def link_account(*, actor: Actor, person: str, username: str, at: datetime) -> User:
    """The account is this person's: their work and roles are then on their hand-over."""
    day = at.astimezone(HANOI).date()
    row = people.open_row(person, visible_to=actor, day=day)
    unit = people.seat_of(row, day).unit.code
    require(actor, LINK, organisation.place_of(unit, day), day, organisation.name_of(unit, day))
    user = User.objects.select_for_update().get(pk=users.user_named(username).pk)
    home = user.home_unit.code if user.home_unit_id and user.home_unit else unit
    require(actor, LINK, organisation.place_of(home, day), day, organisation.name_of(home, day))
    if user.person_id not in (None, row.pk):
        raise Conflict(
            "LINKED_ELSEWHERE",
            "Tài khoản này đã gắn với một cán bộ khác.",
            place="tên đăng nhập",
            remedy="Kiểm tra lại tên đăng nhập; nếu hai bản ghi là một người, gộp hai bản ghi.",
        )
    user.person = row
    user.save(update_fields=["person"])
    journal.record(
        actor=actor,
        action="access.user.link",
        subject=f"access.user:{user.pk}",
        at=at,
        after={"person": row.pk},
    )
    return user


@transaction.atomic
def hand_over(*, actor: Actor, person: str, successor: str, basis: str, at: datetime) -> Handed:
    """Every role in force of the person's accounts ends today and is given to the account ``successor``. Roles
    that need two persons, or that the actor may not give, stay and are told; ``Conflict`` when none passes on."""
    day = at.astimezone(HANOI).date()
    row = people.open_row(person, visible_to=actor, day=day, lock=True)
    if not basis.strip():
        raise BadInput(
            "NO_BASIS", "Chưa ghi căn cứ.", place="căn cứ", remedy="Ghi quyết định điều động hoặc biên bản."
        )
    heir = users.user_named(successor)
    if heir.pk in {user.pk for user in users_of(row.pk)}:
        raise BadInput(
            "SAME_PERSON",
            "Người nhận là chính người bàn giao.",
            place="người nhận",
            remedy="Chọn người khác.",
        )
    if not heir.is_active:
        raise BadInput(
            "NOT_ACTIVE", "Tài khoản người nhận đã khóa.", place="người nhận", remedy="Chọn người khác."
        )
    given: list[str] = []
    kept: list[tuple[str, str]] = []
    for grant in grants_of(row.pk, day):
        label = ROLES[grant.role].label
        try:
            with transaction.atomic():
                access.end_role(actor=actor, grant=grant.pk, on=day, reason=basis, at=at)
                access.give_role(
                    actor=actor, user=heir, role=grant.role, valid_from=day, valid_to=grant.valid_to,
                    unit=grant.unit.code if grant.unit else None,
                    cluster=grant.cluster.key if grant.cluster else None, subtree=grant.subtree,
                    basis=basis, at=at,
                )  # fmt: skip
            given.append(label)
        except Problem as problem:
            kept.append((label, str(problem.fault.message)))
    if not given:
        why = kept[0][1] if kept else "Người này không giữ vai trò nào."
        raise Conflict(
            "NOTHING_HANDED",
            f"Không chuyển được vai trò nào. {why}",
            place=row.name,
            remedy="Giao từng vai trò ở trang Quyền.",
        )
    journal.record(
        actor=actor, action="exchange.handover", subject=f"organisation.person:{row.pk}", at=at, basis=basis,
        after={"to": heir.actor_id, "given": given, "kept": [label for label, _why in kept]},
    )  # fmt: skip
    return Handed(tuple(given), tuple(kept))
