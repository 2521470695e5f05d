"""Analysis in the API: the light board, tables built and kept, their sending."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.analysis import board, operations, queries, tables
from lantoa.analysis.models import SavedTable, Schedule
from lantoa.analysis.rules import pivot
from lantoa.api.auth import actor_of
from lantoa.exchange import merging
from lantoa.exchange.merging_models import Merge
from lantoa.kernel import clock

router = Router()


class AnalysisBoardOut(Schema):
    """One form of one unit or cluster; ``stale`` says that newer figures wait to be counted in."""

    unit: str | None
    cluster: str | None
    form: str
    title: str
    period: str
    counted: int
    waiting: int
    expected: int
    in_time: int
    final: bool
    headlines: list[dict[str, Any]]
    made_at: datetime
    stale: bool


class QuestionIn(Schema, extra="forbid"):
    """``rows`` and ``columns``: unit, indicator, period; ``level``: whole, below, reporters. ``periods`` empty: the
    ``latest`` ones. ``geography``: '' as it was, 'nay', or an ISO day."""

    form: str
    unit: str = ""
    cluster: str = ""
    periods: list[str] = []
    latest: int = 1
    geography: str = ""
    provisional: bool = False
    rows: str = "unit"
    columns: str = "indicator"
    level: str = "below"
    codes: list[str] = []
    breakdown: bool = False


class AnalysisCellOut(Schema):
    text: str
    value: Decimal | None
    reported: int
    expected: int
    covered: bool


class HeadOut(Schema):
    code: str
    label: str


class TableOut(Schema):
    title: str
    seen_as: str
    provisional: bool
    counted: int
    waiting: int
    expected: int
    rows: list[HeadOut]
    columns: list[HeadOut]
    cells: list[list[AnalysisCellOut]]
    total_row: bool
    total_column: bool
    notes: list[str]


class KeptOut(Schema):
    id: int
    name: str
    owner: str
    shared_with: str | None
    question: dict[str, Any]
    changed_at: datetime


class KeepIn(Schema, extra="forbid"):
    name: str
    question: QuestionIn
    share_with: str = ""


class AnalysisChangeIn(Schema, extra="forbid"):
    """Exactly what is given is changed; ``share_with`` '' takes it back."""

    name: str | None = None
    share_with: str | None = None


class ScheduleIn(Schema, extra="forbid"):
    """``every``: day, week, period; ``receivers`` are sign-in names."""

    every: str
    receivers: list[str]


class ScheduleOut(Schema):
    id: int
    table: int
    every: str
    receivers: list[str]
    stopped_at: datetime | None
    last_at: datetime | None


def _kept(row: SavedTable) -> KeptOut:
    return KeptOut(
        id=row.pk, name=row.name, owner=row.owner.username, shared_with=row.unit.code if row.unit else None,
        question=row.question, changed_at=row.changed_at,
    )  # fmt: skip


def _schedule(row: Schedule) -> ScheduleOut:
    return ScheduleOut(
        id=row.pk, table=row.table_id, every=row.every, stopped_at=row.stopped_at, last_at=row.last_at,
        receivers=sorted(one.username for one in row.receivers.all()),
    )  # fmt: skip


def table_out(found: tables.Table) -> TableOut:
    return TableOut(
        title=found.title, seen_as=found.seen_as, provisional=found.provisional, counted=found.counted,
        waiting=found.waiting, expected=found.expected, total_row=found.total_row, total_column=found.total_column,
        rows=[HeadOut(code=one.code, label=one.label) for one in found.rows],
        columns=[HeadOut(code=one.code, label=one.label) for one in found.columns],
        cells=[
            [
                AnalysisCellOut(
                    text=cell.text, value=cell.value, reported=cell.reported, expected=cell.expected,
                    covered=cell.covered,
                )
                for cell in row
            ]
            for row in found.cells
        ],
        notes=list(found.notes),
    )  # fmt: skip


@router.get(
    "/analysis/board", response=list[AnalysisBoardOut], summary="Bảng tin số liệu của đơn vị, cụm mình"
)
def light_board(request: HttpRequest) -> list[AnalysisBoardOut]:
    return [
        AnalysisBoardOut(
            unit=row.unit.code if row.unit else None, cluster=row.cluster.key if row.cluster else None, form=row.form,
            title=row.title, period=row.period, counted=row.counted, waiting=row.waiting, expected=row.expected,
            in_time=row.in_time, final=bool(row.said.get("final")), headlines=row.said.get("headlines", []),
            made_at=row.made_at, stale=row.stale_at is not None,
        )
        for row in board.rows_for(actor_of(request), clock.today())
    ]  # fmt: skip


@router.post("/analysis/table", response=TableOut, summary="Tính một bảng tự dựng, không lưu")
def answer(request: HttpRequest, given: QuestionIn) -> TableOut:
    return table_out(tables.answer(actor_of(request), pivot.read(given.dict()), clock.today()))


@router.get("/analysis/tables", response=list[KeptOut], summary="Bảng đã lưu của mình và được chia sẻ")
def kept(request: HttpRequest) -> list[KeptOut]:
    return [_kept(row) for row in queries.tables(actor_of(request), clock.today())]


@router.post("/analysis/tables", response={201: KeptOut}, summary="Lưu một bảng tự dựng")
def keep(request: HttpRequest, given: KeepIn) -> Status[KeptOut]:
    row = operations.save_table(
        actor=actor_of(request), name=given.name, question=pivot.read(given.question.dict()), day=clock.today(),
        at=clock.now(), share_with=given.share_with,
    )  # fmt: skip
    return Status(201, _kept(row))


@router.get("/analysis/tables/{pk}", response=TableOut, summary="Mở một bảng đã lưu với số liệu hôm nay")
def opened(request: HttpRequest, pk: int) -> TableOut:
    actor, day = actor_of(request), clock.today()
    return table_out(tables.answer(actor, pivot.read(queries.table(actor, pk, day).question), day))


@router.patch("/analysis/tables/{pk}", response=KeptOut, summary="Đổi tên bảng hoặc đơn vị được chia sẻ")
def change(request: HttpRequest, pk: int, given: AnalysisChangeIn) -> KeptOut:
    actor = actor_of(request)
    row = queries.own_table(actor, pk)
    if given.name is not None:
        row = operations.rename_table(actor=actor, table=pk, name=given.name, at=clock.now())
    if given.share_with is not None:
        row = operations.share_table(
            actor=actor, table=pk, unit=given.share_with, day=clock.today(), at=clock.now()
        )
    return _kept(row)


@router.delete("/analysis/tables/{pk}", response={204: None}, summary="Xóa bảng đã lưu; lấy lại được")
def delete(request: HttpRequest, pk: int) -> Status[None]:
    operations.delete_table(actor=actor_of(request), table=pk, at=clock.now())
    return Status(204, None)


@router.post("/analysis/tables/{pk}/restore", response=KeptOut, summary="Lấy lại bảng đã xóa")
def restore(request: HttpRequest, pk: int) -> KeptOut:
    return _kept(operations.restore_table(actor=actor_of(request), table=pk, at=clock.now()))


@router.post("/analysis/tables/{pk}/schedules", response={201: ScheduleOut}, summary="Gửi bảng theo lịch")
def schedule(request: HttpRequest, pk: int, given: ScheduleIn) -> Status[ScheduleOut]:
    row = operations.schedule_table(
        actor=actor_of(request), table=pk, every=given.every, receivers=given.receivers, day=clock.today(),
        at=clock.now(),
    )  # fmt: skip
    return Status(201, _schedule(row))


@router.get("/analysis/schedules", response=list[ScheduleOut], summary="Lịch gửi của mình")
def schedules(request: HttpRequest) -> list[ScheduleOut]:
    return [_schedule(row) for row in queries.schedules(actor_of(request))]


class AnalysisSendingOut(Schema):
    receiver: str
    turn: str
    state: str
    at: datetime


@router.get(
    "/analysis/schedules/{pk}/sendings", response=list[AnalysisSendingOut], summary="Các lần gửi gần nhất"
)
def sendings(request: HttpRequest, pk: int) -> list[AnalysisSendingOut]:
    found = queries.schedule(actor_of(request), pk)
    return [
        AnalysisSendingOut(receiver=row.receiver.username, turn=row.turn, state=row.state, at=row.at)
        for row in queries.sendings(found)
    ]


@router.post("/analysis/schedules/{pk}/stop", response=ScheduleOut, summary="Dừng một lịch gửi")
def stop(request: HttpRequest, pk: int) -> ScheduleOut:
    return _schedule(operations.stop_schedule(actor=actor_of(request), schedule=pk, at=clock.now()))


@router.post(
    "/analysis/schedules/{pk}/resume", response=ScheduleOut, summary="Chạy tiếp một lịch gửi đã dừng"
)
def resume(request: HttpRequest, pk: int) -> ScheduleOut:
    day = clock.today()
    return _schedule(
        operations.resume_schedule(actor=actor_of(request), schedule=pk, day=day, at=clock.now())
    )


class MergeOut(Schema):
    """``sections``: heading and sentences; each sentence with its unit, who says the same, what it contradicts."""

    id: int
    title: str
    unit: str | None
    cluster: str | None
    period: str
    sections: list[dict[str, Any]]
    sources: list[dict[str, str]]


def _merge(row: Merge) -> MergeOut:
    return MergeOut(
        id=row.pk, title=row.title, unit=row.unit.code if row.unit else None,
        cluster=row.cluster.key if row.cluster else None, period=row.period, sections=row.sections,
        sources=row.sources,
    )  # fmt: skip


class AnalysisMergeIn(Schema, extra="forbid"):
    """``units`` in the order of the files, then those whose report is composed from figures."""

    form: str
    period: str
    unit: str = ""
    cluster: str = ""
    units: list[str] = []


@router.get("/analysis/merges", response=list[MergeOut], summary="Bản ghép báo cáo của đơn vị, cụm mình")
def merges(request: HttpRequest) -> list[MergeOut]:
    return [_merge(row) for row in merging.merges(actor_of(request), clock.today())]


@router.post("/analysis/merges", response={201: MergeOut}, summary="Ghép báo cáo Word của cấp dưới")
def merge(
    request: HttpRequest, given: Form[AnalysisMergeIn], files: File[list[UploadedFile] | None] = None
) -> Status[MergeOut]:
    sent = files or []
    row = merging.merge(
        actor=actor_of(request), form=given.form, period=given.period, unit=given.unit, cluster=given.cluster,
        given=[
            merging.Given(code, sent[at].name or "", sent[at].read()) if at < len(sent) else merging.Given(code)
            for at, code in enumerate(given.units)
        ],
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    return Status(201, _merge(row))


@router.get(
    "/analysis/merges/{pk}",
    response=MergeOut,
    summary="Một bản ghép: đề mục, câu, đơn vị, chỗ trùng, chỗ trái số",
)
def one_merge(request: HttpRequest, pk: int) -> MergeOut:
    return _merge(merging.one(actor_of(request), pk, clock.today()))


@router.delete("/analysis/merges/{pk}", response={204: None}, summary="Xóa bản ghép; lấy lại được")
def delete_merge(request: HttpRequest, pk: int) -> Status[None]:
    merging.delete(actor=actor_of(request), merge=pk, day=clock.today(), at=clock.now())
    return Status(204, None)


@router.post("/analysis/merges/{pk}/restore", response=MergeOut, summary="Lấy lại bản ghép đã xóa")
def restore_merge(request: HttpRequest, pk: int) -> MergeOut:
    return _merge(
        merging.delete(actor=actor_of(request), merge=pk, day=clock.today(), at=clock.now(), back=True)
    )
