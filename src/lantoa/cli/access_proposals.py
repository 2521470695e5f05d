"""The two-person rule: ``lantoa access propose|proposals|approve|refuse|withdraw``."""

from __future__ import annotations

from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen

from . import acting
from .access_shared import as_json, as_person, asked_for, person_of, wish
from .main import echo_json


@click.command("propose")
@wish
@as_person
def propose(username: str, role: str, by: str, **asked: Any) -> None:
    """Đề nghị một vai trò cần hai người; người khác duyệt bằng lệnh approve."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    made = operations.propose(
        actor=acting.actor(by), user=person_of(username, by, "access.grant.give"), role=role, at=clock.now(),
        **asked_for(asked),
    )  # fmt: skip
    click.echo(f"Đã gửi đề nghị số {made.pk}; chờ người khác duyệt trước ngày {on_screen(made.expires_on)}.")


@click.command("proposals")
@as_person
@as_json
def proposals(by: str, as_json: bool) -> None:
    """Các đề nghị giao vai trò trong phạm vi của mình."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"id": one.pk, "username": one.user.username, "role": one.role, "unit": one.unit and one.unit.code,
         "state": one.state, "proposed_by": one.proposed_by.username, "expires_on": one.expires_on}
        for one in accounts.proposals(acting.actor(by), clock.today())
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo(
            f"#{row['id']:<5} {row['username']:20} {row['role']:28} {row['state']:10} {row['proposed_by']}"
        )


@click.command("approve")
@click.argument("number", type=int)
@as_person
def approve(number: int, by: str) -> None:
    """Duyệt đề nghị của người khác: vai trò có hiệu lực."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.approve(actor=acting.actor(by), proposal=number, at=clock.now())
    click.echo(f"Đã duyệt đề nghị số {number}.")


@click.command("refuse")
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Lý do; người đề nghị đọc được.")
@as_person
def refuse(number: int, reason: str, by: str) -> None:
    """Không duyệt một đề nghị."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.refuse(actor=acting.actor(by), proposal=number, reason=reason, at=clock.now())
    click.echo(f"Đã trả lời đề nghị số {number}: không duyệt.")


@click.command("withdraw")
@click.argument("number", type=int)
@as_person
def withdraw(number: int, by: str) -> None:
    """Rút đề nghị của mình, hoặc đóng đề nghị đã hết hạn."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.withdraw(actor=acting.actor(by), proposal=number, at=clock.now())
    click.echo(f"Đã rút đề nghị số {number}.")


COMMANDS = (propose, proposals, approve, refuse, withdraw)
