"""``lantoa paper sign | number | seal | verify``: digital signatures on a paper's PDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from lantoa.documents.intake import MAX_BYTES
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import read

from .main import echo_json

INVALID = 3
"""Exit code: the file was read and a signature is missing or broken (2 is a file that could not be taken)."""
FILE = click.Path(path_type=Path)


def key_options(command: Any) -> Any:
    """A token of the office, or a key file for trials."""
    options = (
        click.option("--module", type=FILE, help="Thư viện PKCS#11 của thiết bị ký (.so, .dll)."),
        click.option("--token", "label", default="", help="Tên thiết bị ký."),
        click.option("--certificate", default="", help="Tên chứng thư trên thiết bị."),
        click.option("--trial-key", type=FILE, help="Tệp .p12 thay cho thiết bị, chỉ để thử."),
        click.option("--picture", type=FILE, help="Hình chữ ký hoặc hình dấu (.png nền trong suốt)."),
        click.option("--out", type=FILE, required=True, help="Ghi bản đã ký ra tệp này."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def opened(module: Path | None, label: str, certificate: str, trial_key: Path | None) -> Iterator[Any]:
    from lantoa.documents.signing import tokens  # noqa: PLC0415 -- slow import

    if not module and not trial_key:
        raise BadInput(
            "NO_KEY",
            "Chưa nói ký bằng gì.",
            place="--module hoặc --trial-key",
            remedy="Nêu thư viện của thiết bị ký cùng --token, --certificate; hoặc --trial-key để thử.",
        )
    asked = "Mã PIN của thiết bị ký" if module else "Mật khẩu tệp khóa"
    pin = (
        click.prompt(asked, hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline().strip()
    )
    if module:
        with tokens.Token(module, label, certificate).open(pin) as signer:
            yield signer
    elif trial_key:
        yield tokens.from_pkcs12(trial_key, pin)


@click.command("sign")
@click.argument("file", type=FILE)
@click.option("--name", required=True, help="Họ tên người ký như in trên văn bản.")
@key_options
def sign_command(file: Path, name: str, picture: Path | None, out: Path, **key: Any) -> None:
    """Người có thẩm quyền ký số bản PDF chưa có số. Mã PIN hỏi ở màn hình hoặc đọc từ đầu vào chuẩn."""
    from lantoa.documents.signing import sign  # noqa: PLC0415 -- slow import

    prepared = sign.prepare(taken(file), signer=name)
    with opened(**key) as signer:
        at = clock.now().astimezone(clock.HANOI)
        signed = sign.sign(prepared, by=signer, name=name, at=at, picture=_picture(picture))
    _write(file, out, signed)
    click.echo(f"Đã ký số: {out}. Tiếp theo: văn thư ghi số, ngày (lantoa paper number).")


@click.command("number")
@click.argument("file", type=FILE)
@click.option("--number", "value", required=True, help="Số văn bản, ví dụ 5.")
@click.option("--date", "day", required=True, help="Ngày ban hành, ví dụ 05/02/2026.")
@click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")
def number_command(file: Path, value: str, day: str, out: Path) -> None:
    """Văn thư ghi số và ngày vào bản đã ký; chữ ký trước vẫn toàn vẹn."""
    from lantoa.documents.signing import sign  # noqa: PLC0415 -- slow import

    if not value.isdecimal() or not int(value):
        raise BadInput(
            "BAD_NUMBER", "Số văn bản là số nguyên dương.", place="--number", remedy="Ví dụ: --number 5."
        )
    padded = f"{int(value):02d}"
    _write(file, out, sign.number(taken(file), number=padded, day=read(day, "--date")))
    click.echo(f"Đã ghi số {padded}: {out}. Tiếp theo: đóng dấu cơ quan (lantoa paper seal).")


@click.command("seal")
@click.argument("file", type=FILE)
@click.option("--organ", required=True, help="Tên cơ quan ban hành.")
@click.option("--annex-of", default="", help="Tệp là phụ lục riêng của văn bản có số, ký hiệu này.")
@key_options
def seal_command(file: Path, organ: str, annex_of: str, picture: Path | None, out: Path, **key: Any) -> None:
    """Cơ quan ký số (đóng dấu) bản đã có số, hoặc phụ lục lưu riêng."""
    from lantoa.documents.signing import sign  # noqa: PLC0415 -- slow import

    data = taken(file)
    with opened(**key) as signer:
        if annex_of:
            at = clock.now().astimezone(clock.HANOI)
            sealed = sign.seal_annex(data, by=signer, number=annex_of, at=at)
        else:
            sealed = sign.seal(data, by=signer, organ=organ, picture=_picture(picture))
    _write(file, out, sealed)
    click.echo(f"Đã đóng dấu: {out}.")


@click.command("verify")
@click.argument("file", type=FILE)
@click.option("--root", "roots", type=FILE, multiple=True, help="Chứng thư nơi cấp mà cơ quan tin cậy.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_context
def verify_command(ctx: click.Context, file: Path, roots: tuple[Path, ...], as_json: bool) -> None:
    """Kiểm tra chữ ký số của tệp PDF: ai ký, lúc nào, còn nguyên vẹn không, nơi cấp có tin cậy không.

    Mã kết thúc: 0 mọi chữ ký toàn vẹn (và tin cậy, khi có --root), 3 không, 2 không đọc được tệp.
    """
    from lantoa.documents.signing.verify import verify  # noqa: PLC0415 -- slow import

    verified = verify(taken(file), tuple(_certificate(root) for root in roots))
    if as_json:
        echo_json({"file": str(file), **verified.as_dict()})
    else:
        for one in verified.signatures:
            click.echo(one.words)
        if not verified.signatures:
            click.echo("Tệp không có chữ ký số nào.")
    ctx.exit(0 if (verified.trusted if roots else verified.intact) else INVALID)


def taken(file: Path) -> bytes:
    """At most one byte over the limit, so that a huge file costs nothing."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            "FILE_UNREADABLE",
            "Không mở được tệp.",
            place=str(file),
            remedy="Kiểm tra lại đường dẫn và quyền đọc.",
        ) from error
    if len(data) > MAX_BYTES:
        raise BadInput(
            "FILE_TOO_LARGE", "Tệp quá 20 MB.", place=str(file), remedy="Tách phụ lục ra tệp riêng."
        )
    return data


def _picture(file: Path | None) -> bytes:
    return taken(file) if file else b""


def _certificate(file: Path) -> bytes:
    """DER of a certificate file, PEM or DER."""
    from cryptography import x509  # noqa: PLC0415 -- slow import
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 -- slow import

    data = taken(file)
    try:
        load = x509.load_pem_x509_certificate if b"-----BEGIN" in data else x509.load_der_x509_certificate
        return load(data).public_bytes(Encoding.DER)
    except ValueError as error:
        raise BadInput(
            "BAD_CERTIFICATE",
            "Tệp không phải chứng thư số.",
            place=str(file),
            remedy="Lấy tệp .cer, .crt hoặc .pem từ nơi cấp chứng thư.",
        ) from error


def _write(source: Path, out: Path, data: bytes) -> None:
    if out.resolve() == source.resolve():
        raise BadInput(
            "OVERWRITES", "Tệp kết quả trùng tên với tệp gốc.", place=str(out), remedy="Chọn tên tệp khác."
        )
    out.write_bytes(data)
