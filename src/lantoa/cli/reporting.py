"""``lantoa reporting``: forms, obligations, figures by file, and totals."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, Problem
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure, percent

from .acting import actor, as_json, as_user
from .main import echo_json, start_django
from .reporting_cells import enter, found_submission, listing, lock, parts, which
from .reporting_cells_bulk import evidence, take, values
from .reporting_series import series
from .reporting_steering import COMMANDS as STEERING

DATE = click.DateTime(["%Y-%m-%d"])


@click.group("reporting")
def command() -> None:
    """Biểu mẫu, số liệu, tổng hợp."""
    start_django()


@command.command("forms")
@as_user
@as_json
def forms(username: str, as_json: bool) -> None:
    """Các biểu mẫu người này được xem."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    rows = queries.forms(actor(username), clock.today())
    if as_json:
        echo_json(
            [{"id": row.pk, "code": row.code, "version": row.version, "title": row.title} for row in rows]
        )
        return
    for row in rows:
        click.echo(f"{row.pk:5}  {row.code} bản {row.version}: {row.title}")


@command.command("form")
@as_user
@click.option("--owner", required=True, help="Mã đơn vị ban hành biểu.")
@click.option("--code", required=True, help="Mã biểu; dùng lại mã cũ là ra bản mới.")
@click.option("--title", required=True, help="Tên biểu.")
@click.option("--basis", required=True, help="Số, ký hiệu văn bản quy định báo cáo.")
@click.option("--calendar", default="ND09_HALF", show_default=True, help="Lịch báo cáo.")
@click.option("--due-days", default=5, show_default=True, help="Hạn gửi: số ngày làm việc sau ngày chốt.")
@click.option("--kind", default="", help="Loại đơn vị phải báo cáo, ví dụ PROVINCIAL_POLICE.")
@click.option("--root", default="", help="Chỉ các đơn vị thuộc đơn vị này.")
@click.option("--cluster", default="", help="Hoặc các thành viên của cụm này.")
@click.option("--indicator", "codes", multiple=True, help="Mã chỉ tiêu; không ghi thì dùng biểu 6 tháng.")
@click.option("--regime", type=click.Choice(["periodic", "thematic", "ad_hoc"]), default="periodic",
              show_default=True, help="Chế độ: định kỳ, chuyên đề, đột xuất.")  # fmt: skip
@click.option("--effective-from", type=DATE, help="Bản này dùng cho kỳ bắt đầu từ ngày này.")
@click.option("--cut-off", default="", help="Ngày chốt năm thi đua của cụm, ví dụ 10-31.")
@click.option("--level-days", "levels", multiple=True, metavar="LOẠI=NGÀY",
              help="Hạn riêng của một loại đơn vị, ví dụ COMMUNE_POLICE=2; ghi được nhiều lần.")  # fmt: skip
@click.option(
    "--escalate-days", default=3, show_default=True, help="Báo cấp trên khi chậm quá; 0 là không báo."
)
@click.option("--opens-itself", is_flag=True, help="Tự mở kỳ 10 ngày trước ngày chốt.")
@click.option("--part", "broken", multiple=True, help="Phần chia: “M03 | địa bàn | xã; phường”.")
@click.option("--computed", multiple=True,
              help="Chỉ tiêu tính: “mã | tên | đơn vị tính | cách tổng hợp | công thức”.")  # fmt: skip
@click.option(
    "--check", "checks", multiple=True, help="Quy tắc kiểm tra: “M19b <= M19a”, “M16 = M16a + M16b”."
)
@as_json
def form(
    username: str, as_json: bool, codes: tuple[str, ...], kind: str, root: str, cluster: str,
    effective_from: datetime | None, levels: tuple[str, ...], broken: tuple[str, ...], computed: tuple[str, ...],
    checks: tuple[str, ...], **given: Any,
) -> None:  # fmt: skip
    """Ban hành một biểu mẫu; dòng phần chia, chỉ tiêu tính, kiểm tra ghi như trên trang."""
    from lantoa.organisation.models import UnitKind  # noqa: PLC0415 -- after start_django
    from lantoa.reporting import operations, queries  # noqa: PLC0415 -- after start_django
    from lantoa.reporting.rules import typed  # noqa: PLC0415 -- after start_django
    from lantoa.reporting.rules.forms import Audience  # noqa: PLC0415 -- after start_django

    day = clock.today()
    made = operations.publish_form(
        actor=actor(username),
        audience=Audience(kind, root, cluster),
        lines=typed.arranged(
            queries.lines_from_rulebook(codes, day) if codes else queries.six_month_lines(day),
            typed.breakdowns("\n".join(broken)),
            typed.computed_lines("\n".join(computed)),
        ),
        checks=typed.checks("\n".join(checks)),
        level_days=typed.level_days("\n".join(levels), dict(UnitKind.choices)),
        effective_from=effective_from.date() if effective_from else None,
        day=day,
        at=clock.now(),
        **given,
    )
    if as_json:
        echo_json({"id": made.pk, "code": made.code, "version": made.version})
    else:
        click.echo(f"Đã ban hành biểu {made.code} bản {made.version} (số {made.pk}).")


