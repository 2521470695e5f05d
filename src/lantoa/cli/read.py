"""``lantoa read``: an article or a report as facts, each with the exact words it rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from lantoa.kernel.errors import Problem
from lantoa.reading import sources
from lantoa.reading.rules import extract, summary


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In đúng một đối tượng JSON (nhiều tệp: một mảng).")
@click.option("--text", "as_text", is_flag=True, help="In phần chữ mà các vị trí trích dẫn trỏ vào.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], as_json: bool, as_text: bool) -> None:
    """Đọc bài viết, báo cáo (.txt, .docx, .pdf, .html) thành dữ kiện có trích dẫn nguyên văn."""
    if as_text:
        _print("\n".join(sources.load(path) for path in files))
        return
    found = [_read(path) for path in files]
    if as_json:
        _print(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1) + "\n")
    else:
        _print("\n".join(summary.lines(one) for one in found))
    if any("error" in one for one in found):
        ctx.exit(2)


def _read(path: Path) -> dict[str, Any]:
    try:
        return extract.read(sources.load(path), path.name)
    except Problem as problem:
        return {**extract.empty(path.name), "error": problem.fault.as_dict()}


def _print(text: str) -> None:
    """UTF-8 whatever the terminal's locale, and no newline translation: offsets must hold."""
    click.echo(text.encode("utf-8"), nl=False)
