"""``lantoa reporting remind | relief | relieve | targets | outlying | correct …``: what the level above does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure, percent

from .acting import actor, as_json, as_user
from .main import echo_json
from .reporting_cells import found_submission, pairs, which

DAY = click.DateTime(["%Y-%m-%d"])


def _form(username: str, code: str) -> Any:
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    found = queries.forms(actor(username), clock.today()).filter(code=code).first()
    if found is None:
        raise queries.hidden()
    return found


@click.command("remind")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--period", default="", help="Chỉ một kỳ; không ghi thì mọi kỳ còn nợ.")
@as_json
def remind(username: str, form_code: str, period: str, as_json: bool) -> None:
    """Nhắc mọi đơn vị chậm báo cáo, mỗi báo cáo một lần một ngày."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    told = operations.remind_late(
        actor=actor(username),
        form=_form(username, form_code).pk,
        period=period,
        day=clock.today(),
        at=clock.now(),
    )
    if as_json:
        echo_json({"units": told.told, "spared": told.spared})
    else:
        click.echo(f"Đã nhắc {len(told.told)} đơn vị; {told.spared} báo cáo đã nhắc trong ngày.")


@click.command("rates")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@as_json
def rates(username: str, form_code: str, as_json: bool) -> None:
    """Tỷ lệ báo cáo đủ và đúng hạn, theo kỳ và theo đơn vị."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    found = queries.matrix(actor(username), _form(username, form_code), clock.today())
    rows = [("kỳ", *pair) for pair in found.by_period.items()] + [
        ("đơn vị", *pair) for pair in found.by_unit.items()
    ]
    if as_json:
        echo_json(
            [
                {"of": of, "code": code, "owed": one.owed, "sent": one.sent, "in_time": one.in_time,
                 "complete": one.complete, "timely": one.timely}
                for of, code, one in rows
            ]
        )  # fmt: skip
        return
    for of, code, one in rows:
        click.echo(f"{of:7} {code:16} gửi {one.sent}/{one.owed}, đúng hạn {one.in_time}")


@click.command("ask")
@as_user
@which
@click.option("--until", type=DAY, help="Xin gia hạn đến ngày này; không ghi thì xin miễn báo cáo.")
@click.option("--reason", required=True, help="Lý do.")
@as_json
def ask(
    username: str, form_code: str, period: str, unit: str, until: datetime | None, reason: str, as_json: bool
) -> None:
    """Đề nghị cấp trên gia hạn hoặc miễn một báo cáo."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    made = operations.ask_relief(
        actor=actor(username), submission=found_submission(username, form_code, period, unit).pk,
        kind="extend" if until else "waive", due=until.date() if until else None, reason=reason,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _said(as_json, {"id": made.pk, "state": made.state}, f"Đã gửi đề nghị số {made.pk}.")


def _said(as_json: bool, told: dict[str, Any], text: str) -> None:
    if as_json:
        echo_json(told)
    else:
        click.echo(text)


@click.command("answer")
@as_user
@click.argument("number", type=int)
@click.option("--refuse", is_flag=True, help="Không đồng ý (phải ghi lý do).")
@click.option("--text", default="", help="Lời trả lời.")
@as_json
def answer(username: str, number: int, refuse: bool, text: str, as_json: bool) -> None:
    """Trả lời một đề nghị gia hạn, miễn."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    made = operations.decide_relief(
        actor=actor(username), relief=number, grant=not refuse, answer=text, day=clock.today(), at=clock.now()
    )
    _said(as_json, {"id": made.pk, "state": made.state}, f"{made.get_state_display()}.")


@click.command("reliefs")
@as_user
@as_json
def reliefs(username: str, as_json: bool) -> None:
    """Các đề nghị gia hạn, miễn trong phạm vi của người này."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    rows = queries.reliefs_below(actor(username), clock.today())[:500]
    if as_json:
        echo_json(
            [
                {"id": row.pk, "unit": row.submission.unit.code, "kind": row.kind, "state": row.state,
                 "due": row.due, "reason": row.reason}
                for row in rows
            ]
        )  # fmt: skip
        return
    for row in rows:
        until = f" đến {on_screen(row.due)}" if row.due else ""
        click.echo(
            f"{row.pk:5} {row.submission.unit.code:12} {row.get_kind_display()}{until}: {row.get_state_display()}"
        )


@click.command("relieve")
@as_user
@which
@click.option("--until", type=DAY, help="Gia hạn đến ngày này; không ghi thì miễn báo cáo.")
@click.option("--end", is_flag=True, help="Thôi miễn: đơn vị phải báo cáo trở lại.")
@click.option("--reason", required=True, help="Lý do.")
@as_json
def relieve(
    username: str,
    form_code: str,
    period: str,
    unit: str,
    until: datetime | None,
    end: bool,
    reason: str,
    as_json: bool,
) -> None:
    """Cấp trên gia hạn, miễn hoặc thôi miễn một báo cáo."""
    from lantoa.reporting import operations  # noqa: PLC0415 -- after start_django

    common: dict[str, Any] = {
        "actor": actor(username), "submission": found_submission(username, form_code, period, unit).pk,
        "reason": reason, "day": clock.today(), "at": clock.now(),
    }  # fmt: skip
    if end:
        row = operations.oblige_again(**common)
    elif until:
        row = operations.extend(**common, due=until.date())
    else:
        row = operations.waive(**common)
    _said(
        as_json,
        {"id": row.pk, "state": row.state, "due": row.due},
        f"{unit}: {row.get_state_display()}, hạn {on_screen(row.due)}.",
    )


