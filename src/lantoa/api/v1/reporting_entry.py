"""Entering figures in the API: drafts, sendings that happen once, evidence of cells, data values in bulk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Header, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import ConfigDict

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import Conflict
from lantoa.registry import files
from lantoa.registry.files import MEDIA_TYPES
from lantoa.reporting import cells_batch, cells_evidence, cells_sending, cells_where, drafts, foreign, queries
from lantoa.reporting.models import CellFile

router = Router()

MOST_TOLD = 1_000
"""Wrong rows that one answer names."""


class EntryDraftIn(Schema, extra="forbid"):
    """``cells``: indicator code → {value, numerator, denominator, keys, text, no_data, note} as typed; ``base`` and
    ``revision``: what the writer began from."""

    cells: dict[str, dict[str, str]]
    base: dict[str, dict[str, str]] = {}
    revision: int = 0
    note: str = ""


class DraftOut(Schema):
    saved_at: datetime
    stale: bool


class SendingIn(EntryDraftIn):
    """``action``: save, or send (save and send up). ``user``: whose sending it is, where a machine kept it; it is
    refused for anybody else's session."""

    action: str = "save"
    base: dict[str, dict[str, str]] | None = None
    revision: int | None = None
    user: str = ""


class EntrySendingOut(Schema):
    state: str
    revision: int
    version: int
    filled: int
    again: bool
    at: datetime


class FileOut(Schema):
    id: int
    code: str
    name: str
    at: datetime


class ValueIn(Schema):
    """One data value; further fields of DHIS2's shape are taken and ignored."""

    model_config = ConfigDict(extra="ignore")

    dataElement: str
    value: Any = None
    period: str | None = None
    orgUnit: str | None = None
    categoryOptionCombo: str | None = None
    comment: str | None = None
    noData: bool = False


class EntryValuesIn(Schema):
    """``dataSet`` is the form's code; ``period`` and ``orgUnit`` hold for every value that names none.
    ``atomic``: nothing is written while one value is wrong."""

    model_config = ConfigDict(extra="ignore")

    dataSet: str
    dataValues: list[ValueIn]
    period: str | None = None
    orgUnit: str | None = None
    atomic: bool = False
    dryRun: bool = False


class RowOut(Schema):
    place: str
    unit: str
    period: str
    indicator: str
    code: str
    message: str
    remedy: str


class BatchOut(Schema):
    saved: int
    same: int
    wrong: int
    reports: int
    dry_run: bool
    again: bool
    at: datetime
    rows: list[RowOut]
    remarks: list[str] = []
    columns: dict[str, list[str]] = {}


class ValueOut(Schema):
    dataElement: str
    period: str
    orgUnit: str
    categoryOptionCombo: str
    value: str
    comment: str
    noData: bool
    lastUpdated: str


class ValuesOut(Schema):
    dataSet: str
    dataValues: list[ValueOut]


class ValuesAsked(Schema):
    """``form``: its code; ``periods`` and ``units`` separated by commas; ``provisional``: also those not accepted."""

    form: str
    periods: str
    units: str = ""
    provisional: bool = False


class FileIn(Schema):
    """``form``: its code; ``period``: of a wide sheet; ``style``: vn (1.234,5) or en (1,234.5) where it was asked."""

    form: str
    period: str = ""
    style: str = ""
    dry_run: bool = False
    atomic: bool = False
    again: bool = False


# One report ------------------------------------------------------------------------------------------


@router.put("/reporting/submissions/{pk}/draft", response=DraftOut, summary="Tự lưu bản nháp của mình")
def keep_draft(request: HttpRequest, pk: int, body: EntryDraftIn) -> dict[str, Any]:
    kept = drafts.keep(
        actor=actor_of(request), submission=pk, cells=body.cells, base=body.base, revision=body.revision,
        note=body.note, day=clock.today(), at=clock.now(),
    )  # fmt: skip
    return {"saved_at": kept.saved_at, "stale": kept.revision != kept.submission.revision}


@router.delete("/reporting/submissions/{pk}/draft", response={204: None}, summary="Bỏ bản nháp của mình")
def drop_draft(request: HttpRequest, pk: int) -> Status[None]:
    drafts.drop(actor=actor_of(request), submission=pk, day=clock.today())
    return Status(204, None)


@router.post(
    "/reporting/submissions/{pk}/sendings", response=EntrySendingOut, summary="Gửi một lần dù gửi lại"
)
def take_in(
    request: HttpRequest, pk: int, body: SendingIn, key: str = Header("", alias="Idempotency-Key")
) -> dict[str, Any]:
    actor = actor_of(request)
    if body.user and body.user != actor.id:
        raise Conflict(
            "OTHER_USER",
            "Số liệu này do tài khoản khác nhập trên máy này.",
            place="user",
            remedy="Đăng nhập bằng tài khoản đã nhập rồi gửi.",
        )
    taken = cells_sending.take_in(
        actor=actor, submission=pk, cells=body.cells, base=body.base, revision=body.revision, note=body.note,
        action=body.action, key=key, day=clock.today(), at=clock.now(), source="api",
    )  # fmt: skip
    row = taken.submission
    told = {name: getattr(row, name) for name in ("state", "revision", "version", "filled")}
    return {**told, "again": taken.again, "at": taken.at}


