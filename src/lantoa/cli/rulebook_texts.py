"""``lantoa rules attach | texts | text | detach``: the official files of instruments, kept by a unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock

from .acting import actor, as_user
from .main import echo_json, start_django


@click.command("attach")
@click.argument("instrument", metavar="MÃ_VĂN_BẢN")
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_user
@click.option("--unit", required=True, help="Đơn vị giữ tệp.")
@click.option("--note", default="", help="Nguồn của tệp.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def attach(instrument: str, file: Path, username: str, unit: str, note: str, as_json: bool) -> None:
    """Đính kèm tệp chính thức (PDF, Word) của một văn bản căn cứ."""
    start_django()
    from lantoa.registry import official  # noqa: PLC0415 -- after start_django

    row = official.attach(
        actor=actor(username), instrument=instrument, unit=unit, name=file.name, data=file.read_bytes(), note=note,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _said_text(row, as_json, f"Đã đính kèm {row.name} (tệp số {row.pk}).")


@click.command("texts")
@click.argument("instrument", metavar="MÃ_VĂN_BẢN")
@as_user
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def texts(instrument: str, username: str, as_json: bool) -> None:
    """Các tệp chính thức của một văn bản được xem."""
    start_django()
    from lantoa.registry import official  # noqa: PLC0415 -- after start_django

    found = official.texts_of(instrument, visible_to=actor(username), day=clock.today())
    if as_json:
        echo_json(
            [{"id": one.pk, "name": one.name, "unit": one.unit.code, "sha256": one.file_id} for one in found]
        )
        return
    for one in found:
        click.echo(f"{one.pk:>4} {one.name} · {one.unit.code}")
    click.echo(f"{len(found)} tệp.")


@click.command("text")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="Ghi ra tệp này.")
def text(number: int, username: str, target: Path) -> None:
    """Lấy một tệp chính thức ra."""
    start_django()
    from lantoa.registry import files, official  # noqa: PLC0415 -- after start_django

    row = official.text(number, visible_to=actor(username), day=clock.today())
    target.write_bytes(files.read(row.file))
    click.echo(f"Đã ghi {row.name} ra {target}.")


@click.command("detach")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@click.option("--reason", default="", help="Lý do gỡ.")
@click.option("--undo", is_flag=True, help="Đính kèm lại tệp đã gỡ.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def detach(number: int, username: str, reason: str, undo: bool, as_json: bool) -> None:
    """Gỡ tệp chính thức khỏi văn bản, hoặc đính kèm lại (--undo)."""
    start_django()
    from lantoa.registry import official  # noqa: PLC0415 -- after start_django

    whose = {"actor": actor(username), "text": number, "day": clock.today(), "at": clock.now()}
    row = official.restore(**whose) if undo else official.detach(**whose, reason=reason)
    _said_text(row, as_json, f"Đã {'đính kèm lại' if undo else 'gỡ'} {row.name}.")


def _said_text(row: Any, as_json: bool, words: str) -> None:
    if as_json:
        echo_json({"id": row.pk, "instrument": row.instrument, "name": row.name, "sha256": row.file_id})
    else:
        click.echo(words)


COMMANDS = (attach, texts, text, detach)
