"""``lantoa units rename|move|merge|split|dissolve|kind|undo|settle|changes|carry-rule|reorganise``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from lantoa.kernel import clock
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen, read

from .acting import actor, as_json, as_user
from .main import echo_json

if TYPE_CHECKING:
    from lantoa.organisation import hooks
    from lantoa.organisation.change_queries import ChangeView
    from lantoa.organisation.operations import Forecast

Command = Callable[..., None]
since = click.option(
    "--from", "since", metavar="NGÀY", required=True, help="Từ ngày nào; ngày sau là dự kiến."
)
basis = click.option("--basis", required=True, help="Số, ký hiệu, ngày và nơi ban hành văn bản.")
typed = click.option("--basis", default="", help="Số, ký hiệu, ngày và nơi ban hành văn bản.")
citing = click.option(
    "--citing", metavar="VĂN_BẢN", default="",
    help="Văn bản có trong hệ thống, thay cho --basis: incoming:12, paper:7, instrument:ND152.",
)  # fmt: skip
only_preview = click.option("--preview", "preview", is_flag=True, help="Chỉ xem việc sẽ xảy ra, không ghi.")
carry = click.option(
    "--carry", type=click.Choice(["ask", "carry", "close"]), default=None,
    help="Việc đang dở: hỏi, chuyển sang nơi kế thừa, khép lại (mặc định: theo quy định của tỉnh).",
)  # fmt: skip


def _common(command: Command) -> Command:
    for option in (as_json, only_preview, citing, typed, since, as_user):
        command = option(command)
    return command


def _run(kind: str, username: str, unit: str, since: str, preview: bool, as_json: bool, **said: Any) -> None:
    """Preview or make one change, and say what came of it."""
    from lantoa.organisation import change_queries, operations  # noqa: PLC0415 -- needs settings

    who = actor(username)
    wanted = operations.Wanted(kind=kind, unit=unit, day=read(since, "--from"), **said)
    if preview:
        _show_preview(operations.rehearse(actor=who, wanted=wanted, at=clock.now()), as_json)
        return
    made = operations.make(actor=who, wanted=wanted, at=clock.now())
    _show(change_queries.change(made.pk, visible_to=who, day=clock.today()), as_json)


def _show_preview(seen: hooks.Preview, as_json: bool) -> None:
    if as_json:
        echo_json({
            "kind": seen.kind, "day": seen.day, "units": seen.units, "heirs": seen.heirs,
            "children": seen.children, "clusters": seen.clusters,
            "lines": [line._asdict() for line in seen.lines],
        })  # fmt: skip
        return
    click.echo(f"Từ {on_screen(seen.day)}: {', '.join(seen.units.values())}")
    if seen.heirs:
        click.echo(f"  Tiếp nhận: {', '.join(seen.heirs.values())}")
    click.echo(f"  Đơn vị trực thuộc: {len(seen.children)}; cụm, khối: {len(seen.clusters)}")
    for line in seen.lines:
        click.echo(f"  {line.label}: {line.count}")


def change_json(found: ChangeView) -> dict[str, Any]:
    return {
        "number": found.pk, "kind": found.kind, "unit": found.unit, "what": found.what, "day": found.day,
        "basis": found.basis, "citing": found.citing, "mark": found.mark, "state": found.state, "carry": found.carry,
        "undone_on": found.undone_on,
    }  # fmt: skip


def _show(found: ChangeView, as_json: bool) -> None:
    if as_json:
        echo_json(change_json(found))
        return
    click.echo(f"#{found.pk} {on_screen(found.day)} {found.kind_label}: {found.what}")
    click.echo(f"  {found.state_label}; {found.basis}; {found.mark.label}")
    if found.waits:
        click.echo(f"  Việc đang dở chờ quyết định: lantoa units settle {found.pk} carry|close")


@click.command("rename")
@click.argument("unit", metavar="MÃ")
@click.option("--name", required=True, help="Tên mới, đủ như trong văn bản.")
@click.option("--short-name", help="Tên ngắn mới.")
@_common
def rename(**said: Any) -> None:
    """Đổi tên một đơn vị từ một ngày."""
    _run("rename", **said)


@click.command("move")
@click.argument("unit", metavar="MÃ")
@click.option("--parent", required=True, help="Mã đơn vị cấp trên mới.")
@_common
def move(**said: Any) -> None:
    """Chuyển một đơn vị sang cấp trên khác."""
    _run("move", **said)


@click.command("merge")
@click.argument("units", metavar="MÃ…", nargs=-1, required=True)
@click.option("--into", required=True, help="Mã đơn vị tiếp nhận.")
@carry
@_common
def merge(units: tuple[str, ...], carry: str | None, **said: Any) -> None:
    """Sáp nhập một hay nhiều đơn vị vào đơn vị tiếp nhận."""
    _run("merge", unit=units[0], also=units[1:], carry=carry or "", **said)


@click.command("split")
@click.argument("unit", metavar="MÃ")
@click.option("--to", "to", metavar="MÃ=TỶ_LỆ", multiple=True, required=True, help="Ví dụ --to CA.15=0.6.")
@carry
@_common
def split(to: tuple[str, ...], carry: str | None, **said: Any) -> None:
    """Chia tách một đơn vị cho nhiều đơn vị tiếp nhận, tỷ lệ cộng lại bằng 1."""
    try:
        shares = {code: Decimal(share) for code, _eq, share in (one.partition("=") for one in to)}
    except InvalidOperation:
        raise BadInput(
            "BAD_SHARE", "Tỷ lệ không đọc được.", place="--to", remedy="Ghi ví dụ --to CA.15=0.6."
        ) from None
    _run("split", shares=shares, carry=carry or "", **said)


@click.command("dissolve")
@click.argument("unit", metavar="MÃ")
@carry
@_common
def dissolve(carry: str | None, **said: Any) -> None:
    """Giải thể một đơn vị, không có nơi kế thừa."""
    _run("dissolve", carry=carry or "", **said)


@click.command("kind")
@click.argument("unit", metavar="MÃ")
@click.argument("to_kind", metavar="LOẠI")
@click.option("--name", default="", help="Tên mới, nếu đổi theo.")
@_common
def kind(**said: Any) -> None:
    """Đổi loại một đơn vị, ví dụ xã thành phường."""
    _run("kind", **said)


@click.command("undo")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@basis
@as_json
def undo(number: int, username: str, basis: str, as_json: bool) -> None:
    """Hoàn tác thay đổi gần nhất của một đơn vị, hoặc hủy thay đổi dự kiến."""
    from lantoa.organisation import change_queries, operations  # noqa: PLC0415 -- needs settings

    who = actor(username)
    operations.undo(actor=who, change=number, basis=basis, at=clock.now())
    _show(change_queries.change(number, visible_to=who, day=clock.today()), as_json)


@click.command("settle")
@click.argument("number", metavar="SỐ", type=int)
@click.argument("rule", metavar="CÁCH", type=click.Choice(["carry", "close"]))
@as_user
@as_json
def settle(number: int, rule: str, username: str, as_json: bool) -> None:
    """Chuyển (carry) hoặc khép (close) việc đang dở của đơn vị đã kết thúc."""
    from lantoa.organisation import change_queries, operations  # noqa: PLC0415 -- needs settings

    who = actor(username)
    operations.settle(actor=who, change=number, carry=rule, at=clock.now())
    _show(change_queries.change(number, visible_to=who, day=clock.today()), as_json)


@click.command("carry-rule")
@click.argument("unit", metavar="MÃ")
@click.argument("rule", metavar="CÁCH", type=click.Choice(["ask", "carry", "close"]))
@as_user
@since
@basis
@as_json
def carry_rule(unit: str, rule: str, username: str, since: str, basis: str, as_json: bool) -> None:
    """Đặt quy định của tỉnh về việc đang dở khi một đơn vị cấp dưới kết thúc."""
    from lantoa.organisation import operations  # noqa: PLC0415 -- needs settings

    day = read(since, "--from")
    made = operations.set_carry_rule(
        actor=actor(username), unit=unit, rule=rule, day=day, basis=basis, at=clock.now()
    )
    if as_json:
        echo_json({"unit": unit, "rule": made.rule, "valid_from": day, "basis": made.basis})
    else:
        click.echo(
            f"Từ {on_screen(day)}, việc đang dở của đơn vị kết thúc dưới {unit}: {made.get_rule_display()}."
        )


@click.command("changes")
@click.option("--unit", default="", help="Chỉ thay đổi có liên quan đến đơn vị này.")
@click.option("--state", type=click.Choice(["planned", "in_force", "undone", "cancelled"]), help="Hiệu lực.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="Số dòng.")
@as_json
def changes(unit: str, state: str | None, limit: int, as_json: bool) -> None:
    """Các thay đổi tổ chức đã ghi, mới nhất trước."""
    from lantoa.organisation import change_queries  # noqa: PLC0415 -- needs settings

    day = clock.today()
    rows = change_queries.changes(day, unit)
    if state:
        rows = rows.filter(state=state)
    found = [change_queries.view(row, SYSTEM, day) for row in rows[:limit]]
    if as_json:
        echo_json([change_json(one) for one in found])
        return
    for one in found:
        _show(one, False)
    if not found:
        click.echo("Chưa có thay đổi nào.")


@click.command("reorganise")
@click.argument(
    "file", metavar="TỆP", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--set", "key", help="Một bộ kèm theo phần mềm, ví dụ 2025-07-01.")
@click.option("--from", "since", metavar="NGÀY", help="Ngày hiệu lực, cho bộ chưa rõ ngày.")
@click.option("--apply", "apply_", is_flag=True, help="Áp dụng; không nêu thì chỉ xem trước.")
@click.option("--preview", is_flag=True, help="Chỉ xem trước (mặc định).")
@click.option("--as", "username", metavar="NGƯỜI_DÙNG", help="Làm với quyền của người này; tệp riêng cần có.")
@as_json
def reorganise(
    file: Path | None, key: str | None, since: str | None, apply_: bool, preview: bool, username: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Xem trước hoặc áp dụng cả một đợt sắp xếp, thành một mục nhật ký."""
    from lantoa.organisation import change_queries, operations  # noqa: PLC0415 -- needs settings

    if bool(file) == bool(key) or (apply_ and preview) or (file and not username):
        raise BadInput(
            "ONE_SOURCE", "Nêu một tệp (kèm --as) hoặc một bộ --set; chỉ một trong --preview, --apply.",
            place="lantoa units reorganise", remedy="Ví dụ: lantoa units reorganise --set 2025-07-01 --preview.",
        )  # fmt: skip
    who = actor(username) if username else SYSTEM
    day: date | None = read(since, "--from") if since else None
    script = (
        operations.script_of(_read(file), key=file.stem) if file else change_queries.script(str(key), day)
    )
    seen = operations.preview_reorganise(actor=who, script=script)
    number = operations.reorganise(actor=who, script=script, at=clock.now()).pk if apply_ else None
    _show_forecast(seen, number, as_json)


