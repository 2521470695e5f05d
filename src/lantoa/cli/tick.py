"""``lantoa tick``: one round of what happens by itself; the worker of ``lantoa serve`` runs these too."""

from __future__ import annotations

import click

from .acting import as_json
from .main import echo_json, start_django


@click.command("tick")
@as_json
def command(as_json: bool) -> None:
    """Chạy một vòng việc định kỳ: nhắc hạn, thư gộp, gửi thư, đối chiếu chỉ mục; mỗi việc một lần mỗi kỳ."""
    start_django()
    from lantoa.upkeep import ticks  # noqa: PLC0415 -- after start_django

    told = ticks.run_all()
    if as_json:
        echo_json(told)
        return
    for name, said in told.items():
        click.echo(f"{name:16} {said}")
    if not told:
        click.echo("Không có việc nào đến kỳ.")
