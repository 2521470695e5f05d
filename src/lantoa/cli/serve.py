"""``lantoa serve``: pages and background worker in one command."""

from __future__ import annotations

import click

from lantoa.kernel.errors import BadInput

from .main import start_django


def checked_address(text: str) -> str:
    """'host:port', or ``BadInput``."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadInput(
            "BAD_ADDRESS",
            f"Địa chỉ “{text}” không dùng được.",
            place="--address",
            remedy="Ghi dạng máy:cổng, ví dụ 127.0.0.1:8000.",
        )
    return text


@click.command("serve")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Máy và cổng phục vụ.")
@click.option(
    "--workers", default=2, show_default=True, type=click.IntRange(1, 32), help="Số tiến trình trang."
)
def command(address: str, workers: int) -> None:
    """Chạy các trang cùng tiến trình nền cho đến khi nhấn Ctrl+C."""
    checked_address(address)
    start_django()
    from lantoa.upkeep import tables  # noqa: PLC0415 -- needs settings
    from lantoa.upkeep.serving import serve_until_stopped  # noqa: PLC0415 -- needs settings

    tables.prepare()
    raise SystemExit(
        serve_until_stopped(address, workers, announce=f"Lan Tỏa đang phục vụ tại http://{address}")
    )
