"""``lantoa backup FILE``: rows, files and key in one archive."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.kernel import clock

from .main import echo_json, start_django


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def command(target: Path, as_json: bool) -> None:
    """Sao lưu cơ sở dữ liệu, tệp và khóa vào TARGET (ví dụ: sao-luu-2026-11-21.tar.gz)."""
    start_django()
    from lantoa.upkeep import archive  # noqa: PLC0415 -- needs settings

    def show(step: str, done: int, total: int) -> None:
        click.echo(f"\r{'Dữ liệu' if step == 'rows' else 'Tệp'}: {done}/{total}", nl=False, err=True)

    manifest = archive.backup(to=target, at=clock.now(), progress=show)
    click.echo("", err=True)
    if as_json:
        echo_json({"file": str(target), **manifest})
    else:
        click.echo(f"Đã sao lưu vào {target}. Giữ tệp này ở nơi an toàn: trong đó có khóa bí mật.")
