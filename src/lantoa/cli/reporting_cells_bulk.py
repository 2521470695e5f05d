"""``lantoa reporting take | values | evidence``: tables from elsewhere in and out, files behind cells."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput

from .acting import actor, as_json, as_user
from .main import echo_json
from .reporting_cells import found_submission, which


@click.command("take")
@as_user
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP")
@click.option("--form", "form_code", required=True, help="Mã biểu, ví dụ PT-6T.")
@click.option("--period", default="", help="Kỳ của bảng ngang, ví dụ 2026-H1.")
@click.option("--style", default="", help="Cách viết số của tệp: vn (1.234,5) hoặc en (1,234.5).")
@click.option("--column", "columns", multiple=True, metavar="CỘT=MÃ", help="Cột chưa nhận ra, ví dụ D=M09.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, chưa ghi.")
@click.option("--whole", is_flag=True, help="Còn một ô sai thì không ghi ô nào.")
@click.option("--again", is_flag=True, help="Vẫn nhập lại tệp đã nhập.")
@as_json
def take(
    username: str, file: Path, form_code: str, period: str, style: str, columns: tuple[str, ...], dry_run: bool,
    whole: bool, again: bool, as_json: bool,
) -> None:  # fmt: skip
    """Nhập số liệu từ bảng có sẵn: JSON, CSV theo khuôn dạng DHIS2, hoặc bảng ngang đơn vị × chỉ tiêu."""
    from lantoa.reporting import cells_batch, cells_where, foreign  # noqa: PLC0415 -- after start_django

    person, day, data = actor(username), clock.today(), file.read_bytes()
    table = foreign.read(
        file.name, data, cells_where.lines_of_form(person, form_code, day), period=period,
        style=foreign.style_named(style), columns=dict(word.split("=", 1) for word in columns if "=" in word),
    )  # fmt: skip
    foreign.refuse_unsaid(table)
    done = cells_batch.take_batch(
        actor=person, form=form_code, cells=table.written(whole=whole), day=day, at=clock.now(), dry_run=dry_run,
        whole=whole, source="cli", file=(file.name, data), again=again,
    )  # fmt: skip
    faults = [*table.faults, *done.faults]
    if as_json:
        echo_json(
            {"saved": done.saved, "same": done.same, "wrong": len(faults), "reports": done.reports,
             "dry_run": done.dry_run, "rows": [one.as_dict() for one in faults], "remarks": list(table.remarks)}
        )  # fmt: skip
        return
    for text in table.remarks:
        click.echo(text, err=True)
    for one in faults:
        click.echo(f"{one.place}: {one.message} {one.remedy}", err=True)
    verb = "sẽ ghi" if dry_run else "đã ghi"
    click.echo(
        f"{verb.capitalize()} {done.saved} ô của {done.reports} báo cáo; {done.same} ô như cũ, {len(faults)} sai."
    )


@click.command("values")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--period", "periods", multiple=True, required=True, help="Kỳ; ghi được nhiều lần.")
@click.option("--unit", "units", multiple=True, help="Chỉ đơn vị này; ghi được nhiều lần.")
@click.option("--provisional", is_flag=True, help="Cả báo cáo chưa duyệt.")
@as_json
def values(
    username: str, form_code: str, periods: tuple[str, ...], units: tuple[str, ...], provisional: bool, as_json: bool
) -> None:  # fmt: skip
    """In số liệu theo khuôn dạng DHIS2: CSV, hoặc JSON."""
    from lantoa.reporting import cells_batch, foreign  # noqa: PLC0415 -- after start_django

    rows = cells_batch.values_out(
        actor(username), form_code, periods, clock.today(), units=units, provisional=provisional
    )
    if as_json:
        echo_json({"dataSet": form_code, "dataValues": rows})
    else:
        click.echo(foreign.to_csv(rows), nl=False)


@click.command("evidence")
@as_user
@which
@click.option("--cell", default="", help="Mã chỉ tiêu của ô.")
@click.option(
    "--attach", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Gắn tệp này vào ô."
)
@click.option("--withdraw", type=int, help="Gỡ tệp có số này.")
@as_json
def evidence(
    username: str, form_code: str, period: str, unit: str, cell: str, attach: Path | None, withdraw: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Xem, gắn, gỡ tệp minh chứng của từng ô."""
    from lantoa.reporting import cells_evidence  # noqa: PLC0415 -- after start_django

    person, found = actor(username), found_submission(username, form_code, period, unit)
    at = {"day": clock.today(), "at": clock.now()}
    if attach is not None:
        if not cell:
            raise BadInput("NO_CELL", "Chưa nêu ô nào.", place="--cell", remedy="Ví dụ: --cell M03")
        cells_evidence.attach(
            actor=person, submission=found.pk, code=cell, name=attach.name, data=attach.read_bytes(), **at
        )
    if withdraw is not None:
        cells_evidence.withdraw(actor=person, submission=found.pk, pk=withdraw, **at)
    rows = [
        {"id": one.pk, "code": code, "name": one.name, "at": one.at}
        for code, held in cells_evidence.of(found).items()
        for one in held
        if cell in ("", code)
    ]
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo(f"{row['id']:>6} {row['code']:8} {row['name']}")
