"""``lantoa units``: look up units and clusters on any day, load the shipped country, check the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import Conflict
from lantoa.kernel.vi.dates import on_screen, read

from .acting import actor, as_user
from .main import echo_json, start_django
from .units_changes import COMMANDS as CHANGES
from .units_clusters import complete, handover, minutes, rotation
from .units_clusters import create as cluster_create
from .units_forces import force, force_history, forces
from .units_map import country_map, every, family, lines

if TYPE_CHECKING:
    from lantoa.organisation.queries import ClusterView, UnitView

on_day = click.option("--on", "on", metavar="NGÀY", help="Xem vào ngày nào (mặc định: hôm nay).")
as_json = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


def _day(text: str | None) -> date:
    return read(text, "--on") if text else clock.today()


@click.group("units")
def command() -> None:
    """Đơn vị, cụm thi đua theo thời gian."""
    start_django()


def _line(unit: UnitView) -> str:
    return f"{unit.code:<14} {unit.name}  [{unit.kind_label}; {_span(unit.valid_from, unit.valid_to)}]"


def unit_json(unit: UnitView) -> dict[str, Any]:
    """A unit as the command prints it: dates in ISO, mark by its code."""
    return {**asdict(unit), "kind_label": unit.kind_label}


@command.command("find")
@click.argument("text", metavar="TÊN")
@click.option("--kind", help="Chỉ tìm một loại đơn vị, ví dụ COMMUNE.")
@on_day
@as_json
def find(text: str, kind: str | None, on: str | None, as_json: bool) -> None:
    """Tìm đơn vị theo tên (không cần dấu) hoặc mã, vào một ngày."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    day = _day(on)
    found = queries.find(text, day, kind=kind)
    former = queries.find_former(text, day, kind=kind, limit=10)
    if as_json:
        echo_json([unit_json(unit) for unit in found])
        return
    for unit in found:
        click.echo(_line(unit))
    if not found:
        click.echo(f"Không có đơn vị nào tên như vậy vào ngày {on_screen(day)}.")
    if former:
        click.echo("Vào thời gian khác có:")
        for unit in former:
            click.echo(f"  {_line(unit)}")


@command.command("show")
@click.argument("code", metavar="MÃ")
@on_day
@as_json
def show(code: str, on: str | None, as_json: bool) -> None:
    """Một đơn vị vào một ngày: cấp trên, lịch sử, kế thừa, các cụm đã tham gia."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    day = _day(on)
    unit = queries.unit(code, day)
    lineage = queries.lineage_on(code, day)[1:]
    history, successions = queries.history_of(code), queries.successions_of(code)
    clusters = queries.clusters_of(code)
    if as_json:
        echo_json({
            **unit_json(unit),
            "lineage": [{"code": up, "name": name} for up, name in lineage],
            "history": [
                {"name": row.name, "from": row.valid_from, "to": row.valid_to, "basis": row.basis, "mark": row.mark}
                for row in history
            ],
            "successions": [asdict(row) for row in successions],
            "clusters": [{"key": cluster.key, "role": role} for cluster, role in clusters],
        })  # fmt: skip
        return
    click.echo(_line(unit))
    _section("Trực thuộc", (f"{up}  {name}" for up, name in lineage))
    _section(
        "Lịch sử", (f"{_span(row.valid_from, row.valid_to)}: {row.name}  {row.basis}" for row in history)
    )
    _section(
        "Kế thừa",
        (f"{on_screen(row.on)}: {row.predecessor_name} → {row.successor_name} ({row.mark.label})"
         for row in successions),
    )  # fmt: skip
    _section("Cụm thi đua", (f"{cluster.key}  {cluster.name}  ({role})" for cluster, role in clusters))


def _span(start: date, end: date | None) -> str:
    return f"{on_screen(start)} – {on_screen(end - timedelta(days=1)) if end else 'nay'}"


def _section(title: str, lines: Iterable[str]) -> None:
    shown = list(lines)
    if shown:
        click.echo(f"{title}:")
        for line in shown:
            click.echo(f"  {line}")


@command.command("tree")
@click.argument("code", metavar="MÃ")
@click.option("--depth", type=click.IntRange(1, 9), default=1, show_default=True, help="Số cấp bên dưới.")
@on_day
def tree(code: str, depth: int, on: str | None) -> None:
    """Các đơn vị trực thuộc vào một ngày, theo thứ tự tiếng Việt."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    day = _day(on)
    click.echo(_line(queries.unit(code, day)))

    def below(above: str, level: int) -> None:
        for child in queries.children_on(above, day):
            click.echo("  " * level + _line(child))
            if level < depth:
                below(child.code, level + 1)

    below(code, 1)


