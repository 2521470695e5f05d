"""Roles given and ended: ``lantoa access grant|grants|revoke|extend``."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen

from .access_shared import DAY, actor, as_json, as_somebody, asked_for, person_of, until, wish
from .main import echo_json


@click.command("grant")
@wish
@as_somebody
def grant(username: str, role: str, by: str | None, **asked: Any) -> None:
    """Giao vai trò cho người dùng trên một đơn vị hoặc một cụm."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.give_role(
        actor=actor(by),
        user=person_of(username, by, "access.grant.give"),
        role=role,
        at=clock.now(),
        **asked_for(asked),
    )
    click.echo(f"Đã giao vai trò {role} cho “{username}”.")


@click.command("grants")
@click.argument("username")
@as_somebody
@as_json
def grants(username: str, by: str | None, as_json: bool) -> None:
    """Mọi vai trò đã và đang giao cho một người, kèm số để thu hồi, ủy quyền."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"id": one.pk, "role": one.role, "unit": one.unit and one.unit.code,
         "cluster": one.cluster and one.cluster.key, "subtree": one.subtree, "capacity": one.capacity,
         "valid_from": one.valid_from, "valid_to": one.valid_to, "cancelled": one.cancelled_at is not None}
        for one in accounts.grants_of(person_of(username, by))
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        ended = " (đã hủy)" if row["cancelled"] else ""
        last = row["valid_to"] and row["valid_to"] - timedelta(days=1)
        click.echo(
            f"#{row['id']:<5} {row['role']:28} {row['unit'] or row['cluster']:24} "
            f"từ {on_screen(row['valid_from'])} đến {until(last)}{ended}"
        )


@click.command("revoke")
@click.argument("number", type=int)
@click.option("--on", type=DAY, help="Ngày đầu tiên không còn giữ; không ghi là hôm nay.")
@click.option("--reason", required=True, help="Văn bản hoặc lý do.")
@as_somebody
def revoke(number: int, on: datetime | None, reason: str, by: str | None) -> None:
    """Kết thúc một vai trò (số ở lệnh grants)."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.end_role(
        actor=actor(by), grant=number, on=on.date() if on else clock.today(), reason=reason, at=clock.now()
    )
    click.echo(f"Đã kết thúc vai trò số {number}.")


@click.command("extend")
@click.argument("number", type=int)
@click.option("--to", "valid_to", type=DAY, help="Đến trước ngày; không ghi là không thời hạn.")
@click.option("--basis", required=True, help="Văn bản.")
@as_somebody
def extend(number: int, valid_to: datetime | None, basis: str, by: str | None) -> None:
    """Gia hạn một vai trò."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.extend_role(
        actor=actor(by),
        grant=number,
        valid_to=valid_to.date() if valid_to else None,
        basis=basis,
        at=clock.now(),
    )
    click.echo(f"Đã gia hạn vai trò số {number}.")


COMMANDS = (grant, grants, revoke, extend)
