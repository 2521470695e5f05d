"""``lantoa account``: how people sign in, for who looks after the installation."""

from __future__ import annotations

import secrets
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.actors import SYSTEM

from .acting import actor, as_json
from .main import echo_json, start_django

by = click.option(
    "--as", "by", metavar="NGƯỜI_DÙNG", help="Làm với quyền của người này; không ghi là chính máy chủ."
)
why = click.option("--reason", required=True, help="Lý do, ghi vào nhật ký.")
who = click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")


@click.group("account")
def command() -> None:
    """Đăng nhập: mở khóa, kết thúc phiên, xác thực hai bước, mật khẩu, đăng nhập một lần."""
    start_django()


def _by(username: str | None) -> Any:
    return actor(username) if username else SYSTEM


def _person(username: str, by: str | None) -> Any:
    from lantoa.access import accounts, queries  # noqa: PLC0415 -- after start_django

    if by is None:
        return queries.user_named(username)
    return accounts.managed_user(username, visible_to=actor(by), day=clock.today())


@command.command("show")
@who
@by
@as_json
def show(username: str, by: str | None, as_json: bool) -> None:
    """Một người đăng nhập ra sao: xác thực hai bước, phiên đang mở, tạm khóa."""
    from lantoa.access import sign_ins  # noqa: PLC0415 -- after start_django

    person = _person(username, by)
    have = sign_ins.factors(person, clock.today())
    left = int(sign_ins.locked_for(person, clock.now()).total_seconds())
    told = {
        "username": person.username,
        "name": person.name,
        "active": person.is_active,
        "totp": have.totp,
        "passkeys": have.passkeys,
        "recovery_codes": have.codes,
        "second_factor_needed": have.needed,
        "sessions": sign_ins.sessions(person).count(),
        "waits_seconds": left,
        "must_change_password": person.must_change_password,
    }
    if as_json:
        echo_json(told)
        return
    click.echo(f"{person.name} ({person.username})")
    click.echo(f"  Ứng dụng xác thực: {'đã bật' if have.totp else 'chưa bật'}")
    click.echo(f"  Khóa truy cập: {have.passkeys}; mã dự phòng còn lại: {have.codes}")
    click.echo(f"  Bắt buộc xác thực hai bước: {'có' if have.needed else 'không'}")
    click.echo(f"  Phiên đang mở: {told['sessions']}")
    click.echo(f"  Phải đổi mật khẩu ở lần đăng nhập tới: {'có' if person.must_change_password else 'không'}")
    click.echo(f"  Tạm khóa: {f'còn {left} giây' if left else 'không'}")


@command.command("sign-ins")
@click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(1, 5000), help="Số dòng, mới trước."
)
@by
@as_json
def sign_ins_(username: str, limit: int, by: str | None, as_json: bool) -> None:
    """Nhật ký đăng nhập của một người."""
    from lantoa.access import sign_ins  # noqa: PLC0415 -- after start_django

    rows = list(sign_ins.events(_person(username, by))[:limit])
    if as_json:
        echo_json(
            [
                {name: getattr(row, name) for name in ("at", "kind", "method", "address", "agent")}
                for row in rows
            ]
        )
        return
    for row in rows:
        click.echo(
            f"{row.at.astimezone(clock.HANOI):%d/%m/%Y %H:%M}  {row.get_kind_display():34} {row.address}"
        )


@command.command("unlock")
@who
@why
@by
def unlock(username: str, reason: str, by: str | None) -> None:
    """Bỏ thời gian chờ sau những lần nhập sai."""
    from lantoa.access.operations import passwords  # noqa: PLC0415 -- after start_django

    passwords.unlock(actor=_by(by), username=username, reason=reason, at=clock.now())
    click.echo("Đã mở khóa; người này thử lại được ngay.")


@command.command("end-sessions")
@who
@why
@by
def end_sessions(username: str, reason: str, by: str | None) -> None:
    """Kết thúc mọi phiên: mọi máy phải đăng nhập lại."""
    from lantoa.access.operations import sessions  # noqa: PLC0415 -- after start_django

    ended = sessions.end_sessions_of(actor=_by(by), username=username, reason=reason, at=clock.now())
    click.echo(f"Đã kết thúc {ended} phiên.")


@command.command("reset-second-factor")
@who
@why
@by
def reset_second_factor(username: str, reason: str, by: str | None) -> None:
    """Bỏ ứng dụng xác thực, khóa truy cập, mã dự phòng của người mất cả; mọi phiên kết thúc."""
    from lantoa.access.operations import second_factor  # noqa: PLC0415 -- after start_django

    second_factor.reset_second_factor(actor=_by(by), username=username, reason=reason, at=clock.now())
    click.echo("Đã đặt lại xác thực hai bước.")


@command.command("password")
@who
@why
@by
@as_json
def password(username: str, reason: str, by: str | None, as_json: bool) -> None:
    """Đặt lại mật khẩu; mật khẩu mới sinh ngẫu nhiên, chỉ in một lần, phải đổi ở lần đăng nhập tới.

    Mọi phiên kết thúc.
    """
    from lantoa.access.operations import passwords  # noqa: PLC0415 -- after start_django

    fresh = secrets.token_urlsafe(12)
    passwords.set_password(actor=_by(by), username=username, new=fresh, reason=reason, at=clock.now())
    if as_json:
        echo_json({"username": username.lower(), "password": fresh})
    else:
        click.echo(f"Mật khẩu mới của “{username.lower()}”: {fresh}")
        click.echo("Trao tận tay; lần đăng nhập tới người này phải đổi. Khóa API đang dùng không đổi.")


@command.command("link")
@who
@click.argument("subject", metavar="MÃ")
@by
def link(username: str, subject: str, by: str | None) -> None:
    """Gắn người dùng với MÃ của họ ở hệ thống đăng nhập một lần."""
    from django.conf import settings  # noqa: PLC0415 -- after start_django

    from lantoa.access.operations import single_sign_on  # noqa: PLC0415 -- after start_django

    single_sign_on.link_identity(
        actor=_by(by),
        username=username,
        issuer=str(settings.SINGLE_SIGN_ON["issuer"]),
        subject=subject,
        at=clock.now(),
    )
    click.echo(f"Đã gắn “{username.lower()}” với hệ thống đăng nhập một lần.")


@command.command("unlink")
@who
@by
def unlink(username: str, by: str | None) -> None:
    """Bỏ gắn: không vào được bằng đăng nhập một lần nữa."""
    from lantoa.access.operations import single_sign_on  # noqa: PLC0415 -- after start_django

    gone = single_sign_on.unlink_identity(actor=_by(by), username=username, at=clock.now())
    click.echo("Đã bỏ gắn." if gone else "Người này chưa gắn.")
