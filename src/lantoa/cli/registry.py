"""``lantoa registry``: papers and their steps, both registers, series, files for the archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_screen, read

from .acting import actor, as_json, as_user
from .main import echo_json, start_django

PAPER = click.argument("paper", metavar="SỐ", type=int)


@click.group("registry")
def command() -> None:
    """Văn thư: trình ký, cấp số, sổ đi, sổ đến, hồ sơ."""
    start_django()


def when(username: str) -> dict[str, Any]:
    return {"actor": actor(username), "day": clock.today(), "at": clock.now()}


def day_of(text: str, place: str) -> date | None:
    return read(text, place) if text else None


def told(row: Any) -> None:
    """The paper in one line."""
    click.echo(
        f"{row.pk:5}  {row.reference or row.symbol or '–':24} {row.get_state_display()}  {row.summary}"
    )


@command.command("list")
@as_user
@as_json
@click.option("--waiting", is_flag=True, help="Chỉ văn bản đang chờ chính người này.")
@click.option("--outgoing", is_flag=True, help="Sổ văn bản đi: đã cấp số, kể cả số hủy.")
def list_(username: str, as_json: bool, waiting: bool, outgoing: bool) -> None:
    """Văn bản được xem."""
    from lantoa.registry import queries  # noqa: PLC0415 -- after start_django

    who, day = actor(username), clock.today()
    rows = (
        queries.waiting(who, day) if waiting else (queries.outgoing if outgoing else queries.papers)(who, day)
    )
    if as_json:
        echo_json([{"id": one.pk, "number": one.reference, "symbol": one.symbol, "state": one.state,
                    "summary": one.summary, "issued_on": one.issued_on} for one in rows])  # fmt: skip
        return
    for one in rows:
        told(one)


@command.command("show")
@PAPER
@as_user
def show(paper: int, username: str) -> None:
    """Một văn bản: các bước, ý kiến, việc có thể làm."""
    from lantoa.registry import queries  # noqa: PLC0415 -- after start_django

    who, day = actor(username), clock.today()
    row = queries.paper(paper, visible_to=who, day=day)
    told(row)
    for step in row.steps.all():
        click.echo(f"  {on_screen(step.at.date())}  {step.action:8} {step.who}  {step.reason}".rstrip())
    for one in row.opinions.select_related("unit", "user").order_by("pk"):
        asked = one.user.name if one.user else one.unit.code if one.unit else ""
        answer = (
            one.get_stance_display() if one.answered_at else one.withdrawn or f"chờ đến {on_screen(one.due)}"
        )
        click.echo(f"  Ý kiến {one.pk}: {asked}: {answer} {one.answer}".rstrip())
    click.echo("Có thể làm: " + (", ".join(one.action for one in queries.steps(who, row, day)) or "không"))


@command.command("draft")
@as_user
@click.option("--body", required=True, help="Mã cơ quan ban hành.")
@click.option("--kind", required=True, help="Loại văn bản: plan, letter, decision…")
@click.option("--summary", required=True, help="Trích yếu.")
@click.option(
    "--text", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Tệp lời văn bản."
)
@click.option("--symbol", default="", help="Ký hiệu; để trống thì tự lấy.")
@click.option("--restricted", is_flag=True, help="Hạn chế người xem.")
def draft(
    username: str, body: str, kind: str, summary: str, path: Path | None, symbol: str, restricted: bool
) -> None:
    """Soạn văn bản."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    text = path.read_text(encoding="utf-8") if path else ""
    told(operations.draft(**when(username), body=body, kind=kind, summary=summary, text=text, symbol=symbol,
                          restricted=restricted))  # fmt: skip


@command.command("revise")
@PAPER
@as_user
@click.option("--text", "path", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Tệp lời mới.")  # fmt: skip
def revise(paper: int, username: str, path: Path) -> None:
    """Sửa lời dự thảo, giữ bản cũ."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.revise(**when(username), paper=paper, text=path.read_text(encoding="utf-8")))


@command.command("ask")
@PAPER
@as_user
@click.option("--unit", "units", multiple=True, help="Mã đơn vị được hỏi; ghi nhiều lần.")
@click.option("--user", "users", multiple=True, help="Người được hỏi; ghi nhiều lần.")
@click.option("--due", required=True, help="Hạn trả lời, ngày/tháng/năm.")
@click.option("--question", default="", help="Hỏi về điều gì.")
def ask(
    paper: int, username: str, units: tuple[str, ...], users: tuple[str, ...], due: str, question: str
) -> None:
    """Xin ý kiến đơn vị, người."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.ask(**when(username), paper=paper, units=units, users=users, due=read(due, "--due"),
                        question=question))  # fmt: skip


@command.command("opine")
@click.argument("opinion", metavar="SỐ_Ý_KIẾN", type=int)
@as_user
@click.option("--stance", required=True, type=click.Choice(["AGREE", "CHANGE", "OBJECT"]), help="Ý kiến.")
@click.option("--answer", default="", help="Nội dung góp ý.")
def opine(opinion: int, username: str, stance: str, answer: str) -> None:
    """Trả lời lời hỏi ý kiến."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    operations.opine(**when(username), opinion=opinion, stance=stance, answer=answer)
    click.echo("Đã gửi ý kiến.")


@command.command("withdraw-question")
@click.argument("opinion", metavar="SỐ_Ý_KIẾN", type=int)
@as_user
@click.option("--reason", required=True, help="Lý do.")
def withdraw_question(opinion: int, username: str, reason: str) -> None:
    """Rút một lời hỏi ý kiến."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    operations.withdraw_question(**when(username), opinion=opinion, reason=reason)
    click.echo("Đã rút lời hỏi.")


