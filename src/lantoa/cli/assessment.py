"""``lantoa assessment``: sheets, scores, steps, ranking, ballots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.numbers import figure
from lantoa.reporting.rules.cells import read_number

from .acting import actor, as_json, as_user
from .main import echo_json, start_django


@click.group("assessment")
def command() -> None:
    """Chấm điểm, xếp hạng, bỏ phiếu suy tôn."""
    start_django()


def read_json(path: str) -> Any:
    """A JSON file, or ``-`` for the standard input."""
    try:
        text = click.get_text_stream("stdin").read() if path == "-" else Path(path).read_text("utf-8")
        return json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            "FILE_UNREADABLE", "Không đọc được tệp.", place=path, remedy="Kiểm tra đường dẫn."
        ) from error
    except json.JSONDecodeError as error:
        raise BadInput(
            "BAD_JSON",
            "Tệp không phải JSON hợp lệ.",
            place=f"{path}, dòng {error.lineno}",
            remedy="Sửa dấu phẩy, ngoặc, nháy kép gần chỗ đó.",
        ) from error


def now() -> dict[str, Any]:
    return {"day": clock.today(), "at": clock.now()}


@command.command("list")
@as_user
@as_json
def list_(username: str, as_json: bool) -> None:
    """Bảng chấm điểm người này được xem."""
    from lantoa.assessment import queries  # noqa: PLC0415 -- after start_django

    rows = queries.sheets(visible_to=actor(username), day=clock.today())
    if as_json:
        echo_json(
            [
                {
                    "id": one.pk,
                    "cluster": one.cluster.key,
                    "year": one.year,
                    "title": one.title,
                    "state": one.state,
                }
                for one in rows
            ]
        )
        return
    for one in rows:
        click.echo(f"{one.pk:5}  {one.year}  {one.get_state_display():12} {one.title}")


@command.command("open")
@click.argument("file")
@as_user
@as_json
def open_(file: str, username: str, as_json: bool) -> None:
    """Mở bảng chấm điểm từ tệp JSON: cluster, year, title, formula, criteria."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    data = read_json(file)
    if not isinstance(data, dict) or not {"cluster", "year", "title", "formula", "criteria"} <= data.keys():
        raise BadInput(
            "MISSING_KEY",
            "Tệp thiếu mục bắt buộc.",
            place=file,
            remedy="Cần: cluster, year, title, formula, criteria.",
        )
    names = ("cluster", "year", "title", "formula", "criteria", "rules", "basis")
    fields = {name: data[name] for name in names if name in data}
    made = operations.open_sheet(actor=actor(username), **fields, **now())
    echo_json({"id": made.pk}) if as_json else click.echo(f"Đã mở bảng chấm điểm số {made.pk}.")


@command.command("criteria")
@click.argument("file", required=False)
@click.option("--template", type=click.Path(dir_okay=False), help="Ghi tệp mẫu ra đường dẫn này.")
def criteria(file: str | None, template: str | None) -> None:
    """Đọc bảng tiêu chí (.xlsx, .csv) thành JSON để đưa vào mục criteria của lệnh open."""
    from lantoa.assessment import tables  # noqa: PLC0415 -- after start_django

    if template:
        Path(template).write_bytes(tables.template())
        click.echo(template, err=True)
    if file:
        echo_json(tables.criteria_of_file(Path(file).name, read_bytes(file)))


def read_bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise BadInput(
            "FILE_UNREADABLE", "Không đọc được tệp.", place=path, remedy="Kiểm tra đường dẫn."
        ) from error


