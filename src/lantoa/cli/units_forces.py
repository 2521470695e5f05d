"""``lantoa units forces | force | force-history``: grassroots forces as numbers, read and recorded."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_screen, read
from lantoa.kernel.vi.numbers import figure

from .acting import actor, as_json, as_user
from .main import echo_json


def count_json(row: Any) -> dict[str, Any]:
    names = ("force", "day", "teams", "members", "trained", "support", "basis", "by", "recorded_at")
    return {name: getattr(row, name) for name in names}


@click.command("forces")
@click.argument("code", metavar="MÃ")
@as_user
@click.option("--on", "on", metavar="NGÀY", help="Xem vào ngày nào (mặc định: hôm nay).")
@as_json
def forces(code: str, username: str, on: str | None, as_json: bool) -> None:
    """Lực lượng ở cơ sở vào một ngày: số của đơn vị và tổng của mọi đơn vị bên dưới."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    today = clock.today()
    day = read(on, "--on") if on else today
    found = queries.forces_on(code, day, visible_to=actor(username), today=today)
    if found is None:
        raise NotFound(
            "NOT_FOUND", "Không tìm thấy nội dung này.", place=code, remedy="Kiểm tra lại phạm vi được giao."
        )
    totals = [{"force": one.force.code, "label": one.force.label, **_numbers(one)} for one in found.totals]
    if as_json:
        own = [count_json(row) for row in found.own]
        said = {"unit": code, "day": day, "counted": found.counted, "expected": found.expected}
        echo_json({**said, "own": own, "totals": totals})
        return
    click.echo(
        f"{code}, ngày {on_screen(day)}: {found.counted} đơn vị đã ghi / {found.expected} Công an cấp xã."
    )
    for one in found.totals:
        click.echo(
            f"  {one.force.label}: {figure(one.teams)} tổ, {figure(one.members)} thành viên, "
            f"đã tập huấn {figure(one.trained)}, hỗ trợ trong năm {figure(one.support)} đồng"
        )


def _numbers(one: Any) -> dict[str, int]:
    return {key: value for key, value in asdict(one).items() if key != "force"}


@click.command("force")
@click.argument("code", metavar="MÃ")
@as_user
@click.option("--force", required=True, help="Lực lượng, ví dụ SECURITY_TEAM (Tổ bảo vệ an ninh, trật tự).")
@click.option("--day", "on", required=True, metavar="NGÀY", help="Số liệu đến ngày nào.")
@click.option("--teams", type=int, required=True, help="Số tổ.")
@click.option("--members", type=int, required=True, help="Số thành viên.")
@click.option("--trained", type=int, default=0, show_default=True, help="Số người đã tập huấn.")
@click.option("--support", type=int, default=0, show_default=True, help="Hỗ trợ đã chi từ đầu năm, đồng.")
@click.option("--basis", required=True, help="Số, ký hiệu, ngày của báo cáo hoặc quyết định.")
@as_json
def force(code: str, username: str, on: str, as_json: bool, **given: Any) -> None:
    """Ghi số liệu một lực lượng ở một đơn vị vào một ngày; không ghi danh sách người."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    made = operations.record_force(
        actor=actor(username), unit=code, day=read(on, "--day"), at=clock.now(), **given
    )
    if as_json:
        echo_json(count_json(made))
    else:
        click.echo(f"Đã ghi: {made.teams} tổ, {made.members} thành viên đến ngày {on_screen(made.day)}.")


@click.command("force-history")
@click.argument("code", metavar="MÃ")
@as_user
@as_json
def force_history(code: str, username: str, as_json: bool) -> None:
    """Mọi số liệu lực lượng đã ghi ở một đơn vị, kể cả số đã được ghi lại."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    rows = queries.force_history(code, visible_to=actor(username), today=clock.today()).order_by("-pk")
    if as_json:
        echo_json([count_json(row) for row in rows])
        return
    for row in rows:
        click.echo(
            f"{on_screen(row.day)}  {row.get_force_display()}: {figure(row.teams)} tổ, "
            f"{figure(row.members)} thành viên  ({row.basis})"
        )