@command.command("open")
@as_user
@click.argument("form_number", type=int)
@click.argument("period")
@click.option("--from", "starts", type=DATE, help="Biểu theo yêu cầu: số liệu từ ngày này.")
@click.option("--to", "last_day", type=DATE, help="Biểu theo yêu cầu: đến hết ngày này.")
@click.option("--due", type=DATE, help="Hạn gửi, nếu khác hạn của biểu.")
@click.option("--basis", default="", help="Văn bản yêu cầu báo cáo.")
@as_json
def open_(
    username: str, form_number: int, period: str, starts: datetime | None, last_day: datetime | None,
    due: datetime | None, basis: str, as_json: bool,
) -> None:  # fmt: skip
    """Mở một kỳ: mỗi đơn vị thuộc đối tượng nhận một báo cáo phải gửi."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    made = operations.open_round(
        actor=actor(username), form=form_number, period=period, basis=basis, day=clock.today(), at=clock.now(),
        **{name: given.date() if given else None for name, given in
           (("starts", starts), ("last_day", last_day), ("due", due))},
    )  # fmt: skip
    owed = made.submissions.count()
    if as_json:
        echo_json({"id": made.pk, "period": period, "due": made.due, "submissions": owed})
    else:
        click.echo(f"Đã mở {made.label}: {owed} báo cáo phải gửi, hạn {on_screen(made.due)}.")


@command.command("owed")
@as_user
@as_json
def owed(username: str, as_json: bool) -> None:
    """Báo cáo các đơn vị của người này phải gửi."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    rows = queries.mine(actor(username), clock.today())
    if as_json:
        echo_json(
            [
                {
                    "id": row.submission.pk,
                    "form": row.submission.round.form.code,
                    "period": row.submission.round.period,
                    "unit": row.submission.unit.code,
                    "state": row.submission.state,
                    "due": row.submission.due,
                    "late": row.late,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        found = row.submission
        click.echo(
            f"{found.round.form.code} {found.round.period} {found.unit.code:12} "
            f"{found.get_state_display()}. {row.standing}".rstrip(". ")
        )


@command.command("template")
@as_user
@which
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Tệp .xlsx để ghi."
)
def template(username: str, form_code: str, period: str, unit: str, out: Path) -> None:
    """Ghi tệp mẫu Excel của một báo cáo, kèm số liệu đã nhập và kỳ trước."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    out.write_bytes(queries.template(found_submission(username, form_code, period, unit), clock.today()))
    click.echo(f"Đã ghi {out}.")


@command.command("import")
@as_user
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@which
@click.option(
    "--marked-up", type=click.Path(dir_okay=False, path_type=Path), help="Ghi tệp đã đánh dấu ô sai."
)
@as_json
def import_(
    username: str, files: tuple[Path, ...], form_code: str, period: str, unit: str,
    marked_up: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Nhập số liệu từ tệp mẫu đã điền."""
    from lantoa.reporting import operations, workbooks  # noqa: PLC0415 -- after start_django

    found = found_submission(username, form_code, period, unit)
    for number, path in enumerate(files, 1):
        data = path.read_bytes()
        try:
            saved = operations.import_workbook(
                actor=actor(username), submission=found.pk, name=path.name, data=data,
                day=clock.today(), at=clock.now(),
            )  # fmt: skip
        except BadInput as problem:
            if marked_up is not None and any(one.place.startswith("ô ") for one in problem.faults):
                marked_up.write_bytes(workbooks.marked_up(data, problem.faults))
            raise
        click.echo(f"[{number}/{len(files)}] {path.name}: đã nhập {saved.filled} chỉ tiêu.", err=as_json)
    if as_json:
        echo_json({"id": saved.pk, "filled": saved.filled, "revision": saved.revision, "state": saved.state})


def _step(username: str, as_json: bool, found: Any, text: str) -> None:
    if as_json:
        echo_json({"id": found.pk, "state": found.state, "version": found.version})
    else:
        click.echo(text)


@command.command("submit")
@as_user
@which
@click.option("--note", default="", help="Giải trình chung cho các ô bị nhắc.")
@as_json
def submit(username: str, form_code: str, period: str, unit: str, note: str, as_json: bool) -> None:
    """Gửi một báo cáo lên cấp trên."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    found = operations.submit(
        actor=actor(username), submission=found_submission(username, form_code, period, unit).pk, note=note,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _step(username, as_json, found, f"Đã gửi báo cáo của {unit}.")


@command.command("return")
@as_user
@which
@click.option("--reason", default="", help="Lý do chung.")
@click.option("--cell", "cells", multiple=True, metavar="MÃ=LÝ_DO", help="Lý do ở một ô, ghi được nhiều lần.")
@as_json
def give_back(
    username: str, form_code: str, period: str, unit: str, reason: str, cells: tuple[str, ...], as_json: bool
) -> None:
    """Trả lại một báo cáo kèm lý do."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    found = operations.return_submission(
        actor=actor(username), submission=found_submission(username, form_code, period, unit).pk, reason=reason,
        cells=dict(cell.split("=", 1) for cell in cells if "=" in cell), day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _step(username, as_json, found, f"Đã trả lại báo cáo của {unit}.")


@command.command("accept")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--period", required=True, help="Kỳ.")
@click.option("--unit", "units", multiple=True, help="Mã đơn vị; không ghi thì duyệt mọi báo cáo đang chờ.")
@as_json
def accept(username: str, form_code: str, period: str, units: tuple[str, ...], as_json: bool) -> None:
    """Duyệt báo cáo; mỗi báo cáo một bước riêng, báo cáo không duyệt được thì nêu rõ và làm tiếp."""
    from lantoa.reporting import operations, queries  # noqa: PLC0415 -- after start_django

    person, day = actor(username), clock.today()
    waiting = [
        row.pk
        for row in queries.submissions(person, day).filter(
            round__form__code=form_code, round__period=period, state="submitted"
        )
        if not units
    ]
    chosen = waiting or [found_submission(username, form_code, period, unit).pk for unit in units]
    told: list[dict[str, Any]] = []
    for number, pk in enumerate(chosen, 1):
        try:
            row = operations.accept(actor=person, submission=pk, day=day, at=clock.now())
            told.append({"id": pk, "unit": row.unit.code, "state": row.state})
        except Problem as problem:
            if units and len(units) == 1:
                raise
            told.append({"id": pk, "error": problem.fault.as_dict()})
        click.echo(f"[{number}/{len(chosen)}]", err=True)
    if as_json:
        echo_json(told)
    else:
        click.echo(f"Đã duyệt {sum('error' not in one for one in told)}/{len(chosen)} báo cáo.")


@command.command("rollup")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--period", "periods", multiple=True, required=True, help="Kỳ; ghi được nhiều lần.")
@click.option("--unit", default="", help="Tổng của đơn vị này và cấp dưới.")
@click.option("--cluster", default="", help="Hoặc tổng của cụm này.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Quy về hệ thống tổ chức của ngày này.")
@click.option("--provisional", is_flag=True, help="Tính cả báo cáo chờ duyệt.")
@as_json
def rollup(
    username: str, form_code: str, periods: tuple[str, ...], unit: str, cluster: str, on: datetime | None,
    provisional: bool, as_json: bool,
) -> None:  # fmt: skip
    """Tổng hợp số liệu của một đơn vị, một cụm."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django
    from lantoa.reporting.rules.indicators import Kind  # noqa: PLC0415 -- after start_django

    person, day = actor(username), clock.today()
    chosen = queries.forms(person, day).filter(code=form_code).first()
    if chosen is None:
        raise queries.hidden()
    found = queries.roll_up(
        person, chosen, periods, day, unit=unit, cluster=cluster,
        geography=on.date() if on else None, provisional=provisional,
    )  # fmt: skip
    if as_json:
        echo_json(totals_json(found))
        return
    click.echo(f"{found.name}, {' + '.join(found.labels)}: {found.reported}/{found.expected} báo cáo")
    for line in found.lines:
        total = line.total
        ratio = total.kind is Kind.RATIO
        measured = percent(total.value) if ratio else f"{figure(total.value)} {line.line.measure}"
        click.echo(f"  {line.line.code:6} {line.line.name}: {measured} ({total.reported}/{total.expected})")
    for note in found.notes:
        click.echo(f"  Lưu ý: {note}")


def totals_json(found: Any) -> dict[str, Any]:
    """What the command prints as JSON: numbers as text, so that nothing is rounded."""
    return {
        "name": found.name,
        "periods": found.periods,
        "reported": found.reported,
        "pending": found.pending,
        "expected": found.expected,
        "totals": [
            {
                "indicator": line.line.code,
                "kind": line.total.kind.value,
                "value": None if line.total.value is None else f"{line.total.value:f}",
                "reported": line.total.reported,
                "expected": line.total.expected,
            }
            for line in found.lines
        ],
        "notes": found.notes,
    }


for more in (enter, lock, listing, parts, series, evidence, take, values, *STEERING):
    command.add_command(more)
