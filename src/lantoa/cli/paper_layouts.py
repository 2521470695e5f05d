"""``lantoa paper layouts | fields | layout-add | layout-map | layout-try | fill``: a unit's own layouts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput

from .acting import actor, as_json, as_user
from .main import echo_json, start_django
from .paper_signing import taken

FILE = click.Path(path_type=Path, dir_okay=False)
KEY = click.option("--key", default="", help="Khóa dữ kiện của văn bản; để trống thì thử với văn bản mẫu.")


@click.command("fields")
@click.argument("code", metavar="MÃ")
@as_json
def fields_command(code: str, as_json: bool) -> None:
    """In các trường dùng được trong mẫu của một loại văn bản, kèm ví dụ."""
    start_django()
    from lantoa.exchange import layouts  # noqa: PLC0415 -- after start_django

    known = layouts.fields_for(code)
    if as_json:
        echo_json([{"code": one.code, "label": one.label, "example": one.example} for one in known])
        return
    for one in known:
        click.echo(f"{one.code}\t{one.label}\t{one.example}")


@click.command("layouts")
@as_user
@as_json
def layouts_command(username: str, as_json: bool) -> None:
    """In các mẫu riêng của đơn vị."""
    start_django()
    from lantoa.exchange import layouts  # noqa: PLC0415 -- after start_django

    rows = [
        {"id": row.pk, "unit": row.unit.code, "paper": row.paper, "name": row.name, "sort": row.sort,
         "version": layouts.version_of(row).number}
        for row in layouts.layouts(actor(username), clock.today())
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo("  ".join(str(value) for value in row.values()))
    if not rows:
        click.echo("Chưa có mẫu nào.")


@click.command("layout-add")
@click.argument("file", metavar="TỆP", type=FILE)
@click.option("--unit", required=True, metavar="ĐƠN_VỊ", help="Mã đơn vị dùng mẫu.")
@click.option("--paper", required=True, metavar="MÃ", help="Mã trong danh mục văn bản.")
@click.option("--name", required=True, help="Tên mẫu.")
@click.option(
    "--sort", type=click.Choice(["WORD", "FORM"]), required=True, help="WORD: có trường; FORM: biểu gán ô."
)
@as_user
@as_json
def add_command(
    file: Path, unit: str, paper: str, name: str, sort: str, username: str, as_json: bool
) -> None:
    """Lưu mẫu Word có trường, hoặc biểu của cấp trên, cho một đơn vị."""
    start_django()
    from lantoa.exchange import operations  # noqa: PLC0415 -- after start_django

    made = operations.add_layout(
        actor=actor(username), unit=unit, paper=paper, name=name, sort=sort, file_name=file.name, data=taken(file),
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _say({"id": made.pk, "name": made.name}, f"Đã lưu mẫu số {made.pk}.", as_json)


@click.command("layout-map")
@click.argument("number", metavar="SỐ", type=int)
@click.argument("mapping", metavar="TỆP_JSON", type=FILE)
@as_user
@as_json
def map_command(number: int, mapping: Path, username: str, as_json: bool) -> None:
    """Gán ô trống của biểu với dữ kiện: tệp JSON {"Biểu 1!B2": "so_lieu_m03", …}."""
    start_django()
    from lantoa.exchange import operations  # noqa: PLC0415 -- after start_django

    try:
        wanted = json.loads(taken(mapping))
    except ValueError:
        wanted = None
    if not isinstance(wanted, dict) or not all(isinstance(one, str) for one in wanted.values()):
        raise BadInput(
            "BAD_MAPPING", "Tệp gán không phải JSON dạng chỗ → trường.", place=str(mapping),
            remedy='Viết như {"Biểu 1!B2": "so_lieu_m03"}.',
        )  # fmt: skip
    made = operations.map_form(
        actor=actor(username), layout=number, mapping=wanted, day=clock.today(), at=clock.now()
    )
    _say({"id": number, "version": made.number}, f"Đã lưu cách gán, phiên bản {made.number}.", as_json)


@click.command("layout-try")
@click.argument("number", metavar="SỐ", type=int)
@KEY
@as_user
@as_json
def try_command(number: int, key: str, username: str, as_json: bool) -> None:
    """Thử mẫu: ô trống, trường không nhận ra (kèm gợi ý), dữ kiện còn thiếu. Không ghi gì."""
    start_django()
    from lantoa.exchange import layouts  # noqa: PLC0415 -- after start_django

    who = actor(username)
    row = layouts.layout(number, visible_to=who, day=clock.today())
    version = layouts.version_of(row)
    run = layouts.dry_run(
        version, layouts.facts(row.paper, key, actor=who, day=clock.today()) if key else None
    )
    blanks = {one.place: one.label for one in layouts.blanks(version)} if row.sort == "FORM" else {}
    if as_json:
        echo_json({
            "ready": run.ready, "asked": run.asked, "unknown": [one.as_dict() for one in run.unknown],
            "missing": [one.as_dict() for one in run.missing], "blanks": blanks, "mapping": version.mapping,
        })  # fmt: skip
        return
    for place, label in blanks.items():
        click.echo(f"{place}\t{label}\t{version.mapping.get(place, '–')}")
    for one in run.faults:
        click.echo(f"{one.place}: {one.message} {one.remedy}")
    click.echo("Điền được." if run.ready else "Chưa điền được bản chính thức.")


@click.command("fill")
@click.argument("number", metavar="SỐ", type=int)
@click.argument("key", metavar="KHÓA")
@click.option("--draft", is_flag=True, help="Chỗ thiếu dữ kiện ghi “còn thiếu”.")
@click.option("--out", type=FILE, required=True, help="Ghi tệp đã điền.")
@as_user
@as_json
def fill_command(number: int, key: str, draft: bool, out: Path, username: str, as_json: bool) -> None:
    """Điền dữ kiện của một văn bản vào mẫu riêng."""
    start_django()
    from lantoa.exchange import layouts  # noqa: PLC0415 -- after start_django

    who = actor(username)
    row = layouts.layout(number, visible_to=who, day=clock.today())
    told = layouts.facts(row.paper, key, actor=who, day=clock.today())
    content, kind = layouts.filled(layouts.version_of(row), told, draft=draft)
    out.write_bytes(content)
    _say({"file": str(out), "kind": kind}, str(out), as_json)


def _say(data: dict[str, Any], words: str, as_json: bool) -> None:
    echo_json(data) if as_json else click.echo(words)


COMMANDS = (fields_command, layouts_command, add_command, map_command, try_command, fill_command)
