"""``lantoa analysis``: the light board, tables built and kept, their sending."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput

from .acting import actor, as_json, as_user
from .main import echo_json, start_django


@click.group("analysis")
def command() -> None:
    """Bảng tin, bảng tự dựng, lịch gửi."""
    start_django()


@command.command("board")
@as_user
@as_json
def board(username: str, as_json: bool) -> None:
    """Bảng tin số liệu của đơn vị, cụm mình: các dòng đã tính sẵn."""
    from lantoa.analysis import board as kept  # noqa: PLC0415 -- after start_django

    rows = list(kept.rows_for(actor(username), clock.today()))
    if as_json:
        echo_json([{"place": row.said.get("place"), "form": row.form, "period": row.period, "counted": row.counted,
                    "expected": row.expected, "in_time": row.in_time, "headlines": row.said["headlines"],
                    "made_at": row.made_at, "stale": row.stale_at is not None} for row in rows])  # fmt: skip
        return
    for row in rows:
        click.echo(f"{row.said.get('place')}: {row.title}, {row.label}: {row.counted}/{row.expected} báo cáo đã duyệt, "
                   f"{row.in_time} đúng hạn")  # fmt: skip


@command.command("refresh")
@click.option("--stale", is_flag=True, help="Chỉ các dòng có số mới.")
def refresh(stale: bool) -> None:
    """Tính lại bảng tin của mọi đơn vị, cụm có người xem."""
    from lantoa.analysis import board as kept  # noqa: PLC0415 -- after start_django

    made = kept.refresh(day=clock.today(), at=clock.now(), stale_only=stale)
    click.echo(f"Đã tính lại {made} dòng.")


@command.command("table")
@as_user
@click.option("--question", "text", default="", metavar="JSON", help="Câu hỏi dạng JSON như API nhận.")
@click.option("--id", "pk", type=int, help="Hoặc số của bảng đã lưu.")
@as_json
def table(username: str, text: str, pk: int | None, as_json: bool) -> None:
    """Tính một bảng: theo câu hỏi, hoặc bảng đã lưu."""
    from lantoa.analysis import queries, tables  # noqa: PLC0415 -- after start_django

    person, day = actor(username), clock.today()
    found = tables.answer(person, _question(queries.table(person, pk, day).question if pk else text), day)
    if as_json:
        echo_json({"title": found.title, "seen_as": found.seen_as, "complete": found.complete,
                   "columns": [one.label for one in found.columns],
                   "rows": [{"label": head.label, "cells": [cell.text for cell in cells]}
                            for head, cells in zip(found.rows, found.cells, strict=True)]})  # fmt: skip
        return
    click.echo(f"{found.title}. {found.seen_as}. {found.complete}.")
    click.echo("\t".join(["", *(one.label for one in found.columns)]))
    for head, cells in zip(found.rows, found.cells, strict=True):
        click.echo("\t".join([head.label, *(cell.text for cell in cells)]))


@command.command("tables")
@as_user
@as_json
def kept_tables(username: str, as_json: bool) -> None:
    """Bảng đã lưu của mình và được chia sẻ."""
    from lantoa.analysis import queries  # noqa: PLC0415 -- after start_django

    rows = queries.tables(actor(username), clock.today())
    if as_json:
        echo_json([{"id": row.pk, "name": row.name, "owner": row.owner.username, "question": row.question}
                   for row in rows])  # fmt: skip
        return
    for row in rows:
        click.echo(f"{row.pk}\t{row.name}\t{row.owner.name}")


@command.command("keep")
@as_user
@click.argument("name")
@click.option("--question", "text", required=True, metavar="JSON", help="Câu hỏi dạng JSON như API nhận.")
@click.option("--share", default="", help="Mã đơn vị được chia sẻ.")
def keep(username: str, name: str, text: str, share: str) -> None:
    """Lưu một bảng dưới một tên."""
    from lantoa.analysis import operations  # noqa: PLC0415 -- after start_django

    row = operations.save_table(
        actor=actor(username), name=name, question=_question(text), day=clock.today(), at=clock.now(),
        share_with=share,
    )  # fmt: skip
    click.echo(f"Đã lưu bảng số {row.pk}.")


@command.command("change")
@as_user
@click.argument("pk", type=int)
@click.option("--name", help="Tên mới.")
@click.option("--share", help="Mã đơn vị được chia sẻ; để rỗng là thôi chia sẻ.")
@click.option("--delete", is_flag=True, help="Xóa bảng.")
@click.option("--restore", is_flag=True, help="Lấy lại bảng đã xóa.")
def change(username: str, pk: int, name: str | None, share: str | None, delete: bool, restore: bool) -> None:
    """Đổi tên, chia sẻ, xóa hoặc lấy lại một bảng của mình; mỗi lần một việc."""
    from lantoa.analysis import operations  # noqa: PLC0415 -- after start_django

    if sum((name is not None, share is not None, delete, restore)) != 1:
        raise BadInput(
            "ONE_CHANGE", "Mỗi lần chỉ làm một việc.", place="lựa chọn",
            remedy="Nêu đúng một trong --name, --share, --delete, --restore.",
        )  # fmt: skip
    own: dict[str, Any] = {"actor": actor(username), "table": pk, "at": clock.now()}
    if name is not None:
        operations.rename_table(name=name, **own)
    elif share is not None:
        operations.share_table(unit=share, day=clock.today(), **own)
    elif delete:
        operations.delete_table(**own)
    else:
        operations.restore_table(**own)
    click.echo("Đã ghi.")


@command.command("schedule")
@as_user
@click.argument("pk", type=int)
@click.option("--every", type=click.Choice(["day", "week", "period"]), required=True, help="Khi gửi.")
@click.option(
    "--to", "receivers", multiple=True, required=True, help="Tên đăng nhập người nhận; lặp lại được."
)
def schedule(username: str, pk: int, every: str, receivers: tuple[str, ...]) -> None:
    """Gửi bảng theo lịch; mỗi người nhận đúng phần mình được xem."""
    from lantoa.analysis import operations  # noqa: PLC0415 -- after start_django

    row = operations.schedule_table(
        actor=actor(username), table=pk, every=every, receivers=receivers, day=clock.today(), at=clock.now()
    )
    click.echo(f"Đã đặt lịch gửi số {row.pk}.")


@command.command("schedules")
@as_user
@as_json
def schedules(username: str, as_json: bool) -> None:
    """Lịch gửi của mình và lần gửi cuối."""
    from lantoa.analysis import queries  # noqa: PLC0415 -- after start_django

    rows = [
        {"id": row.pk, "table": row.table.name, "every": row.every, "last_at": row.last_at,
         "stopped_at": row.stopped_at, "receivers": sorted(one.username for one in row.receivers.all()),
         "sendings": [{"receiver": one.receiver.username, "state": one.state, "at": one.at}
                      for one in queries.sendings(row)]}
        for row in queries.schedules(actor(username))
    ]  # fmt: skip
    if as_json:
        echo_json(rows)
        return
    for row in rows:
        click.echo(f"{row['id']}\t{row['table']}\t{'đã dừng' if row['stopped_at'] else 'đang chạy'}")


@command.command("stop")
@as_user
@click.argument("pk", type=int)
@click.option("--resume", is_flag=True, help="Chạy tiếp lịch đã dừng.")
def stop(username: str, pk: int, resume: bool) -> None:
    """Dừng một lịch gửi, hoặc cho chạy tiếp."""
    from lantoa.analysis import operations  # noqa: PLC0415 -- after start_django

    if resume:
        operations.resume_schedule(actor=actor(username), schedule=pk, day=clock.today(), at=clock.now())
    else:
        operations.stop_schedule(actor=actor(username), schedule=pk, at=clock.now())
    click.echo("Đã ghi.")


@command.command("merge")
@as_user
@click.option("--form", required=True, help="Mã biểu để đối chiếu số.")
@click.option("--period", required=True, help="Kỳ.")
@click.option("--unit", default="", help="Của đơn vị này.")
@click.option("--cluster", default="", help="Hoặc của cụm này.")
@click.option(
    "--file", "given", multiple=True, metavar="ĐƠN_VỊ=TỆP", help="Báo cáo Word của một đơn vị; lặp lại được."
)
@click.option(
    "--from-figures", multiple=True, metavar="ĐƠN_VỊ", help="Lấy báo cáo lập từ số liệu của đơn vị này."
)
@click.option("--out", type=click.Path(dir_okay=False), help="Ghi dự thảo ra tệp .docx.")
@click.option("--no-marks", is_flag=True, help="Không ghi tên đơn vị sau mỗi câu trong tệp.")
def merge(
    username: str, form: str, period: str, unit: str, cluster: str, given: tuple[str, ...],
    from_figures: tuple[str, ...], out: str | None, no_marks: bool,
) -> None:  # fmt: skip
    """Ghép báo cáo Word của cấp dưới thành một dự thảo; nói câu trùng, câu trái số đã duyệt."""
    from lantoa.documents.render import render  # noqa: PLC0415 -- slow import
    from lantoa.exchange import merging  # noqa: PLC0415 -- after start_django

    person, day = actor(username), clock.today()
    reports = [
        merging.Given(code, Path(path).name, Path(path).read_bytes()) for code, path in map(_pair, given)
    ]
    reports += [merging.Given(code) for code in from_figures]
    row = merging.merge(
        actor=person,
        form=form,
        period=period,
        given=reports,
        day=day,
        at=clock.now(),
        unit=unit,
        cluster=cluster,
    )
    for section in row.sections:
        click.echo(section["heading"])
        for one in section["sentences"]:
            click.echo(f"  {one['text']} [{one['name']}]")
            for why in one["doubts"]:
                click.echo(f"    Trái số: {why}")
            if one["same_as"]:
                click.echo(f"    Trùng với: {', '.join(one['same_as'])}")
    if out:
        Path(out).write_bytes(render(merging.paper(person, row, day, marks=not no_marks), "docx"))
        click.echo(f"Đã ghi {out}.")


def _pair(text: str) -> tuple[str, str]:
    code, mark, path = text.partition("=")
    if not mark or not Path(path).is_file():
        raise BadInput(
            "BAD_FILE",
            f"Không đọc được “{text}”.",
            place="--file",
            remedy="Ghi MÃ_ĐƠN_VỊ=đường dẫn tệp .docx.",
        )
    return code, path


def _question(given: str | dict[str, Any]) -> Any:
    """A kept question, or one typed as JSON. ``BadInput`` for text that is no JSON object."""
    from lantoa.analysis.rules import pivot  # noqa: PLC0415 -- loads with the rest

    if isinstance(given, dict):
        return pivot.read(given)
    try:
        found = json.loads(given)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not found.get("form"):
        raise BadInput(
            "BAD_QUESTION", "Câu hỏi phải là một đối tượng JSON có mã biểu.", place="--question",
            remedy='Ví dụ: {"form": "PT-6T", "unit": "BCA", "codes": ["M03"]}',
        )  # fmt: skip
    return pivot.read(found)
