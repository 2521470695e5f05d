"""A unit's own layouts: GET /layouts, /layouts/fields/{code}, /layouts/{pk}, /layouts/{pk}/dry-run, /layouts/{pk}/file;
POST /layouts, /layouts/{pk}/versions, /layouts/{pk}/mapping, /layouts/{pk}/withdraw, /layouts/{pk}/restore."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.documents.filling.word import DryRun
from lantoa.exchange import layouts, operations
from lantoa.exchange.models import Layout
from lantoa.kernel import clock
from lantoa.registry.files import MEDIA_TYPES

router = Router()


class LayoutIn(Schema, extra="forbid"):
    """``paper``: a code of GET /papers; ``sort``: WORD (a template with fields) or FORM (blanks mapped once)."""

    unit: str
    paper: str
    name: str
    sort: str


class MappingIn(Schema, extra="forbid"):
    """place → field; an empty field leaves the blank."""

    mapping: dict[str, str]


class LayoutOut(Schema):
    id: int
    unit: str
    paper: str
    name: str
    sort: str
    version: int
    file_name: str
    mapping: dict[str, str]
    added_at: datetime


class FieldOut(Schema):
    code: str
    label: str
    example: str


class FaultOut(Schema):
    code: str
    message: str
    place: str
    remedy: str


class DryRunOut(Schema):
    """``blanks``: the places of a form with the words beside them."""

    ready: bool
    asked: list[str]
    unknown: list[FaultOut]
    missing: list[FaultOut]
    blanks: dict[str, str]


def _out(row: Layout) -> LayoutOut:
    last = layouts.version_of(row)
    return LayoutOut(
        id=row.pk, unit=row.unit.code, paper=row.paper, name=row.name, sort=row.sort, version=last.number,
        file_name=last.file_name, mapping=last.mapping, added_at=last.added_at,
    )  # fmt: skip


def _one(request: HttpRequest, pk: int) -> Layout:
    return layouts.layout(pk, visible_to=actor_of(request), day=clock.today())


@router.get("/layouts", response=list[LayoutOut], summary="Mẫu riêng của các đơn vị trong phạm vi")
def index(request: HttpRequest, offset: int = 0, limit: int = 50) -> list[LayoutOut]:
    start = max(offset, 0)
    rows = layouts.layouts(actor_of(request), clock.today())[start : start + max(1, min(limit, 200))]
    return [_out(row) for row in rows]


@router.get(
    "/layouts/fields/{code}", response=list[FieldOut], summary="Trường dùng được của một loại văn bản"
)
def fields(request: HttpRequest, code: str) -> list[FieldOut]:
    return [FieldOut(code=one.code, label=one.label, example=one.example) for one in layouts.fields_for(code)]


@router.post("/layouts", response={201: LayoutOut}, summary="Thêm mẫu Word hoặc biểu của cấp trên")
def add(request: HttpRequest, body: Form[LayoutIn], file: File[UploadedFile]) -> Status[LayoutOut]:
    made = operations.add_layout(
        actor=actor_of(request), file_name=file.name or "", data=file.read(), day=clock.today(), at=clock.now(),
        **body.model_dump(),
    )  # fmt: skip
    return Status(201, _out(made))


@router.get("/layouts/{pk}", response=LayoutOut, summary="Một mẫu riêng")
def one(request: HttpRequest, pk: int) -> LayoutOut:
    return _out(_one(request, pk))


@router.get(
    "/layouts/{pk}/dry-run", response=DryRunOut, summary="Thử mẫu: trường không nhận ra, dữ kiện còn thiếu"
)
def dry_run(request: HttpRequest, pk: int, key: str = "") -> DryRunOut:
    row = _one(request, pk)
    version = layouts.version_of(row)
    told = layouts.facts(row.paper, key, actor=actor_of(request), day=clock.today()) if key else None
    run: DryRun = layouts.dry_run(version, told)
    return DryRunOut(
        ready=run.ready,
        asked=list(run.asked),
        unknown=[FaultOut(**fault.as_dict()) for fault in run.unknown],
        missing=[FaultOut(**fault.as_dict()) for fault in run.missing],
        blanks={blank.place: blank.label for blank in layouts.blanks(version)} if row.sort == "FORM" else {},
    )


@router.get("/layouts/{pk}/file", summary="Mẫu đã điền dữ kiện của một văn bản; draft: chỗ thiếu ghi rõ")
def file(request: HttpRequest, pk: int, key: str, draft: bool = False) -> HttpResponse:
    row = _one(request, pk)
    told = layouts.facts(row.paper, key, actor=actor_of(request), day=clock.today())
    content, kind = layouts.filled(layouts.version_of(row), told, draft=draft)
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{row.name}.{kind}')}"
    return response


@router.post("/layouts/{pk}/versions", response=LayoutOut, summary="Phiên bản mới của mẫu")
def renew(request: HttpRequest, pk: int, file: File[UploadedFile]) -> LayoutOut:
    operations.add_version(
        actor=actor_of(request), layout=pk, file_name=file.name or "", data=file.read(), day=clock.today(),
        at=clock.now(),
    )  # fmt: skip
    return _out(_one(request, pk))


@router.post("/layouts/{pk}/mapping", response=LayoutOut, summary="Gán ô trống của biểu với dữ kiện")
def assign(request: HttpRequest, pk: int, body: MappingIn) -> LayoutOut:
    operations.map_form(
        actor=actor_of(request), layout=pk, mapping=body.mapping, day=clock.today(), at=clock.now()
    )
    return _out(_one(request, pk))


@router.post("/layouts/{pk}/withdraw", response={204: None}, summary="Rút mẫu")
def withdraw(request: HttpRequest, pk: int) -> Status[None]:
    operations.withdraw_layout(actor=actor_of(request), layout=pk, day=clock.today(), at=clock.now())
    return Status(204, None)


@router.post("/layouts/{pk}/restore", response=LayoutOut, summary="Dùng lại mẫu đã rút")
def restore(request: HttpRequest, pk: int) -> LayoutOut:
    return _out(
        operations.restore_layout(actor=actor_of(request), layout=pk, day=clock.today(), at=clock.now())
    )
