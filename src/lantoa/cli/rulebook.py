"""``lantoa rules``: the table of rules: what each rests on, since when, and whether it may decide."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import read
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import KINDS, Row

from .acting import actor, as_user
from .main import echo_json, start_django

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
@click.argument("rule", metavar="MÃ")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def show_rule(rule: str, as_json: bool) -> None:
    """Xem mọi dòng của một mã quy tắc, qua các thời kỳ."""
    found = [(name, row) for name, row in packs.every() if row.id == rule]
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


def unknown(rule: str) -> NotFound:
    return NotFound(
        "UNKNOWN_RULE", f"Không có quy tắc mã “{rule}”.", place=rule, remedy="Xem mã: lantoa rules list."
    )


@command.command("confirm")
@click.argument("rule", metavar="MÃ")
@as_user
@click.option("--unit", required=True, help="Mã đơn vị đứng ra xác nhận.")
@click.option("--basis", required=True, help="Văn bản đã đọc: số, ký hiệu, ngày, điều khoản.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def confirm(rule: str, username: str, unit: str, basis: str, as_json: bool) -> None:
    """Xác nhận một quy tắc đang chờ xác nhận, có căn cứ."""
    start_django()
    from lantoa.rulebook import operations  # noqa: PLC0415 -- after start_django

    rows = [row for _, row in packs.every() if row.id == rule]
    if not rows:
        raise unknown(rule)
    day = clock.today()
    row = next((row for row in rows if row.valid.covers(day)), rows[-1])
    made = operations.confirm(
        actor=actor(username), rule=rule, unit=unit, basis=basis, valid_from=row.valid.start,
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
