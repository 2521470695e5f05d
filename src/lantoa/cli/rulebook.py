"""``lantoa rules``: the table of rules: what each rests on, since when, and whether it may decide."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import read
from lantoa.rulebook import packs
from lantoa.rulebook.rules.differences import Difference, between
from lantoa.rulebook.rules.rows import KINDS, Row
from lantoa.rulebook.rules.standing import standing

from .acting import actor, as_user
from .main import echo_json, start_django
from .rulebook_days import COMMANDS as DAYS
from .rulebook_local import COMMANDS as LOCAL
from .rulebook_local import show_preview
from .rulebook_texts import COMMANDS as TEXTS

PACK_NAMES = {
    "instruments": "Văn bản căn cứ",
    "delegations": "Nơi được giao quy định riêng",
    "awards": "Danh hiệu thi đua, hình thức khen thưởng",
    "eligibility": "Điều kiện xét",
    "blocks": "Trường hợp không xét, tạm dừng",
    "quotas": "Tỷ lệ, số lượng",
    "authorities": "Thẩm quyền",
    "thresholds": "Hội đồng, bỏ phiếu",
    "dossiers": "Thành phần hồ sơ",
    "deadlines": "Thời hạn",
    "annual_calendar": "Lịch năm thi đua",
    "coefficients": "Hệ số tiền thưởng",
    "base_salaries": "Lương cơ sở",
    "bonus_rules": "Cách tính tiền thưởng",
    "revocations": "Hủy, tước, phục hồi",
    "criteria": "Bộ tiêu chí",
    "indicators": "Chỉ tiêu phong trào",
    "regimes": "Chế độ, kỳ báo cáo",
    "layout": "Thể thức văn bản",
    "doc_types": "Loại văn bản",
    "holidays": "Ngày nghỉ, ngày làm bù",
}


@click.group("rules")
def command() -> None:
    """Danh mục quy tắc: căn cứ, hiệu lực, mức kiểm chứng."""


@command.command("list")
@click.option("--on", "on", metavar="NGÀY", help="Chỉ các quy tắc có hiệu lực ngày này.")
@click.option("--mark", type=click.Choice([mark.value for mark in Mark]), help="Chỉ một mức kiểm chứng.")
@click.option("--pack", "pack", type=click.Choice(list(KINDS)), help="Chỉ một gói quy tắc.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def list_rules(on: str | None, mark: str | None, pack: str | None, as_json: bool) -> None:
    """Liệt kê quy tắc."""
    found = selected(read(on, "--on") if on else None, mark, pack)
    if as_json:
        echo_json([row_json(name, row) for name, row in found])
        return
    shown = ""
    for name, row in found:
        if name != shown:
            click.echo(f"\n{PACK_NAMES[name]}")
            shown = name
        click.echo(f"  {row.id:<14} [{row.mark.label}] {row.name}")
        click.echo(f"  {'':<14} {row.clause}; {span(row)}; {row.layer.label}")
    verified = sum(row.mark is Mark.VERIFIED for _, row in found)
    click.echo(f"\n{len(found)} quy tắc: {verified} đã kiểm chứng, {len(found) - verified} chờ xác nhận.")


@command.command("show")
@click.argument("rule", metavar="MÃ", required=False)
@click.option(
    "--on", "on", metavar="NGÀY", help="Chỉ dòng có hiệu lực ngày này; không có mã thì mọi quy tắc."
)
@click.option(
    "--unit", metavar="ĐƠN_VỊ", help="Như đơn vị này áp dụng: cả quy định riêng, kèm nguồn của giá trị."
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_context
def show_rule(
    context: click.Context, rule: str | None, on: str | None, unit: str | None, as_json: bool
) -> None:
    """Xem một mã quy tắc qua các thời kỳ, vào một ngày, hay như một đơn vị áp dụng; bỏ mã thì xem tất cả."""
    if unit:
        show_held(rule, read(on, "--on") if on else None, unit, as_json)
        return
    if rule is None:
        context.invoke(list_rules, on=on, mark=None, pack=None, as_json=as_json)
        return
    day = read(on, "--on") if on else None
    found = [
        (name, row)
        for name, row in packs.every()
        if row.id == rule and (day is None or row.valid.covers(day))
    ]
    if not found:
        raise unknown(rule)
    if as_json:
        echo_json([row_json(name, row) for name, row in found])
        return
    for name, row in found:
        click.echo(f"{row.id} · {PACK_NAMES[name]} · {row.name}")
        click.echo(f"  Căn cứ: {row.clause} ({instrument_number(row)})")
        click.echo(f"  Hiệu lực: {span(row)}; {row.layer.label}; {row.mark.label} ({row.read.label})")
        if row.note:
            click.echo(f"  Ghi chú: {row.note}")


def show_held(rule: str | None, on: date | None, unit: str, as_json: bool) -> None:
    """The rules as they hold for a unit, each with where its value comes from."""
    start_django()
    from lantoa.organisation import queries as organisation  # noqa: PLC0415 -- after start_django
    from lantoa.rulebook import queries  # noqa: PLC0415 -- after start_django

    day = clock.today()
    held = [
        (name, one)
        for name, one in queries.rules_on(on or day, unit=unit, day=day)
        if rule is None or one.row.id == rule or one.row.id.startswith(f"{rule}.")
    ]
    if not held:
        raise unknown(rule or "")
    if as_json:
        echo_json(
            [row_json(name, one.row) | {"trace": [step.said() for step in one.steps]} for name, one in held]
        )
        return
    for name, one in held:
        click.echo(f"{one.row.id} · {PACK_NAMES[name]} · {one.row.name} [{one.row.mark.label}]")
        for step in one.steps:
            where = organisation.name_of(step.unit, day) if step.unit else ""
            click.echo(f"  giá trị đến từ {step.said(where)}")


@command.command("check")
@click.argument(
    "file", metavar="[TỆP]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def check(file: Path | None, as_json: bool) -> None:
    """Kiểm tra các gói quy tắc kèm phần mềm; có TỆP thì kiểm tra tệp quy định riêng, nêu từng dòng sai."""
    if file is None:
        counts = {name: len(packs.pack(name)) for name in KINDS}
        if as_json:
            echo_json(counts)
        else:
            click.echo(f"{len(counts)} gói, {sum(counts.values())} dòng: đúng dạng, dòng nào cũng có căn cứ.")
        return
    show_preview(file, as_json)


@command.command("diff")
@click.argument("first", metavar="NGÀY_TRƯỚC")
@click.argument("second", metavar="NGÀY_SAU")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Như đơn vị này áp dụng, cả quy định riêng.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def diff(first: str, second: str, unit: str | None, as_json: bool) -> None:
    """Quy tắc nào thêm, hết, đổi giữa hai ngày."""
    days = read(first, "NGÀY_TRƯỚC"), read(second, "NGÀY_SAU")
    if unit:
        start_django()
        from lantoa.rulebook import queries  # noqa: PLC0415 -- after start_django

        found = queries.differences(*days, unit=unit, day=clock.today())
    else:
        found = between(
            *([(name, row) for name, row in packs.every() if row.valid.covers(day)] for day in days)
        )
    if as_json:
        echo_json([difference_json(one) for one in found])
        return
    words = {"added": "thêm", "ended": "hết", "changed": "đổi"}
    for one in found:
        click.echo(f"  {words[one.kind]:<5} {one.row.id:<14} {one.row.name}")
        for change in one.changes:
            click.echo(f"  {'':<20} {change.field}: {change.old} → {change.new}")
    click.echo(f"{len(found)} khác nhau giữa {days[0]:%d/%m/%Y} và {days[1]:%d/%m/%Y}.")


def difference_json(one: Difference) -> dict[str, Any]:
    changes = [{"field": c.field, "old": str(c.old), "new": str(c.new)} for c in one.changes]
    return {
        "kind": one.kind,
        "pack": one.pack,
        "id": one.row.id,
        "clause": one.row.clause,
        "changes": changes,
    }


@command.command("instruments")
@click.option("--on", "on", metavar="NGÀY", help="Tình trạng vào ngày này; không có thì hôm nay.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def instruments(on: str | None, as_json: bool) -> None:
    """Văn bản căn cứ và tình trạng hiệu lực vào một ngày."""
    day, every = read(on, "--on") if on else clock.today(), packs.instruments(None)
    found = [(one, standing(one, every, day)) for one in every]
    if as_json:
        echo_json([{"id": one.id, "number": one.number, "status": stands.status.value, "unread": stands.unread,
                    "replaced_by": list(stands.replaced_by)} for one, stands in found])  # fmt: skip
        return
    for one, stands in found:
        unread = " (chưa đọc được văn bản)" if stands.unread else ""
        click.echo(f"  {one.id:<12} {stands.status.label}{unread}: {one.number}, {one.name}")


@command.command("to-confirm")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Còn chờ ở đơn vị này.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def waiting(unit: str | None, as_json: bool) -> None:
    """Quy tắc đang có hiệu lực còn chờ xác nhận, theo tầng."""
    start_django()
    from lantoa.rulebook import queries  # noqa: PLC0415 -- after start_django

    day = clock.today()
    found = sorted(queries.to_confirm(day, unit=unit or "", day=day), key=lambda pair: pair[1].layer.value)
    if as_json:
        echo_json([row_json(name, row) for name, row in found])
        return
    for _name, row in found:
        click.echo(f"  {row.id:<14} [{row.layer.label}] {row.name} ({row.read.label})")
    click.echo(f"{len(found)} quy tắc chờ xác nhận.")


@command.command("reconfirm")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def reconfirm(number: int, username: str, as_json: bool) -> None:
    """Xác nhận lại như một xác nhận đã rút."""
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    made = operations.confirm_again(
        actor=actor(username), confirmation=number, day=clock.today(), at=clock.now()
    )
    if as_json:
        echo_json({"id": made.pk, "rule": made.rule, "basis": made.basis})
    else:
        click.echo(f"Đã xác nhận lại quy tắc {made.rule} (xác nhận số {made.pk}).")


def unknown(rule: str) -> NotFound:
    return NotFound(
        "UNKNOWN_RULE", f"Không có quy tắc mã “{rule}”.", place=rule, remedy="Xem mã: lantoa rules list."
    )


@command.command("confirm")
@click.argument("rule", metavar="MÃ")
@as_user
@click.option("--unit", required=True, help="Mã đơn vị đứng ra xác nhận.")
@click.option("--basis", required=True, help="Văn bản đã đọc: số, ký hiệu, ngày, điều khoản.")
@click.option("--note", default="", help="Ghi chú: đọc ở đâu, điểm nào còn theo dõi.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def confirm(rule: str, username: str, unit: str, basis: str, note: str, as_json: bool) -> None:
    """Xác nhận một quy tắc đang chờ xác nhận, có căn cứ."""
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    rows = [row for _, row in packs.every() if row.id == rule]
    if not rows:
        raise unknown(rule)
    day = clock.today()
    row = next((row for row in rows if row.valid.covers(day)), rows[-1])
    made = operations.confirm(
        actor=actor(username), rule=rule, unit=unit, basis=basis, note=note, valid_from=row.valid.start,
        day=day, at=clock.now(),
    )  # fmt: skip
    if as_json:
        echo_json({"id": made.pk, "rule": made.rule, "unit": unit, "basis": made.basis})
    else:
        click.echo(f"{unit} đã xác nhận quy tắc {rule} (xác nhận số {made.pk}).")


@command.command("withdraw")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@click.option("--reason", required=True, help="Lý do rút xác nhận.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def withdraw(number: int, username: str, reason: str, as_json: bool) -> None:
    """Rút một xác nhận; quy tắc trở về “chờ xác nhận”, việc đã quyết định giữ nguyên."""
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    row = operations.withdraw(
        actor=actor(username), confirmation=number, reason=reason, day=clock.today(), at=clock.now()
    )
    if as_json:
        echo_json({"id": row.pk, "rule": row.rule, "withdrawn_at": row.withdrawn_at})
    else:
        click.echo(f"Đã rút xác nhận số {row.pk} của quy tắc {row.rule}.")


def selected(on: date | None, mark: str | None, pack: str | None) -> list[tuple[str, Row]]:
    return [
        (name, row)
        for name, row in packs.every()
        if (pack is None or name == pack)
        and (mark is None or row.mark.value == mark)
        and (on is None or row.valid.covers(on))
    ]


def instrument_number(row: Row) -> str:
    return next((one.number for one in packs.instruments(None) if one.id == row.instrument), row.instrument)


def span(row: Row) -> str:
    """'từ 01/07/2025', 'từ 01/01/2024 đến hết 30/06/2025'."""
    last = row.valid.last_day
    return f"từ {row.valid.start:%d/%m/%Y}" + (f" đến hết {last:%d/%m/%Y}" if last else "")


def row_json(name: str, row: Row) -> dict[str, Any]:
    return {
        "pack": name,
        "id": row.id,
        "name": row.name,
        "instrument": row.instrument,
        "clause": row.clause,
        "valid_from": row.valid.start.isoformat(),
        "valid_to": row.valid.end.isoformat() if row.valid.end else None,
        "layer": row.layer.value,
        "mark": row.mark.value,
        "read": row.read.value,
        "note": row.note,
    }


for one in (*LOCAL, *TEXTS, *DAYS):
    command.add_command(one)
