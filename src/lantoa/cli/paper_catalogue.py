"""``lantoa paper catalogue`` and ``lantoa paper make``: the papers of a movement, and one of them from live facts."""

from __future__ import annotations

from pathlib import Path

import click

from lantoa.documents.catalogue.table import CATALOGUE
from lantoa.kernel import clock

from .acting import actor, as_json, as_user
from .main import echo_json, start_django


@click.command("catalogue")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def catalogue_command(as_json: bool) -> None:
    """In danh mục văn bản: mã, tên, loại, ai ban hành, lấy dữ kiện ở đâu."""
    if as_json:
        echo_json(
            [
                {
                    "code": one.code,
                    "name": one.name,
                    "kind": one.kind,
                    "kind_name": one.type.name,
                    "issuer": one.issuer,
                    "area": one.area,
                    "builder": one.builder,
                    "live": one.live,
                }
                for one in CATALOGUE
            ]
        )
        return
    widths = [max(len(getattr(one, name)) for one in CATALOGUE) for name in ("code", "name", "issuer")]
    for one in CATALOGUE:
        cells = (one.code, one.name, one.issuer)
        row = "  ".join(text.ljust(width) for text, width in zip(cells, widths, strict=True))
        click.echo(f"{row}  {one.wired} ({one.area})")
    live = sum(one.live for one in CATALOGUE)
    click.echo(
        f"\n{len(CATALOGUE)} văn bản: {live} lập từ dữ kiện sống, {len(CATALOGUE) - live} có dữ kiện mẫu."
    )


@click.command("make")
@click.argument("code", metavar="MÃ")
@click.argument("key", metavar="KHÓA")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Thư mục ghi tệp."
)
@as_user
@as_json
def make_command(code: str, key: str, out: Path, username: str, as_json: bool) -> None:
    """Lập một văn bản trong danh mục từ dữ kiện sống, ghi DOCX và PDF.

    KHÓA là số của dữ kiện (phiếu chấm, hồ sơ, quyết định …); ĐƠN_VỊ@NĂM với bản đăng ký, sổ vàng; CỤM@NGÀY với bàn
    giao cụm trưởng; BIỂU|u|ĐƠN_VỊ@KỲ hoặc BIỂU|c|CỤM@KỲ với báo cáo sơ kết, tổng kết.
    """
    start_django()
    from lantoa.documents.render import file_name, render  # noqa: PLC0415 -- slow import
    from lantoa.exchange import papers  # noqa: PLC0415 -- after start_django

    told = papers.paper(code, key, actor=actor(username), day=clock.today())
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for form in ("docx", "pdf"):
        target = out / file_name(told, form)
        content = render(told, form)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        written.append(str(target))
    if as_json:
        echo_json(written)
    else:
        click.echo("\n".join(written))


@click.command("words")
@click.argument("code", metavar="MÃ", type=click.Choice(["half_year_report", "year_report"]))
@click.argument("key", metavar="KHÓA")
@click.option(
    "--from", "source", type=click.Path(path_type=Path, dir_okay=False), help="Lưu lời từ tệp .txt này."
)
@as_user
@as_json
def words_command(code: str, key: str, source: Path | None, username: str, as_json: bool) -> None:
    """Xem hoặc lưu lời báo cáo sơ kết, tổng kết; nói số nào đã đổi nguồn từ lần lưu."""
    start_django()
    from lantoa.documents.intake import text_of  # noqa: PLC0415 -- slow import
    from lantoa.exchange import papers, report_words  # noqa: PLC0415 -- after start_django

    who = actor(username)
    if source is not None:
        report_words.save_words(
            actor=who,
            code=code,
            key=key,
            text=text_of(source.read_bytes()),
            day=clock.today(),
            at=clock.now(),
        )
    of = papers.review_of(papers.Ask(key, who, clock.today()), code)
    saved = papers.words_of(who, code, key)
    if saved is None:
        raise papers.hidden()
    moved = [one.message for one in report_words.changed(saved, of)]
    if as_json:
        echo_json({"text": saved.text, "saved_at": saved.saved_at, "changed": moved})
    else:
        click.echo("\n".join([saved.text, *moved]))


@click.command("many")
@click.argument("code", metavar="MÃ")
@click.argument("keys", metavar="KHÓA...", nargs=-1)
@click.option("--year", type=int, help="Mọi quyết định khen thưởng đã ban hành trong năm.")
@click.option("--form", type=click.Choice(["pdf", "zip"]), default="pdf", help="pdf gộp, hoặc zip.")
@as_user
@as_json
def many_command(
    code: str, keys: tuple[str, ...], year: int | None, form: str, username: str, as_json: bool
) -> None:
    """Lập nhiều văn bản bằng một việc nền; xem tiến độ: lantoa jobs."""
    start_django()
    from lantoa.exchange import operations  # noqa: PLC0415 -- after start_django

    job = operations.make_many(
        actor=actor(username), code=code, keys=keys, year=year, form=form, day=clock.today(), at=clock.now()
    )
    if as_json:
        echo_json({"job": job.pk})
    else:
        click.echo(f"Việc nền số {job.pk}.")
