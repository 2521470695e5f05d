"""``lantoa units handover | members``: a cluster's lead passes on, its list of members is completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import read

from .acting import actor, as_json, as_user
from .main import echo_json

if TYPE_CHECKING:
    from datetime import date

BASIS = click.option("--basis", required=True, help="Số, ký hiệu, ngày của biên bản hoặc văn bản.")


@click.command("handover")
@click.argument("key", metavar="MÃ_CỤM")
@as_user
@click.option("--head", required=True, help="Mã đơn vị làm cụm trưởng.")
@click.option("--deputy", help="Mã đơn vị làm cụm phó; không nêu là không có.")
@click.option("--from", "since", metavar="NGÀY", help="Từ ngày nào (mặc định: hôm nay).")
@BASIS
@as_json
def handover(
    key: str, username: str, head: str, deputy: str | None, since: str | None, basis: str, as_json: bool
) -> None:
    """Ghi bàn giao cụm trưởng, cụm phó từ một ngày; ai giữ trước đó vẫn còn trong lịch sử."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    day = read(since, "--from") if since else clock.today()
    operations.hand_over_cluster(
        actor=actor(username), cluster=key, head=head, deputy=deputy, day=day, basis=basis, at=clock.now()
    )
    _told(key, day, as_json, f"Đã ghi bàn giao: {head} làm cụm trưởng {key}.")


@click.command("members")
@click.argument("key", metavar="MÃ_CỤM")
@click.argument("members", metavar="MÃ…", nargs=-1, required=True)
@as_user
@click.option("--deputy", help="Mã đơn vị làm cụm phó; không nêu là không có.")
@BASIS
@as_json
def complete(
    key: str, members: tuple[str, ...], username: str, deputy: str | None, basis: str, as_json: bool
) -> None:
    """Bổ sung đủ thành viên của một cụm chưa biết hết: ghi mã mọi đơn vị, kể cả cụm trưởng."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    day = clock.today()
    operations.complete_members(
        actor=actor(username),
        cluster=key,
        members=members,
        deputy=deputy,
        day=day,
        basis=basis,
        at=clock.now(),
    )
    _told(key, day, as_json, f"Cụm {key} đã có đủ {len(members)} thành viên.")


def _told(key: str, day: date, as_json: bool, text: str) -> None:
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    if not as_json:
        click.echo(text)
        return
    found = queries.cluster(key, day)
    echo_json({
        "key": found.key,
        "head": found.head,
        "deputy": found.deputy,
        "members": [seat.code for seat in found.members],
        "members_known": found.members_known,
    })  # fmt: skip