def _read(file: Path) -> Any:
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(
            "BAD_SET", f"Tệp không đọc được: {error}", place=file.name, remedy="Tệp YAML, bảng mã UTF-8."
        ) from None


def _show_forecast(seen: Forecast, number: int | None, as_json: bool) -> None:
    if as_json:
        echo_json({
            "key": seen.script.key, "day": seen.day, "mark": seen.script.mark, "before": seen.before,
            "after": seen.after, "change": number, "founded": len(seen.script.founded),
            "changed": len(seen.script.changed), "ended": len(seen.script.ended), "heirs": len(seen.script.heirs),
        })  # fmt: skip
        return
    click.echo(f"{seen.script.title} ({on_screen(seen.day)}; {seen.script.basis})")
    for label, one in (("Trước", seen.before), ("Sau", seen.after)):
        click.echo(
            f"  {label}: {one.get('provinces', 0)} tỉnh; {one.get('communes', 0)} xã "
            f"({one.get('xa', 0)} xã, {one.get('phuong', 0)} phường, {one.get('dac_khu', 0)} đặc khu)"
        )
    script = seen.script
    click.echo(
        f"  {len(script.founded)} thành lập, {len(script.changed)} thay đổi, {len(script.ended)} kết thúc, "
        f"{len(script.heirs)} kế thừa"
    )
    for line in seen.lines:
        click.echo(f"  {line.label}: {line.count}")
    click.echo(f"Đã áp dụng: thay đổi số {number}." if number else "Mới xem trước, chưa ghi gì.")


COMMANDS = (
    rename, move, merge, split, dissolve, kind, undo, settle, carry_rule, changes, reorganise,
)  # fmt: skip
