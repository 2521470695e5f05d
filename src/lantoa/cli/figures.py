"""``lantoa figures``: ask the accepted figures; keep, remake and prove the files they are answered from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from lantoa.kernel.errors import BadInput, Conflict

from .acting import actor, as_json, as_user
from .main import echo_json, start_django

form_option = click.option("--form", "form_code", default="", help="Chỉ biểu này.")
period_option = click.option("--period", default="", help="Chỉ kỳ này.")


@click.group("figures")
def command() -> None:
    """Số liệu đã duyệt: hỏi ở mọi cấp, mọi kỳ; dựng lại và kiểm tra tệp số liệu."""
    start_django()


@command.command("ask")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--period", "periods", multiple=True, required=True, help="Mã kỳ; nhắc lại được.")
@click.option("--unit", default="", help="Của đơn vị này và cấp dưới.")
@click.option("--cluster", default="", help="Hoặc của cụm này.")
@click.option(
    "--level", default="self", show_default=True, help="self, children, hay loại đơn vị (PROVINCE …)."
)
@click.option("--code", "codes", multiple=True, help="Chỉ chỉ tiêu này; nhắc lại được.")
@click.option("--on", "on", metavar="NGÀY", help="Quy về địa giới và tổ chức của ngày này.")
@click.option("--provisional", is_flag=True, help="Tính cả báo cáo chờ duyệt.")
@click.option("--each", is_flag=True, help="Từng kỳ một, không gộp các kỳ.")
@click.option("--out", type=click.Path(dir_okay=False), help="Ghi ra tệp .csv, .xlsx hay .parquet.")
@as_json
def ask(username: str, out: str | None, as_json: bool, on: str | None, **given: Any) -> None:
    """Tổng của một đơn vị hay một cụm, như người này được xem."""
    from lantoa.analytics import exports, queries  # noqa: PLC0415 -- after start_django
    from lantoa.kernel import clock  # noqa: PLC0415 -- as above
    from lantoa.kernel.vi.dates import read  # noqa: PLC0415 -- as above

    wish = queries.Wish(
        given["form_code"], given["periods"], None, None, given["unit"], given["cluster"], given["level"],
        given["codes"], read(on, "--on") if on else None, given["provisional"], given["each"],
    )  # fmt: skip
    found = queries.figures(actor(username), wish, clock.today())
    if out:
        Path(out).write_bytes(exports.written(found, Path(out).suffix.removeprefix(".")))
        click.echo(f"Đã ghi {len(found.rows)} dòng vào {out}.")
    elif as_json:
        echo_json([_row(one) for one in found.rows])
    else:
        _show(found)


def _row(one: Any) -> dict[str, Any]:
    return {
        "unit": one.unit, "name": one.name, "period": one.period, "indicator": one.line.code, "value": one.value,
        "numerator": one.numerator, "denominator": one.denominator, "keys": one.keys, "reported": one.reported,
        "expected": one.expected, "hidden": one.hidden,
    }  # fmt: skip


def _show(found: Any) -> None:
    from lantoa.kernel.clock import HANOI  # noqa: PLC0415 -- after start_django
    from lantoa.kernel.vi.numbers import figure, percent  # noqa: PLC0415 -- as above

    click.echo(f"{found.form.title}. Tính đến {found.as_of.astimezone(HANOI):%H:%M ngày %d/%m/%Y}.")
    for one in found.rows:
        value = percent(one.value) if one.line.kind == "ratio" else f"{figure(one.value)} {one.line.measure}"
        said = "ít, không nêu" if one.hidden else value
        where = f"{one.name} {one.period}".strip()
        click.echo(f"  {where}: {one.line.code} {one.line.name}: {said} ({one.reported}/{one.expected})")


def _rounds(form_code: str, period: str) -> list[Any]:
    from lantoa.analytics import rounds  # noqa: PLC0415 -- after start_django

    found = rounds.chosen(form_code, period)
    if not found and (form_code or period):
        raise BadInput(
            "UNKNOWN_PERIOD", "Không có kỳ báo cáo nào như vậy.", place="--form, --period",
            remedy="Bỏ bớt điều kiện để lấy mọi kỳ.",
        )  # fmt: skip
    return found


@command.command("rebuild")
@form_option
@period_option
@as_json
def rebuild(form_code: str, period: str, as_json: bool) -> None:
    """Dựng lại tệp số liệu từ cơ sở dữ liệu; tiến độ ra stderr."""
    from lantoa.analytics import keeping  # noqa: PLC0415 -- after start_django
    from lantoa.kernel import clock  # noqa: PLC0415 -- as above

    told = []
    for one in _rounds(form_code, period):
        made = keeping.rebuild(round_=one, at=clock.now())
        click.echo(f"{one.form} {one.period}: {made.reports} báo cáo, {made.rows} số", err=True)
        told.append({"form": str(one.form), "period": one.period, "reports": made.reports, "rows": made.rows})
    if as_json:
        echo_json(told)
    else:
        click.echo(f"Đã dựng lại {len(told)} kỳ, {sum(one['rows'] for one in told)} số.")


@command.command("check")
@form_option
@period_option
@as_json
def check(form_code: str, period: str, as_json: bool) -> None:
    """Đối chiếu từng số với cơ sở dữ liệu; lệch thì nói chỗ lệch đầu tiên."""
    from lantoa.analytics import checking  # noqa: PLC0415 -- after start_django

    found = [checking.check(one) for one in _rounds(form_code, period)]
    if as_json:
        names = ("form", "period", "equal", "rows", "stored", "checksum", "waiting", "difference")
        echo_json([{name: getattr(one, name) for name in names} for one in found])
    else:
        for one in found:
            said = f"khớp, {one.rows} số" if one.equal else f"LỆCH: {one.difference}"
            click.echo(f"{one.form} {one.period}: {said}; chờ đưa vào tệp: {one.waiting} báo cáo")
    if wrong := [one for one in found if not one.equal]:
        raise Conflict(
            "FIGURES_DIFFER", f"{len(wrong)} kỳ có tệp số liệu lệch cơ sở dữ liệu.", place=wrong[0].difference,
            remedy="Chạy: lantoa figures rebuild.",
        )  # fmt: skip


@command.command("keep")
@click.option("--compact", is_flag=True, help="Gộp cả các tệp thay đổi vào tệp gốc.")
@as_json
def keep(compact: bool, as_json: bool) -> None:
    """Đưa những gì vừa duyệt, vừa sửa vào tệp; tiến trình nền vẫn tự làm mỗi vòng."""
    from lantoa.analytics import keeping  # noqa: PLC0415 -- after start_django
    from lantoa.kernel import clock  # noqa: PLC0415 -- as above

    told = keeping.keep(at=clock.now())
    if compact:
        told["compacted"] = sum(keeping.compact(round_=one, at=clock.now()) for one in _rounds("", ""))
    if as_json:
        echo_json(told)
    else:
        click.echo(f"Thêm {told['delta']} tệp thay đổi, dựng {told['rebuilt']} kỳ.")
