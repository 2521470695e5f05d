"""``lantoa paper …``: worked papers of each kind, and the checker of any office's file."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.documents.catalogue.examples import WORKED
from lantoa.documents.certificate import render_certificates
from lantoa.documents.certificate_docx import write_certificates
from lantoa.documents.checker import check, mend
from lantoa.documents.examples import EXAMPLES
from lantoa.documents.examples_certificate import certificate
from lantoa.documents.intake import MAX_BYTES
from lantoa.documents.render import FORMATS, file_name, render
from lantoa.documents.report import Deviation, Report
from lantoa.kernel.errors import BadInput

from . import paper_catalogue, paper_edxml, paper_layouts, paper_registry, paper_signing
from .main import echo_json

CERTIFICATE = "certificate"
MADE = {**WORKED, **EXAMPLES}
DEVIATES = 3
"""Exit code: the file was read and deviates (2 is a file that could not be taken)."""


@click.group("paper")
def command() -> None:
    """Lập, dựng và kiểm tra thể thức văn bản (NĐ 30/2020/NĐ-CP)."""


for one in (
    paper_signing.sign_command,
    paper_signing.number_command,
    paper_signing.seal_command,
    paper_signing.verify_command,
    paper_edxml.edxml_command,
    paper_catalogue.catalogue_command,
    paper_catalogue.make_command,
    paper_catalogue.words_command,
    paper_catalogue.many_command,
    *paper_layouts.COMMANDS,
    *paper_registry.COMMANDS,
):
    command.add_command(one)


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--fix", "out", type=click.Path(path_type=Path), help="Ghi bản Word đã sửa ra tệp này.")
@click.pass_context
def check_command(ctx: click.Context, file: Path, as_json: bool, out: Path | None) -> None:
    """Đo tệp .docx hoặc .pdf theo thể thức, nêu từng chỗ lệch và cách sửa.

    Mã kết thúc: 0 đúng thể thức, 3 có chỗ sai, 2 không nhận tệp.
    """
    data = _read(file)
    report = check(file.name, data)
    left = _fixed(file, data, out) if out else None
    if as_json:
        fixed = {"fixed": {"file": str(out), **left.as_dict()}} if left else {}
        echo_json({"file": str(file), **report.as_dict(), **fixed})
    else:
        _show(file, report)
        if left:
            click.echo(f"\nĐã ghi bản sửa: {out}. Còn {len(left.faults)} chỗ sai, {len(left.advice)} lưu ý.")
            _list(left.deviations)
    ctx.exit(DEVIATES if (left or report).faults else 0)


@command.command("example")
@click.argument("kind", type=click.Choice([*MADE, CERTIFICATE, "all", "catalogue"]), metavar="LOẠI")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Thư mục ghi tệp."
)
@click.option("--json", "as_json", is_flag=True, help="In danh sách tệp dạng JSON.")
def example_command(kind: str, out: Path, as_json: bool) -> None:
    """Dựng văn bản mẫu (dữ liệu minh họa) ra DOCX, PDF và HTML; giấy khen ra PDF và DOCX.

    LOẠI là mã trong danh mục (lantoa paper catalogue); all: mỗi loại văn bản một bản; catalogue: cả danh mục.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    if kind in (CERTIFICATE, "all", "catalogue"):
        target = out / f"{CERTIFICATE}.pdf"
        target.write_bytes(render_certificates((certificate(),)))
        written.append(str(target))
        target = out / f"{CERTIFICATE}.docx"
        target.write_bytes(write_certificates((certificate(),)))
        written.append(str(target))
    for name in {"all": EXAMPLES, "catalogue": WORKED}.get(kind, {kind} - {CERTIFICATE}):
        paper = MADE[name]()
        for form in FORMATS:
            content = render(paper, form)
            target = out / f"{name}_{file_name(paper, form)}"
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
            written.append(str(target))
    if as_json:
        echo_json(written)
    else:
        click.echo("\n".join(written))


def _read(file: Path) -> bytes:
    """At most one byte over the limit, so that a huge file costs nothing."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            "FILE_UNREADABLE",
            "Không mở được tệp.",
            place=str(file),
            remedy="Kiểm tra lại đường dẫn và quyền đọc.",
        ) from error


def _fixed(file: Path, data: bytes, out: Path) -> Report:
    if out.resolve() == file.resolve():
        raise BadInput(
            "FIX_OVERWRITES", "Bản sửa trùng tên với tệp gốc.", place=str(out), remedy="Chọn tên tệp khác."
        )
    corrected, left = mend(file.name, data)
    out.write_bytes(corrected)
    return left


def _show(file: Path, report: Report) -> None:
    if not report.deviations:
        click.echo(f"{file}: đúng thể thức theo {report.source}.")
        return
    click.echo(f"{file}: {len(report.faults)} chỗ sai, {len(report.advice)} lưu ý (quy định chờ xác nhận).")
    _list(report.deviations)


def _list(deviations: tuple[Deviation, ...]) -> None:
    for number, one in enumerate(deviations, start=1):
        sort = "Sai" if one.mark.value == "verified" else "Lưu ý, chờ xác nhận"
        click.echo(f"\n{number}. [{sort}] {one.place}")
        click.echo(f"   Yêu cầu: {one.expected}")
        click.echo(f"   Hiện tại: {one.found}")
        click.echo(f"   Cách sửa: {one.remedy}{' (tự sửa được)' if one.mendable else ''}")
