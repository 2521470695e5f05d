"""``lantoa paper give | submit | bundle | send | arrive``: a registered paper out to be signed, back, as files."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import read

from .acting import actor, as_json, as_user
from .main import echo_json, start_django
from .paper_signing import taken

FILE = click.Path(path_type=Path, dir_okay=False)
NUMBER = click.argument("number", metavar="SỐ", type=int)
OUT = click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")


def _written(out: Path, content: bytes, as_json: bool) -> None:
    out.write_bytes(content)
    if as_json:
        echo_json({"file": str(out), "bytes": len(content)})
    else:
        click.echo(str(out))


@click.command("give")
@NUMBER
@OUT
@as_user
@as_json
def give_command(number: int, out: Path, username: str, as_json: bool) -> None:
    """Lấy bản PDF của văn bản trong sổ để ký số bằng phần mềm của cơ quan."""
    start_django()
    from lantoa.exchange import interchange  # noqa: PLC0415 -- after start_django
    from lantoa.registry import queries  # noqa: PLC0415 -- after start_django

    row = queries.paper(number, visible_to=actor(username), day=clock.today())
    _written(out, interchange.given_pdf(row, clock.today()), as_json)


@click.command("submit")
@NUMBER
@click.argument("file", metavar="TỆP", type=FILE)
@as_user
@as_json
def submit_command(number: int, file: Path, username: str, as_json: bool) -> None:
    """Nộp lại bản PDF đã ký số: kiểm tra chữ ký và nội dung rồi lưu vào văn bản."""
    start_django()
    from lantoa.exchange import operations  # noqa: PLC0415 -- after start_django

    made = operations.submit_signed(
        actor=actor(username),
        paper=number,
        file_name=file.name,
        data=taken(file),
        day=clock.today(),
        at=clock.now(),
    )
    if as_json:
        echo_json({"id": made.pk, **made.seen})
    else:
        click.echo("\n".join(made.seen["words"]))


@click.command("bundle")
@NUMBER
@click.option("--organ-id", default="", help="Mã định danh cơ quan, ghi vào metadata.")
@OUT
@as_user
@as_json
def bundle_command(number: int, organ_id: str, out: Path, username: str, as_json: bool) -> None:
    """Gói hồ sơ điện tử: DOCX, PDF, bản ký số, metadata (JSON, XML), các bảng (CSV)."""
    start_django()
    from lantoa.exchange import interchange  # noqa: PLC0415 -- after start_django
    from lantoa.registry import queries  # noqa: PLC0415 -- after start_django

    row = queries.paper(number, visible_to=actor(username), day=clock.today())
    _written(out, interchange.bundle(row, clock.today(), organ_id=organ_id[:35]), as_json)


@click.command("send")
@NUMBER
@click.option("--organ-id", required=True, help="Mã định danh cơ quan gửi.")
@click.option(
    "--to", "receivers", multiple=True, required=True, help="Nơi nhận: “mã định danh | tên”; lặp lại được."
)
@click.option("--flat", is_flag=True, help="Dạng phẳng, không có lớp bao.")
@OUT
@as_user
@as_json
def send_command(
    number: int,
    organ_id: str,
    receivers: tuple[str, ...],
    flat: bool,
    out: Path,
    username: str,
    as_json: bool,
) -> None:
    """Lập tệp edXML của một văn bản đã có số."""
    start_django()
    from lantoa.exchange import interchange  # noqa: PLC0415 -- after start_django
    from lantoa.registry import queries  # noqa: PLC0415 -- after start_django

    row = queries.paper(number, visible_to=actor(username), day=clock.today())
    made = interchange.message(
        row, clock.today(), organ_id=organ_id, receivers=interchange.parties("\n".join(receivers)),
        sent_at=clock.now(),
    )  # fmt: skip
    _written(out, interchange.as_edxml(made, flat=flat), as_json)


@click.command("arrive")
@click.argument("file", metavar="TỆP", type=FILE)
@click.option("--unit", required=True, metavar="ĐƠN_VỊ", help="Mã đơn vị nhận.")
@click.option("--date", "day", default="", metavar="NGÀY", help="Ngày đến (mặc định: hôm nay).")
@as_user
@as_json
def arrive_command(file: Path, unit: str, day: str, username: str, as_json: bool) -> None:
    """Vào sổ văn bản đến từ một tệp edXML."""
    start_django()
    from lantoa.exchange import interchange  # noqa: PLC0415 -- after start_django
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    row = operations.register_incoming(
        actor=actor(username), unit=unit, arrived_on=read(day, "--date") if day else clock.today(),
        day=clock.today(), at=clock.now(), **interchange.arrived(taken(file)),
    )  # fmt: skip
    if as_json:
        echo_json({"id": row.pk, "arrival": str(row), "reference": row.reference})
    else:
        click.echo(f"Số đến {row}: {row.reference}, {row.sender}.")


COMMANDS = (give_command, submit_command, bundle_command, send_command, arrive_command)
