"""``lantoa paper edxml``: what an edXML file from the document axis says, and its files on disk."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lantoa.documents.edxml import Message, read
from lantoa.documents.intake import open_upload
from lantoa.kernel.errors import Problem
from lantoa.kernel.vi.dates import on_screen

from .main import echo_json
from .paper_signing import FILE, taken

REFUSED = 3
"""Exit code: the file was read, but at least one attachment was not taken."""


@click.command("edxml")
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, help="Ghi các tệp kèm theo vào thư mục này.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_context
def edxml_command(ctx: click.Context, file: Path, out: Path | None, as_json: bool) -> None:
    """Đọc văn bản liên thông (.edxml, QCVN 102:2016/BTTTT): nơi gửi, số, trích yếu, tệp kèm theo.

    Mỗi tệp kèm theo qua cửa nhận tệp; tệp không an toàn hoặc có dấu chỉ độ mật thì không ghi ra.
    """
    message = read(taken(file))
    files = [_checked(one.name, one.content, out) for one in message.attachments]
    if as_json:
        echo_json({"file": str(file), **_as_dict(message), "attachments": files})
    else:
        _show(message, files)
    ctx.exit(REFUSED if any(one["refused"] for one in files) else 0)


def _checked(name: str, content: bytes, out: Path | None) -> dict[str, Any]:
    try:
        kind = open_upload(name, content)
    except Problem as problem:
        return {"name": name, "size": len(content), "kind": "", "refused": str(problem)}
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return {"name": name, "size": len(content), "kind": kind.value, "refused": ""}


def _as_dict(message: Message) -> dict[str, Any]:
    told = asdict(message)
    for key in ("day", "due", "sent_at"):
        told[key] = told[key].isoformat() if told[key] else None
    return told


def _show(message: Message, files: list[dict[str, Any]]) -> None:
    click.echo(f"{message.type_name} số {message.number}/{message.notation} ngày {on_screen(message.day)}")
    click.echo(f"Trích yếu: {message.subject}")
    click.echo(f"Nơi gửi: {message.sender.name} ({message.sender.organ_id})")
    click.echo(f"Nơi nhận: {'; '.join(one.name for one in message.receivers)}")
    click.echo(f"Người ký: {message.signer}{f', {message.position}' if message.position else ''}")
    for one in files:
        click.echo(f"Tệp: {one['name']} ({one['size']:,} byte)".replace(",", "."))
        if one["refused"]:
            click.echo(f"   Không nhận: {one['refused']}")
