"""``lantoa jobs``: background work that a person started."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from lantoa.kernel.errors import Conflict, Fault, Problem

from .acting import actor, as_json, as_user
from .main import echo_json, start_django

POLL = 0.5


@click.group("jobs")
def command() -> None:
    """Việc nền: tiến độ, kết quả, tệp."""
    start_django()


@command.command("list")
@as_user
@as_json
def list_(username: str, as_json: bool) -> None:
    """Việc nền người này đã cho chạy (quản trị: của mọi người), mới trước."""
    from lantoa.jobs import queries  # noqa: PLC0415 -- after start_django
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django

    rows = list(queries.visible(visible_to=actor(username), day=clock.today())[:100])
    if as_json:
        echo_json([_told(one) for one in rows])
        return
    for one in rows:
        click.echo(f"{one.pk:5}  {one.get_state_display():16} {one.done}/{one.total}  {one.title}")


def _told(job: Any) -> dict[str, Any]:
    names = ("title", "state", "done", "total", "result", "problem")
    return {"id": job.pk, **{name: getattr(job, name) for name in names}}


@command.command("stop")
@click.argument("job", type=int)
@as_user
def stop(job: int, username: str) -> None:
    """Hủy một việc nền; phần đã ghi xong được giữ."""
    from lantoa.jobs import upkeep  # noqa: PLC0415 -- after start_django
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django

    found = upkeep.stop(actor=actor(username), job=job, day=clock.today(), at=clock.now())
    click.echo("Việc sẽ dừng ở bước tới." if found.unfinished else "Đã hủy.")


@command.command("again")
@click.argument("job", type=int)
@as_user
def again(job: int, username: str) -> None:
    """Chạy lại việc đã hủy hoặc không hoàn thành, tiếp từ chỗ đã ghi xong."""
    from lantoa.jobs import upkeep  # noqa: PLC0415 -- after start_django
    from lantoa.kernel import clock  # noqa: PLC0415 -- after start_django

    upkeep.again(actor=actor(username), job=job, day=clock.today(), at=clock.now())
    click.echo("Đã cho chạy lại.")


@command.command("wait")
@click.argument("job", type=int)
@click.argument("folder", type=click.Path(file_okay=False), required=False)
@click.option("--seconds", default=600, show_default=True, help="Chờ nhiều nhất bao lâu.")
@as_user
@as_json
def wait(job: int, folder: str | None, seconds: int, username: str, as_json: bool) -> None:
    """Chờ một việc nền xong, tiến độ ra stderr; có THƯ_MỤC thì ghi tệp của việc vào đó."""
    from lantoa.access import queries as access  # noqa: PLC0415 -- after start_django
    from lantoa.jobs import queries  # noqa: PLC0415 -- after start_django

    found = _finished(access.user_named(username), job, seconds)
    told = _told(found)
    if folder:
        name, _, content = queries.file_of(found)
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        told["path"] = str(path)
    echo_json(told) if as_json else click.echo(told.get("path") or found.get_state_display())


def _finished(user: Any, pk: int, seconds: int) -> Any:
    """The job once it is done; its own problem when it failed, ``Conflict`` when the time is over."""
    from lantoa.jobs import queries  # noqa: PLC0415 -- after start_django

    until, shown = time.monotonic() + seconds, -1
    while True:
        found = queries.get(user=user, job=pk)
        if found.done != shown and found.total:
            shown = found.done
            click.echo(f"{found.done}/{found.total}", err=True)
        if found.state == "DONE":
            return found
        if found.state == "STOPPED":
            raise Conflict(
                "JOB_STOPPED",
                f"Việc nền số {pk} đã bị hủy.",
                place=f"việc số {pk}",
                remedy="Chạy lại: lantoa jobs again.",
            )
        if found.state == "FAILED":
            fault = Fault(**found.problem)
            raise Problem(fault.code, fault.message, place=fault.place, remedy=fault.remedy)
        if time.monotonic() >= until:
            raise Conflict(
                "JOB_NOT_DONE",
                f"Việc nền số {pk} {found.get_state_display().lower()}, chưa xong.",
                place=f"việc số {pk}",
                remedy="Xem tiến trình nền có đang chạy không (lantoa serve), rồi chờ tiếp.",
            )
        time.sleep(POLL)
