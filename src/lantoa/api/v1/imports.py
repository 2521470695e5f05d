"""Tables as files: GET /imports, /imports/{pk}, /imports/{pk}/marked, /imports/templates/{kind}.{form};
POST /imports (a file: looked at, nothing written) and /imports/{pk}/apply."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.exchange import operations, queries
from lantoa.exchange.models import Import
from lantoa.exchange.tables import template
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.organisation.sheets import SHEETS
from lantoa.registry.files import MEDIA_TYPES

router = Router()


class ImportIn(Schema, extra="forbid"):
    """``kind``: units, people, members, forces; ``issuer`` and the period are for members only."""

    kind: str
    day: date
    basis: str
    issuer: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class RemarkOut(Schema):
    row: int
    column: str
    code: str
    message: str
    remedy: str


class ImportOut(Schema):
    """``state``: CHECKING, WRONG, CHECKED, APPLYING, APPLIED, FAILED; ``job`` while it runs in the background."""

    id: int
    kind: str
    file_name: str
    state: str
    rows: int
    new: int
    same: int
    wrong: int
    job: int | None
    created_at: datetime
    applied_at: datetime | None
    remarks: list[RemarkOut]


def _out(row: Import) -> ImportOut:
    names = tuple(RemarkOut.model_fields)
    return ImportOut(
        id=row.pk, kind=row.kind, file_name=row.file_name, state=row.state, rows=row.rows, new=row.new,
        same=row.same, wrong=row.wrong, job=row.job_id, created_at=row.created_at, applied_at=row.applied_at,
        remarks=[RemarkOut(**dict(zip(names, one, strict=True))) for one in row.remarks],
    )  # fmt: skip


@router.get("/imports/templates/{kind}.{form}", summary="Tệp mẫu XLSX hoặc CSV của một loại")
def sample(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    if kind not in SHEETS or form not in ("xlsx", "csv"):
        raise NotFound(
            "NOT_FOUND", "Không có tệp mẫu này.", place="kind, form", remedy=f"Loại: {', '.join(SHEETS)}."
        )
    return HttpResponse(template(SHEETS[kind], form), content_type=MEDIA_TYPES[form])


@router.get("/imports", response=list[ImportOut], summary="Các lần nhập của tôi, mới trước")
def imports(request: HttpRequest, offset: int = 0, limit: int = 50) -> list[ImportOut]:
    start = max(offset, 0)
    return [_out(row) for row in queries.imports(actor_of(request))[start : start + max(1, min(limit, 200))]]


@router.post("/imports", response={201: ImportOut}, summary="Gửi tệp để kiểm tra từng dòng; chưa ghi gì")
def check(request: HttpRequest, body: Form[ImportIn], file: File[UploadedFile]) -> Status[ImportOut]:
    made = operations.check_file(
        actor=actor_of(request), name=file.name or "", data=file.read(), at=clock.now(), **body.model_dump()
    )
    return Status(201, _out(queries.import_of(actor_of(request), made.pk)))


@router.get("/imports/{pk}", response=ImportOut, summary="Một lần nhập: số dòng, chỗ sai")
def one(request: HttpRequest, pk: int) -> ImportOut:
    return _out(queries.import_of(actor_of(request), pk))


@router.get("/imports/{pk}/marked", summary="Tệp đã đánh dấu chỗ sai")
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    content = queries.marked_of(queries.import_of(actor_of(request), pk))
    return HttpResponse(content, content_type=MEDIA_TYPES["xlsx"])


@router.post("/imports/{pk}/apply", response=ImportOut, summary="Ghi cả tệp đã kiểm tra")
def apply(request: HttpRequest, pk: int) -> ImportOut:
    operations.apply_import(actor=actor_of(request), number=pk, at=clock.now())
    return _out(queries.import_of(actor_of(request), pk))
