"""``lantoa commendation search | look``: the public look-up; nobody signs in, only what was published shows."""

from __future__ import annotations

from typing import Any

import click

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen

from .acting import as_json
from .main import echo_json

MANY = 50


@click.command("search")
@click.argument("text", metavar="TÊN_HOẶC_SỐ")
@as_json
def search(text: str, as_json: bool) -> None:
    """Tra cứu công khai theo tên, số quyết định hoặc mã; không cần --as. Tối đa 50 kết quả."""
    from lantoa.portal import queries  # noqa: PLC0415 -- after start_django

    if len(text.strip()) < queries.SHORTEST:
        raise BadInput(
            "TOO_SHORT",
            f"Cần ít nhất {queries.SHORTEST} chữ để tra cứu.",
            place="TÊN_HOẶC_SỐ",
            remedy="Ghi họ tên, tên tập thể, số quyết định hoặc mã tra cứu.",
        )
    rows = queries.search(text[:120])[:MANY]
    if as_json:
        echo_json([_decision(row.decision) | {"name": row.name} for row in rows])
        return
    for row in rows:
        click.echo(f"{row.name}: {row.decision.award}, {_told(row.decision)}")
    if not rows:
        click.echo("Không có quyết định công khai nào khớp.")


@click.command("look")
@click.argument("code", metavar="MÃ_TRA_CỨU")
@as_json
def look(code: str, as_json: bool) -> None:
    """Một quyết định công khai theo mã in trên văn bản; không cần --as."""
    from lantoa.portal import queries  # noqa: PLC0415 -- after start_django

    found = queries.decision(code)
    names = [one.name for one in queries.shown(found)]
    if as_json:
        echo_json(_decision(found) | {"names": names})
        return
    click.echo(f"{found.award}, {_told(found)}")
    for name in names:
        click.echo(f"  {name}")


def _told(found: Any) -> str:
    revoked = f"; đã hủy ngày {on_screen(found.revoked_on)}" if found.revoked_on else ""
    return f"{found.number} ngày {on_screen(found.issued_on)}, {found.authority} (mã {found.code}){revoked}"


def _decision(found: Any) -> dict[str, Any]:
    names = ("code", "number", "issued_on", "authority", "award", "year", "revoked_on", "illustrative")
    return {name: getattr(found, name) for name in names}
