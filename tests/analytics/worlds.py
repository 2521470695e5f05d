"""Random worlds of ``plain_rollup`` put into the database: units that merge, split and move, one form, its rounds and
what each reporter had accepted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from lantoa.analytics import keeping
from lantoa.analytics.asking import Asked
from lantoa.organisation.models import Placement, Revision, Succession, Unit, UnitKind
from lantoa.reporting.models import Form, FormIndicator, Round, Submission, Value
from lantoa.reporting.rules.indicators import Kind
from tests.reporting.rules.plain_rollup import PERIODS, Case, codes, last_day, reports, span

AT = datetime(2026, 7, 1, 2, tzinfo=UTC)
LONG_AGO = date(1945, 9, 2)


def store(case: Case) -> Form:
    """The case as rows; every report is accepted."""
    units = _units(case)
    root = units["QG"]
    form = Form.objects.create(
        code="TG", title="Thế giới", calendar="CALENDAR", basis="Kiểm thử", owner=root,
        audience_kind=UnitKind.DEPARTMENT,
        published_at=AT,
    )  # fmt: skip
    lines = {
        row["code"]: FormIndicator.objects.create(
            form=form, order=order, code=row["code"], name=row["code"], measure="việc", kind=row["kind"]
        )
        for order, row in enumerate(case["indicators"])
    }
    for period in PERIODS:
        _round(case, form, period, units, lines)
    Revision.renew()
    return form


def _units(case: Case) -> dict[str, Unit]:
    made = {code: Unit(code=code) for code in codes(case)}
    Unit.objects.bulk_create(made.values())
    placements = [
        Placement(
            unit=made[row["code"]], parent=made.get(row["parent"]), name=row["code"], kind=UnitKind.DEPARTMENT,
            valid_from=row.get("from") or LONG_AGO, valid_to=row.get("to"),
        )
        for row in case["units"]
    ]  # fmt: skip
    Placement.objects.bulk_create(placements)
    Succession.objects.bulk_create(
        Succession(
            predecessor=made[one["from"]],
            successor=made[one["to"]],
            on=one["on"],
            share=Decimal(one["share"]),
        )
        for one in case["successions"]
    )
    return made


def _round(
    case: Case, form: Form, period: str, units: dict[str, Unit], lines: dict[str, FormIndicator]
) -> None:
    starts, ends = span(period)
    made = Round.objects.create(
        form=form, period=period, label=period, starts=starts, ends=ends, due=ends, opened_at=AT
    )
    rows = {
        code: Submission(round=made, unit=units[code], state="accepted", due=ends, revision=1)
        for code in units
        if reports(case, code, last_day(period))
    }
    Submission.objects.bulk_create(rows.values())
    Value.objects.bulk_create(
        Value(
            submission=rows[one["unit"]],
            line=lines[one["indicator"]],
            entered_by="system",
            entered_at=AT,
            **_cell(one),
        )
        for one in case["values"]
        if one["period"] == period
    )


def _cell(one: Case) -> dict[str, Any]:
    numbers = ("value", "numerator", "denominator")
    told: dict[str, Any] = {name: Decimal(str(one[name])) for name in numbers if name in one}
    return told | ({"keys": one["keys"]} if "keys" in one else {})


def rounds_of(form: Form, periods: list[str]) -> tuple[Round, ...]:
    return tuple(
        Round.objects.filter(form=form, period__in=periods).select_related("form").order_by("starts")
    )


def kept(form: Form) -> None:
    for one in Round.objects.filter(form=form).select_related("form").order_by("pk"):
        keeping.rebuild(round_=one, at=AT)


def asked(form: Form, ask: Case, nodes: tuple[str, ...] | None, each: bool = False) -> Asked:
    day = None if ask["geography"] == "as_was" else date.fromisoformat(ask["geography"])
    kinds = {kind.value.upper(): kind for kind in Kind if kind is not Kind.TEXT}
    return Asked(
        rounds_of(form, ask["periods"]), {ask["indicator"]: kinds[ask["indicator"]]}, unit="QG", nodes=nodes,
        geography=day, each=each,
    )  # fmt: skip
