"""Absence: ``lantoa access delegate|delegations|undelegate``."""

from __future__ import annotations

from datetime import datetime

import click

from lantoa.kernel import clock

from . import acting
from .access_shared import DAY, as_json, as_person
from .main import echo_json


@click.command("delegate")
@click.argument("number", type=int)
@click.argument("colleague")
@click.option("--from", "valid_from", type=DAY, help="Từ ngày; không ghi là hôm nay.")
@click.option("--to", "valid_to", type=DAY, required=True, help="Đến trước ngày.")
@click.option("--reason", required=True, help="Lý do vắng mặt.")
@click.option("--basis", default="", help="Văn bản ủy quyền.")
@click.option("--signs", type=click.Choice(["KT", "TUQ"]), help="Cách ký thay; phải có văn bản ủy quyền.")
@as_person
def delegate(
    number: int, colleague: str, valid_from: datetime | None, valid_to: datetime, reason: str, basis: str,
    signs: str | None, by: str,
) -> None:  # fmt: skip
    """Ủy quyền một vai trò (số ở lệnh grants) cho đồng nghiệp cùng đơn vị."""
    from lantoa.access import accounts, operations  # noqa: PLC0415 -- after start

    made = operations.delegate(
        actor=acting.actor(by), grant=number, to=accounts.colleague(colleague, grant=number),
        valid_from=valid_from.date() if valid_from else clock.today(), valid_to=valid_to.date(), reason=reason,
        basis=basis, signs=signs or "", at=clock.now(),
    )  # fmt: skip
    click.echo(f"Đã lập ủy quyền số {made.pk} cho {made.delegate.name}.")


@click.command("delegations")
@as_person
@as_json
def delegations(by: str, as_json: bool) -> None:
    """Ủy quyền của mình, cho mình và của người mình quản lý."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"id": one.pk, "holder": one.grant.user.username, "delegate": one.delegate.username, "role": one.grant.role,
         "valid_from": one.valid_from, "valid_to": one.valid_to, "revoked": one.revoked_at is not None}
        for one in accounts.delegations(acting.actor(by), clock.today())
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        state = " (đã thu hồi)" if row["revoked"] else ""
        click.echo(f"#{row['id']:<5} {row['holder']} → {row['delegate']}: {row['role']}{state}")


@click.command("undelegate")
@click.argument("number", type=int)
@as_person
def undelegate(number: int, by: str) -> None:
    """Thu hồi một ủy quyền."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.revoke_delegation(actor=acting.actor(by), delegation=number, at=clock.now())
    click.echo(f"Đã thu hồi ủy quyền số {number}.")


COMMANDS = (delegate, delegations, undelegate)
