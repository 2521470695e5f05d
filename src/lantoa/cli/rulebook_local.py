"""``lantoa rules load | unload | reload | local | override``: rules of a ministry's or a province's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import read
from lantoa.rulebook.rules.rows import KINDS

from .acting import actor, as_user
from .main import echo_json, start_django


def show_preview(file: Path, as_json: bool) -> None:
    start_django()
    from lantoa.rulebook import facts, queries  # noqa: PLC0415 -- after start_django

    day = clock.today()
    found = queries.preview(facts.read_file(file.read_text("utf-8-sig"), file.name, day), day)
    if as_json:
        echo_json(
            [
                {"rule": one.overlay.rule, "source": one.overlay.source, "by": one.step.delegation}
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"  {one.overlay.rule:<8} [{one.step.mark.label}] {one.overlay.source}")
        click.echo(f"  {'':<8} theo {one.step.delegation}")
        for name, value in one.overlay.changes:
            click.echo(f"  {'':<8} {name}: {getattr(one.before, name, '')} → {value}")
        for condition in one.overlay.added:
            click.echo(f"  {'':<8} thêm điều kiện: {condition.say}")
    click.echo(f"{file.name}: {len(found)} mục, dùng được.")


@click.command("load")
@click.argument("file", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_user
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước, không nạp.")
@click.option("--replace", is_flag=True, help="Thay gói cùng mã đang dùng.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def load(file: Path, username: str, dry_run: bool, replace: bool, as_json: bool) -> None:
    """Nạp quy định riêng của bộ, tỉnh từ tệp YAML; rút bằng rules unload."""
    if dry_run:
        show_preview(file, as_json)
        return
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    row = operations.load(
        actor=actor(username), text=file.read_text("utf-8-sig"), file_name=file.name, replacing=replace,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _said_local(
        row,
        as_json,
        f"Đã nạp gói {row.code} (số {row.pk}): {row.rules} mục. Rút: lantoa rules unload {row.pk}.",
    )


@click.command("unload")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@click.option("--reason", required=True, help="Lý do rút gói.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def unload(number: int, username: str, reason: str, as_json: bool) -> None:
    """Rút một gói quy định riêng; việc đã quyết định giữ nguyên."""
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    row = operations.withdraw_local(
        actor=actor(username), pack=number, reason=reason, day=clock.today(), at=clock.now()
    )
    _said_local(row, as_json, f"Đã rút gói {row.code} (số {row.pk}).")


@click.command("reload")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def reload_pack(number: int, username: str, as_json: bool) -> None:
    """Dùng lại một gói quy định riêng đã rút."""
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    row = operations.restore_local(actor=actor(username), pack=number, day=clock.today(), at=clock.now())
    _said_local(row, as_json, f"Đã dùng lại gói {row.code} (số {row.pk}).")


def _said_local(row: Any, as_json: bool, words: str) -> None:
    if as_json:
        echo_json(
            {"id": row.pk, "code": row.code, "rules": row.rules, "withdrawn": row.withdrawn_at is not None}
        )
    else:
        click.echo(words)


@click.command("local")
@as_user
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def local_packs(username: str, as_json: bool) -> None:
    """Liệt kê các gói quy định riêng được xem."""
    start_django()
    from lantoa.rulebook import queries  # noqa: PLC0415 -- after start_django

    found = queries.local_packs(visible_to=actor(username), day=clock.today())
    if as_json:
        echo_json([{"id": one.pk, "code": one.code, "unit": one.unit.code, "title": one.title, "rules": one.rules,
                    "withdrawn": one.withdrawn_at is not None} for one in found])  # fmt: skip
        return
    for one in found:
        click.echo(
            f"{one.pk:>4} {one.code} · {one.unit.code} · {one.title}{' (đã rút)' if one.withdrawn_at else ''}"
        )
    click.echo(f"{len(found)} gói.")


@click.command("override")
@click.argument("rule", metavar="MÃ")
@as_user
@click.option("--pack", required=True, type=click.Choice(list(KINDS)), help="Gói của quy tắc.")
@click.option("--unit", required=True, help="Mã bộ hoặc Ủy ban nhân dân tỉnh ban hành.")
@click.option(
    "--set", "values", required=True, multiple=True, metavar="TRƯỜNG=GIÁ_TRỊ", help="Trường được giao đặt."
)
@click.option("--number", "number", required=True, help="Số, ký hiệu văn bản của đơn vị.")
@click.option("--name", required=True, help="Tên văn bản.")
@click.option("--clause", required=True, help="Điều, khoản của văn bản.")
@click.option("--from", "since", required=True, metavar="NGÀY", help="Áp dụng từ ngày.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def override(
    rule: str, username: str, pack: str, unit: str, values: tuple[str, ...], number: str, name: str, clause: str,
    since: str, as_json: bool,
) -> None:  # fmt: skip
    """Đặt quy định riêng cho một quy tắc, chỉ nơi Luật giao; giá trị nhiều dòng ngăn bằng dấu chấm phẩy."""
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    given: dict[str, Any] = {}
    for one in values:
        key, _, text = one.partition("=")
        given[key] = [part.strip() for part in text.split(";")] if key == "papers" else text
    row = operations.override(
        actor=actor(username), unit=unit, pack=pack, rule=rule, values=given, number=number, name=name, clause=clause,
        valid_from=read(since, "--from"), day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _said_local(
        row,
        as_json,
        f"Đã đặt quy định riêng cho {rule} (gói số {row.pk}). Rút: lantoa rules unload {row.pk}.",
    )


COMMANDS = (load, unload, reload_pack, local_packs, override)