@command.command("present")
@PAPER
@as_user
def present(paper: int, username: str) -> None:
    """Trình ký."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.present(**when(username), paper=paper))


@command.command("initial")
@PAPER
@as_user
def initial(paper: int, username: str) -> None:
    """Ký nháy."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.initial(**when(username), paper=paper))


@command.command("sign")
@PAPER
@as_user
@click.option("--post", required=True, help="Chức vụ người ký.")
@click.option("--rank", default="", help="Cấp bậc.")
@click.option("--manner", default="", help="TM, Q, KT, TL hoặc TUQ.")
@click.option("--whom", default="", help="Ký thay mặt, thay cho ai.")
def sign(paper: int, username: str, post: str, rank: str, manner: str, whom: str) -> None:
    """Ký văn bản."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.sign(**when(username), paper=paper, post=post, rank=rank, manner=manner, whom=whom))


@command.command("return")
@PAPER
@as_user
@click.option("--reason", required=True, help="Lý do.")
def return_(paper: int, username: str, reason: str) -> None:
    """Trả lại người soạn."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.send_back(**when(username), paper=paper, reason=reason))


@command.command("number")
@PAPER
@as_user
@click.option(
    "--number", "as_number", default="", help="Số do hệ thống cơ quan cấp; để trống: dãy số của Lan Tỏa."
)
@click.option("--date", "on", default="", help="Ngày văn bản, ngày/tháng/năm.")
def number(paper: int, username: str, as_number: str, on: str) -> None:
    """Cấp số, ngày."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.number(**when(username), paper=paper, number=as_number, issued_on=day_of(on, "--date")))


@command.command("issue")
@PAPER
@as_user
@click.option("--copies", default=1, show_default=True, help="Số lượng bản.")
def issue(paper: int, username: str, copies: int) -> None:
    """Ban hành."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.issue(**when(username), paper=paper, copies=copies))


@command.command("void")
@PAPER
@as_user
@click.option("--reason", required=True, help="Lý do.")
def void(paper: int, username: str, reason: str) -> None:
    """Hủy số; số vẫn nằm trong sổ."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.void(**when(username), paper=paper, reason=reason))


@command.command("archive")
@PAPER
@as_user
@click.option("--record", required=True, type=int, help="Số của hồ sơ (lệnh records).")
def archive(paper: int, username: str, record: int) -> None:
    """Đưa văn bản đã ban hành vào hồ sơ."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    told(operations.archive(**when(username), paper=paper, record_file=record))


@command.command("abbreviation")
@click.argument("unit", metavar="MÃ_ĐƠN_VỊ")
@click.argument("text", metavar="CHỮ_VIẾT_TẮT")
@as_user
@click.option("--basis", default="", help="Căn cứ.")
def abbreviation(unit: str, text: str, username: str, basis: str) -> None:
    """Ghi chữ viết tắt tên cơ quan dùng trong ký hiệu."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    row = operations.set_abbreviation(**when(username), unit=unit, text=text, basis=basis)
    click.echo(f"{unit}: {row.text}")


@command.command("check-page")
@click.argument("unit", metavar="MÃ_ĐƠN_VỊ")
@click.argument("address", metavar="ĐỊA_CHỈ", default="")
@as_user
@click.option("--basis", default="", help="Căn cứ.")
def check_page(unit: str, address: str, username: str, basis: str) -> None:
    """Bật mã QR tra cứu trên bản in (địa chỉ trang tra cứu công khai); không nêu địa chỉ là tắt."""
    from lantoa.registry import operations  # noqa: PLC0415 -- after start_django

    row = operations.set_check_page(**when(username), unit=unit, address=address, basis=basis)
    click.echo(f"{unit}: {row.address or 'không in mã QR'}")


@command.command("series")
@as_user
@as_json
@click.option("--give", "body", default="", help="Mã cơ quan giao dãy số.")
@click.option("--year", type=int, help="Năm; mặc định năm nay.")
@click.option("--kind", default="", help="Loại văn bản; để trống: mọi loại.")
@click.option("--last", default=0, show_default=True, help="Số đã dùng đến.")
@click.option("--basis", default="", help="Căn cứ giao dãy số.")
def series(
    username: str, as_json: bool, body: str, year: int | None, kind: str, last: int, basis: str
) -> None:
    """Dãy số giao cho Lan Tỏa; --give để giao thêm một dãy."""
    from lantoa.registry import operations, queries  # noqa: PLC0415 -- after start_django

    if body:
        given = when(username)
        operations.give_series(
            **given, body=body, year=year or given["day"].year, kind=kind, last=last, basis=basis
        )
    rows = queries.series(actor(username), clock.today())
    if as_json:
        echo_json(
            [{"body": one.body.code, "year": one.year, "kind": one.kind, "last": one.last} for one in rows]
        )
        return
    for one in rows:
        click.echo(f"{one.body.code:12} {one.year} {one.kind or 'mọi loại':16} đã cấp đến {one.last:02d}")


from . import registry_books  # noqa: E402 -- adds its commands to the group above

__all__ = ["command", "registry_books"]
