"""``lantoa demo``: set everything up on illustrative data, then serve; or run the main job once and say so."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from .main import start_django
from .serve import checked_address


def _settings() -> None:
    """The demo's own settings: a pinned day, a key of its own, the police network's kind, no HTTPS."""
    for name, value in {
        "LANTOA_DEMO": "1",
        "LANTOA_TODAY": "2026-11-21",
        "LANTOA_NETWORK": "internal",
        "LANTOA_DATA": "var/demo",
    }.items():
        os.environ.setdefault(name, value)


def _say(words: str) -> None:
    click.echo(words, err=True)


def _prepare() -> Any:
    """Tables; play the scenario when the database is empty. Returns the run, or None when data were there."""
    from lantoa.access import queries as access  # noqa: PLC0415 -- needs settings
    from lantoa.demo import scenario  # noqa: PLC0415 -- needs settings
    from lantoa.upkeep import tables  # noqa: PLC0415 -- needs settings

    began = time.perf_counter()
    tables.prepare()
    laid = round(time.perf_counter() - began, 2)
    if access.demo_users():
        return None
    _say("Dựng dữ liệu minh họa (một lần, khoảng một phút) …")
    run = scenario.play(_say)
    run.seconds = {"tables": laid, **run.seconds}
    return run


def _sign_ins() -> str:
    from lantoa.demo.world import ACCOUNTS, PASSWORD  # noqa: PLC0415 -- needs settings

    rows = "\n".join(f"  {one.username:12} {one.label}" for one in ACCOUNTS if one.shown)
    return f"Đăng nhập bằng một trong các tài khoản sau, mật khẩu chung: {PASSWORD}\n{rows}"


@click.group("demo", invoke_without_command=True)
@click.pass_context
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Máy và cổng phục vụ.")
@click.option(
    "--check", is_flag=True, help="Chạy trọn một năm phong trào rồi thoát, in kết quả JSON ở dòng cuối."
)
def command(context: click.Context, address: str, check: bool) -> None:
    """Dựng dữ liệu minh họa rồi mở phần mềm; lần sau giữ nguyên dữ liệu."""
    if context.invoked_subcommand:
        return
    checked_address(address)
    _settings()
    start_django()
    if check:
        _check()
        return
    from lantoa.upkeep.serving import serve_until_stopped  # noqa: PLC0415 -- needs settings

    _prepare()
    announce = f"\nLan Tỏa đang phục vụ tại http://{address}\n{_sign_ins()}\nNhấn Ctrl+C để dừng."
    raise SystemExit(serve_until_stopped(address, announce=announce))


def _check() -> None:
    from lantoa.demo import answers  # noqa: PLC0415 -- needs settings

    run = _prepare()
    if run is None:
        _say("Thư mục dữ liệu đã có bản minh họa; xóa thư mục đó rồi chạy lại để kiểm tra từ đầu.")
        raise SystemExit(2)
    answer = answers.of(run, out=Path(os.environ["LANTOA_DATA"]) / "papers")
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


@command.command("load")
@click.argument("stage", type=click.Choice(["reporting"]))
@click.option("--most", type=click.IntRange(1), help="Chỉ chừng này xã, để xem nhanh.")
def load(stage: str, most: int | None) -> None:
    """Nạp thêm một phần lớn: reporting là nửa năm số liệu của Công an mọi xã. In kết quả JSON ở dòng cuối."""
    _settings()
    start_django()
    from lantoa.demo import nationwide  # noqa: PLC0415 -- needs settings
    from lantoa.upkeep import tables  # noqa: PLC0415 -- needs settings

    tables.prepare()
    sys.stdout.write(json.dumps(nationwide.load(_say, most=most), ensure_ascii=False) + "\n")
