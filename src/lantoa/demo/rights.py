"""Rights in the demo: a second administrator, a high role that waits for them, one decided, an absence bridged."""

from __future__ import annotations

from datetime import date

from lantoa.access import operations
from lantoa.access import queries as users
from lantoa.access.models import Grant
from lantoa.kernel.actors import SYSTEM

from .world import POLICE, TODAY, actor, on

SECOND = "quantri2"
BASIS = "Dữ liệu minh họa"


def play() -> None:
    """Needs the accounts of ``world``; everything by the operations a person would use."""
    began = on(date(2026, 11, 16))
    second = operations.create_user(
        actor=SYSTEM, username=SECOND, name="Trịnh Thị Kim Oanh", password=None, home_unit="BCA", at=began
    )
    operations.give_role(
        actor=SYSTEM, user=second, role="ADMINISTRATOR", unit="BCA", valid_from=date(2026, 11, 16), basis=BASIS,
        at=began,
    )  # fmt: skip
    _by_two()
    _absence()


def _by_two() -> None:
    """One proposal approved by the other administrator, one that waits for the administrator of the demo."""
    first, second = actor("quantri"), actor(SECOND)
    asked = {"user": users.user_named("hoidong"), "role": "SIGNER", "basis": BASIS}
    made = operations.propose(
        actor=first, unit=POLICE, subtree=False, valid_from=date(2026, 12, 1), valid_to=date(2027, 1, 1),
        at=on(date(2026, 11, 17)), **asked,
    )  # fmt: skip
    operations.approve(actor=second, proposal=made.pk, at=on(date(2026, 11, 18)))
    operations.propose(
        actor=second, user=users.user_named("px03"), role="ADMINISTRATOR", unit=POLICE, valid_from=TODAY,
        valid_to=date(2027, 7, 1), basis=BASIS, at=on(date(2026, 11, 19)),
    )  # fmt: skip


def _absence() -> None:
    """PV05's officer is away for a week; a colleague of the same division stands in."""
    began = on(date(2026, 11, 19))
    colleague = operations.create_user(
        actor=SYSTEM, username="pv05-2", name="Tẩn Thị Mẩy", password=None, home_unit="PV05.15", at=began
    )
    grant = Grant.objects.get(user__username="pv05", role="PROVINCE_MOVEMENT_OFFICER")
    operations.delegate(
        actor=actor("pv05"), grant=grant.pk, to=colleague, valid_from=date(2026, 11, 23), valid_to=date(2026, 11, 30),
        reason="Đi tập huấn", at=began,
    )  # fmt: skip
