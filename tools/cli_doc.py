"""Writes docs/reference/cli.md from the commands themselves. Run: make docs."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import click

from lantoa.cli.main import COMMANDS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"
HEAD = """# Dòng lệnh `lantoa`

Trang này được sinh từ chính các lệnh (`make docs`); đừng sửa tay. Lệnh nào cũng có `--help`.

Mã thoát: 0 xong; 1 phần mềm gặp lỗi; 2 đầu vào sai hoặc không được phép; mã khác thì lệnh đó nói riêng.
Lỗi thường gặp in ra chỗ sai và cách sửa; có `--json` thì lỗi cũng ở dạng JSON.

"""


def page() -> str:
    parts = [HEAD, "| Lệnh | Việc |\n|---|---|\n"]
    parts += [
        f"| [`lantoa {name}`](#lantoa-{name}) | {_cell(text)} |\n" for name, (_, text) in COMMANDS.items()
    ]
    for name, (module, _) in COMMANDS.items():
        parts += _section(f"lantoa {name}", importlib.import_module(module).command, level=2)
    return "".join(parts)


def _section(path: str, command: click.Command, level: int) -> Iterator[str]:
    yield f"\n{'#' * level} {path}\n\n{_told(command)}\n"
    params = [one for one in command.params if not getattr(one, "hidden", False)]
    if params or not isinstance(command, click.Group):
        yield f"\n    {' '.join([path, *_usage(params)])}\n"
    told = [(_names(one), _meaning(one)) for one in params]
    if any(meaning for _, meaning in told):
        yield "\n| Tham số | Nghĩa |\n|---|---|\n"
        yield from (f"| `{_cell(name)}` | {_cell(meaning)} |\n" for name, meaning in told if meaning)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _section(f"{path} {name}", child, level + 1)


def _told(command: click.Command) -> str:
    """The command's own help, paragraphs kept, click's marks dropped."""
    lines = [line.strip() for line in (command.help or "").replace("\b", "").strip().splitlines()]
    return "\n".join(lines)


def _usage(params: list[click.Parameter]) -> Iterator[str]:
    for one in params:
        if isinstance(one, click.Argument):
            name = _names(one)
            yield name if one.required else f"[{name}]"
    if any(isinstance(one, click.Option) for one in params):
        yield "[TÙY CHỌN]"


def _names(one: click.Parameter) -> str:
    if isinstance(one, click.Argument):
        return (one.metavar or (one.name or "").upper()) + (" …" if one.nargs == -1 else "")
    assert isinstance(one, click.Option)
    value = "" if one.is_flag else f" {one.metavar or _kind(one)}"
    return ", ".join([*one.opts, *one.secondary_opts]) + value


def _kind(one: click.Option) -> str:
    if isinstance(one.type, click.Choice):
        return "|".join(str(choice) for choice in one.type.choices)
    return (one.name or "").upper()


def _meaning(one: click.Parameter) -> str:
    said = [getattr(one, "help", None) or ""]
    if isinstance(one, click.Option):
        said += ["Bắt buộc."] if one.required else []
        said += ["Ghi được nhiều lần."] if one.multiple else []
        simple = isinstance(one.default, str | int) and not isinstance(one.default, bool)
        said += [f"Mặc định: {one.default}."] if simple and one.default != "" else []
    return " ".join(part for part in said if part)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
