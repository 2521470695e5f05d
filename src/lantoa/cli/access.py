"""``lantoa access``: accounts, roles and API tokens."""

from __future__ import annotations

import secrets
from datetime import datetime

import click

from lantoa.kernel import clock
from lantoa.kernel.actors import SYSTEM

from .main import echo_json, start_django


@click.group("access")
def command() -> None:
    """Người dùng, vai trò, khóa API."""
    start_django()


@command.command("roles")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def roles(as_json: bool) -> None:
    """Các vai trò và việc mỗi vai trò được làm."""
    from lantoa.access.rules.roles import ROLES  # noqa: PLC0415 -- after start

    if as_json:
        echo_json([{"code": r.code, "label": r.label, "actions": sorted(r.actions)} for r in ROLES.values()])
        return
    for role in ROLES.values():
        click.echo(f"{role.code:28} {role.label}")


@command.command("user")
@click.argument("username")
@click.option("--name", required=True, help="Họ và tên đầy đủ.")
@click.option("--unit", help="Mã đơn vị công tác.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def user(username: str, name: str, unit: str | None, as_json: bool) -> None:
    """Tạo người dùng; mật khẩu đầu tiên được sinh ngẫu nhiên và chỉ in một lần."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    password = secrets.token_urlsafe(12)
    operations.create_user(
        actor=SYSTEM, username=username, name=name, password=password, at=clock.now(), home_unit=unit
    )
    if as_json:
        echo_json({"username": username.lower(), "password": password})
    else:
        click.echo(f"Đã tạo “{username.lower()}”. Mật khẩu lần đầu: {password}")


@command.command("grant")
@click.argument("username")
@click.argument("role")
@click.option("--unit", help="Mã đơn vị (cả cấp dưới).")
@click.option("--cluster", help="Khóa cụm thi đua.")
@click.option("--from", "valid_from", type=click.DateTime(["%Y-%m-%d"]), help="Từ ngày.")
@click.option("--to", "valid_to", type=click.DateTime(["%Y-%m-%d"]), help="Đến trước ngày.")
@click.option("--basis", default="", help="Văn bản giao việc.")
def grant(
    username: str, role: str, unit: str | None, cluster: str | None, valid_from: datetime | None,
    valid_to: datetime | None, basis: str,
) -> None:  # fmt: skip
    """Giao vai trò cho người dùng trên một đơn vị hoặc một cụm."""
    from lantoa.access import operations, queries  # noqa: PLC0415 -- after start

    operations.give_role(
        actor=SYSTEM,
        user=queries.user_named(username),
        role=role,
        unit=unit,
        cluster=cluster,
        at=clock.now(),
        valid_from=valid_from.date() if valid_from else clock.today(),
        valid_to=valid_to.date() if valid_to else None,
        basis=basis,
    )
    click.echo(f"Đã giao vai trò {role} cho “{username}”.")


@command.command("token")
@click.argument("username")
@click.option("--name", default="cli", show_default=True, help="Tên gợi nhớ của khóa.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366), help="Số ngày hiệu lực.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def token(username: str, name: str, days: int, as_json: bool) -> None:
    """Cấp khóa API; khóa chỉ in một lần."""
    from lantoa.access import operations, queries  # noqa: PLC0415 -- after start

    issued = operations.issue_token(user=queries.user_named(username), name=name, at=clock.now(), days=days)
    if as_json:
        echo_json({"token": issued})
    else:
        click.echo(issued)
