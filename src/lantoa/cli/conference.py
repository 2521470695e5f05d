"""``lantoa conference``: list, show, convene."""

from __future__ import annotations

from datetime import datetime

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure

from .acting import actor, as_json, as_user
from .main import echo_json, start_django


@click.group("conference")
def command() -> None:
    """Hội nghị và những điều đã nêu, kèm nguồn."""
    start_django()


@command.command("list")
@as_user
@click.option("--text", default="", help="Tìm trong tên, không cần dấu.")
@as_json
def list_(username: str, text: str, as_json: bool) -> None:
    """Các hội nghị người này được xem."""
    from lantoa.conference import queries  # noqa: PLC0415 -- after start_django

    rows = queries.conferences(actor(username), clock.today(), text=text)
    if as_json:
        echo_json(
            [{"id": row.pk, "title": row.title, "kind": row.kind, "held_on": row.held_on} for row in rows]
        )
        return
    for row in rows:
        click.echo(f"{row.pk:5}  {on_screen(row.held_on) if row.held_on else '(không rõ)':12} {row.title}")


@command.command("show")
@click.argument("number", type=int)
@as_user
@as_json
def show(number: int, username: str, as_json: bool) -> None:
    """Một hội nghị với số liệu, khen thưởng và câu trích làm nguồn."""
    from lantoa.conference import queries  # noqa: PLC0415 -- after start_django

    whole = queries.whole(actor(username), number, clock.today())
    figures = [(row, source.quote if source else None) for row, source in whole.figures]
    if as_json:
        echo_json(
            {
                "title": whole.conference.title,
                "held_on": whole.conference.held_on,
                "figures": [
                    {"value": row.value, "unit": row.unit_word, "quote": quote} for row, quote in figures
                ],
                "awards": [{"form": row.form, "count": row.count} for row, _ in whole.awards],
            }
        )
        return
    click.echo(whole.conference.title)
    for row, quote in figures:
        click.echo(f"  {figure(row.value)} {row.unit_word} {row.what}  «{quote or 'không có trích dẫn'}»")


@command.command("convene")
@as_user
@click.option("--unit", required=True, help="Mã đơn vị lưu hồ sơ.")
@click.option("--kind", required=True, help="Loại, ví dụ hoi_nghi_so_ket.")
@click.option("--title", required=True, help="Tên hội nghị.")
@click.option("--held-on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày họp.")
@as_json
def convene(username: str, unit: str, kind: str, title: str, held_on: datetime | None, as_json: bool) -> None:
    """Ghi một hội nghị."""
    from lantoa.conference import operations  # noqa: PLC0415 -- after start_django

    made = operations.convene(
        actor=actor(username),
        unit=unit,
        kind=kind,
        title=title,
        held_on=held_on.date() if held_on else None,
        day=clock.today(),
        at=clock.now(),
    )
    echo_json({"id": made.pk, "title": made.title}) if as_json else click.echo(
        f"Đã ghi hội nghị số {made.pk}."
    )


@command.command("conclude")
@click.argument("number", type=int)
@as_user
@click.option("--text", required=True, help="Kết luận, một việc cụ thể.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="Hạn hoàn thành.")
@click.option("--campaign", type=int, help="Giao thành nhiệm vụ của phong trào này.")
@as_json
def conclude(
    number: int, username: str, text: str, due: datetime | None, campaign: int | None, as_json: bool
) -> None:
    """Ghi một kết luận; có phong trào và hạn thì thành nhiệm vụ ngay."""
    from lantoa.conference import operations  # noqa: PLC0415 -- after start_django

    made = operations.conclude(
        actor=actor(username),
        conference=number,
        text=text,
        due=due.date() if due else None,
        campaign=campaign,
        day=clock.today(),
        at=clock.now(),
    )
    if as_json:
        echo_json({"order": made.order, "task": made.task_id})
    else:
        click.echo(f"Đã ghi kết luận số {made.order}.")
