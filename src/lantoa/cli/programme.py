"""``lantoa programme``: directives, campaigns, pledges, registrations and tasks."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.kernel.money import decimal_of
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.dates import on_screen, read

from .acting import actor, as_json, as_user
from .main import echo_json, start_django

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.group("programme")
def command() -> None:
    """Chỉ đạo, phong trào, giao ước, nhiệm vụ."""
    start_django()


def _when() -> dict[str, Any]:
    return {"day": clock.today(), "at": clock.now()}


def _told(as_json: bool, values: dict[str, Any], text: str) -> None:
    if as_json:
        echo_json(values)
    else:
        click.echo(text)


# Directives ------------------------------------------------------------------------------------------


@command.command("directive")
@as_user
@click.option("--unit", required=True, help="Mã đơn vị ban hành.")
@click.option("--title", required=True, help="Trích yếu.")
@click.option(
    "--kind", default="plan", show_default=True, help="Loại văn bản: plan, directive, guidance, letter…"
)
@click.option("--symbol", default="", help="Ký hiệu, ví dụ KH-BCA-V05; số do văn thư cấp.")
@click.option("--body", type=click.File(encoding="utf-8"), help="Tệp chữ có nội dung văn bản.")
@click.option("--reference", default="", help="Số, ký hiệu của văn bản đã ban hành.")
@click.option("--issued-on", type=DAY, help="Ngày của văn bản đã ban hành.")
@as_json
def directive(username: str, as_json: bool, body: Any, issued_on: datetime | None, **given: Any) -> None:
    """Soạn một văn bản chỉ đạo và trình ký, hoặc nhập văn bản đã có số."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.issue_directive(
        actor=actor(username), body=body.read() if body else "",
        issued_on=issued_on.date() if issued_on else None, **_when(), **given,
    )  # fmt: skip
    _told(as_json, {"id": row.pk, "state": row.state}, f"Văn bản số {row.pk}: {row.get_state_display()}.")


@command.command("sign")
@as_user
@click.argument("number", type=int)
@click.option("--post", default="", help="Chức vụ người ký.")
@click.option("--rank", default="", help="Cấp bậc người ký.")
@as_json
def sign(username: str, number: int, post: str, rank: str, as_json: bool) -> None:
    """Ký một văn bản chỉ đạo."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.sign_directive(actor=actor(username), directive=number, post=post, rank=rank, **_when())
    _told(as_json, {"id": row.pk, "state": row.state}, "Đã ký văn bản.")


@command.command("number")
@as_user
@click.argument("number", type=int)
@click.option("--as-number", default="", help="Số theo sổ của đơn vị; không ghi thì lấy số kế tiếp.")
@as_json
def number_(username: str, number: int, as_number: str, as_json: bool) -> None:
    """Cấp số và ban hành một văn bản đã ký."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.number_directive(actor=actor(username), directive=number, number=as_number, **_when())
    _told(as_json, {"id": row.pk, "reference": row.reference}, f"Đã ban hành {row.reference}.")


# Campaigns -------------------------------------------------------------------------------------------


@command.command("campaigns")
@as_user
@as_json
def campaigns(username: str, as_json: bool) -> None:
    """Các đợt thi đua người này được xem."""
    from lantoa.programme import queries  # noqa: PLC0415 -- after start_django

    rows = queries.campaigns(actor(username), clock.today())
    if as_json:
        echo_json(
            [
                {
                    "id": row.pk, "name": row.name, "slogan": row.slogan, "state": row.state,
                    "tasks": row.assigned, "accepted": row.accepted,
                }
                for row in rows
            ]
        )  # fmt: skip
        return
    for row in rows:
        click.echo(
            f"{row.pk:5}  {row.name} ({row.get_state_display()}), {on_screen(row.valid_from)} – "
            f"{on_screen(row.valid_to - timedelta(days=1))}"
        )


