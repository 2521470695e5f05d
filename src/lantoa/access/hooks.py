"""What upper areas hear when people sign in and when roles are given. Listen in ``AppConfig.ready``; run in the
transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.kernel.hooks import Hook

from .models import Delegation, Grant, Proposal, User
from .rules.devices import Origin


@dataclass(frozen=True, slots=True)
class NewDevice:
    """``user`` signed in from a browser that they had not used before."""

    user: User
    origin: Origin
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangedByOthers:
    """An administrator changed how ``user`` signs in; ``what`` says it in a sentence."""

    user: User
    what: str
    at: datetime


new_device: Hook[NewDevice] = Hook("access.new_device")
changed_by_others: Hook[ChangedByOthers] = Hook("access.changed_by_others")


@dataclass(frozen=True, slots=True)
class Proposed:
    proposal: Proposal
    at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """Approved, refused, withdrawn or expired: ``proposal.state`` says which."""

    proposal: Proposal
    at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A role that holds from now or from its first day on, by one person or by two."""

    grant: Grant
    at: datetime


@dataclass(frozen=True, slots=True)
class Delegated:
    """Made; called back where ``delegation.revoked_at`` is set, over by itself where ``ended_at`` is."""

    delegation: Delegation
    at: datetime


@dataclass(frozen=True, slots=True)
class Ending:
    """A role that ends within days: its holder and whoever can lengthen it should know."""

    grant: Grant
    at: datetime


proposed: Hook[Proposed] = Hook("access.proposed")
decided: Hook[Decided] = Hook("access.decided")
given: Hook[Given] = Hook("access.given")
delegated: Hook[Delegated] = Hook("access.delegated")
ending: Hook[Ending] = Hook("access.ending")
