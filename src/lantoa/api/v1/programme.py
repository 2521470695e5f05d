"""Directives, campaigns and tasks in the API."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.kernel import clock
from lantoa.kernel.periods import Validity
from lantoa.programme import operations, queries
from lantoa.programme.models import Assignment, Campaign, Directive, Task
from lantoa.programme.operations import NewTask

router = Router()
ONE = timedelta(days=1)


class DirectiveOut(Schema):
    id: int
    unit: str
    kind: str
    title: str
    reference: str
    issued_on: date | None
    state: str
    illustrative: bool

    @staticmethod
    def resolve_unit(row: Directive) -> str:
        return row.unit.code


class DirectiveIn(Schema, extra="forbid"):
    unit: str
    title: str
    kind: str = "plan"
    symbol: str = ""
    body: str = ""
    place: str = ""
    basis: int | None = None
    reference: str = ""
    issued_on: date | None = None


class ProgrammeSignIn(Schema, extra="forbid"):
    post: str = ""
    rank: str = ""


class ProgrammeNumberIn(Schema, extra="forbid"):
    number: str = ""


class CampaignOut(Schema):
    """``to`` is the last day inside the campaign."""

    id: int
    unit: str
    directive: int
    name: str
    slogan: str
    motto: str
    begins: date
    to: date
    audience_unit: str | None
    audience_cluster: str | None
    state: str
    illustrative: bool

    @staticmethod
    def resolve_unit(row: Campaign) -> str:
        return row.unit.code

    @staticmethod
    def resolve_directive(row: Campaign) -> int:
        return row.directive_id

    @staticmethod
    def resolve_begins(row: Campaign) -> date:
        return row.valid_from

    @staticmethod
    def resolve_to(row: Campaign) -> date:
        return row.valid_to - ONE

    @staticmethod
    def resolve_audience_unit(row: Campaign) -> str | None:
        return row.audience_unit.code if row.audience_unit else None

    @staticmethod
    def resolve_audience_cluster(row: Campaign) -> str | None:
        return row.audience_cluster.key if row.audience_cluster else None


class CampaignIn(Schema, extra="forbid"):
    unit: str
    directive: int
    name: str
    slogan: str
    begins: date
    to: date
    motto: str = ""
    purpose: str = ""
    contents: str = ""
    audience_unit: str = ""
    audience_cluster: str = ""


class CloseIn(Schema, extra="forbid"):
    result: str


class TaskIn(Schema, extra="forbid"):
    title: str
    due: date
    detail: str = ""


class TasksIn(Schema, extra="forbid"):
    tasks: list[TaskIn]
    units: list[str] = []


class TaskOut(Schema):
    id: int
    order: int
    title: str
    due: date


class AssignmentOut(Schema):
    id: int
    task: str
    campaign: int
    unit: str
    due: date
    state: str
    result: str
    reason: str
    evidence: list[str]

    @staticmethod
    def resolve_task(row: Assignment) -> str:
        return row.task.title

    @staticmethod
    def resolve_campaign(row: Assignment) -> int:
        return row.task.campaign_id

    @staticmethod
    def resolve_unit(row: Assignment) -> str:
        return row.unit.code

    @staticmethod
    def resolve_due(row: Assignment) -> date:
        return row.task.due

    @staticmethod
    def resolve_evidence(row: Assignment) -> list[str]:
        return [one.name for one in row.evidence.all()]


def _when() -> dict[str, Any]:
    return {"day": clock.today(), "at": clock.now()}


# Directives ------------------------------------------------------------------------------------------


@router.get("/directives", response=list[DirectiveOut], summary="Văn bản chỉ đạo được xem")
def directives(request: HttpRequest) -> list[Directive]:
    return list(queries.directives(actor_of(request), clock.today())[:500])


@router.post("/directives", response={201: DirectiveOut}, summary="Soạn văn bản, trình ký")
def issue(request: HttpRequest, body: DirectiveIn) -> Status[Directive]:
    return Status(201, operations.issue_directive(actor=actor_of(request), **_when(), **body.model_dump()))


@router.get("/directives/{pk}", response=DirectiveOut, summary="Một văn bản chỉ đạo")
def directive(request: HttpRequest, pk: int) -> Directive:
    return queries.directive(actor_of(request), pk, clock.today())


@router.post("/directives/{pk}/sign", response=DirectiveOut, summary="Ký văn bản")
def sign(request: HttpRequest, pk: int, body: ProgrammeSignIn) -> Directive:
    return operations.sign_directive(actor=actor_of(request), directive=pk, **_when(), **body.model_dump())


@router.post("/directives/{pk}/number", response=DirectiveOut, summary="Cấp số, ban hành")
def number(request: HttpRequest, pk: int, body: ProgrammeNumberIn) -> Directive:
    return operations.number_directive(actor=actor_of(request), directive=pk, **_when(), **body.model_dump())


# Campaigns -------------------------------------------------------------------------------------------


@router.get("/campaigns", response=list[CampaignOut], summary="Đợt thi đua được xem")
def campaigns(request: HttpRequest) -> list[Campaign]:
    return list(queries.campaigns(actor_of(request), clock.today())[:500])


@router.post("/campaigns", response={201: CampaignOut}, summary="Lập đợt thi đua")
def plan(request: HttpRequest, body: CampaignIn) -> Status[Campaign]:
    given = body.model_dump()
    begins, to = given.pop("begins"), given.pop("to")
    period = Validity(begins, max(begins, to + ONE))
    return Status(201, operations.plan_campaign(actor=actor_of(request), period=period, **_when(), **given))


@router.get("/campaigns/{pk}", response=CampaignOut, summary="Một đợt thi đua")
def campaign(request: HttpRequest, pk: int) -> Campaign:
    return queries.campaign(actor_of(request), pk, clock.today())


@router.post("/campaigns/{pk}/launch", response=CampaignOut, summary="Phát động")
def launch(request: HttpRequest, pk: int) -> Campaign:
    return operations.launch_campaign(actor=actor_of(request), campaign=pk, **_when())


@router.post("/campaigns/{pk}/close", response=CampaignOut, summary="Kết thúc đợt thi đua")
def close(request: HttpRequest, pk: int, body: CloseIn) -> Campaign:
    return operations.close_campaign(actor=actor_of(request), campaign=pk, **_when(), **body.model_dump())


@router.post("/campaigns/{pk}/tasks", response={201: list[TaskOut]}, summary="Giao nhiệm vụ")
def assign(request: HttpRequest, pk: int, body: TasksIn) -> Status[list[Task]]:
    tasks = [NewTask(one.title, one.due, one.detail) for one in body.tasks]
    made = operations.assign_tasks(
        actor=actor_of(request), campaign=pk, tasks=tasks, units=body.units, **_when()
    )
    return Status(201, made)


# Tasks -----------------------------------------------------------------------------------------------


@router.get("/tasks", response=list[AssignmentOut], summary="Nhiệm vụ được xem")
def tasks(request: HttpRequest, campaign: int | None = None, state: str = "") -> list[Assignment]:
    rows = queries.assignments(actor_of(request), clock.today())
    if campaign is not None:
        rows = rows.filter(task__campaign=campaign)
    return list((rows.filter(state=state) if state else rows)[:1000])


@router.get("/tasks/{pk}", response=AssignmentOut, summary="Nhiệm vụ của một đơn vị")
def task(request: HttpRequest, pk: int) -> Assignment:
    return queries.assignment(actor_of(request), pk, clock.today())


@router.post("/tasks/{pk}/report", response=AssignmentOut, summary="Báo cáo kết quả, kèm minh chứng")
def report(
    request: HttpRequest, pk: int, result: Form[str], evidence: File[list[UploadedFile] | None] = None
) -> Assignment:
    operations.report_task(
        actor=actor_of(request),
        assignment=pk,
        result=result,
        evidence=[(one.name or "", one.read()) for one in evidence or ()],
        **_when(),
    )
    return queries.assignment(actor_of(request), pk, clock.today())


@router.post("/tasks/{pk}/accept", response=AssignmentOut, summary="Xác nhận hoàn thành")
def accept(request: HttpRequest, pk: int) -> Assignment:
    operations.accept_task(actor=actor_of(request), assignment=pk, **_when())
    return queries.assignment(actor_of(request), pk, clock.today())


@router.post("/tasks/{pk}/return", response=AssignmentOut, summary="Trả lại kèm lý do")
def give_back(request: HttpRequest, pk: int, body: ReasonIn) -> Assignment:
    operations.return_task(actor=actor_of(request), assignment=pk, reason=body.reason, **_when())
    return queries.assignment(actor_of(request), pk, clock.today())