@command.command("plan")
@as_user
@click.option("--unit", required=True, help="Mã đơn vị phát động.")
@click.option("--directive", type=int, required=True, help="Văn bản chỉ đạo làm căn cứ.")
@click.option("--name", required=True, help="Tên đợt thi đua.")
@click.option("--slogan", required=True, help="Khẩu hiệu.")
@click.option("--motto", default="", help="Phương châm.")
@click.option("--from", "first", type=DAY, required=True, help="Từ ngày.")
@click.option("--to", "last", type=DAY, required=True, help="Đến hết ngày.")
@click.option("--audience-unit", default="", help="Đối tượng: đơn vị này và cấp dưới.")
@click.option("--audience-cluster", default="", help="Hoặc các thành viên của cụm này.")
@as_json
def plan(username: str, first: datetime, last: datetime, as_json: bool, **given: Any) -> None:
    """Lập một đợt thi đua."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    end = max(first.date(), last.date() + timedelta(days=1))
    row = operations.plan_campaign(
        actor=actor(username), period=Validity(first.date(), end), **_when(), **given
    )
    _told(as_json, {"id": row.pk, "state": row.state}, f"Đã lập đợt thi đua số {row.pk}.")


@command.command("launch")
@as_user
@click.argument("number", type=int)
@as_json
def launch(username: str, number: int, as_json: bool) -> None:
    """Phát động một đợt thi đua."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.launch_campaign(actor=actor(username), campaign=number, **_when())
    _told(as_json, {"id": row.pk, "state": row.state}, f"Đã phát động: {row.name}.")


@command.command("close")
@as_user
@click.argument("number", type=int)
@click.option("--result", required=True, help="Kết quả tổng kết.")
@as_json
def close(username: str, number: int, result: str, as_json: bool) -> None:
    """Kết thúc một đợt thi đua."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.close_campaign(actor=actor(username), campaign=number, result=result, **_when())
    _told(as_json, {"id": row.pk, "state": row.state}, f"Đã kết thúc: {row.name}.")


# Pledges and registrations ---------------------------------------------------------------------------


def _target(text: str) -> Any:
    from lantoa.programme.operations import Target  # noqa: PLC0415 -- after start_django

    words, value, measure = ([part.strip() for part in text.split("|")] + ["", ""])[:3]
    number: Decimal | None = decimal_of(value.replace(",", "."), f"chỉ tiêu “{words}”") if value else None
    return Target(words, number, measure)


@command.command("pledge")
@as_user
@click.option("--cluster", required=True, help="Mã cụm.")
@click.option("--year", type=int, required=True, help="Năm.")
@click.option(
    "--text", type=click.File(encoding="utf-8"), required=True, help="Tệp chữ có nội dung giao ước."
)
@click.option("--target", "targets", multiple=True, metavar="NỘI_DUNG|MỨC|ĐƠN_VỊ", help="Một chỉ tiêu.")
@click.option("--open", "open_now", is_flag=True, help="Mở ký ngay sau khi lập.")
@as_json
def pledge(
    username: str, cluster: str, year: int, text: Any, targets: tuple[str, ...], open_now: bool, as_json: bool
) -> None:
    """Lập bản giao ước thi đua của một cụm."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.draft_pledge(
        actor=actor(username), cluster=cluster, year=year, text=text.read(),
        targets=[_target(one) for one in targets], **_when(),
    )  # fmt: skip
    if open_now:
        row = operations.open_pledge(actor=actor(username), pledge=row.pk, **_when())
    _told(
        as_json, {"id": row.pk, "state": row.state}, f"Bản giao ước số {row.pk}: {row.get_state_display()}."
    )


@command.command("sign-pledge")
@as_user
@click.argument("number", type=int)
@click.option("--unit", required=True, help="Mã đơn vị ký.")
@click.option("--post", default="", help="Chức vụ người ký.")
@as_json
def sign_pledge(username: str, number: int, unit: str, post: str, as_json: bool) -> None:
    """Ký bản giao ước thay mặt chính đơn vị mình."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.sign_pledge(actor=actor(username), pledge=number, unit=unit, post=post, **_when())
    _told(as_json, {"id": row.pk, "state": row.state}, f"Đã ký. {row.get_state_display()}.")


@command.command("register")
@as_user
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--year", type=int, required=True, help="Năm.")
@click.option("--title", "titles", multiple=True, required=True, help="Mã danh hiệu, ghi được nhiều lần.")
@click.option("--note", default="", help="Ghi chú.")
@as_json
def register(username: str, unit: str, year: int, titles: tuple[str, ...], note: str, as_json: bool) -> None:
    """Đăng ký danh hiệu của đơn vị."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.submit_registration(
        actor=actor(username), unit=unit, year=year, titles=titles, note=note, **_when()
    )
    _told(as_json, {"unit": unit, "year": year, "version": row.version, "titles": row.titles},
          f"Đã đăng ký {len(row.titles)} danh hiệu (lần {row.version}).")  # fmt: skip


