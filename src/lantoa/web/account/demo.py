"""The demo's people on the sign-in page: one button per role. Only where ``settings.DEMO`` is on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.kernel import clock


@dataclass(frozen=True, slots=True)
class DemoPerson:
    username: str
    name: str
    roles: tuple[tuple[str, str], ...]


def people() -> tuple[DemoPerson, ...]:
    """Every demo account with its first role and where it holds."""
    day = clock.today()
    return tuple(
        DemoPerson(
            user.username, user.name, tuple((_(role), at) for role, at in access.roles_at(user, day)[:1])
        )
        for user in access.demo_users()
    )