@command.command("show")
@click.argument("sheet", type=int)
@as_user
@as_json
def show(sheet: int, username: str, as_json: bool) -> None:
    """Các phiếu chấm của một bảng, đang ở bước nào, còn thiếu bao nhiêu."""
    from lantoa.assessment import queries  # noqa: PLC0415 -- after start_django
    from lantoa.assessment.rules.lifecycle import SHEET  # noqa: PLC0415 -- after start_django
    from lantoa.organisation import queries as organisation  # noqa: PLC0415 -- after start_django

    who, day = actor(username), clock.today()
    found = queries.sheet(sheet, visible_to=who, day=day)
    people = queries.evaluations(found, visible_to=who, day=day)
    work = queries.work(found)
    rows = [
        {
            "evaluation": one.pk,
            "unit": one.unit.code,
            "state": one.state,
            "points": str(work.scored["appraised"][one.pk].points),
            "missing": work.missing["self"][one.pk],
        }
        for one in people
    ]
    if as_json:
        echo_json(rows)
        return
    for one, row in zip(people, rows, strict=True):
        name = organisation.name_of(one.unit.code, day)
        left = f", còn {row['missing']} tiêu chí" if row["missing"] else ""
        click.echo(f"{one.pk:5}  {name}: {SHEET.states[one.state]}{left}")


@command.command("score")
@click.argument("evaluation", type=int)
@click.argument("file")
@click.option(
    "--column", type=click.Choice(["self", "cluster", "appraised"]), default="self", help="Cột điểm."
)
@as_user
@as_json
def score(evaluation: int, file: str, column: str, username: str, as_json: bool) -> None:
    """Ghi điểm từ tệp JSON: {"points": {mã: điểm}, "reasons": {mã: lý do}}."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    data = read_json(file)
    if not isinstance(data, dict) or not isinstance(data.get("points"), dict):
        raise BadInput(
            "MISSING_KEY", "Tệp thiếu mục “points”.", place=file, remedy='Ghi {"points": {mã: điểm}}.'
        )
    operations.score(
        actor=actor(username),
        evaluation=evaluation,
        column=column,
        points=data["points"],
        reasons=data.get("reasons") or {},
        **now(),
    )
    written = len(data["points"])
    echo_json({"written": written}) if as_json else click.echo(f"Đã ghi điểm {written} tiêu chí.")


@command.command("step")
@click.argument("evaluation", type=int)
@click.argument("action")
@click.option("--text", default="", help="Giải trình, hoặc lý do của bước cần lý do.")
@as_user
@as_json
def step(evaluation: int, action: str, text: str, username: str, as_json: bool) -> None:
    """Chuyển bước: self_score, cluster_score, send_back, explain, appraise."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    moved = operations.advance(
        actor=actor(username), evaluation=evaluation, action=action, text=text, **now()
    )
    echo_json({"state": moved.state}) if as_json else click.echo(f"Phiếu đang ở bước: {moved.state}.")


@command.command("finalise")
@click.argument("sheet", type=int)
@click.option("--publish", is_flag=True, help="Công bố luôn sau khi chốt.")
@as_user
@as_json
def finalise(sheet: int, publish: bool, username: str, as_json: bool) -> None:
    """Chốt điểm, xếp hạng."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    who = actor(username)
    operations.finalise(actor=who, sheet=sheet, **now())
    if publish:
        operations.publish(actor=who, sheet=sheet, **now())
    _ranking(sheet, username, as_json)


@command.command("publish")
@click.argument("sheet", type=int)
@as_user
@as_json
def publish(sheet: int, username: str, as_json: bool) -> None:
    """Công bố xếp hạng đã chốt."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    operations.publish(actor=actor(username), sheet=sheet, **now())
    _ranking(sheet, username, as_json)


@command.command("reopen")
@click.argument("sheet", type=int)
@click.option("--reason", required=True, help="Lý do mở lại.")
@as_user
@as_json
def reopen(sheet: int, reason: str, username: str, as_json: bool) -> None:
    """Mở lại bảng đã chốt để sửa, kèm lý do."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    found = operations.reopen(actor=actor(username), sheet=sheet, reason=reason, **now())
    echo_json({"id": found.pk, "state": found.state}) if as_json else click.echo("Đã mở lại bảng để sửa.")


@command.command("standing")
@click.argument("evaluation", type=int)
@click.option("--violations", type=int, help="Số vi phạm; không nêu là bỏ trống.")
@click.option("--women-share", "share", default="", help="Tỷ lệ nữ theo phần trăm, ví dụ 35 hoặc 12,5.")
@click.option("--excluded", default="", help="Lý do không xếp hạng; không nêu là được xếp hạng.")
@as_user
@as_json
def standing(
    evaluation: int, violations: int | None, share: str, excluded: str, username: str, as_json: bool
) -> None:
    """Ghi lại căn cứ xếp hạng ngoài điểm của một phiếu: số vi phạm, tỷ lệ nữ, lý do không xếp hạng."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    women = read_number(share, "--women-share", 2)
    row = operations.set_standing(
        actor=actor(username),
        evaluation=evaluation,
        violations=violations,
        women_share=None if women is None else women / 100,
        excluded=excluded,
        **now(),
    )
    told = {
        "id": row.pk,
        "violations": row.violations,
        "women_share": row.women_share,
        "excluded": row.excluded,
    }
    echo_json(told) if as_json else click.echo("Đã ghi căn cứ xếp hạng.")


