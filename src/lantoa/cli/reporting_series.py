"""``lantoa reporting series``: one indicator over the periods, as it was then or restated onto a day's units."""

from __future__ import annotations

import click

from lantoa.kernel import clock
from lantoa.kernel.vi.dates import read
from lantoa.kernel.vi.numbers import figure, percent

from .acting import actor, as_json, as_user
from .main import echo_json


@click.command("series")
@as_user
@click.option("--form", "form_code", required=True, help="Mã biểu.")
@click.option("--code", required=True, help="Mã chỉ tiêu.")
@click.option("--unit", default="", help="Của đơn vị này và cấp dưới.")
@click.option("--cluster", default="", help="Hoặc của cụm này.")
@click.option("--on", "on", metavar="NGÀY", help="Quy về địa giới và tổ chức của ngày này.")
@as_json
def series(
    username: str, form_code: str, code: str, unit: str, cluster: str, on: str | None, as_json: bool
) -> None:
    """Một chỉ tiêu qua các kỳ của một đơn vị hay một cụm."""
    from lantoa.reporting import queries  # noqa: PLC0415 -- after start_django
    from lantoa.reporting import series as over_time  # noqa: PLC0415 -- as above
    from lantoa.reporting.rules.indicators import Kind  # noqa: PLC0415 -- as above

    person, day = actor(username), clock.today()
    chosen = queries.forms(person, day).filter(code=form_code).first()
    if chosen is None:
        raise queries.hidden()
    found = over_time.series(
        person, chosen, code, day, unit=unit, cluster=cluster, geography=read(on, "--on") if on else None
    )
    said = over_time.seen_as(found.geography)
    if as_json:
        echo_json({
            "name": found.name, "indicator": code, "geography": found.geography, "seen_as": said,
            "points": [
                {"period": one.period, "value": one.total.value, "reported": one.total.reported,
                 "expected": one.total.expected}
                for one in found.points
            ],
            "notes": found.notes,
        })  # fmt: skip
        return
    click.echo(f"{found.line.name}, {found.name}. {said}.")
    for one in found.points:
        ratio = one.total.kind is Kind.RATIO
        value = percent(one.total.value) if ratio else f"{figure(one.total.value)} {found.line.measure}"
        click.echo(f"  {one.label}: {value} ({one.total.reported}/{one.total.expected})")
    for note in found.notes:
        click.echo(f"  Lưu ý: {note}")
