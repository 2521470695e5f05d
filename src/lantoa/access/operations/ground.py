"""What every change of rights stands on: the day it happens, the rows it locks, the rules it asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lantoa.kernel.actors import SYSTEM, Actor, require
from lantoa.kernel.clock import HANOI
from lantoa.kernel.errors import BadInput, Conflict, Fault, NotFound
from lantoa.kernel.periods import Validity
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Cluster, Unit

from .. import accounts, queries
from ..models import Scoped, User
from ..rules import giving
from ..rules.roles import ROLES


def day_of(at: datetime) -> date:
    """The civil day in Hà Nội of an instant."""
    return at.astimezone(HANOI).date()


def refuse(faults: tuple[Fault, ...]) -> None:
    """Raise all of them as one problem; the first speaks for it."""
    if faults:
        first = faults[0]
        raise BadInput(first.code, first.message, place=first.place, remedy=first.remedy, faults=faults)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a role is given: exactly one of ``unit`` and ``cluster``, as rows."""

    unit: Unit | None
    cluster: Cluster | None
    subtree: bool

    @property
    def code(self) -> str:
        return self.unit.code if self.unit else (self.cluster.key if self.cluster else "")


def scope_of(unit: str | None, cluster: str | None, subtree: bool, day: date) -> Scope:
    """The scope's rows; ``BadInput`` for none or two, ``NotFound`` for a code nobody knows."""
    if (unit is None) == (cluster is None):
        raise BadInput(
            "ONE_SCOPE",
            "Mỗi vai trò giao cho đúng một đơn vị hoặc một cụm.",
            place="phạm vi",
            remedy="Chọn một đơn vị, hoặc một cụm.",
        )
    if cluster is not None:
        organisation.place_of_cluster(cluster, day)
        return Scope(None, Cluster.objects.get(key=cluster), True)
    organisation.place_of(str(unit), day)
    return Scope(Unit.objects.get(code=unit), None, subtree)


def gift_of(role: str, scope: Scope, valid: Validity, day: date) -> giving.Gift:
    """The facts the giving rules ask about; ``BadInput`` for a role that does not exist."""
    known = giving.role_of(role)
    if known is None:
        raise BadInput(
            "UNKNOWN_ROLE",
            f"Không có vai trò “{role}”.",
            place="vai trò",
            remedy="Chọn trong danh sách vai trò.",
        )
    place = (
        organisation.place_of_cluster(scope.code, day)
        if scope.cluster
        else organisation.place_of(scope.code, day)
    )
    national = scope.unit is not None and scope.code in organisation.ROOTS
    return giving.Gift(known, place, scope.cluster is not None, scope.subtree, valid, national)


def gift_of_row(row: Scoped, valid: Validity, day: date) -> giving.Gift:
    """The same of a grant or proposal that is there already."""
    return gift_of(row.role, Scope(row.unit, row.cluster, row.subtree), valid, day)


def period(valid_from: date, valid_to: date | None, day: date, *, may_be_past: bool) -> Validity:
    """The validity wished for; ``BadInput`` when it ends before it starts or would reach into the past."""
    if valid_to is not None and valid_to <= valid_from:
        raise BadInput(
            "ENDS_BEFORE_START", "Ngày kết thúc phải sau ngày bắt đầu.", place="đến hết ngày",
            remedy="Xem lại hai ngày.",
        )  # fmt: skip
    if valid_from < day and not may_be_past:
        raise BadInput(
            "PAST", "Vai trò không giao lùi về trước hôm nay.", place="từ ngày", remedy="Chọn hôm nay trở đi."
        )
    return Validity(valid_from, valid_to)


def allow(actor: Actor, action: str, gift: giving.Gift, day: date) -> None:
    """404 for who has nothing to do with the place, 403 for who has no such right there."""
    if actor != SYSTEM:
        require(actor, action, gift.place, day, organisation.name_of(gift.place.unit, day))


def check_receiver(actor: Actor, user: User, day: date) -> None:
    """A role goes to an open account that works within the giver's reach."""
    if actor != SYSTEM and not accounts.at_home(actor, user, day, giving.GIVE):
        raise NotFound(
            "UNKNOWN_USER", f"Không có người dùng “{user.username}” trong phạm vi của bạn.",
            place="người nhận", remedy="Xem lại tên đăng nhập, hoặc đề nghị cấp trên giao.",
        )  # fmt: skip
    if not user.is_active:
        raise Conflict(
            "STOPPED_USER", f"Tài khoản “{user.username}” đã ngừng.", place="người nhận",
            remedy="Mở lại tài khoản trước khi giao vai trò.",
        )  # fmt: skip


def check_vacant(capacity: str, role: str, scope: Scope, valid: Validity) -> None:
    """An acting holder only where nobody holds the role there in that time; ``Conflict`` names who does."""
    if capacity != Scoped.Capacity.ACTING:
        return
    if valid.end is None:
        raise BadInput(
            "NO_END", "Giao phụ trách phải có ngày kết thúc.", place="đến hết ngày",
            remedy="Ghi ngày dự kiến có người chính thức; có thể gia hạn.",
        )  # fmt: skip
    for one in accounts.grants_on(role, scope.unit, scope.cluster):
        if one.user.is_active and one.valid.overlaps(valid):
            raise Conflict(
                "NOT_VACANT", f"Vị trí này đang có người: {one.user.name} ({ROLES[role].label}).",
                place="hình thức giao",
                remedy="Người ấy vắng mặt thì dùng ủy quyền; đã thôi thì kết thúc vai trò trước.",
            )  # fmt: skip


def founded(gift: giving.Gift, day: date) -> bool:
    """Whether two people could already agree on a role there: from then on the product itself gives none of
    the highest by its own hand."""
    unit = gift.place.unit
    return len(queries.holders(giving.APPROVE, unit, day)) >= 2
