"""Who may give which role to whom: never oneself, never beyond one's own reach or time, the highest by two.

A role is given by holders of ``access.grant.give``. What they give lies inside where and until when they may
give themselves, so that no chain of gifts reaches further than its first giver (a property test holds this).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from lantoa.kernel.actors import Actor, Grant, Place
from lantoa.kernel.errors import Fault
from lantoa.kernel.periods import Validity

from .roles import ROLES, Role

GIVE, APPROVE, MANAGE = "access.grant.give", "access.grant.approve", "access.user.manage"
OPEN_FOR = timedelta(days=14)
"""How long a proposal waits for the second person; then it is void and must be made again."""


@dataclass(frozen=True, slots=True)
class Gift:
    """A role wished for: at ``place`` (``national`` where that is a root of the organisation), for ``valid``."""

    role: Role
    place: Place
    cluster: bool
    subtree: bool
    valid: Validity
    national: bool = False


def role_of(code: str) -> Role | None:
    return ROLES.get(code)


def by_two(gift: Gift) -> bool:
    """Whether two persons must agree: the roles marked high, and any role over the whole country or line."""
    return gift.role.high or (gift.national and gift.subtree)


def covers(grant: Grant, action: str, gift: Gift) -> bool:
    """Whether this one grant lets its holder do ``action`` everywhere and always where the gift would hold."""
    held = grant.valid
    in_time = held.start <= gift.valid.start and (
        held.end is None or (gift.valid.end is not None and gift.valid.end <= held.end)
    )
    whole = gift.cluster or grant.subtree or not gift.subtree
    return (
        action in grant.actions and not grant.on_behalf_of and in_time and whole and grant.reaches(gift.place)
    )


def faults(gift: Gift, *, giver: Actor, receiver: str, action: str = GIVE) -> tuple[Fault, ...]:
    """What speaks against ``giver`` giving (or approving) this to ``receiver`` (an actor's id); empty: nothing."""
    found = []
    if gift.role.of_cluster != gift.cluster:
        where = "một cụm" if gift.role.of_cluster else "một đơn vị"
        found.append(
            Fault("WRONG_SCOPE", f"“{gift.role.label}” chỉ giao trên {where}.", "phạm vi", f"Chọn {where}.")
        )
    if giver.id == receiver:
        found.append(
            Fault(
                "SELF_GRANT", "Không ai tự giao vai trò cho mình.", "người nhận",
                "Đề nghị người quản trị khác hoặc cấp trên giao.",
            )
        )  # fmt: skip
    if not any(covers(one, action, gift) for one in giver.grants):
        found.append(
            Fault(
                "BEYOND_REACH", "Vai trò này vượt phạm vi hoặc thời hạn quyền của chính bạn.", "phạm vi",
                "Chọn đơn vị trong phạm vi của bạn và ngày kết thúc không sau ngày hết quyền của bạn, "
                "hoặc đề nghị cấp trên giao.",
            )
        )  # fmt: skip
    return tuple(found)


def approval_faults(
    gift: Gift, *, approver: Actor, proposer: str, receiver: str, expires: date, day: date
) -> tuple[Fault, ...]:
    """What speaks against this person being the second of the two."""
    found = list(faults(gift, giver=approver, receiver=receiver, action=APPROVE))
    if approver.id == proposer:
        found.append(
            Fault(
                "SAME_PERSON", "Người đề nghị không tự duyệt đề nghị của mình.", "người duyệt",
                "Chờ một người quản trị khác duyệt.",
            )
        )  # fmt: skip
    if day >= expires:
        found.append(Fault("PROPOSAL_EXPIRED", "Đề nghị đã hết hạn.", "thời hạn đề nghị", "Lập đề nghị mới."))
    return tuple(found)