@command.command("ranking")
@click.argument("sheet", type=int)
@as_user
@as_json
def ranking(sheet: int, username: str, as_json: bool) -> None:
    """Xếp hạng, mỗi khoảng cách một lý do."""
    _ranking(sheet, username, as_json)


def _ranking(sheet: int, username: str, as_json: bool) -> None:
    from lantoa.assessment import queries  # noqa: PLC0415 -- after start_django

    who, day = actor(username), clock.today()
    rows = queries.ranking(queries.sheet(sheet, visible_to=who, day=day), visible_to=who, day=day)
    if as_json:
        echo_json(
            [
                {"unit": row.unit.code, "points": str(row.points), "rank": row.rank, "reason": row.reason}
                for row in rows
            ]
        )
        return
    for row in rows:
        click.echo(f"{row.rank or '–':>3}  {figure(row.points, 2):>9}  {row.reason}")


@command.group("ballot")
def ballot() -> None:
    """Bỏ phiếu suy tôn."""


@ballot.command("open")
@click.argument("sheet", type=int)
@click.option("--award", default="T_COTINH", help="Mã danh hiệu.")
@as_user
@as_json
def open_ballot(sheet: int, award: str, username: str, as_json: bool) -> None:
    """Mở bỏ phiếu theo kết quả đã chốt."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    made = operations.open_ballot(actor=actor(username), sheet=sheet, award=award, **now())
    echo_json({"id": made.pk, "round": made.round}) if as_json else click.echo(
        f"Đã mở cuộc bỏ phiếu số {made.pk}, lần {made.round}."
    )


@ballot.command("cast")
@click.argument("number", type=int)
@click.option("--unit", required=True, help="Đơn vị bỏ phiếu.")
@click.option("--choice", default=None, help="Đơn vị được chọn; bỏ trống là phiếu trắng.")
@as_user
@as_json
def cast(number: int, unit: str, choice: str | None, username: str, as_json: bool) -> None:
    """Bỏ một phiếu."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    operations.cast(actor=actor(username), ballot=number, unit=unit, choice=choice, **now())
    echo_json({"voted": True}) if as_json else click.echo("Đã nhận phiếu.")


@ballot.command("close")
@click.argument("number", type=int)
@as_user
@as_json
def close(number: int, username: str, as_json: bool) -> None:
    """Đóng và kiểm phiếu."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    counted = operations.close_ballot(actor=actor(username), ballot=number, **now())
    if as_json:
        echo_json({"votes": dict(counted.votes), "result": counted.result.value, "chosen": counted.chosen})
    else:
        click.echo(counted.why)


@ballot.command("settle")
@click.argument("number", type=int)
@click.option("--unit", required=True, help="Đơn vị được suy tôn, trong các đơn vị bằng phiếu.")
@click.option("--reason", required=True, help="Ý kiến thống nhất của Cụm trưởng, Cụm phó.")
@as_user
@as_json
def settle(number: int, unit: str, reason: str, username: str, as_json: bool) -> None:
    """Ghi quyết định của Cụm trưởng, Cụm phó khi hai lần bỏ phiếu vẫn bằng nhau."""
    from lantoa.assessment import operations  # noqa: PLC0415 -- after start_django

    operations.settle(actor=actor(username), ballot=number, unit=unit, reason=reason, **now())
    echo_json({"id": number, "chosen": unit}) if as_json else click.echo(f"Đã ghi: suy tôn {unit}.")
