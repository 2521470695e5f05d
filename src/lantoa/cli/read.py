"""``lantoa read``: an article or a report as facts, each with the exact words it rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, Problem
from lantoa.reading import sources
from lantoa.reading.rules import extract, summary

from .acting import actor
from .main import echo_json, start_django


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In đúng một đối tượng JSON (nhiều tệp: một mảng).")
@click.option("--text", "as_text", is_flag=True, help="In phần chữ mà các vị trí trích dẫn trỏ vào.")
@click.option("--propose", is_flag=True, help="Lưu thành đề xuất chờ duyệt; cần --as và --unit.")
@click.option("--as", "username", metavar="NGƯỜI_DÙNG", help="Lưu với quyền của người này.")
@click.option("--unit", metavar="MÃ", help="Mã đơn vị giữ văn bản.")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    as_json: bool,
    as_text: bool,
    propose: bool,
    username: str | None,
    unit: str | None,
) -> None:
    """Đọc bài viết, báo cáo (.txt, .docx, .pdf, .html) thành dữ kiện có trích dẫn nguyên văn."""
    if as_text:
        _print("\n".join(sources.load(path) for path in files))
        return
    if propose:
        _propose(files, username, unit, as_json)
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


def _propose(files: tuple[Path, ...], username: str | None, unit: str | None, as_json: bool) -> None:
    if not username or not unit:
        raise BadInput(
            "NO_ACTOR",
            "Lưu đề xuất cần biết ai lưu và đơn vị nào giữ.",
            place="--as, --unit",
            remedy="Ví dụ: lantoa read bai.txt --propose --as canbo --unit CA.27",
        )
    start_django()
    from lantoa.reading import operations  # noqa: PLC0415 -- after start_django

    who, made = actor(username), []
    for path in files:
        text = sources.load(path)
        kept = operations.propose(
            actor=who,
            unit=unit,
            text=text,
            title=_title(text, path),
            origin=path.name,
            day=clock.today(),
            at=clock.now(),
        )
        made.append({"id": kept.pk, "title": kept.title, "proposals": kept.proposals.count()})
    if as_json:
        echo_json(made)
        return
    for one in made:
        click.echo(f"Đã lưu văn bản số {one['id']} “{one['title']}”: {one['proposals']} đề xuất chờ duyệt.")


def _title(text: str, path: Path) -> str:
    """The first line that says something, else the file's name."""
    return next((line.strip()[:200] for line in text.splitlines() if len(line.split()) >= 3), path.stem)


def _print(text: str) -> None:
    """UTF-8 whatever the terminal's locale, and no newline translation: offsets must hold."""
    click.echo(text.encode("utf-8"), nl=False)
