"""Lines of the sign-in journal."""

from __future__ import annotations

from datetime import datetime

from ..models import User
from ..models_sign_in import SignInEvent
from ..rules.devices import NOWHERE, Origin


def note(
    kind: str, *, user: User | None, at: datetime, origin: Origin = NOWHERE, method: str = "", note: str = ""
) -> SignInEvent:
    """One line. ``note`` is what was ended, added or taken away, never what somebody typed."""
    return SignInEvent.objects.create(
        user=user,
        at=at,
        kind=kind,
        method=method,
        address=origin.address[:45],
        agent=origin.agent[:300],
        device=origin.device,
        note=note[:200],
    )
