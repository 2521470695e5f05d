"""Accounts: ``lantoa access users|user|edit|stop|reopen|token``."""

from __future__ import annotations

import secrets

import click

from lantoa.kernel import clock

from .access_shared import about_account, actor, as_json, as_somebody
from .main import echo_json


@click.command("users")
@click.option("--role", default="", help="Chỉ người đang giữ vai trò này (mã).")
@as_somebody
@as_json
def users(role: str, by: str | None, as_json: bool) -> None:
    """Danh sách người dùng trong phạm vi quản lý."""
    from lantoa.access import accounts  # noqa: PLC0415 -- after start

    rows = [
        {"username": one.username, "name": one.name, "unit": one.home_unit and one.home_unit.code,
         "active": one.is_active, "roles": accounts.roles_on(one, clock.today())}
        for one in accounts.managed_with_roles(actor(by), clock.today(), role)
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        state = "" if row["active"] else " (đã ngừng)"
        click.echo(
            f"{row['username']:20} {row['name']:28} {row['unit'] or '–':14} {', '.join(row['roles'])}{state}"
        )


@click.command("user")
@click.argument("username")
@about_account(unit_required=False)
@as_somebody
@as_json
def user(
    username: str,
    name: str,
    unit: str | None,
    phone: str,
    email: str,
    person: str,
    by: str | None,
    as_json: bool,
) -> None:
    """Tạo người dùng; mật khẩu đầu tiên được sinh ngẫu nhiên và chỉ in một lần."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    password = secrets.token_urlsafe(12)
    operations.create_user(
        actor=actor(by), username=username, name=name, password=password, at=clock.now(), home_unit=unit,
        phone=phone, email=email, person=person,
    )  # fmt: skip
    if as_json:
        echo_json({"username": username.lower(), "password": password})
    else:
        click.echo(f"Đã tạo “{username.lower()}”. Mật khẩu lần đầu: {password}")
        click.echo("Trao tận tay; lần đăng nhập đầu người này phải đổi.")


@click.command("edit")
@click.argument("username")
@about_account(unit_required=True)
@as_somebody
def edit(username: str, name: str, unit: str, phone: str, email: str, person: str, by: str | None) -> None:
    """Sửa tên, đơn vị công tác và cách liên hệ."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.edit_user(
        actor=actor(by), username=username, name=name, home_unit=unit, phone=phone, email=email, person=person,
        at=clock.now(),
    )  # fmt: skip
    click.echo(f"Đã lưu thông tin của “{username}”.")


@click.command("stop")
@click.argument("username")
@click.option("--reason", required=True, help="Lý do.")
@as_somebody
def stop(username: str, reason: str, by: str | None) -> None:
    """Ngừng tài khoản; mở lại bằng lệnh reopen."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.stop_user(actor=actor(by), username=username, reason=reason, at=clock.now())
    click.echo(f"Đã ngừng tài khoản “{username}”.")


@click.command("reopen")
@click.argument("username")
@as_somebody
def reopen(username: str, by: str | None) -> None:
    """Mở lại tài khoản đã ngừng."""
    from lantoa.access import operations  # noqa: PLC0415 -- after start

    operations.reopen_user(actor=actor(by), username=username, at=clock.now())
    click.echo(f"Đã mở lại tài khoản “{username}”.")


@click.command("token")
@click.argument("username")
@click.option("--name", default="cli", show_default=True, help="Tên gợi nhớ của khóa.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366), help="Số ngày hiệu lực.")
@click.option(
    "--scope",
    default="full",
    show_default=True,
    type=click.Choice(["full", "read"]),
    help="full: xem và làm mọi việc của người này; read: chỉ xem.",
)
@as_json
def token(username: str, name: str, days: int, scope: str, as_json: bool) -> None:
    """Cấp khóa API; khóa chỉ in một lần."""
    from lantoa.access import operations, queries  # noqa: PLC0415 -- after start

    person = queries.user_named(username)
    issued = operations.issue_token(user=person, name=name, at=clock.now(), days=days, scope=scope)
    if as_json:
        echo_json({"token": issued, "scope": scope})
    else:
        click.echo(issued)


COMMANDS = (users, user, edit, stop, reopen, token)
