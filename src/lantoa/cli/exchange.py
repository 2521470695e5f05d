"""``lantoa exchange``: keys, peers, packages between deployments."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput

from .acting import actor, as_json, as_user
from .main import echo_json, start_django

OUT = click.argument("path", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path))
FILE = click.argument("path", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group("exchange")
def command() -> None:
    """Trao đổi gói đã ký, mã hóa giữa các bản cài."""
    start_django()


@command.command("keys")
def keys_() -> None:
    """Tạo cặp khóa của bản cài (một lần, trên máy chủ) và in dấu vân tay."""
    from lantoa.exchange import container, keys  # noqa: PLC0415 -- needs settings

    click.echo(container.spaced(keys.make().fingerprint))


@command.command("card")
@click.option("--name", default="Lan Tỏa", help="Tên gọi ghi trên phiếu.")
def card(name: str) -> None:
    """In phiếu khóa công khai để gửi nơi khác; dấu vân tay ra stderr."""
    from lantoa.exchange import container, keys  # noqa: PLC0415 -- needs settings

    click.echo(keys.card(name))
    click.echo(f"Dấu vân tay: {container.spaced(keys.own().fingerprint)}", err=True)


@command.command("register")
@FILE
@as_user
@click.option("--fingerprint", required=True, help="Dấu vân tay nơi kia đọc qua điện thoại.")
@click.option("--basis", required=True, help="Văn bản thống nhất trao đổi.")
@click.option("--name", default="", help="Tên gọi ở bản cài này.")
def register(path: Path, username: str, fingerprint: str, basis: str, name: str) -> None:
    """Đăng ký nơi trao đổi theo phiếu khóa đã nhận."""
    from lantoa.exchange import operations  # noqa: PLC0415 -- needs settings

    made = operations.register_peer(
        actor=actor(username), card=path.read_text(encoding="utf-8"), fingerprint=fingerprint, basis=basis,
        name=name, at=clock.now(),
    )  # fmt: skip
    click.echo(f"{made.pk}  {made.name} ({made.get_network_display()})")


@command.command("withdraw")
@click.argument("peer", metavar="SỐ_NƠI", type=int)
@as_user
@click.option("--reason", required=True, help="Vì sao.")
def withdraw(peer: int, username: str, reason: str) -> None:
    """Thôi trao đổi với một nơi."""
    from lantoa.exchange import operations  # noqa: PLC0415 -- needs settings

    row = operations.withdraw_peer(actor=actor(username), peer=peer, reason=reason, at=clock.now())
    click.echo(f"Đã thôi trao đổi với {row.name}.")


@command.command("list")
@as_user
@as_json
def list_(username: str, as_json: bool) -> None:
    """Nơi trao đổi và các gói."""
    from lantoa.exchange import container, queries  # noqa: PLC0415 -- needs settings

    who = actor(username)
    if as_json:
        echo_json({
            "peers": [{"id": one.pk, "name": one.name, "network": one.network, "fingerprint": one.fingerprint}
                      for one in queries.peers(who)],
            "packages": [{"id": one.pk, "direction": one.direction, "peer": one.peer.name, "state": one.state,
                          "contents": one.contents} for one in queries.packages(who)],
        })  # fmt: skip
        return
    for peer in queries.peers(who):
        click.echo(
            f"{peer.pk:4} {peer.name} ({peer.get_network_display()})  {container.spaced(peer.fingerprint)}"
        )
    for one in queries.packages(who):
        click.echo(f"{one.pk:4} {one.get_direction_display()} {one.peer.name}: {one.get_state_display()}")


@command.command("make")
@OUT
@as_user
@click.option("--peer", type=int, required=True, help="Số của nơi nhận (lệnh list).")
@click.option("--unit", required=True, help="Mã đơn vị; gồm cả cấp dưới.")
@click.option(
    "--part", "parts", multiple=True, required=True,
    type=click.Choice(["units", "clusters", "people", "figures", "decisions"]), help="Nội dung; ghi nhiều lần.",
)  # fmt: skip
@click.option("--form", default="", help="Mã biểu, khi gửi số liệu.")
@click.option("--period", default="", help="Kỳ báo cáo, khi gửi số liệu.")
@click.option("--dry-run", is_flag=True, help="Chỉ đếm những gì sẽ gửi.")
def make(
    path: Path, username: str, peer: int, unit: str, parts: tuple[str, ...], form: str, period: str,
    dry_run: bool,
) -> None:  # fmt: skip
    """Lập gói cho một nơi nhận, ghi ra TỆP (.lantoa)."""
    from lantoa.exchange import gather, operations, queries  # noqa: PLC0415 -- needs settings
    from lantoa.exchange.rules.packages import Part  # noqa: PLC0415 -- as above

    who, day = actor(username), clock.today()
    choice = gather.Choice(unit, tuple(Part(one) for one in parts), form, period)
    if dry_run:
        to = queries.live_peer(who, peer)
        rows = operations.rows_for(actor=who, peer=to, choice=choice, day=day)
        for name, part in rows.items():
            click.echo(f"{Part(name).label}: {len(part)}")
        return
    made = operations.make_package(actor=who, peer=peer, choice=choice, day=day, at=clock.now())
    path.write_bytes(queries.sealed_of(made))
    click.echo(f"{path}: {made.contents}")


@command.command("open")
@FILE
@as_user
@as_json
def open_(path: Path, username: str, as_json: bool) -> None:
    """Mở một gói nhận được: kiểm chữ ký, xem từng dòng; chưa ghi gì."""
    from lantoa.exchange import container, operations, queries  # noqa: PLC0415 -- needs settings

    if path.stat().st_size > container.MOST_BYTES:
        raise BadInput("TOO_LARGE", "Gói lớn hơn 20 MB.", place=path.name, remedy="Đề nghị nơi gửi chia nhỏ.")
    row = operations.open_package(actor=actor(username), data=path.read_bytes(), at=clock.now())
    lines = queries.preview(row)
    if as_json:
        echo_json({"id": row.pk, "lines": [
            {"part": one.part, "key": one.key, "title": one.title, "change": one.change, "note": one.note}
            for one in lines
        ]})  # fmt: skip
        return
    click.echo(f"Gói số {row.pk} của {row.peer.name}, {container.spaced(row.peer.fingerprint)}")
    for one in lines:
        click.echo(f"{one.change.label:11} {one.part.label}: {one.key}  {one.title}  {one.note}".rstrip())


@command.command("apply")
@click.argument("package", metavar="SỐ_GÓI", type=int)
@as_user
@as_json
def apply(package: int, username: str, as_json: bool) -> None:
    """Ghi một gói đã mở: dòng mới và thay đổi; bỏ qua dòng không khớp."""
    from lantoa.exchange import operations  # noqa: PLC0415 -- needs settings

    _row, counts = operations.apply_package(actor=actor(username), number=package, at=clock.now())
    if as_json:
        echo_json(counts)
    else:
        click.echo(
            f"Mới {counts['new']}, thay đổi {counts['changed']}, giống {counts['same']}, "
            f"không khớp {counts['conflict']}."
        )
