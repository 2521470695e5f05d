"""``lantoa people``: the roster of one's reach, posts, ranks, mergers."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen, read

from .acting import actor, as_json, as_user
from .main import echo_json, start_django

SINCE = click.option("--from", "since", metavar="NGÀY", help="Từ ngày nào (mặc định: hôm nay).")
BASIS = click.option("--basis", required=True, help="Số, ký hiệu, ngày của quyết định.")
REASON = click.option("--reason", required=True, help="Vì sao.")
CODE = click.argument("code", metavar="MÃ_CÁN_BỘ")


@click.group("people")
def command() -> None:
    """Cán bộ: chức vụ, cấp bậc qua thời gian, gộp và tách bản ghi."""
    start_django()


def _day(text: str | None) -> Any:
    return read(text, "--from") if text else clock.today()


def _show(code: str, username: str, as_json: bool) -> None:
    from lantoa.organisation import people  # noqa: PLC0415 -- needs settings

    shown = people.person(code, visible_to=actor(username), day=clock.today())
    if as_json:
        echo_json({
            "code": shown.code, "name": shown.name, "rank": shown.rank, "gender": shown.gender,
            "identified": shown.identified, "posts": [asdict(one) for one in shown.posts],
            "ranks": [{"rank": one.rank, "from": one.valid_from, "to": one.valid_to} for one in shown.ranks],
            "mergers": [one.pk for one in shown.merges],
        })  # fmt: skip
        return
    click.echo(" ".join(part for part in (f"{shown.code} ", shown.rank, shown.name) if part))
    for one in shown.posts:
        until = on_screen(one.last_day) if one.last_day else "nay"
        click.echo(f"  {on_screen(one.valid_from)} – {until}  [{one.id}] {one.post}, {one.unit_name}")


@command.command("list")
@as_user
@click.option("--unit", help="Chỉ đơn vị này và cấp dưới.")
@click.option("--former", is_flag=True, help="Chức vụ đã thôi.")
@as_json
def list_(username: str, unit: str | None, former: bool, as_json: bool) -> None:
    """Cán bộ trong phạm vi của người này."""
    from lantoa.organisation import people  # noqa: PLC0415 -- needs settings

    rows = people.roster(visible_to=actor(username), day=clock.today(), former=former, unit=unit)
    if as_json:
        echo_json([
            {"code": row.person.code, "name": row.person.name, "rank": row.person.rank, "post": row.post,
             "unit": row.unit.code, "from": row.valid_from, "to": row.valid_to}
            for row in rows
        ])  # fmt: skip
        return
    for row in rows:
        click.echo(
            f"{row.person.code:<12} {row.person.rank:<10} {row.person.name:<28} {row.post}, {row.unit.code}"
        )


@command.command("show")
@CODE
@as_user
@as_json
def show(code: str, username: str, as_json: bool) -> None:
    """Một cán bộ: chức vụ, cấp bậc qua thời gian."""
    _show(code, username, as_json)


@command.command("add")
@CODE
@as_user
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--post", required=True, help="Chức vụ.")
@click.option("--rank", default="", help="Cấp bậc.")
@click.option("--gender", default="", help="MALE hoặc FEMALE.")
@click.option("--basis", default="", help="Số, ký hiệu, ngày của quyết định.")
@click.option("--another", is_flag=True, help="Là người khác, dù cùng tên với người đã có.")
@click.option("--citizen-number", is_flag=True, help="Hỏi số định danh cá nhân (không hiện, không ghi lại).")
@SINCE
@as_json
def add(
    code: str, username: str, since: str | None, citizen_number: bool, as_json: bool, **given: Any
) -> None:
    """Ghi cán bộ mới; số định danh chỉ nhập được khi được hỏi, không bao giờ trên dòng lệnh."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    number = click.prompt("Số định danh cá nhân", hide_input=True, default="") if citizen_number else ""
    operations.add_person(
        actor=actor(username), code=code, day=_day(since), at=clock.now(), citizen_number=number, **given
    )
    _show(code, username, as_json)


@command.command("appoint")
@CODE
@as_user
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--post", required=True, help="Chức vụ mới.")
@click.option("--also", is_flag=True, help="Kiêm nhiệm: chức vụ cũ vẫn giữ.")
@BASIS
@SINCE
@as_json
def appoint(code: str, username: str, since: str | None, as_json: bool, **given: Any) -> None:
    """Ghi chức vụ mới; chức vụ cũ thôi từ ngày đó, trừ khi kiêm nhiệm."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    operations.appoint(actor=actor(username), person=code, day=_day(since), at=clock.now(), **given)
    _show(code, username, as_json)


@command.command("release")
@CODE
@click.argument("posting", metavar="SỐ_CHỨC_VỤ", type=int)
@as_user
@BASIS
@SINCE
@as_json
def release(code: str, posting: int, username: str, since: str | None, basis: str, as_json: bool) -> None:
    """Ghi thôi giữ một chức vụ (số trong ngoặc vuông ở lệnh show)."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    operations.end_post(actor=actor(username), posting=posting, day=_day(since), basis=basis, at=clock.now())
    _show(code, username, as_json)


