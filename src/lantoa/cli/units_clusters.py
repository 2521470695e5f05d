"""``lantoa units handover | members | cluster-create | rotation | minutes``: a cluster is set up, its list of members
completed, its lead passed on, with the minutes of that."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen, read

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


@click.command("cluster-create")
@click.argument("issuer", metavar="NƠI_LẬP")
@click.argument("members", metavar="MÃ…", nargs=-1, required=True)
@as_user
@click.option("--series", required=True, help="Hệ cụm, ví dụ provincial.")
@click.option("--number", type=int, required=True, help="Số cụm.")
@click.option("--from", "since", metavar="NGÀY", required=True, help="Từ ngày.")
@click.option("--to", "until", metavar="NGÀY", required=True, help="Đến hết ngày.")
@click.option("--head", help="Mã đơn vị làm cụm trưởng.")
@click.option("--deputy", help="Mã đơn vị làm cụm phó.")
@BASIS
@as_json
def create(
    issuer: str,
    members: tuple[str, ...],
    username: str,
    series: str,
    number: int,
    since: str,
    until: str,
    head: str | None,
    deputy: str | None,
    basis: str,
    as_json: bool,
) -> None:
    """Lập cụm thi đua cho một thời hạn; ghi mã mọi thành viên."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    start = read(since, "--from")
    made = operations.create_cluster(
        actor=actor(username), issuer=issuer, series=series, number=number, members=members, valid_from=start,
        valid_to=read(until, "--to") + timedelta(days=1), head=head, deputy=deputy, basis=basis, at=clock.now(),
    )  # fmt: skip
    _told(made.key, start, as_json, f"Đã lập {made.key}, {len(members)} thành viên.")


@click.command("rotation")
@click.argument("key", metavar="MÃ_CỤM")
@as_json
def rotation(key: str, as_json: bool) -> None:
    """Các lần bàn giao đã ghi và gợi ý cụm trưởng, cụm phó kỳ sau (chờ xác nhận)."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    proposed = queries.next_lead(queries.cluster(key, clock.today()))
    handed = queries.hand_overs_of(key)
    if as_json:
        echo_json({
            "head": proposed.head,
            "deputy": proposed.deputy,
            "mark": proposed.mark,
            "hand_overs": [
                {"day": one.day, "from_head": one.from_head, "to_head": one.to_head, "to_deputy": one.to_deputy}
                for one in handed
            ],
        })  # fmt: skip
        return
    for one in handed:
        click.echo(f"{on_screen(one.day)}: {one.from_head or '–'} → {one.to_head or '–'}")
    click.echo(f"Kỳ sau (gợi ý, chờ xác nhận): {proposed.head or '–'}, cụm phó {proposed.deputy or '–'}")


@click.command("minutes")
@click.argument("key", metavar="MÃ_CỤM")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--on", "on", metavar="NGÀY", required=True, help="Ngày bàn giao có hiệu lực.")
def minutes(key: str, file: Path, on: str) -> None:
    """Biên bản bàn giao cụm trưởng ra tệp .docx hoặc .pdf."""
    from lantoa.documents.render import render  # noqa: PLC0415 -- slow import
    from lantoa.organisation import papers  # noqa: PLC0415 -- needs settings

    content = render(papers.hand_over_minutes(key, read(on, "--on")), file.suffix.lstrip("."))
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    click.echo(f"Đã ghi {file}.")


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