# Tasks -----------------------------------------------------------------------------------------------


def _task(text: str) -> Any:
    from lantoa.programme.operations import NewTask  # noqa: PLC0415 -- after start_django

    name, _bar, rest = text.partition("|")
    due, _bar, detail = rest.partition("|")
    if not due.strip():
        raise BadInput(
            "NO_DUE", "Nhiệm vụ chưa có hạn.", place=f"--task “{name.strip()}”",
            remedy="Ghi dạng: Tên nhiệm vụ|30/04/2026|yêu cầu.",
        )  # fmt: skip
    return NewTask(name.strip(), read(due, f"--task “{name.strip()}”"), detail.strip())


@command.command("assign")
@as_user
@click.argument("number", type=int)
@click.option(
    "--task", "tasks", multiple=True, required=True, metavar="TÊN|HẠN|YÊU_CẦU", help="Một nhiệm vụ."
)
@click.option("--unit", "units", multiple=True, help="Mã đơn vị; không ghi thì giao cho mọi đối tượng.")
@as_json
def assign(username: str, number: int, tasks: tuple[str, ...], units: tuple[str, ...], as_json: bool) -> None:
    """Giao nhiệm vụ trọng tâm của một đợt thi đua."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    made = operations.assign_tasks(
        actor=actor(username), campaign=number, tasks=[_task(one) for one in tasks], units=units, **_when()
    )
    _told(as_json, {"tasks": [task.pk for task in made]}, f"Đã giao {len(made)} nhiệm vụ.")


@command.command("tasks")
@as_user
@as_json
def tasks(username: str, as_json: bool) -> None:
    """Nhiệm vụ người này được xem."""
    from lantoa.programme import queries  # noqa: PLC0415 -- after start_django

    rows = queries.assignments(actor(username), clock.today())
    if as_json:
        echo_json(
            [
                {
                    "id": row.pk,
                    "task": row.task.title,
                    "unit": row.unit.code,
                    "due": row.task.due,
                    "state": row.state,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        click.echo(
            f"{row.pk:5}  {row.unit.code:12} {on_screen(row.task.due)}  {row.task.title} "
            f"({row.get_state_display()})"
        )


@command.command("report")
@as_user
@click.argument("number", type=int)
@click.option("--result", required=True, help="Kết quả thực hiện.")
@click.option("--file", "files", multiple=True, type=FILE, help="Tệp minh chứng, gửi được nhiều tệp.")
@as_json
def report(username: str, number: int, result: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Báo cáo kết quả một nhiệm vụ."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.report_task(
        actor=actor(username), assignment=number, result=result,
        evidence=[(path.name, path.read_bytes()) for path in files], **_when(),
    )  # fmt: skip
    _told(as_json, {"id": row.pk, "state": row.state}, "Đã báo cáo kết quả.")


@command.command("accept")
@as_user
@click.argument("number", type=int)
@as_json
def accept(username: str, number: int, as_json: bool) -> None:
    """Xác nhận một nhiệm vụ đã hoàn thành."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.accept_task(actor=actor(username), assignment=number, **_when())
    _told(as_json, {"id": row.pk, "state": row.state}, "Đã xác nhận hoàn thành.")


@command.command("return")
@as_user
@click.argument("number", type=int)
@click.option("--reason", required=True, help="Lý do trả lại.")
@as_json
def give_back(username: str, number: int, reason: str, as_json: bool) -> None:
    """Trả lại kết quả một nhiệm vụ."""
    from lantoa.programme import operations  # noqa: PLC0415 -- after start_django

    row = operations.return_task(actor=actor(username), assignment=number, reason=reason, **_when())
    _told(as_json, {"id": row.pk, "state": row.state}, "Đã trả lại kèm lý do.")
