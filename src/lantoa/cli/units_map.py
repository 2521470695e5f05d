"""``lantoa units map | family | lines | list``: the map as a file, succession trees, both lines, units of a day."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen, read
from lantoa.kernel.vi.numbers import percent

from .acting import as_json
from .main import echo_json

if TYPE_CHECKING:
    from datetime import date

on_day = click.option("--on", "on", metavar="NGÀY", help="Xem vào ngày nào (mặc định: hôm nay).")


def _day(text: str | None) -> date:
    return read(text, "--on") if text else clock.today()


@click.command("map")
@on_day
@click.option("--province", metavar="MÃ", help="Một tỉnh với các xã của tỉnh đó; bỏ trống: cả nước.")
@click.option("--out", type=click.Path(path_type=Path), help="Ghi hình SVG ra tệp này.")
@as_json
def country_map(on: str | None, province: str | None, out: Path | None, as_json: bool) -> None:
    """Bản đồ các tỉnh vào một ngày: bảng ra màn hình, hình SVG ra tệp."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    day = _day(on)
    rows = queries.provinces_on(day)
    if out is not None:
        out.write_text(_drawn(province, day), encoding="utf-8")
        click.echo(f"Đã ghi {out}.", err=True)
    if as_json:
        echo_json([asdict(row) for row in rows])
        return
    for row in rows:
        communes = "–" if row.communes is None else str(row.communes)
        click.echo(f"{row.code:<10} {row.name:<32} {communes:>5} xã  {row.cluster}")


def _drawn(province: str | None, day: date) -> str:
    from lantoa.kernel.errors import NotFound  # noqa: PLC0415 -- only here
    from lantoa.organisation import maps, queries  # noqa: PLC0415 -- needs settings

    if province is None:
        areas = [
            maps.Area(row.code, row.name, f"{row.communes} xã" if row.communes else "", "m2")
            for row in queries.provinces_on(day)
        ]
        return maps.country(f"Các tỉnh, thành phố ngày {on_screen(day)}", areas, day, standalone=True)
    name = queries.unit(province, day).name
    spots = [
        maps.Spot(row.unit.code, row.name) for row in queries.listed_on(day, parent=province, kind="COMMUNE")
    ]
    drawn = maps.province(name, province, spots, day, standalone=True)
    if not drawn:
        raise NotFound(
            "NO_SHAPE", f"Không có hình của “{name}” vào ngày này.", place="--province",
            remedy="Chọn mã một tỉnh, thành phố, ví dụ 25; xem bằng lệnh: lantoa units map.",
        )  # fmt: skip
    return drawn


@click.command("family")
@click.argument("code", metavar="MÃ")
@as_json
def family(code: str, as_json: bool) -> None:
    """Cây kế thừa: đơn vị từ đâu mà có, nay thuộc về đâu, ba bước về mỗi phía."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    queries.unit(code, clock.today())
    found = queries.family_of(code)
    if as_json:
        echo_json(
            {"unit": code, "generation": found.generation, "steps": [asdict(one) for one in found.steps]}
        )
        return
    for one in found.steps:
        share = "" if one.share == 1 else f" ({percent(one.share)})"
        click.echo(f"{on_screen(one.on)}: {one.predecessor_name} → {one.successor_name}{share}  {one.basis}")
    if found.alone:
        click.echo("Đơn vị này không kế thừa đơn vị nào và chưa chuyển vào đơn vị nào.")


@click.command("lines")
@click.argument("code", metavar="MÃ")
@on_day
@as_json
def lines(code: str, on: str | None, as_json: bool) -> None:
    """Hai tuyến trên địa bàn của đơn vị: Ủy ban nhân dân và Công an, cùng các tổ chức khác."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    day = _day(on)
    found = queries.lines_of(queries.unit(code, day), day)
    named: dict[str, Any] = {"government": [], "police": [], "others": []}
    if found is not None:
        named = {key: [{"code": one.code, "name": one.name} for one in getattr(found, key)] for key in named}
    if as_json:
        echo_json({"territory": found.territory.code if found else None, **named})
        return
    labels = {"government": "Ủy ban nhân dân", "police": "Công an", "others": "Tổ chức khác"}
    for key, label in labels.items():
        click.echo(f"{label}:")
        for one in named[key]:
            click.echo(f"  {one['code']:<14} {one['name']}")


@click.command("list")
@click.option("--kind", help="Chỉ một loại đơn vị, ví dụ COMMUNE.")
@click.option("--parent", metavar="MÃ", help="Chỉ các đơn vị trực thuộc đơn vị này.")
@on_day
@as_json
def every(kind: str | None, parent: str | None, on: str | None, as_json: bool) -> None:
    """Mọi đơn vị hoạt động vào một ngày, xếp theo loại rồi theo tên."""
    from lantoa.organisation import queries  # noqa: PLC0415 -- needs settings

    rows = queries.listed_on(_day(on), parent=parent, kind=kind)
    if as_json:
        echo_json([
            {"code": row.unit.code, "name": row.name, "kind": row.kind,
             "parent": row.parent.code if row.parent else None, "valid_from": row.valid_from}
            for row in rows
        ])  # fmt: skip
        return
    for row in rows.iterator(chunk_size=1000):
        click.echo(f"{row.unit.code:<14} {row.name}")
