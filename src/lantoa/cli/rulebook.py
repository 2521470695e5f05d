"""``lantoa rules``: the table of rules: what each rests on, since when, and whether it may decide."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import read
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import KINDS, Row

from .main import echo_json

PACK_NAMES = {
    "instruments": "Văn bản căn cứ",
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
        raise NotFound("UNKNOWN_RULE", f"Không có quy tắc mã “{rule}”.", remedy="Xem mã: lantoa rules list.")
    if as_json:
        echo_json([row_json(name, row) for name, row in found])
        return
    for name, row in found:
        click.echo(f"{row.id} · {PACK_NAMES[name]} · {row.name}")
        click.echo(f"  Căn cứ: {row.clause} ({instrument_number(row)})")
        click.echo(f"  Hiệu lực: {span(row)}; {row.layer.label}; {row.mark.label} ({row.read.label})")
        if row.note:
            click.echo(f"  Ghi chú: {row.note}")


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
