"""``lantoa notices``: what one was told, what comes by mail, and the outbox."""

from __future__ import annotations

import click

from .acting import actor, as_json, as_user
from .main import echo_json, start_django


@click.group("notices")
def command() -> None:
    """Thông báo: xem, đánh dấu, chọn nhận thư, gửi thư, chép lời nhắc."""
    start_django()


@command.command("list")
@click.option("--unread", is_flag=True, help="Chỉ thông báo chưa đọc.")
@as_user
@as_json
def list_(unread: bool, username: str, as_json: bool) -> None:
    """Thông báo của người này, mới trước."""
    from lantoa.access import queries as access  # noqa: PLC0415 -- after start_django
    from lantoa.notices import queries  # noqa: PLC0415 -- after start_django

    rows = queries.of_user(access.user_named(username))
    rows = rows.filter(read_at=None) if unread else rows
    names = ("id", "kind", "title", "body", "link", "at", "read_at")
    if as_json:
        echo_json([{name: getattr(row, name) for name in names} for row in rows[:200]])
        return
    for row in rows[:200]:
        click.echo(f"{row.at:%d/%m/%Y %H:%M} {' ' if row.read_at else '*'} {row.title}")


@command.command("read")
@click.argument("notice", type=int, required=False)
@as_user
def read(notice: int | None, username: str) -> None:
    """Đánh dấu một thông báo, hoặc tất cả, là đã đọc."""
    from lantoa.access import queries as access  # noqa: PLC0415 -- after start_django
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django
    from lantoa.notices import operations, queries  # noqa: PLC0415 -- after start_django

    user = access.user_named(username)
    if notice is None:
        click.echo(f"Đã đánh dấu {operations.mark_read(user=user, at=clock.now())} thông báo là đã đọc.")
        return
    queries.one(user=user, notice=notice)
    operations.mark(user=user, notice=notice, read=True, at=clock.now())
    click.echo("Đã đánh dấu.")


@command.command("choose")
@click.argument("choices", nargs=-1, metavar="LOẠI=KHI…")
@as_user
@as_json
def choose(choices: tuple[str, ...], username: str, as_json: bool) -> None:
    """Chọn khi nào mỗi loại đến qua thư (now, daily, weekly, never); không ghi gì thì in lựa chọn hiện có."""
    from lantoa.access import queries as access  # noqa: PLC0415 -- after start_django
    from lantoa.notices import operations, queries  # noqa: PLC0415 -- after start_django

    user = access.user_named(username)
    asked = dict(one.partition("=")[::2] for one in choices)
    operations.choose(user=user, choices=asked)
    told = queries.choices(user)
    if as_json:
        echo_json({kind.value: when.value for kind, when in told.items()})
        return
    for kind, when in told.items():
        click.echo(f"{kind.value:10} {when.value:8} {kind.label}: {when.label}")


@command.command("send")
@click.option("--limit", default=1000, show_default=True, help="Nhiều nhất bao nhiêu thư.")
@as_json
def send(limit: int, as_json: bool) -> None:
    """Gửi những thư đang chờ đến lượt; thư lỗi tạm thời được hẹn gửi lại."""
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django
    from lantoa.notices import sending  # noqa: PLC0415 -- after start_django

    told = sending.send_due(at=clock.now(), limit=limit)
    if as_json:
        echo_json(told)
    else:
        click.echo(
            f"Đã gửi {told['sent']}, hẹn lại {told['waiting']}, không gửi được {told['failed']}, "
            f"chưa rõ {told['unsure']}."
        )


@command.command("again")
@click.argument("mail", type=int)
@as_user
def again(mail: int, username: str) -> None:
    """Cho gửi lại một thư không gửi được hoặc chưa rõ đã gửi."""
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django
    from lantoa.notices import sending  # noqa: PLC0415 -- after start_django

    found = sending.send_again(actor=actor(username), mail=mail, day=clock.today(), at=clock.now())
    click.echo(f"Thư số {found.pk} {found.get_state_display().lower()}.")


@command.command("reminder")
@as_user
@as_json
def reminder(username: str, as_json: bool) -> None:
    """Lời nhắc để dán vào nhóm trò chuyện cho từng đơn vị cấp dưới: chỉ có số việc, không có nội dung."""
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django
    from lantoa.upkeep import chasing  # noqa: PLC0415 -- after start_django

    rows = chasing.reminders(visible_to=actor(username), day=clock.today())
    if as_json:
        names = ("unit", "name", "late", "soon", "text")
        echo_json([{name: getattr(row, name) for name in names} for row in rows])
        return
    for row in rows:
        click.echo(f"{row.text}\n")
