"""Totals of a form: a unit, a land or a cluster; as it was or restated; each opens to its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi import dates
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.reporting import queries
from lantoa.reporting import totals as rollup
from lantoa.reporting.models import Form, Round
from lantoa.reporting.rules.indicators import Kind
from lantoa.reporting.rules.rollup import Total
from lantoa.reporting.series import seen_as
from lantoa.web.charts import Bar, Chart, bars
from lantoa.web.kit import Request, page, signed_in, with_query
from lantoa.web.parts import Crumb, Tab

from . import board
from .sheet import result

PARTS_A_PAGE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: kept in it, so that a total can be sent to somebody."""

    form: Form
    periods: tuple[str, ...]
    unit: str
    cluster: str
    geography: date | None
    """the day onto whose units figures are restated; None: as reported"""
    typed: str
    provisional: bool

    @property
    def restated(self) -> bool:
        return self.geography is not None

    def url(self, name: str = "reporting:totals", **more: object) -> str:
        values: dict[str, object] = {
            "bieu": self.form.pk,
            "ky": ",".join(self.periods),
            "don-vi": self.unit,
            "cum": self.cluster,
            "dia-gioi": self.typed,
            "tam-tinh": "1" if self.provisional else "",
        }
        return with_query(reverse(name), **{**values, **more})


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    name: str
    measure: str
    group: str
    how: str
    value: str
    detail: str
    reported: int
    expected: int
    parts: str
    chart: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    asked: Asked | None
    forms: Sequence[Form]
    rounds: Sequence[Round]
    scopes: Sequence[queries.Choice]
    found: queries.RollUp | None
    rows: Sequence[Row]
    chart: Chart | None
    switches: Sequence[Tab]
    tabs: Sequence[Tab]
    span: str
    seen_as: str
    paper_key: str = ""
    as_of: datetime | None = None
    """when it was added up: whatever was accepted until then is in it"""


def _asked(request: Request, forms: Sequence[Form]) -> Asked | None:
    """From the address; without one, the first form's last closed period for one's own unit."""
    given = request.GET
    form = next((one for one in forms if str(one.pk) == given.get("bieu")), forms[0] if forms else None)
    choices = queries.scopes(request.actor, request.day)
    if form is None or not (choices or given.get("don-vi") or given.get("cum")):
        return None
    periods = tuple(one for part in given.getlist("ky") for one in part.split(",") if one)
    if not periods:
        past = [one for one in queries.rounds_of(form.code) if one.starts <= request.day]
        if not past:
            return None
        closed = [one for one in past if one.ends <= request.day] or past
        periods = (closed[-1].period,)
    unit, cluster = given.get("don-vi", ""), given.get("cum", "")
    if given.get("pham-vi"):
        kind, _mark, code = given["pham-vi"].partition("|")
        unit, cluster = (code, "") if kind == "u" else ("", code)
    if not unit and not cluster:
        unit, cluster = choices[0].unit, choices[0].cluster
    return Asked(
        form,
        tuple(dict.fromkeys(periods)),
        unit,
        cluster,
        *_geography(request),
        given.get("tam-tinh") == "1",
    )


def _geography(request: Request) -> tuple[date | None, str]:
    """The day to restate onto, as typed ("nay" for today); one that is no day is said, and figures stay as reported."""
    typed = request.GET.get("dia-gioi", "").strip()[:20]
    if typed == "nay":
        return request.day, typed
    try:
        return (dates.read(typed, "#dia-gioi") if typed else None), typed
    except BadInput as problem:
        request.faults = problem.faults
        return None, ""


def _ask(request: Request, asked: Asked) -> queries.RollUp:
    return queries.roll_up(
        request.actor,
        asked.form,
        asked.periods,
        request.day,
        unit=asked.unit,
        cluster=asked.cluster,
        geography=asked.geography,
        provisional=asked.provisional,
    )


@signed_in
def totals(request: Request) -> HttpResponse:
    forms = list(queries.forms(request.actor, request.day))
    asked = _asked(request, forms)
    choices = queries.scopes(request.actor, request.day)
    area = board.tabs(request, "totals")
    if asked is None:
        return page(
            request,
            "reporting/totals.html",
            Shown(None, forms, [], choices, None, [], None, [], area, "", ""),
        )
    found = _ask(request, asked)
    chosen = request.GET.get("chi-tieu") or _first(found)
    return page(
        request,
        "reporting/totals.html",
        Shown(
            asked,
            forms,
            queries.rounds_of(asked.form.code),
            choices,
            found,
            [_row(asked, line, chosen) for line in found.lines],
            _chart(asked, found, chosen),
            _switches(asked),
            area,
            " + ".join(found.labels),
            _(seen_as(None)) if asked.geography is None else seen_as(asked.geography),
            f"{asked.form.pk}|{'u' if asked.unit else 'c'}|{asked.unit or asked.cluster}@{','.join(asked.periods)}",
            request.now,
        ),
    )


