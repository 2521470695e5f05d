"""A table that an officer builds: choose rows, columns, units, indicators, periods; see it, keep it, take it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.analysis import queries, source, tables
from lantoa.analysis.models import SavedTable
from lantoa.analysis.rules import pivot
from lantoa.analysis.rules.pivot import Dimension, Level, Question
from lantoa.kernel.errors import Problem
from lantoa.kernel.vi import dates
from lantoa.reporting import queries as reporting
from lantoa.reporting.models import Form, FormIndicator, Round
from lantoa.reporting.rules.indicators import Kind
from lantoa.web import exports
from lantoa.web.kit import Choice, Column, Request, page, signed_in
from lantoa.web.parts import Tab

from .asked import Choices, choices, tabs

ROWS, COLUMNS = "hang", "cot"
NAMES = {Dimension.UNIT: "don-vi", Dimension.INDICATOR: "chi-tieu", Dimension.PERIOD: "ky"}
DIMENSIONS = {name: one for one, name in NAMES.items()}
LEVELS = {"ca": Level.WHOLE, "duoi": Level.BELOW, "tung": Level.REPORTERS}
LEVEL_NAMES = {level: name for name, level in LEVELS.items()}


@dataclass(frozen=True, slots=True)
class Builder:
    """What the form offers and what is chosen in it."""

    choices: Choices
    form: Form | None
    lines: Sequence[FormIndicator]
    rounds: Sequence[Round]
    question: Question | None
    scope: str
    day: str
    dimensions: Sequence[Choice]
    levels: Sequence[Choice]
    row: str
    column: str
    level: str


@dataclass(frozen=True, slots=True)
class PivotPage:
    tabs: Sequence[Tab]
    build: Builder
    table: tables.Table | None
    rows: Sequence[tuple[tables.Head, Sequence[tables.Cell], bool]]
    kept: Sequence[SavedTable]
    opened: SavedTable | None
    units: Sequence[Choice]
    xlsx_url: str
    csv_url: str
    query: str
    mine: bool = False


def asked(given: QueryDict, offered: Choices, request: Request) -> Question | None:
    """The question in an address; None where nothing can be asked yet. ``BadInput`` for what is no table."""
    form = next((one for one in offered.forms if one.code == given.get("bieu")), None)
    form = form or max(offered.forms, key=lambda one: one.rounds_count, default=None)  # type: ignore[attr-defined]
    kind, _mark, code = given.get("pham-vi", "").partition("|")
    if not code and offered.scopes:
        kind, code = (
            ("c", offered.scopes[0].cluster) if offered.scopes[0].cluster else ("u", offered.scopes[0].unit)
        )
    if form is None or not code:
        return None
    typed = given.get("dia-gioi", "").strip()[:20]
    return pivot.read(
        {
            "form": form.code,
            "unit": code if kind == "u" else "",
            "cluster": code if kind == "c" else "",
            "periods": given.getlist("ky"),
            "latest": given.get("gan-nhat") or (4 if given.get(COLUMNS) == "ky" else 1),
            "geography": "nay"
            if typed == "nay"
            else dates.read(typed, "#dia-gioi").isoformat()
            if typed
            else "",
            "provisional": given.get("tam-tinh") == "1",
            "rows": DIMENSIONS.get(given.get(ROWS, "don-vi"), "?"),
            "columns": DIMENSIONS.get(given.get(COLUMNS, "chi-tieu"), "?"),
            "level": LEVELS.get(given.get("cap", "duoi"), "?"),
            "codes": given.getlist("chi-tieu") or _first(form),
            "breakdown": given.get("phan-to") == "1",
        }
    )


def _first(form: Form) -> list[str]:
    """Three indicators to begin with: a whole form is too wide to read."""
    numbers = [
        one.code for one in reporting.lines(form) if Kind(one.kind) is not Kind.TEXT and not one.part_of
    ]
    return numbers[:3]


def query_of(question: Question) -> str:
    """The question as an address of the builder."""
    said = QueryDict(mutable=True)
    said["bieu"] = question.form
    said["pham-vi"] = f"c|{question.cluster}" if question.cluster else f"u|{question.unit}"
    said.setlist("ky", list(question.periods))
    said["gan-nhat"] = str(question.latest)
    if question.geography:
        said["dia-gioi"] = question.geography
    for key, on in (("tam-tinh", question.provisional), ("phan-to", question.breakdown)):
        if on:
            said[key] = "1"
    said[ROWS], said[COLUMNS] = NAMES[question.rows], NAMES[question.columns]
    said["cap"] = LEVEL_NAMES[question.level]
    said.setlist("chi-tieu", list(question.codes))
    return said.urlencode()


@signed_in
def show(request: Request) -> HttpResponse:
    """The builder with its table; a fault keeps what was chosen and says what to mend."""
    offered = choices(request)
    question, found = None, None
    try:
        question = asked(request.GET, offered, request)
        found = tables.answer(request.actor, question, request.day) if question else None
    except Problem as problem:
        if problem.status in (403, 404) and problem.fault.code != "NO_PERIOD":
            raise
        request.faults = problem.faults
    if found and (form := request.GET.get("xuat")):
        return file(form, found, "bang")
    return answer(request, offered, question, found)


def answer(
    request: Request,
    offered: Choices,
    question: Question | None,
    found: tables.Table | None,
    opened: SavedTable | None = None,
) -> HttpResponse:
    query = query_of(question) if question else request.GET.urlencode()
    here = reverse("analysis:table", args=[opened.pk]) if opened else reverse("analysis:pivot")
    link = here if opened else f"{here}?{query}"
    return page(
        request,
        "analysis/pivot.html",
        PivotPage(
            tabs("pivot"),
            _builder(request, offered, question),
            found,
            [
                (head, cells, bool(found.total_row and at == len(found.rows) - 1))
                for at, (head, cells) in enumerate(zip(found.rows, found.cells, strict=True))
            ]
            if found
            else [],
            list(queries.tables(request.actor, request.day)),
            opened,
            [Choice(one.unit, one.name) for one in offered.scopes if one.unit],
            *(f"{link}{'&' if '?' in link else '?'}xuat={form}" for form in ("xlsx", "csv")),
            query,
            bool(opened and opened.owner_id == request.user.pk),
        ),
    )


def _builder(request: Request, offered: Choices, question: Question | None) -> Builder:
    wanted = question.form if question else request.GET.get("bieu", "")
    form = next(
        (one for one in offered.forms if one.code == wanted), offered.forms[0] if offered.forms else None
    )
    lines = [one for one in reporting.lines(form) if Kind(one.kind) is not Kind.TEXT] if form else []
    rounds = source.rounds_until(form.code, request.day)[::-1] if form else []
    scope = ""
    if question:
        scope = f"c|{question.cluster}" if question.cluster else f"u|{question.unit}"
    return Builder(
        offered, form, lines, rounds, question, scope, _day(question, request),
        [Choice(name, _(one.label)) for one, name in NAMES.items()],
        [Choice(name, _(level.label)) for name, level in LEVELS.items()],
        NAMES[question.rows] if question else request.GET.get(ROWS, "don-vi"),
        NAMES[question.columns] if question else request.GET.get(COLUMNS, "chi-tieu"),
        LEVEL_NAMES[question.level] if question else request.GET.get("cap", "duoi"),
    )  # fmt: skip


def _day(question: Question | None, request: Request) -> str:
    if question is None:
        return request.GET.get("dia-gioi", "")[:20]
    day = source.day_of(question.geography, request.day)
    return dates.on_screen(day) if day else ""


def file(form: str, found: tables.Table, name: str) -> HttpResponse:
    """CSV or XLSX: numbers stay numbers, ratios as shares of one, covered cells as their words."""
    columns = [
        Column("head", " ", value=lambda row: row[0].label),
        *(
            Column(
                str(at),
                head.label + (f" ({head.note})" if head.note else ""),
                value=lambda row, at=at: _value(row[1][at]),
            )
            for at, head in enumerate(found.columns)
        ),
    ]
    caption = f"{found.title}. {found.seen_as}. {found.complete}"
    return exports.file(form, name, caption, columns, list(zip(found.rows, found.cells, strict=True)))


def _value(cell: tables.Cell) -> object:
    return cell.text if cell.covered else tables.rounded4(cell.value)


def question_from(given: Mapping[str, Any], offered: Choices, request: Request) -> Question | None:
    """The question that a form carries as one field: the builder's own address."""
    return asked(QueryDict(str(given.get("cau-hoi", ""))), offered, request)


def url_of(question: Question) -> str:
    return f"{reverse('analysis:pivot')}?{query_of(question)}"
