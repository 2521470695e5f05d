"""Report forms, obligations, figures and totals in the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.registry.files import MEDIA_TYPES
from lantoa.reporting import operations, queries
from lantoa.reporting.entry import as_json
from lantoa.reporting.models import Form, Round, Submission
from lantoa.reporting.rules import typed
from lantoa.reporting.rules.forms import SIX_MONTH, Audience, Line
from lantoa.reporting.rules.indicators import Kind
from lantoa.reporting.rules.regimes import Regime

router = Router()


class ReportLineOut(Schema):
    code: str
    name: str
    measure: str
    kind: str
    numerator: str
    denominator: str
    required: bool
    small_cell: bool
    mark: str
    minimum: int | None
    part_of: str
    axis: str
    formula: str


class FormOut(Schema):
    id: int
    code: str
    version: int
    title: str
    calendar: str
    due_days: int
    basis: str
    mark: str
    illustrative: bool
    regime: str
    effective_from: date | None
    cut_off: str
    level_days: dict[str, int]
    escalate_days: int
    opens_itself: bool
    checks: list[dict[str, Any]]


class WholeFormOut(FormOut):
    lines: list[ReportLineOut]


class ComputedIn(Schema, extra="forbid"):
    code: str
    name: str
    measure: str
    kind: Kind
    formula: str


class BreakdownIn(Schema, extra="forbid"):
    """The parts of one indicator along one axis ('địa bàn'); each becomes a line M03.1, M03.2, …"""

    code: str
    axis: str
    parts: list[str]


class FormIn(Schema, extra="forbid"):
    """``indicators`` are codes of the rulebook; empty takes the shipped six-month form. The audience is a
    ``kind`` of unit under ``root``, or a ``cluster``. ``level_days``: kind of unit → working days after the cut-off;
    ``effective_from``: periods from that day on are reported on this version."""

    owner: str
    code: str
    title: str
    calendar: str
    basis: str
    due_days: int = 5
    indicators: list[str] = []
    kind: str = ""
    root: str = ""
    cluster: str = ""
    regime: Regime = Regime.PERIODIC
    effective_from: date | None = None
    cut_off: str = ""
    level_days: dict[str, int] = {}
    escalate_days: int = 3
    opens_itself: bool = False
    checks: list[dict[str, Any]] = []
    breakdowns: list[BreakdownIn] = []
    computed: list[ComputedIn] = []


class RoundIn(Schema, extra="forbid"):
    """``starts``, ``last_day``, ``basis``: for a form that runs on request."""

    period: str
    due: date | None = None
    starts: date | None = None
    last_day: date | None = None
    basis: str = ""


class RoundOut(Schema):
    id: int
    period: str
    label: str
    starts: date
    ends: date
    due: date


class SubmissionOut(Schema):
    id: int
    form: str
    period: str
    unit: str
    province: str
    state: str
    due: date
    filled: int
    revision: int
    version: int


class ReportCellOut(Schema):
    code: str
    cell: dict[str, Any]
    previous: dict[str, Any]
    computed: bool
    entered_by: str
    remarks: list[str]
    returned: str


class ReportSheetOut(SubmissionOut):
    steps: list[str]
    cells: list[ReportCellOut]


class ReportValuesIn(Schema, extra="forbid"):
    """``values``: indicator code → a number, a list of names, or {value, numerator, denominator, keys,
    no_data, note}; null empties the cell. ``revision``: the one you read, to refuse overwriting."""

    values: dict[str, Any]
    revision: int | None = None


class SubmitIn(Schema, extra="forbid"):
    note: str = ""


class ReturnIn(Schema, extra="forbid"):
    reason: str = ""
    cells: dict[str, str] = {}


@router.get("/reporting/forms", response=list[FormOut], summary="Biểu mẫu được xem")
def forms(request: HttpRequest) -> list[Form]:
    return list(queries.forms(actor_of(request), clock.today())[:500])


@router.get("/reporting/forms/{pk}", response=WholeFormOut, summary="Một biểu với các chỉ tiêu")
def form(request: HttpRequest, pk: int) -> Any:
    found = queries.form(actor_of(request), pk, clock.today())
    return _whole(found)


def _whole(found: Form) -> dict[str, Any]:
    shown = {name: getattr(found, name) for name in FormOut.model_fields}
    return {**shown, "lines": queries.lines(found)}


@router.post("/reporting/forms", response={201: WholeFormOut}, summary="Ban hành biểu")
def publish(request: HttpRequest, body: FormIn) -> Any:
    given = body.model_dump()
    codes = given.pop("indicators")
    day = clock.today()
    lines = (
        queries.lines_from_rulebook(codes, day)
        if codes and tuple(codes) != SIX_MONTH
        else queries.six_month_lines(day)
    )
    broken = {one["code"]: (one["axis"], tuple(one["parts"])) for one in given.pop("breakdowns")}
    more = [Line(**one) for one in given.pop("computed")]
    lines = typed.arranged(lines, broken, more)
    audience = Audience(given.pop("kind"), given.pop("root"), given.pop("cluster"))
    made = operations.publish_form(
        actor=actor_of(request), lines=lines, audience=audience, day=day, at=clock.now(), **given
    )
    return Status(201, _whole(made))


@router.post("/reporting/forms/{pk}/rounds", response={201: RoundOut}, summary="Mở một kỳ báo cáo")
def open_round(request: HttpRequest, pk: int, body: RoundIn) -> Status[Round]:
    made = operations.open_round(
        actor=actor_of(request), form=pk, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(201, made)


# Submissions -----------------------------------------------------------------------------------------


def _brief(row: Submission) -> dict[str, Any]:
    shown = {
        name: getattr(row, name)
        for name in ("id", "province", "state", "due", "filled", "revision", "version")
    }
    return {**shown, "form": row.round.form.code, "period": row.round.period, "unit": row.unit.code}


@router.get("/reporting/submissions", response=list[SubmissionOut], summary="Báo cáo được xem")
def submissions(
    request: HttpRequest,
    form: str = "",
    period: str = "",
    unit: str = "",
    state: str = "",
    offset: int = 0,
    limit: int = 100,
) -> list[dict[str, Any]]:
    wanted = {
        "round__form__code": form,
        "round__period": period,
        "unit__code": unit,
        "state": state,
    }
    rows = queries.submissions(actor_of(request), clock.today()).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    first = max(0, offset)
    return [_brief(row) for row in rows.order_by("pk")[first : first + max(1, min(limit, 1000))]]


def _sheet(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor, day = actor_of(request), clock.today()
    sheet = queries.sheet(actor, queries.submission(actor, pk, day), day)
    return {
        **_brief(sheet.submission),
        "steps": [step.action for step in sheet.steps],
        "cells": [
            {
                "code": row.line.code,
                "cell": as_json(row.cell),
                "previous": as_json(row.previous),
                "computed": row.computed,
                "entered_by": row.entered_by,
                "remarks": [remark.message for remark in row.remarks],
                "returned": row.returned,
            }
            for row in sheet.rows
        ],
    }


@router.get("/reporting/submissions/{pk}", response=ReportSheetOut, summary="Một báo cáo với từng ô")
def submission(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _sheet(request, pk)


@router.put("/reporting/submissions/{pk}/values", response=ReportSheetOut, summary="Nhập số liệu")
def enter(request: HttpRequest, pk: int, body: ReportValuesIn) -> dict[str, Any]:
    operations.enter_values(
        actor=actor_of(request),
        submission=pk,
        values=body.values,
        revision=body.revision,
        day=clock.today(),
        at=clock.now(),
        source="api",
    )
    return _sheet(request, pk)


@router.get("/reporting/submissions/{pk}/template", summary="Tệp mẫu Excel")
def template(request: HttpRequest, pk: int) -> HttpResponse:
    day = clock.today()
    found = queries.submission(actor_of(request), pk, day)
    response = HttpResponse(queries.template(found, day), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{pk}.xlsx"'
    return response


@router.post("/reporting/submissions/{pk}/file", response=ReportSheetOut, summary="Nhập số liệu từ tệp")
def upload(request: HttpRequest, pk: int, file: File[UploadedFile]) -> dict[str, Any]:
    operations.import_workbook(
        actor=actor_of(request),
        submission=pk,
        name=file.name or "",
        data=file.read(),
        day=clock.today(),
        at=clock.now(),
    )
    return _sheet(request, pk)


@router.post("/reporting/submissions/{pk}/submit", response=SubmissionOut, summary="Gửi báo cáo")
def submit(request: HttpRequest, pk: int, body: SubmitIn) -> dict[str, Any]:
    return _brief(
        operations.submit(
            actor=actor_of(request), submission=pk, note=body.note, day=clock.today(), at=clock.now()
        )
    )


@router.post("/reporting/submissions/{pk}/return", response=SubmissionOut, summary="Trả lại kèm lý do")
def give_back(request: HttpRequest, pk: int, body: ReturnIn) -> dict[str, Any]:
    return _brief(
        operations.return_submission(
            actor=actor_of(request), submission=pk, day=clock.today(), at=clock.now(), **body.model_dump()
        )
    )


@router.post("/reporting/submissions/{pk}/accept", response=SubmissionOut, summary="Duyệt báo cáo")
def accept(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _brief(
        operations.accept(actor=actor_of(request), submission=pk, day=clock.today(), at=clock.now())
    )


@router.post("/reporting/submissions/{pk}/lock", response=SubmissionOut, summary="Khóa số liệu")
def lock(request: HttpRequest, pk: int) -> dict[str, Any]:
    return _brief(operations.lock(actor=actor_of(request), submission=pk, day=clock.today(), at=clock.now()))


# Totals ----------------------------------------------------------------------------------------------
