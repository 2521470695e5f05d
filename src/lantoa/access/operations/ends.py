"""What ends by itself: delegations whose last day has passed, proposals that nobody decided, and roles that soon end.

The daily tick calls these. Each thing is said once however often it looks, and on a later day if no tick ran.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM

from .. import hooks
from ..models import Delegation, Grant, Proposal

SOON = timedelta(days=7)
"""How long before its end a role's holder, and whoever can lengthen it, are told."""


@transaction.atomic
def end_delegation(*, delegation: int, day: date, at: datetime) -> bool:
    """Note that it is over, by its own last day or with the role it came from; False where that was noted before."""
    row = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("grant__user", "delegate")
        .filter(_over(day), pk=delegation)
        .first()
    )
    if row is None:
        return False
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    hooks.delegated.tell(hooks.Delegated(row, at))
    journal.record(
        actor=SYSTEM, action="access.delegation.end", subject=f"access.user:{row.grant.user_id}", at=at,
        after={"role": row.grant.role, "to": row.delegate.actor_id, "until": str(row.valid_to)},
    )  # fmt: skip
    return True


def _over(day: date) -> Q:
    """Over on ``day``, neither called back nor noted before."""
    with_role = Q(grant__valid_to__lte=day) | Q(grant__cancelled_at__isnull=False)
    return (Q(valid_to__lte=day) | with_role) & Q(revoked_at=None, ended_at=None)


@transaction.atomic
def expire_proposal(*, proposal: int, day: date, at: datetime) -> bool:
    """Close a proposal whose time ran out; False where somebody decided meanwhile."""
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("user", "unit", "cluster", "proposed_by")
        .filter(pk=proposal, state=Proposal.State.WAITING, expires_on__lte=day)
        .first()
    )
    if row is None:
        return False
    row.state, row.decided_at = Proposal.State.EXPIRED, at
    row.save(update_fields=["state", "decided_at"])
    hooks.decided.tell(hooks.Decided(row, at))
    journal.record(
        actor=SYSTEM, action="access.proposal.expire", subject=f"access.proposal:{row.pk}", at=at,
        after={"state": row.state, "expired_on": str(row.expires_on)},
    )  # fmt: skip
    return True


@transaction.atomic
def warn_of_end(*, grant: int, day: date, at: datetime) -> bool:
    """Tell that a role ends within ``SOON``; once for each last day. Changes no right, so the journal has no entry."""
    row = (
        Grant.objects.select_for_update(of=("self",))
        .select_related("user__home_unit", "unit", "cluster", "given_by")
        .filter(_ending(day), pk=grant)
        .first()
    )
    if row is None:
        return False
    row.warned_of = row.valid_to
    row.save(update_fields=["warned_of"])
    hooks.ending.tell(hooks.Ending(row, at))
    return True


def _ending(day: date) -> Q:
    """In force, with an end near that nobody was told of. Roles of a stopped account end unsaid."""
    near = Q(valid_from__lte=day, valid_to__gt=day, valid_to__lte=day + SOON)
    unsaid = Q(warned_of__isnull=True) | ~Q(warned_of=F("valid_to"))
    return near & unsaid & Q(cancelled_at=None, user__is_active=True)


def end_all(*, day: date, at: datetime) -> dict[str, int]:
    """One round: how many delegations ended, proposals expired and roles were warned of."""
    over = list(Delegation.objects.filter(_over(day)).order_by("pk").values_list("pk", flat=True))
    void = list(
        Proposal.objects.filter(state=Proposal.State.WAITING, expires_on__lte=day)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    near = list(Grant.objects.filter(_ending(day)).order_by("pk").values_list("pk", flat=True))
    return {
        "ended": sum(end_delegation(delegation=pk, day=day, at=at) for pk in over),
        "expired": sum(expire_proposal(proposal=pk, day=day, at=at) for pk in void),
        "warned": sum(warn_of_end(grant=pk, day=day, at=at) for pk in near),
    }