@command.command("rank")
@CODE
@click.argument("rank", metavar="CẤP_BẬC")
@as_user
@BASIS
@SINCE
@as_json
def rank_(code: str, rank: str, username: str, since: str | None, basis: str, as_json: bool) -> None:
    """Ghi cấp bậc mới từ một ngày."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    operations.change_rank(
        actor=actor(username), person=code, rank=rank, day=_day(since), basis=basis, at=clock.now(),
        today=clock.today(),
    )  # fmt: skip
    _show(code, username, as_json)


@command.command("correct")
@CODE
@as_user
@click.option("--name", help="Họ và tên đúng.")
@click.option("--gender", help="MALE hoặc FEMALE.")
@REASON
@as_json
def correct(code: str, username: str, reason: str, as_json: bool, **given: Any) -> None:
    """Sửa chỗ ghi nhầm ở họ tên, giới tính."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    operations.correct_person(
        actor=actor(username), person=code, day=clock.today(), at=clock.now(), reason=reason, **given
    )
    _show(code, username, as_json)


@command.command("merge")
@CODE
@click.argument("gone", metavar="MÃ_BẢN_GHI_KIA")
@as_user
@REASON
@as_json
def merge(code: str, gone: str, username: str, reason: str, as_json: bool) -> None:
    """Gộp bản ghi kia vào người này; tách lại được."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    operations.merge_people(
        actor=actor(username), kept=code, gone=gone, day=clock.today(), reason=reason, at=clock.now()
    )
    _show(code, username, as_json)


@command.command("part")
@click.argument("merge", metavar="SỐ_LẦN_GỘP", type=int)
@as_user
@REASON
@as_json
def part(merge: int, username: str, reason: str, as_json: bool) -> None:
    """Tách lại hai bản ghi đã gộp."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    back = operations.part_people(
        actor=actor(username), merge=merge, day=clock.today(), reason=reason, at=clock.now()
    )
    _show(back.code, username, as_json)


@command.command("handover")
@CODE
@as_user
@click.option(
    "--paper", type=click.Path(dir_okay=False, path_type=Path), help="Ghi phiếu bàn giao ra tệp .docx, .pdf."
)
@click.option("--to", "successor", help="Tên đăng nhập người nhận: chuyển vai trò và việc đang mở.")
@click.option("--basis", default="", help="Căn cứ khi chuyển.")
@as_json
def handover(
    code: str, username: str, paper: Path | None, successor: str | None, basis: str, as_json: bool
) -> None:
    """Những gì đang mở của một cán bộ; lập phiếu; chuyển cho người nhận."""
    from lantoa.documents.render import render  # noqa: PLC0415 -- slow import
    from lantoa.exchange import handover as packs  # noqa: PLC0415 -- needs settings
    from lantoa.exchange import operations  # noqa: PLC0415 -- needs settings

    who = actor(username)
    pack = packs.pack(code, visible_to=who, day=clock.today())
    if paper is not None:
        form = "pdf" if paper.suffix.lower() == ".pdf" else "docx"
        paper.write_bytes(render(packs.paper(pack, successor=successor or ""), form))
    told: dict[str, Any] = {"left": [asdict(one) for one in pack.left]}
    if successor:
        made = operations.hand_over(actor=who, person=code, successor=successor, basis=basis, at=clock.now())
        told = {**told, **asdict(made)}
    if as_json:
        echo_json(told)
        return
    for one in pack.left:
        due = f", hạn {on_screen(one.due)}" if one.due else ""
        click.echo(f"{one.area}: {one.title} {one.place}{due}")
    for name in told.get("given", ()):
        click.echo(f"Đã chuyển: {name}")
    for name, why in told.get("kept", ()):
        click.echo(f"Chưa chuyển: {name}: {why}")


@command.command("account")
@CODE
@click.argument("account", metavar="TÊN_ĐĂNG_NHẬP")
@as_user
def account(code: str, account: str, username: str) -> None:
    """Gắn tài khoản với cán bộ."""
    from lantoa.exchange import operations  # noqa: PLC0415 -- needs settings

    operations.link_account(actor=actor(username), person=code, username=account, at=clock.now())
    click.echo(f"Đã gắn {account} với {code}.")
