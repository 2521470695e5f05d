"""``lantoa registry incoming …``, ``lantoa registry records …``: papers that came in, files for the archive."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen

from .acting import actor, as_json, as_user
from .main import echo_json
from .registry import command, day_of, when

INCOMING = click.argument("incoming", metavar="SỐ", type=int)


@command.command("incoming")
@as_user
@as_json
def incoming(username: str, as_json: bool) -> None:
    """Sổ văn bản đến."""
    from lantoa.registry import queries  # noqa: PLC0415 -- after start_django

    rows = queries.incoming(actor(username), clock.today())
    if as_json:
        echo_json([{"id": one.pk, "arrival": str(one), "reference": one.reference, "sender": one.sender,
                    "summary": one.summary, "state": one.state, "due": one.due} for one in rows])  # fmt: skip
        return
    for one in rows:
        click.echo(
            f"{one.pk:5}  {one!s:8} {one.reference:20} {one.get_state_display()}  {one.sender}: {one.summary}"
        )
        for line in one.handlings.filter(done_at=None).select_related("unit", "user").order_by("pk"):
            held = line.user.name if line.user else line.unit.code if line.unit else ""
            click.echo(
                f"       việc {line.pk}: {held}" + (f", hạn {on_screen(line.due)}" if line.due else "")
            )


@command.command("arrive")
@as_user
@click.option("--unit", required=True, help="Mã cơ quan nhận.")
@click.option("--sender", required=True, help="Cơ quan gửi.")
@click.option("--summary", required=True, help="Trích yếu.")
@click.option("--kind", default="letter", show_default=True, help="Loại văn bản.")
@click.option("--reference", default="", help="Số, ký hiệu.")
@click.option("--date", "issued", default="", help="Ngày văn bản, ngày/tháng/năm.")
@click.option("--arrived", default="", help="Ngày đến; mặc định hôm nay.")
@click.option("--due", default="", help="Hạn trả lời.")
@click.option(
    "--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Tệp PDF, Word."
)
@click.option("--again", is_flag=True, help="Vẫn vào sổ dù trùng số, ký hiệu và nơi gửi.")
def arrive(
    username: str, unit: str, sender: str, summary: str, kind: str, reference: str, issued: str, arrived: str,
    due: str, path: Path | None, again: bool,
) -> None:  # fmt: skip
    """Vào sổ một văn bản đến."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    given = when(username)
    row = operations.register_incoming(
        **given, unit=unit, sender=sender, summary=summary, kind=kind, reference=reference,
        issued_on=day_of(issued, "--date"), arrived_on=day_of(arrived, "--arrived") or given["day"],
        due=day_of(due, "--due"), file_name=path.name if path else "", data=path.read_bytes() if path else b"",
        again=again,
    )  # fmt: skip
    click.echo(f"{row.pk:5}  số đến {row}")


@command.command("forward")
@INCOMING
@as_user
@click.option("--unit", "units", multiple=True, help="Mã đơn vị xử lý; ghi nhiều lần.")
@click.option("--user", "users", multiple=True, help="Người xử lý; ghi nhiều lần.")
@click.option("--due", default="", help="Hạn xử lý.")
@click.option("--instruction", default="", help="Ý kiến chỉ đạo.")
def forward(
    incoming: int, username: str, units: tuple[str, ...], users: tuple[str, ...], due: str, instruction: str
) -> None:
    """Chuyển văn bản đến cho nơi xử lý."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    operations.forward(**when(username), incoming=incoming, units=units, users=users, due=day_of(due, "--due"),
                       instruction=instruction)  # fmt: skip
    click.echo("Đã chuyển xử lý.")


@command.command("finish")
@click.argument("handling", metavar="SỐ_VIỆC", type=int)
@as_user
@click.option("--result", required=True, help="Kết quả.")
def finish(handling: int, username: str, result: str) -> None:
    """Báo xử lý xong."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    row = operations.finish(**when(username), handling=handling, result=result)
    click.echo(row.incoming.get_state_display())


@command.command("file-incoming")
@INCOMING
@as_user
@click.option("--record", required=True, type=int, help="Số của hồ sơ.")
def file_incoming(incoming: int, username: str, record: int) -> None:
    """Đưa văn bản đến đã xử lý vào hồ sơ."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    operations.file_incoming(**when(username), incoming=incoming, record_file=record)
    click.echo("Đã đưa vào hồ sơ.")


@command.command("records")
@as_user
@as_json
def records(username: str, as_json: bool) -> None:
    """Hồ sơ."""
    from lantoa.registry import queries  # noqa: PLC0415 -- after start_django

    rows = queries.records(actor(username), clock.today())
    if as_json:
        echo_json([{"id": one.pk, "notation": one.notation, "title": one.title, "years": one.years,
                    "closed_on": one.closed_on, "papers": one.outgoing + one.arrived} for one in rows])  # fmt: skip
        return
    for one in rows:
        click.echo(
            f"{one.pk:5}  {one.notation:12} {one.year}  {one.outgoing + one.arrived} văn bản  {one.title}"
        )


@command.command("open-record")
@as_user
@click.option("--unit", required=True, help="Mã cơ quan.")
@click.option("--year", required=True, type=int, help="Năm.")
@click.option("--notation", required=True, help="Số, ký hiệu hồ sơ.")
@click.option("--title", required=True, help="Tiêu đề hồ sơ.")
@click.option("--years", required=True, type=int, help="Thời hạn bảo quản; 0: vĩnh viễn.")
@click.option("--basis", required=True, help="Căn cứ của thời hạn.")
def open_record(
    username: str, unit: str, year: int, notation: str, title: str, years: int, basis: str
) -> None:
    """Lập hồ sơ."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    row = operations.open_record(
        **when(username), unit=unit, year=year, notation=notation, title=title, years=years, basis=basis
    )
    click.echo(f"{row.pk:5}  {row.notation}")


@command.command("close-record")
@click.argument("record", metavar="SỐ_HỒ_SƠ", type=int)
@as_user
def close_record(record: int, username: str) -> None:
    """Kết thúc hồ sơ."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    row = operations.close_record(**when(username), record_file=record)
    click.echo(f"{row.notation}: kết thúc {on_screen(row.closed_on or clock.today())}")


@command.command("hand-over")
@as_user
@click.option("--unit", required=True, help="Mã cơ quan giao.")
@click.option("--record", "records", multiple=True, required=True, type=int, help="Số hồ sơ; ghi nhiều lần.")
@click.option("--giver", required=True, help="Người giao.")
@click.option("--taker", required=True, help="Người nhận.")
@click.option("--taker-unit", required=True, help="Nơi nhận.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi biên bản, mục lục ra tệp .docx, .pdf."
)
def hand_over(
    username: str,
    unit: str,
    records: tuple[int, ...],
    giver: str,
    taker: str,
    taker_unit: str,
    out: Path | None,
) -> None:
    """Giao nộp hồ sơ vào lưu trữ: mục lục và biên bản giao nhận."""
    from lantoa.documents.render import render  # noqa: PLC0415 -- slow import
    from lantoa.registry import operations, papers  # noqa: PLC0415 -- after start_django

    row = operations.hand_over(
        **when(username), unit=unit, records=records, giver=giver, taker=taker, taker_unit=taker_unit
    )
    if out is not None:
        data = render(papers.hand_over_minutes(row), "pdf" if out.suffix == ".pdf" else "docx")
        out.write_bytes(data if isinstance(data, bytes) else data.encode())
    click.echo(f"Lần giao nộp {row.pk}: {len(records)} hồ sơ.")