def _first(found: queries.RollUp) -> str:
    """The first line that has something to draw."""
    filled = (line.line.code for line in found.lines if line.total.value is not None)
    return next(filled, found.lines[0].line.code if found.lines else "")


def _switches(asked: Asked) -> list[Tab]:
    return [
        Tab(_("Địa giới lúc báo cáo"), asked.url(**{"dia-gioi": ""}), not asked.restated),
        Tab(_("Quy về địa giới hôm nay"), asked.url(**{"dia-gioi": "nay"}), asked.typed == "nay"),
        Tab(
            _("Tính cả báo cáo chờ duyệt") if not asked.provisional else _("Chỉ tính báo cáo đã duyệt"),
            asked.url(**{"tam-tinh": "" if asked.provisional else "1"}),
            False,
        ),
    ]


def value_of(total: Total) -> str:
    """A total to read; a ratio as a percentage with its two sums."""
    if total.kind is Kind.RATIO:
        return percent(total.value)
    return figure(total.value)


def detail_of(total: Total) -> str:
    if total.kind is Kind.RATIO and total.numerator is not None and total.denominator:
        return f"{figure(total.numerator)}/{figure(total.denominator)}"
    if total.kind is Kind.DISTINCT and total.keys:
        return "; ".join(key[:1].upper() + key[1:] for key in total.keys[:6]) + (
            "; …" if len(total.keys) > 6 else ""
        )
    return ""


def _row(asked: Asked, line: rollup.Line, chosen: str) -> Row:
    row = line.line
    return Row(
        row.code,
        row.name,
        row.measure,
        row.group,
        _(Kind(row.kind).label),
        value_of(line.total),
        detail_of(line.total),
        line.total.reported,
        line.total.expected,
        asked.url("reporting:parts", **{"chi-tieu": row.code}),
        f"{asked.url(**{'chi-tieu': row.code})}#bieu-do",
        row.code == chosen,
    )


def _chart(asked: Asked, found: queries.RollUp, code: str) -> Chart | None:
    at = next((rank for rank, line in enumerate(found.lines) if line.line.code == code), None)
    if at is None or not found.children:
        return None
    line = found.lines[at].line
    ratio = Kind(line.kind) is Kind.RATIO
    drawn = [
        Bar(child.name, _drawn(child.totals[at], ratio), _note(child.totals[at]), asked_of(asked, child.code))
        for child in found.children
    ]
    drawn.sort(key=lambda bar: (bar.value is None, -(bar.value or 0)))
    title = _("%(name)s theo đơn vị, %(span)s") % {"name": line.name, "span": ", ".join(found.labels)}
    how = _(seen_as(None)) if asked.geography is None else seen_as(asked.geography)
    title = f"{title}. {how}"
    return bars(title, drawn, unit="%" if ratio else line.measure, places=1 if ratio else None)


def _drawn(total: Total, ratio: bool) -> Decimal | None:
    if total.value is None:
        return None
    return total.value * 100 if ratio else total.value


def _note(total: Total) -> str:
    if total.reported == total.expected:
        return ""
    return _("có %(reported)s/%(expected)s báo cáo") % {
        "reported": total.reported,
        "expected": total.expected,
    }


def asked_of(asked: Asked, code: str) -> str:
    """The same question one step down."""
    return asked.url(**{"don-vi": code, "cum": ""})


@signed_in
def parts(request: Request) -> HttpResponse:
    """The cells behind one total, down to who entered each."""
    forms = list(queries.forms(request.actor, request.day))
    asked = _asked(request, forms)
    if asked is None:
        raise queries.hidden()
    code = request.GET.get("chi-tieu", "")
    found = rollup.parts(
        request.actor,
        asked.form,
        code,
        asked.periods,
        request.day,
        unit=asked.unit,
        cluster=asked.cluster,
        geography=asked.geography,
        provisional=asked.provisional,
    )
    whole = queries.roll_up(
        request.actor,
        asked.form,
        asked.periods,
        request.day,
        unit=asked.unit,
        cluster=asked.cluster,
        geography=asked.geography,
        provisional=asked.provisional,
        codes=(code,),
    )
    labels = dict(zip(whole.periods, whole.labels, strict=False))
    context: dict[str, Any] = {
        "asked": asked,
        "line": whole.lines[0].line,
        "how": _(Kind(whole.lines[0].line.kind).label),
        "value": value_of(whole.lines[0].total),
        "detail": detail_of(whole.lines[0].total),
        "scope": whole.name,
        "seen_as": _(seen_as(None)) if asked.geography is None else seen_as(asked.geography),
        "rows": [
            (
                part,
                _("Chưa nhập") if part.cell.empty else result(part.cell),
                labels.get(part.period, part.period),
            )
            for part in sorted(found, key=lambda part: part.cell.empty)
        ],
        "many_periods": len(asked.periods) > 1,
        "crumbs": (
            Crumb(_("Báo cáo"), reverse("reporting:index")),
            Crumb(_("Tổng hợp"), asked.url()),
            Crumb(code),
        ),
    }
    return page(request, "reporting/parts.html", context)
