"""GET /figures: accepted figures of any unit or cluster, level and span of periods; JSON, CSV, XLSX or Parquet."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from lantoa.analytics import exports, queries
from lantoa.api.auth import actor_of
from lantoa.kernel import clock

router = Router()


class FiguresAsked(Schema):
    """``periods`` and ``codes`` separated by commas; or ``since`` and ``until``, days within which periods lie.
    ``level``: self, children, or a kind of unit (PROVINCE, COMMUNE, …). ``each``: period by period."""

    form: str
    periods: str = ""
    since: date | None = None
    until: date | None = None
    unit: str = ""
    cluster: str = ""
    level: str = queries.SELF
    codes: str = ""
    on: date | None = None
    provisional: bool = False
    each: bool = False
    offset: int = 0
    limit: int = 500
    format: str = "json"


class FiguresFigureOut(Schema):
    unit: str
    name: str
    period: str
    indicator: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    keys: list[str] | None
    reported: int
    expected: int
    hidden: bool


class FiguresOut(Schema):
    """``nodes``: how many units the level has in all; ``as_of``: up to when changes count in it."""

    form: str
    periods: list[str]
    geography: date | None
    provisional: bool
    as_of: datetime
    stored_at: datetime
    nodes: int
    offset: int
    figures: list[FiguresFigureOut]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def wish_of(asked: FiguresAsked) -> queries.Wish:
    return queries.Wish(
        asked.form, _listed(asked.periods), asked.since, asked.until, asked.unit, asked.cluster, asked.level,
        _listed(asked.codes), asked.on, asked.provisional, asked.each, max(asked.offset, 0), asked.limit,
    )  # fmt: skip


@router.get(
    "/figures", response=FiguresOut, summary="Số liệu đã duyệt: đơn vị, cấp, kỳ tùy chọn; ra tệp được"
)
def figures(request: HttpRequest, asked: Query[FiguresAsked]) -> Any:
    found = queries.figures(actor_of(request), wish_of(asked), clock.today())
    if asked.format == "json":
        return as_json(found)
    response = HttpResponse(
        exports.written(found, asked.format), content_type=exports.TYPES.get(asked.format, "text/plain")
    )
    name = quote(f"so-lieu-{found.form.code}.{asked.format}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def as_json(found: queries.Figures) -> dict[str, Any]:
    return {
        "form": found.form.code,
        "periods": list(found.periods),
        "geography": found.geography,
        "provisional": found.provisional,
        "as_of": found.as_of,
        "stored_at": found.stored_at,
        "nodes": found.nodes,
        "offset": found.offset,
        "figures": [
            {
                "unit": one.unit, "name": one.name, "period": one.period, "indicator": one.line.code,
                "value": one.value, "numerator": one.numerator, "denominator": one.denominator,
                "keys": None if one.keys is None else list(one.keys), "reported": one.reported,
                "expected": one.expected, "hidden": one.hidden,
            }
            for one in found.rows
        ],
    }  # fmt: skip
