"""What upper areas hear when people sign in. Listen in ``AppConfig.ready``; listeners run in the transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.kernel.hooks import Hook

from .models import User
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
