"""``lantoa rules days | day | withdraw-day``: days off and days worked in exchange."""

from __future__ import annotations

from datetime import datetime

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen

from .acting import actor, as_json, as_user
from .main import echo_json

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("days")
@as_json
def days(as_json: bool) -> None:
    """Ngày nghỉ, ngày làm bù đã ghi thêm vào lịch chung."""
    from lantoa.rulebook import special_days  # noqa: PLC0415 -- after start_django

    rows = special_days.listed()[:500]
    if as_json:
        echo_json(
            [
                {"id": row.pk, "day": row.day, "kind": row.kind, "name": row.name, "basis": row.basis,
                 "withdrawn": row.withdrawn_at is not None}
                for row in rows
            ]
        )  # fmt: skip
        return
    for row in rows:
        state = " (đã rút)" if row.withdrawn_at else ""
        click.echo(
            f"{row.pk:5} {on_screen(row.day)} {row.get_kind_display()}: {row.name}. {row.basis}{state}"
        )


@click.command("day")
@as_user
@click.argument("on", type=DAY)
@click.option("--kind", type=click.Choice(["off", "working"]), required=True, help="Nghỉ, hay làm bù.")
@click.option("--name", required=True, help="Tên gọi.")
@click.option("--basis", required=True, help="Văn bản thông báo lịch nghỉ.")
@as_json
def day_(username: str, on: datetime, kind: str, name: str, basis: str, as_json: bool) -> None:
    """Ghi một ngày nghỉ hoặc ngày làm bù, có căn cứ; cấp Bộ ghi cho mọi nơi."""
    from lantoa.rulebook import special_days  # noqa: PLC0415 -- after start_django

    person, today = actor(username), clock.today()
    made = special_days.add_special_day(
        actor=person, unit=special_days.recorder(person, today), on=on.date(), kind=kind, name=name, basis=basis,
        day=today, at=clock.now(),
    )  # fmt: skip
    if as_json:
        echo_json({"id": made.pk, "day": made.day, "kind": made.kind})
    else:
        click.echo(f"Đã ghi {on_screen(made.day)}: {made.get_kind_display()} (số {made.pk}).")


@click.command("withdraw-day")
@as_user
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Lý do rút.")
def withdraw_day(username: str, number: int, reason: str) -> None:
    """Rút một ngày đã ghi sai."""
    from lantoa.rulebook import special_days  # noqa: PLC0415 -- after start_django

    person, today = actor(username), clock.today()
    row = special_days.withdraw_special_day(
        actor=person, unit=special_days.recorder(person, today), special=number, reason=reason, day=today,
        at=clock.now(),
    )  # fmt: skip
    click.echo(f"Đã rút ngày {on_screen(row.day)}.")


COMMANDS = (days, day_, withdraw_day)
