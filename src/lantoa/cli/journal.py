"""``lantoa journal``: verify and read the record."""

from __future__ import annotations

import click

from lantoa.kernel.errors import Conflict

from .main import echo_json, start_django


@click.group("journal")
def command() -> None:
    """Nhật ký nghiệp vụ: xem và kiểm tra chuỗi."""
    start_django()


@command.command("verify")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def verify(as_json: bool) -> None:
    """Kiểm tra cả chuỗi; nói mục đầu tiên bị hỏng."""
    from lantoa.journal import queries  # noqa: PLC0415 -- needs settings

    count, broken = queries.verify()
    if as_json:
        echo_json(
            {
                "entries": count,
                "verified": broken is None,
                "broken": broken and {"seq": broken.seq, "why": broken.reason},
            }
        )
    elif broken is None:
        click.echo(f"Nhật ký nguyên vẹn: {count} mục, chuỗi nối liền từ đầu đến cuối.")
    if broken is not None:
        raise Conflict(
            "JOURNAL_BROKEN",
            f"Nhật ký hỏng ở mục số {broken.seq}: {broken.reason}.",
            place=f"mục {broken.seq}",
            remedy="Giữ nguyên hiện trạng, phục hồi từ bản sao lưu gần nhất rồi đối chiếu.",
        )
