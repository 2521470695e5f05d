"""``lantoa import``: tables as files: a template, a dry run with every remark, then all rows or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import read

from .acting import actor, as_json, as_user
from .main import echo_json, start_django

FILE = click.argument("path", metavar="TỆP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
BASIS = click.option("--basis", required=True, help="Số, ký hiệu, ngày của văn bản làm căn cứ.")
SINCE = click.option("--from", "since", metavar="NGÀY", help="Có hiệu lực từ ngày nào (mặc định: hôm nay).")
DRY = click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra từng dòng, không ghi gì.")
MARKED = click.option(
    "--marked",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Ghi bản đã đánh dấu chỗ sai ra tệp này.",
)


@click.group("import")
def command() -> None:
    """Nhập đơn vị, cán bộ, cụm, số liệu lực lượng từ XLSX hoặc CSV."""
    start_django()


@command.command("template")
@click.argument("kind", metavar="LOẠI", type=click.Choice(["units", "people", "members", "forces"]))
@click.argument("path", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path))
def template(kind: str, path: Path) -> None:
    """Ghi tệp mẫu; đuôi .xlsx hoặc .csv."""
    from lantoa.exchange import tables  # noqa: PLC0415 -- needs settings
    from lantoa.organisation.sheets import SHEETS  # noqa: PLC0415 -- needs settings

    form = path.suffix.lstrip(".").lower()
    if form not in ("xlsx", "csv"):
        raise BadInput("BAD_FORM", "Tệp mẫu là .xlsx hoặc .csv.", place=str(path), remedy="Đổi đuôi tệp.")
    path.write_bytes(tables.template(SHEETS[kind], form))
    click.echo(str(path))


def _run(
    kind: str, path: Path, username: str, since: date, basis: str, dry_run: bool, marked: Path | None,
    as_json: bool, **more: Any,
) -> None:  # fmt: skip
    from lantoa.exchange import operations, queries  # noqa: PLC0415 -- needs settings

    who = actor(username)
    row = operations.check_file(
        actor=who, kind=kind, name=path.name, data=path.read_bytes(), day=since, basis=basis, at=clock.now(), **more
    )  # fmt: skip
    row = queries.import_of(who, row.pk)
    if row.state == "CHECKED" and not dry_run:
        operations.apply_import(actor=who, number=row.pk, at=clock.now())
        row = queries.import_of(who, row.pk)
    if marked is not None and row.marked is not None:
        marked.write_bytes(queries.marked_of(row))
    told = {
        "id": row.pk, "state": row.state, "rows": row.rows, "new": row.new, "same": row.same, "wrong": row.wrong,
        "job": row.job_id, "remarks": row.remarks,
    }  # fmt: skip
    if as_json:
        echo_json(told)
    else:
        for number, column, _code, message, remedy in row.remarks[:50]:
            where = f"Dòng {number}" + (f", cột {column}" if column else "")
            click.echo(f"{where}: {message} {remedy}")
        click.echo(
            f"{row.get_state_display()}: {row.rows} dòng, {row.new} mới, {row.same} đã có, {row.wrong} chỗ sai."
        )
        if row.job_id is not None and row.state in {"CHECKING", "APPLYING"}:
            click.echo(f"Việc nền số {row.job_id}: lantoa jobs wait {row.job_id} --as {username}")
    if row.wrong and not as_json:
        raise BadInput(
            "ROWS_WRONG", f"Tệp còn {row.wrong} chỗ sai; chưa ghi dòng nào.", place=path.name,
            remedy="Sửa theo các dòng trên (hoặc tệp --marked) rồi chạy lại.",
        )  # fmt: skip


def _day(text: str | None) -> date:
    return read(text, "--from") if text else clock.today()


def _plain(kind: str, told: str) -> None:
    @command.command(kind, help=told)
    @FILE
    @as_user
    @BASIS
    @SINCE
    @DRY
    @MARKED
    @as_json
    def run(since: str | None, **given: Any) -> None:
        _run(kind, since=_day(since), **given)


_plain("units", "Đơn vị, khu dân cư mới; tệp dài chạy ở việc nền.")
_plain("people", "Cán bộ và chức vụ.")
_plain("forces", "Số liệu lực lượng ở cơ sở.")


@command.command("members")
@FILE
@as_user
@click.option("--issuer", required=True, help="Mã đơn vị lập cụm.")
@click.option("--period", "period", nargs=2, metavar="TỪ ĐẾN_TRƯỚC", required=True, help="Thời hạn của cụm.")
@BASIS
@SINCE
@DRY
@MARKED
@as_json
def members(since: str | None, period: tuple[str, str], **given: Any) -> None:
    """Cụm, khối mới cùng thành viên, cụm trưởng, cụm phó."""
    start, end = (read(text, "--period") for text in period)
    _run("members", since=_day(since), valid_from=start, valid_to=end, **given)


@command.command("apply")
@click.argument("number", metavar="SỐ_LẦN_NHẬP", type=int)
@as_user
@as_json
def apply(number: int, username: str, as_json: bool) -> None:
    """Ghi một tệp đã kiểm tra đạt (ví dụ tệp dài vừa kiểm tra xong ở việc nền)."""
    from lantoa.exchange import operations  # noqa: PLC0415 -- needs settings

    row = operations.apply_import(actor=actor(username), number=number, at=clock.now())
    told = {"id": row.pk, "state": row.state, "new": row.new, "same": row.same, "job": row.job_id}
    echo_json(told) if as_json else click.echo(
        f"{row.get_state_display()}: {row.new} dòng mới, {row.same} đã có."
    )
