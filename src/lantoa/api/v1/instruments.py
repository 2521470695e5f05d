"""The instruments the rules rest on, their standing on a day, and the official files a unit attached."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.organisation import queries as organisation
from lantoa.registry import files, official
from lantoa.registry.models import OfficialText
from lantoa.rulebook import packs
from lantoa.rulebook.rules.standing import standing

from .rulebook import RulebookWithdrawIn

router = Router()


class InstrumentOut(Schema):
    id: str
    number: str
    name: str
    issued: date | None
    valid_from: date
    valid_to: date | None
    layer: str
    status: str
    unread: bool
    replaces: list[str]
    amends: list[str]
    replaced_by: list[str]
    amended_by: list[str]
    rules: int


class InstrumentTextOut(Schema):
    id: int
    instrument: str
    unit: str
    name: str
    sha256: str
    note: str
    added_at: datetime


@router.get("/instruments", response=list[InstrumentOut], summary="Văn bản căn cứ và tình trạng vào một ngày")
def instruments(request: HttpRequest, on: date | None = None) -> list[InstrumentOut]:
    day, every = on or clock.today(), packs.instruments(None)
    resting: dict[str, int] = {}
    for pack, row in packs.every():
        if pack != "instruments":
            resting[row.instrument] = resting.get(row.instrument, 0) + 1
    made = []
    for one in every:
        stands = standing(one, every, day)
        made.append(
            InstrumentOut(
                id=one.id, number=one.number, name=one.name, issued=one.issued, valid_from=one.valid.start,
                valid_to=one.valid.end, layer=one.layer.value, status=stands.status.value, unread=stands.unread,
                replaces=list(one.replaces), amends=list(one.amends), replaced_by=list(stands.replaced_by),
                amended_by=list(stands.amended_by), rules=resting.get(one.id, 0),
            )
        )  # fmt: skip
    return made


def _text(row: OfficialText) -> InstrumentTextOut:
    return InstrumentTextOut(
        id=row.pk, instrument=row.instrument, unit=row.unit.code, name=row.name, sha256=str(row.file_id),
        note=row.note, added_at=row.added_at,
    )  # fmt: skip


@router.get(
    "/instruments/{code}/texts", response=list[InstrumentTextOut], summary="Tệp chính thức của một văn bản"
)
def texts(request: HttpRequest, code: str) -> list[InstrumentTextOut]:
    return [_text(one) for one in official.texts_of(code, visible_to=actor_of(request), day=clock.today())]


@router.post(
    "/instruments/{code}/texts", response={201: InstrumentTextOut}, summary="Đính kèm tệp chính thức"
)
def attach(
    request: HttpRequest, code: str, unit: Form[str], file: File[UploadedFile], note: Form[str] = ""
) -> Status[InstrumentTextOut]:
    if not organisation.standing(clock.today()).names.get(unit):
        raise BadInput(
            "UNKNOWN_UNIT", f"Không có đơn vị mã “{unit}”.", place="unit", remedy="Xem lại mã đơn vị."
        )
    row = official.attach(
        actor=actor_of(request), instrument=code, unit=unit, name=file.name or "", data=file.read(), note=note,
        day=clock.today(), at=clock.now(),
    )  # fmt: skip
    return Status(201, _text(row))


@router.get("/official-texts/{pk}", summary="Tải tệp chính thức của một văn bản")
def text(request: HttpRequest, pk: int) -> HttpResponse:
    row = official.text(pk, visible_to=actor_of(request), day=clock.today())
    return HttpResponse(files.read(row.file), content_type=row.file.media_type)


@router.post("/official-texts/{pk}/detach", response=InstrumentTextOut, summary="Gỡ tệp chính thức")
def detach(request: HttpRequest, pk: int, body: RulebookWithdrawIn) -> InstrumentTextOut:
    return _text(
        official.detach(
            actor=actor_of(request), text=pk, reason=body.reason, day=clock.today(), at=clock.now()
        )
    )


@router.post("/official-texts/{pk}/restore", response=InstrumentTextOut, summary="Đính kèm lại tệp đã gỡ")
def restore_text(request: HttpRequest, pk: int) -> InstrumentTextOut:
    return _text(official.restore(actor=actor_of(request), text=pk, day=clock.today(), at=clock.now()))
