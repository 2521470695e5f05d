"""GET /reporting/series: one indicator over the periods, as it was then or restated onto a day's units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.reporting import queries
from lantoa.reporting import series as over_time

router = Router()


class PointOut(Schema):
    period: str
    label: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int


class ReportSeriesOut(Schema):
    """``geography`` null: each period on its own day's units."""

    name: str
    indicator: str
    measure: str
    geography: date | None
    seen_as: str
    points: list[PointOut]
    notes: list[str]


@router.get(
    "/reporting/series", response=ReportSeriesOut, summary="Một chỉ tiêu qua các kỳ, quy về được một ngày"
)
def series(
    request: HttpRequest,
    form: int,
    code: str,
    unit: str = "",
    cluster: str = "",
    on: date | None = None,
    provisional: bool = False,
) -> ReportSeriesOut:
    actor, day = actor_of(request), clock.today()
    found = over_time.series(
        actor, queries.form(actor, form, day), code, day, unit=unit, cluster=cluster, geography=on,
        provisional=provisional,
    )  # fmt: skip
    return ReportSeriesOut(
        name=found.name, indicator=found.line.code, measure=found.line.measure, geography=on,
        seen_as=over_time.seen_as(on), notes=list(found.notes),
        points=[
            PointOut(
                period=one.period, label=one.label, value=one.total.value, numerator=one.total.numerator,
                denominator=one.total.denominator, reported=one.total.reported, expected=one.total.expected,
            )
            for one in found.points
        ],
    )  # fmt: skip
