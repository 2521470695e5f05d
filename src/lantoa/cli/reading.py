"""``lantoa reading``: texts kept for reading, and a person's decision on each thing read in them."""

from __future__ import annotations

from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, NotFound

from .acting import actor, as_json, as_user
from .main import echo_json, start_django
from .reporting_cells import pairs

ALL = "all"


@click.group("reading")
def command() -> None:
    """Văn bản đã đọc: xem, nhận, sửa, bỏ từng đề xuất."""
    start_django()


@command.command("texts")
@as_user
@click.option("--text", default="", help="Chỉ văn bản có các chữ này trong tên.")
@as_json
def texts(username: str, text: str, as_json: bool) -> None:
    """Văn bản người này được xem, còn bao nhiêu đề xuất chờ."""
    from lantoa.reading import queries  # noqa: PLC0415 -- after start_django

    rows = queries.texts(actor(username), clock.today(), text=text)
    if as_json:
        echo_json([_text(row) for row in rows])
        return
    for row in rows:
        click.echo(f"{row.pk:5}  {row.unit.code:12} {row.title}: {row.waiting}/{row.total} mục chờ")


def _text(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "unit": row.unit.code,
        "title": row.title,
        "waiting": row.waiting,
        "total": row.total,
        "stage": row.stage,
        "conference": row.conference_id,
    }


@command.command("show")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@as_json
def show(number: int, username: str, as_json: bool) -> None:
    """Mọi đề xuất của một văn bản, kèm câu chữ làm bằng."""
    from lantoa.reading import queries  # noqa: PLC0415 -- after start_django

    read = queries.read(actor(username), number, clock.today())
    if as_json:
        rows = [row for _kind, _label, found in read.groups for row in found]
        echo_json({**_text(read.text), "proposals": [_proposal(row) for row in rows]})
        return
    click.echo(read.text.title)
    for _kind, label, found in read.groups:
        click.echo(label)
        for row in found:
            click.echo(f"{row.pk:6}  [{row.get_state_display()}] “{row.quote}”")


def _proposal(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "state": row.state,
        "facts": row.facts,
        "corrected": row.corrected,
        "start": row.start,
        "end": row.end,
        "quote": row.quote,
    }


@command.command("decide")
@click.argument("number", metavar="SỐ", type=int)
@as_user
@click.option("--accept", metavar="all|SỐ,SỐ", help="Nhận mọi mục còn chờ, hoặc các mục nêu số.")
@click.option("--refuse", metavar="all|SỐ,SỐ", help="Bỏ mọi mục còn chờ, hoặc các mục nêu số.")
@click.option("--correct", metavar="SỐ", type=int, help="Sửa một mục rồi nhận; ghi chỗ sửa bằng --set.")
@click.option("--set", "sets", multiple=True, metavar="TRƯỜNG=NỘI_DUNG", help="Chỗ sửa; bỏ trống là xóa.")
@as_json
def decide(
    number: int, username: str, accept: str | None, refuse: str | None, correct: int | None,
    sets: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Nhận, sửa rồi nhận, hoặc bỏ các mục đọc được từ một văn bản."""
    from lantoa.reading import operations, queries  # noqa: PLC0415 -- after start_django

    _one_way(accept, refuse, correct, sets)
    who, day = actor(username), clock.today()
    groups = queries.read(who, number, day).groups
    rows = {row.pk: row for _kind, _label, found in groups for row in found}
    if correct is not None:
        (row,) = _chosen(rows, str(correct), "--correct")
        operations.decide(
            actor=who,
            proposal=row.pk,
            decision="correct",
            changes=_changes(row, sets),
            day=day,
            at=clock.now(),
        )
        decided, way = 1, "correct"
    else:
        way = "accept" if accept is not None else "refuse"
        wanted = [row.pk for row in _chosen(rows, accept or refuse or "", f"--{way}")]
        decided = operations.decide_many(actor=who, proposals=wanted, decision=way, day=day, at=clock.now())
    after = queries.read(who, number, day).text
    if as_json:
        echo_json({"decided": decided, "decision": way, **_text(after)})
    else:
        said = {"accept": "nhận", "refuse": "bỏ", "correct": "sửa và nhận"}[way]
        click.echo(f"Đã {said} {decided} mục; còn {after.waiting} mục chờ.")  # type: ignore[attr-defined]


def _one_way(accept: str | None, refuse: str | None, correct: int | None, sets: tuple[str, ...]) -> None:
    if sum(one is not None for one in (accept, refuse, correct)) != 1:
        raise BadInput(
            "ONE_DECISION",
            "Mỗi lần chỉ một quyết định: nhận, bỏ, hoặc sửa một mục.",
            place="--accept, --refuse, --correct",
            remedy="Ví dụ: lantoa reading decide 3 --as canbo --accept all",
        )
    if bool(sets) != (correct is not None):
        raise BadInput(
            "CHANGES_UNUSED", "--set đi cùng --correct.", place="--set", remedy="Ví dụ: --correct 12 --set name=…"
        )  # fmt: skip


def _chosen(rows: dict[int, Any], said: str, option: str) -> list[Any]:
    """The proposals named by '4,5', or all that still wait; ``NotFound`` for one of another text."""
    if said.strip() == ALL:
        return [row for row in rows.values() if row.state == "PROPOSED"]
    numbers = [part.strip() for part in said.split(",")]
    lost = next((one for one in numbers if not one.isdecimal() or int(one) not in rows), None)
    if lost is not None:
        raise NotFound(
            "NOT_FOUND",
            f"Văn bản này không có mục số “{lost}”.",
            place=option,
            remedy="Xem số của từng mục: lantoa reading show.",
        )
    return [rows[int(one)] for one in dict.fromkeys(numbers)]


def _changes(row: Any, sets: tuple[str, ...]) -> dict[str, Any]:
    from lantoa.reading.rules import corrections  # noqa: PLC0415 -- after start_django

    given = pairs(sets, "--set", "--set count=4 --set place=Xã Đồng Ấm")
    return {name: corrections.typed(row.kind, name, text) for name, text in given.items()}