@command.command("create")
@as_user
@click.argument("code", metavar="MÃ")
@click.option("--kind", required=True, help="Loại đơn vị, ví dụ COMMUNE_POLICE.")
@click.option("--name", required=True, help="Tên đủ như trong văn bản.")
@click.option("--parent", required=True, help="Mã đơn vị cấp trên.")
@click.option("--from", "since", metavar="NGÀY", required=True, help="Có từ ngày nào.")
@click.option("--basis", default="", help="Số, ký hiệu, ngày của văn bản thành lập.")
@click.option(
    "--citing",
    metavar="VĂN_BẢN",
    default="",
    help="Văn bản có trong hệ thống, thay cho --basis: incoming:12, paper:7, instrument:ND152.",
)
@click.option("--territory", help="Mã tỉnh, xã mà đơn vị phụ trách.")
@as_json
def create(username: str, code: str, since: str, as_json: bool, **given: Any) -> None:
    """Ghi đơn vị mới, hoặc đơn vị cũ trở lại, từ một ngày."""
    from lantoa.organisation import operations, queries  # noqa: PLC0415 -- needs settings

    day = read(since, "--from")
    made = operations.create_unit(actor=actor(username), code=code, day=day, at=clock.now(), **given)
    found = queries.unit(made.code, day)
    if as_json:
        echo_json(unit_json(found))
    else:
        click.echo(f"Đã ghi: {_line(found)}")


def cluster_json(cluster: ClusterView) -> dict[str, Any]:
    """Exactly these: other programs read them."""
    return {
        "key": cluster.key,
        "head": cluster.head,
        "deputy": cluster.deputy,
        "members": [{"code": seat.code, "name": seat.name} for seat in cluster.members],
        "members_known": cluster.members_known,
        "sources": list(cluster.sources),
    }


def _print_cluster(cluster: ClusterView) -> None:
    click.echo(f"{cluster.key}: {cluster.name}, {cluster.series_label}, {cluster.mark.label}")
    for seat in cluster.members:
        role = f" – {seat.role_label}" if seat.role != "MEMBER" else ""
        click.echo(f"  {seat.code:<14} {seat.name}{role}")
    if not cluster.members_known:
        click.echo("  (chưa biết đủ thành viên)")
    click.echo(f"  Nguồn: {'; '.join(cluster.sources) or 'chưa có'}")


@command.command("cluster")
@click.option("--issuer", required=True, help="Mã đơn vị lập cụm, ví dụ BCA.")
@click.option("--series", help="Hệ cụm, ví dụ provincial; bỏ trống để liệt kê mọi hệ.")
@click.option("--number", type=int, help="Số cụm; bỏ trống để liệt kê.")
@on_day
@as_json
def cluster(issuer: str, series: str | None, number: int | None, on: str | None, as_json: bool) -> None:
    """Cụm thi đua vào một ngày: cụm trưởng, cụm phó, thành viên, nguồn."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    day = _day(on)
    if series is not None and number is not None:
        one = queries.cluster_on(issuer, series, number, day)
        if as_json:
            echo_json(cluster_json(one))
        else:
            _print_cluster(one)
        return
    found = queries.clusters_on(day, issuer=issuer, series=series, number=number)
    if as_json:
        echo_json([cluster_json(one) for one in found])
        return
    for one in found:
        _print_cluster(one)
    if not found:
        click.echo(f"Chưa có cụm nào do {issuer} lập vào ngày {on_screen(day)}.")


@command.command("load")
@click.option(
    "--until", metavar="NGÀY", help="Chỉ tình trạng đến ngày này; các đợt sau áp dụng bằng reorganise."
)
@click.option(
    "--former", is_flag=True, help="Nạp thêm huyện, xã của 60 tỉnh còn lại trước 01/7/2025 (sau khi đã nạp)."
)
@as_json
def load(until: str | None, former: bool, as_json: bool) -> None:
    """Nạp các đơn vị, kế thừa và cụm thi đua kèm theo phần mềm; chạy lại không đổi gì."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    def progress(what: str, done: int, total: int) -> None:
        click.echo(f"\r  {what}: {done}/{total}", nl=done >= total, err=True)

    if former:
        loaded = operations.load_former(at=clock.now(), progress=progress)
    else:
        loaded = operations.load_geography(
            at=clock.now(), progress=progress, until=read(until, "--until") if until else None
        )
    if as_json:
        echo_json(asdict(loaded))
    elif loaded.anything:
        click.echo(
            f"Đã nạp {loaded.units} đơn vị, {loaded.successions} kế thừa, {loaded.clusters} cụm thi đua."
        )
    else:
        click.echo("Dữ liệu đã có đủ, không thay đổi gì.")


@command.command("check")
@on_day
@as_json
def check(on: str | None, as_json: bool) -> None:
    """Tìm đơn vị ở hai nơi cùng lúc, trực thuộc nơi đã thôi hoạt động, hoặc mất dấu."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    found = queries.troubles(_day(on))
    if as_json:
        echo_json([asdict(one) for one in found])
        if not found:
            return
    for one in found[:50]:
        click.echo(f"{one.code:<8} {one.unit:<14} {one.detail}", err=as_json)
    if found:
        raise Conflict(
            "UNITS_TROUBLED",
            f"Có {len(found)} chỗ cần sửa trong dữ liệu tổ chức.",
            place=found[0].unit,
            remedy="Sửa bằng thao tác chuyển, kết thúc hoặc hợp nhất đơn vị, có căn cứ.",
        )
    click.echo("Dữ liệu tổ chức không có chồng lấn, không có đơn vị mất dấu.")


for more in (
    handover, complete, cluster_create, rotation, minutes, forces, force, force_history,
    country_map, family, lines, every, *CHANGES,
):  # fmt: skip
    command.add_command(more)