@click.command("targets")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu: cho lịch của kỳ.")
@click.option("--period", required=True, help="Kỳ.")
@click.option("--indicator", "code", required=True, help="Mã chỉ tiêu.")
@click.option("--giver", default="", help="Đơn vị giao; ghi khi giao chỉ tiêu.")
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="ĐƠN_VỊ=SỐ",
    help="Giao cho một đơn vị; bỏ trống sau dấu = là rút.",
)
@click.option("--basis", default="", help="Căn cứ giao.")
@click.option("--at-most", is_flag=True, help="Càng ít càng tốt.")
@as_json
def targets(
    username: str, form_code: str, period: str, code: str, giver: str, sets: tuple[str, ...], basis: str,
    at_most: bool, as_json: bool,
) -> None:  # fmt: skip
    """Xem hoặc giao chỉ tiêu cho đơn vị cấp dưới."""
    from lantoa.reporting import operations, queries  # noqa: PLC0415 -- after start_django

    form, day = _form(username, form_code), clock.today()
    if sets:
        operations.set_targets(
            actor=actor(username), giver=giver, code=code, calendar=form.calendar, period=period,
            values=pairs(sets, "--set", "--set CAX.02683=12"), basis=basis, at_most=at_most, day=day, at=clock.now(),
        )  # fmt: skip
    rows = queries.aims(actor(username), form, code, period, day)
    if as_json:
        echo_json(
            [
                {"unit": one.unit, "target": one.target.value if one.target else None, "value": one.value,
                 "share": one.share, "met": one.met}
                for one in rows
            ]
        )  # fmt: skip
        return
    for one in rows:
        given = figure(one.target.value) if one.target else "chưa giao"
        reached = percent(one.share) if one.share is not None else "–"
        click.echo(f"{one.unit:14} {one.name}: giao {given}, báo cáo {figure(one.value)}, đạt {reached}")


@click.command("outlying")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--period", required=True, help="Kỳ.")
@as_json
def outlying(username: str, form_code: str, period: str, as_json: bool) -> None:
    """Số cần xem lại trong các báo cáo đã gửi, kèm lý do; số chưa giải trình đứng trước."""
    from dataclasses import asdict  # noqa: PLC0415 -- as the others here

    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django

    rows = queries.outlying(actor(username), _form(username, form_code), period, clock.today())
    if as_json:
        echo_json([asdict(one) for one in rows])
        return
    for one in rows:
        click.echo(
            f"{one.unit:14} {one.code:8} {one.why} {'Giải trình: ' + one.note if one.note else ''}".rstrip()
        )
    if not rows:
        click.echo("Không có số nào phải xem lại.")


@click.command("correct")
@as_user
@which
@click.option(
    "--set", "sets", multiple=True, metavar="MÃ=SỐ", required=True, help="Số đúng của một ô; tỷ lệ là tử/mẫu."
)
@click.option("--basis", required=True, help="Văn bản đính chính.")
@click.option("--reason", required=True, help="Lý do.")
@as_json
def correct(
    username: str,
    form_code: str,
    period: str,
    unit: str,
    sets: tuple[str, ...],
    basis: str,
    reason: str,
    as_json: bool,
) -> None:
    """Đính chính số liệu đã khóa: thành bản mới, báo mọi cấp đã dùng số đó."""
    from lantoa.reporting import operations, queries  # noqa: PLC0415 -- after start_django

    found = found_submission(username, form_code, period, unit)
    ratios = {line.code for line in queries.lines(found.round.form) if line.kind == "ratio"}
    values: dict[str, Any] = {}
    for code, text in pairs(sets, "--set", "--set M03=120").items():
        above, slash, below = text.partition("/")
        if code in ratios and not slash:
            raise BadInput(
                "WRONG_FIGURE", f"“{text}” chưa có dạng tử/mẫu.", place=code, remedy="Ví dụ: 8/10."
            )
        values[code] = {"numerator": above, "denominator": below} if code in ratios else text.strip()
    made = operations.correct(
        actor=actor(username), submission=found.pk, values=values, basis=basis, reason=reason,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    _said(
        as_json,
        {
            "id": made.pk,
            "version": made.version,
            "before": made.before,
            "after": made.after,
            "told": made.told,
        },
        f"Đã đính chính, bản số liệu thứ {made.version}; đã báo {len(made.told)} cấp.",
    )


COMMANDS = (remind, rates, ask, answer, reliefs, relieve, targets, outlying, correct)
