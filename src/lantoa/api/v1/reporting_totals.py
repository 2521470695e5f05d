"""Roll-up of reported figures in the API: totals of a unit or a cluster, and the parts of each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.reporting import queries, totals
from lantoa.reporting.entry import as_json
from lantoa.reporting.rules.rollup import Total

router = Router()


class ReportTotalOut(Schema):
    indicator: str
    kind: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    keys: list[str] | None
    reported: int
    expected: int


class ChildOut(Schema):
    unit: str
    name: str
    totals: list[ReportTotalOut]


class RollUpOut(Schema):
    name: str
    periods: list[str]
    geography: date | None
    provisional: bool
    reported: int
    pending: int
    expected: int
    totals: list[ReportTotalOut]
    children: list[ChildOut]
    notes: list[str]


class PartOut(Schema):
    unit: str
    name: str
    period: str
    submission: int
    state: str
    share: Decimal
    cell: dict[str, Any]
    entered_by: str


class ReportAsked(Schema):
    """One of ``unit`` and ``cluster``; ``periods`` separated by commas; ``on`` restates onto that day."""

    form: int
    periods: str
    unit: str = ""
    cluster: str = ""
    on: date | None = None
    provisional: bool = False


# Forms -----------------------------------------------------------------------------------------------


def total_json(code: str, total: Total) -> dict[str, Any]:
    return {
        "indicator": code,
        "kind": total.kind.value,
        "value": total.value,
        "numerator": total.numerator,
        "denominator": total.denominator,
        "keys": None if total.keys is None else list(total.keys),
        "reported": total.reported,
        "expected": total.expected,
    }


def _periods(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


@router.get("/reporting/totals", response=RollUpOut, summary="Tổng hợp của đơn vị, cụm, toàn quốc")
def rollup(request: HttpRequest, asked: Query[ReportAsked]) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    found = queries.roll_up(
        actor,
        queries.form(actor, asked.form, day),
        _periods(asked.periods),
        day,
        unit=asked.unit,
        cluster=asked.cluster,
        geography=asked.on,
        provisional=asked.provisional,
    )
    return rollup_json(found)


def rollup_json(found: queries.RollUp) -> dict[str, Any]:
    codes = [line.line.code for line in found.lines]
    return {
        "name": found.name,
        "periods": list(found.periods),
        "geography": found.geography,
        "provisional": found.provisional,
        "reported": found.reported,
        "pending": found.pending,
        "expected": found.expected,
        "totals": [total_json(line.line.code, line.total) for line in found.lines],
        "children": [
            {
                "unit": child.code,
                "name": child.name,
                "totals": [total_json(code, total) for code, total in zip(codes, child.totals, strict=True)],
            }
            for child in found.children
        ],
        "notes": list(found.notes),
    }


@router.get("/reporting/totals/{code}/parts", response=list[PartOut], summary="Các phần của một tổng")
def parts(request: HttpRequest, code: str, asked: Query[ReportAsked]) -> list[dict[str, Any]]:
    actor, day = actor_of(request), clock.today()
    found = totals.parts(
        actor,
        queries.form(actor, asked.form, day),
        code,
        _periods(asked.periods),
        day,
        unit=asked.unit,
        cluster=asked.cluster,
        geography=asked.on,
        provisional=asked.provisional,
    )
    return [
        {
            "unit": part.unit,
            "name": part.name,
            "period": part.period,
            "submission": part.submission,
            "state": part.state,
            "share": part.share,
            "cell": as_json(part.cell),
            "entered_by": part.entered_by,
        }
        for part in found
    ]
