"""What the rooms of ``lantoa access`` share: who acts, whom it is about, and the options of a role wished for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.vi.dates import on_screen

from . import acting

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
as_json = click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
as_somebody = click.option(
    "--as", "by", metavar="NGƯỜI_DÙNG", help="Làm với quyền của người này; không có thì là chính hệ thống."
)
as_person = click.option(
    "--as", "by", required=True, metavar="NGƯỜI_DÙNG", help="Làm với quyền của người này."
)
Command = Callable[..., Any]


def _with(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order given."""

    def decorate(function: Command) -> Command:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def about_account(*, unit_required: bool) -> Callable[[Command], Command]:
    """What is written of a person beside the account's name."""
    return _with(
        click.option("--name", required=True, help="Họ và tên đầy đủ."),
        click.option("--unit", required=unit_required, help="Mã đơn vị công tác."),
        click.option("--phone", default="", help="Điện thoại liên hệ."),
        click.option("--email", default="", help="Thư điện tử."),
        click.option("--person", default="", help="Mã cán bộ đã ghi."),
    )


wish = _with(
    click.argument("username"),
    click.argument("role"),
    click.option("--unit", help="Mã đơn vị (cả cấp dưới)."),
    click.option("--cluster", help="Khóa cụm thi đua."),
    click.option("--only", is_flag=True, help="Chỉ chính đơn vị, không kể cấp dưới."),
    click.option("--acting", "capacity", flag_value="ACTING", help="Giao phụ trách khi khuyết vị trí."),
    click.option("--from", "valid_from", type=DAY, help="Từ ngày."),
    click.option("--to", "valid_to", type=DAY, help="Đến trước ngày."),
    click.option("--basis", default="", help="Văn bản giao việc."),
)


def asked_for(asked: dict[str, Any]) -> dict[str, Any]:
    """What ``wish`` read, as the operations take it."""
    begins, ends = asked.pop("valid_from"), asked.pop("valid_to")
    asked["subtree"] = not asked.pop("only")
    asked["capacity"] = asked["capacity"] or "HOLDER"
    asked["valid_from"] = begins.date() if begins else clock.today()
    return {**asked, "valid_to": ends.date() if ends else None}


def actor(by: str | None) -> Actor:
    return acting.actor(by) if by else SYSTEM


def person_of(username: str, by: str | None, action: str = "access.user.manage") -> Any:
    """The account, within the reach of who acts."""
    from lantoa.access import accounts, queries  # noqa: PLC0415 -- after start

    if by is None:
        return queries.user_named(username)
    return accounts.managed_user(username, visible_to=acting.actor(by), day=clock.today(), action=action)


def until(last: date | None) -> str:
    return on_screen(last) if last else "không thời hạn"
