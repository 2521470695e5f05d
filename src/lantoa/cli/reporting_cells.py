"""``lantoa reporting enter | lock | list | parts``: one report's cells, and the cells behind a total."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure

from .acting import actor, as_json, as_user
from .main import echo_json

WHICH = (
    click.option("--form", "form_code", required=True, help="Mã biểu, ví dụ PT-6T."),
    click.option("--period", required=True, help="Kỳ, ví dụ 2026-H1."),
    click.option("--unit", required=True, help="Mã đơn vị báo cáo."),
)


def which(function: Any) -> Any:
    """A report is named by its form, period and unit."""
    for option in reversed(WHICH):
        function = option(function)
    return function


def found_submission(username: str, form_code: str, period: str, unit: str) -> Any:
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    return queries.find(actor(username), form_code, period, unit, clock.today())


def pairs(given: Iterable[str], option: str, example: str) -> dict[str, str]:
    """``NAME=VALUE`` words as a mapping; ``BadInput`` names the word that has no name."""
    told = {}
    for word in given:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise BadInput(
                "NO_NAME", f"“{word}” chưa có dạng MÃ=GIÁ_TRỊ.", place=option, remedy=f"Ví dụ: {example}"
            )
        told[name.strip()] = value
    return told


@click.command("enter")
@as_user
@which
@click.option(
    "--set", "sets", multiple=True, metavar="MÃ=SỐ_LIỆU",
    help="Một ô: số; tên từng loại cách nhau bằng dấu chấm phẩy; tỷ lệ là tử/mẫu. Bỏ trống sau dấu = là xóa ô.",
)  # fmt: skip
@click.option("--no-data", "absent", multiple=True, metavar="MÃ", help="Ô không có số liệu (khác với số 0).")
@as_json
def enter(
    username: str, form_code: str, period: str, unit: str, sets: tuple[str, ...], absent: tuple[str, ...],
    as_json: bool,
) -> None:  # fmt: skip
    """Nhập số liệu vào từng ô; ô không nêu giữ nguyên, sai một ô thì không ô nào được lưu."""
    from lantoa.reporting import operations, queries  # noqa: PLC0415 -- after start_django

    found = found_submission(username, form_code, period, unit)
    ratios = {line.code for line in queries.lines(found.round.form) if line.kind == "ratio"}
    given = pairs(sets, "--set", '--set M03=120 --set "M08=Camera an ninh; Dòng họ tự quản" --set M25=8/10')
    values: dict[str, Any] = {
        code: _fraction(text) if code in ratios else text.strip() for code, text in given.items()
    }
    if not values and not absent:
        raise BadInput("NOTHING_GIVEN", "Chưa nêu ô nào.", place="--set", remedy="Ví dụ: --set M03=120")
    saved = operations.enter_values(
        actor=actor(username), submission=found.pk, source="cli", day=clock.today(), at=clock.now(),
        values=values | {code: {"no_data": True} for code in absent},
    )  # fmt: skip
    if as_json:
        echo_json({"id": saved.pk, "filled": saved.filled, "revision": saved.revision, "state": saved.state})
    else:
        click.echo(f"Đã lưu {len(values) + len(absent)} ô; báo cáo có {saved.filled} chỉ tiêu đã điền.")


def _fraction(text: str) -> Any:
    """'8/10' as a ratio's two parts; empty empties the cell; anything else is refused where it is read."""
    above, slash, below = (part.strip() for part in text.partition("/"))
    return {"numerator": above, "denominator": below} if slash else above


@click.command("lock")
@as_user
@which
@as_json
def lock(username: str, form_code: str, period: str, unit: str, as_json: bool) -> None:
    """Khóa số liệu của một báo cáo đã duyệt."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    found = operations.lock(
        actor=actor(username), submission=found_submission(username, form_code, period, unit).pk,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    if as_json:
        echo_json({"id": found.pk, "state": found.state, "version": found.version})
    else:
        click.echo(f"Đã khóa số liệu báo cáo của {unit}.")


@click.command("list")
@as_user
@click.option("--form", "form_code", default="", help="Chỉ một biểu.")
@click.option("--period", default="", help="Chỉ một kỳ.")
@click.option("--state", default="", help="Chỉ một tình trạng: draft, submitted, returned, accepted, locked.")
@as_json
def listing(username: str, form_code: str, period: str, state: str, as_json: bool) -> None:
    """Theo dõi báo cáo của mình và cấp dưới: đơn vị nào đã gửi, đang ở bước nào, hạn nào."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    wanted = {"round__form__code": form_code, "round__period": period, "state": state}
    rows = queries.submissions(actor(username), clock.today()).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    if as_json:
        echo_json(
            [
                {
                    "id": row.pk,
                    "form": row.round.form.code,
                    "period": row.round.period,
                    "unit": row.unit.code,
                    "state": row.state,
                    "due": row.due,
                    "filled": row.filled,
                }
                for row in rows.order_by("pk")
            ]
        )
        return
    for row in rows.order_by("pk"):
        click.echo(
            f"{row.round.form.code} {row.round.period} {row.unit.code:12} "
            f"{row.get_state_display()}, {row.filled} chỉ tiêu, hạn {on_screen(row.due)}"
        )


@click.command("parts")
@as_user
@click.argument("code", metavar="MÃ")
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--period", "periods", multiple=True, required=True, help="Kỳ; ghi được nhiều lần.")
@click.option("--unit", default="", help="Tổng của đơn vị này và cấp dưới.")
@click.option("--cluster", default="", help="Hoặc tổng của cụm này.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Quy về hệ thống tổ chức của ngày này.")
@click.option("--provisional", is_flag=True, help="Tính cả báo cáo chờ duyệt.")
@as_json
def parts(
    username: str, code: str, form_code: str, periods: tuple[str, ...], unit: str, cluster: str,
    on: datetime | None, provisional: bool, as_json: bool,
) -> None:  # fmt: skip
    """Mở một tổng đến từng ô gốc: đơn vị nào, kỳ nào, ai nhập."""
    from lantoa.reporting import entry, queries, totals  # noqa: PLC0415 -- after start_django

    person, day = actor(username), clock.today()
    chosen = queries.forms(person, day).filter(code=form_code).first()
    if chosen is None:
        raise queries.hidden()
    rows = totals.parts(
        person, chosen, code, periods, day, unit=unit, cluster=cluster,
        geography=on.date() if on else None, provisional=provisional,
    )  # fmt: skip
    if as_json:
        echo_json(
            [
                {
                    "unit": row.unit,
                    "name": row.name,
                    "period": row.period,
                    "submission": row.submission,
                    "state": row.state,
                    "share": f"{row.share:f}",
                    "cell": entry.as_json(row.cell),
                    "entered_by": row.entered_by,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        click.echo(f"{row.period} {row.unit:12} {row.name}: {_shown(row.cell)} ({row.state_label})")


def _shown(cell: Any) -> str:
    """A cell in few words: a number, a/b, names, 'không có số liệu', or a dash."""
    if cell.no_data:
        return "không có số liệu"
    if cell.keys is not None:
        return "; ".join(cell.keys)
    if cell.numerator is not None or cell.denominator is not None:
        return f"{figure(cell.numerator)}/{figure(cell.denominator)}"
    return figure(cell.value) if cell.value is not None else "–"
