"""``lantoa restore FILE``: into an empty installation."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.kernel.errors import Conflict

from .main import echo_json, start_django


@click.command("restore")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def command(source: Path, as_json: bool) -> None:
    """Phục hồi từ bản sao lưu SOURCE vào nơi còn trống, rồi kiểm tra nhật ký."""
    start_django()
    from lantoa.journal import queries as journal  # noqa: PLC0415 -- needs settings
    from lantoa.upkeep import archive  # noqa: PLC0415 -- needs settings

    manifest = archive.restore(path=source)
    entries, broken = journal.verify()
    if as_json:
        echo_json(
            {"journal": {"entries": entries, "verified": broken is None}, "made_at": manifest["made_at"]}
        )
    if broken is not None:
        raise Conflict(
            "JOURNAL_BROKEN",
            f"Đã phục hồi nhưng nhật ký hỏng ở mục {broken.seq}: {broken.reason}.",
            place=f"mục {broken.seq}",
            remedy="Đối chiếu với bản sao lưu trước đó.",
        )
    if not as_json:
        click.echo(f"Đã phục hồi; nhật ký {entries} mục, nguyên vẹn.")