@router.get("/reporting/submissions/{pk}/evidence", response=list[FileOut], summary="Minh chứng từng ô")
def evidence(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    found = queries.submission(actor_of(request), pk, clock.today())
    return [_file(one, code) for code, rows in cells_evidence.of(found).items() for one in rows]


def _file(one: CellFile, code: str) -> dict[str, Any]:
    return {"id": one.pk, "code": code, "name": one.name, "at": one.at}


@router.post(
    "/reporting/submissions/{pk}/cells/{code}/evidence",
    response={201: FileOut},
    summary="Gắn minh chứng vào ô",
)
def attach(request: HttpRequest, pk: int, code: str, file: File[UploadedFile]) -> Status[dict[str, Any]]:
    made = cells_evidence.attach(
        actor=actor_of(request), submission=pk, code=code, name=file.name or "", data=file.read(),
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    return Status(201, _file(made, code))


@router.get("/reporting/submissions/{pk}/evidence/{file}", summary="Tệp minh chứng")
def evidence_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    one = cells_evidence.file(actor_of(request), pk, file, clock.today())
    response = HttpResponse(files.read(one.file), content_type=one.file.media_type)
    response["Content-Disposition"] = f'attachment; filename="minh-chung-{one.pk}"'
    return response


@router.delete(
    "/reporting/submissions/{pk}/evidence/{file}", response={204: None}, summary="Gỡ minh chứng khỏi ô"
)
def withdraw(request: HttpRequest, pk: int, file: int) -> Status[None]:
    cells_evidence.withdraw(
        actor=actor_of(request), submission=pk, pk=file, day=clock.today(), at=clock.now()
    )
    return Status(204, None)


# Many reports ----------------------------------------------------------------------------------------


@router.get("/reporting/data-values", response=ValuesOut, summary="Số liệu theo khuôn dạng DHIS2")
def values_out(request: HttpRequest, asked: Query[ValuesAsked]) -> dict[str, Any]:
    return {"dataSet": asked.form, "dataValues": _values(request, asked)}


@router.get("/reporting/data-values.csv", summary="Số liệu theo khuôn dạng DHIS2, tệp CSV")
def values_csv(request: HttpRequest, asked: Query[ValuesAsked]) -> HttpResponse:
    response = HttpResponse(foreign.to_csv(_values(request, asked)), content_type=MEDIA_TYPES["csv"])
    response["Content-Disposition"] = 'attachment; filename="so-lieu.csv"'
    return response


def _values(request: HttpRequest, asked: ValuesAsked) -> list[dict[str, Any]]:
    return cells_batch.values_out(
        actor_of(request), asked.form, _words(asked.periods), clock.today(), units=_words(asked.units),
        provisional=asked.provisional,
    )  # fmt: skip


def _words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@router.post("/reporting/data-values", response=BatchOut, summary="Nhập nhiều số liệu, kết quả từng dòng")
def take_values(
    request: HttpRequest, body: EntryValuesIn, key: str = Header("", alias="Idempotency-Key")
) -> dict[str, Any]:
    actor = actor_of(request)
    told = body.model_dump(exclude_none=True)
    table = foreign.from_values(told, _lines(request, body.dataSet))
    done = cells_batch.take_batch(
        actor=actor, form=body.dataSet, cells=table.written(whole=body.atomic), key=key,
        dry_run=body.dryRun, whole=body.atomic,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    return _told(done, table)


@router.post("/reporting/data-values/file", response=BatchOut, summary="Nhập số liệu từ tệp bảng có sẵn")
def take_file(
    request: HttpRequest,
    asked: Form[FileIn],
    file: File[UploadedFile],
    key: str = Header("", alias="Idempotency-Key"),
) -> dict[str, Any]:
    actor, name, data = actor_of(request), file.name or "", file.read()
    table = foreign.read(
        name, data, _lines(request, asked.form), period=asked.period, style=foreign.style_named(asked.style)
    )
    foreign.refuse_unsaid(table)
    done = cells_batch.take_batch(
        actor=actor, form=asked.form, cells=table.written(whole=asked.atomic), key=key,
        dry_run=asked.dry_run, whole=asked.atomic,
        file=(name, data), again=asked.again, day=clock.today(), at=clock.now(),
    )  # fmt: skip
    return _told(done, table)


def _lines(request: HttpRequest, code: str) -> list[Any]:
    return cells_where.lines_of_form(actor_of(request), code, clock.today())


def _told(done: cells_batch.Result, table: foreign.Table) -> dict[str, Any]:
    wrong = [
        {
            "place": one.fault.place or one.given.place, "unit": one.given.unit, "period": one.given.period,
            "indicator": one.given.code, "code": one.fault.code, "message": one.fault.message,
            "remedy": one.fault.remedy,
        }
        for one in done.outcomes
        if one.fault is not None
    ]  # fmt: skip
    unread = [{"unit": "", "period": "", "indicator": "", **one.as_dict()} for one in table.faults]
    return {
        "saved": done.saved, "same": done.same, "wrong": len(wrong) + len(unread), "reports": done.reports,
        "dry_run": done.dry_run, "again": done.again, "at": done.at, "rows": [*unread, *wrong][:MOST_TOLD],
        "remarks": list(table.remarks), "columns": {at: list(told) for at, told in table.titles.items()},
    }  # fmt: skip
