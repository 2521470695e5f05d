"""People of the caller's reach: GET /people, /people/{code}; POST /people, its /posts, /ranks, /corrections,
/mergers and what takes these back. A citizen number goes in and never comes out."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.documents.render import render
from lantoa.exchange import handover
from lantoa.exchange import operations as exchange
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.organisation import operations, people, queries
from lantoa.registry.files import MEDIA_TYPES

router = Router()


class RosterLine(Schema):
    """``post``: one line for each post held."""

    code: str
    name: str
    rank: str
    post: str
    unit: str
    unit_name: str
    valid_from: date
    valid_to: date | None


class PostOut(Schema):
    id: int
    unit: str
    unit_name: str
    post: str
    valid_from: date
    valid_to: date | None
    basis: str
    end_basis: str
    current: bool


class PeopleRankOut(Schema):
    rank: str
    valid_from: date
    valid_to: date | None
    basis: str


class PersonOut(Schema):
    """``identified``: a digest of the citizen number is kept."""

    code: str
    name: str
    rank: str
    gender: str
    identified: bool
    posts: list[PostOut]
    ranks: list[PeopleRankOut]
    mergers: list[int]


class PersonIn(Schema, extra="forbid"):
    """``another``: a namesake on record is somebody else."""

    code: str
    name: str
    unit: str
    post: str
    day: date
    rank: str = ""
    gender: str = ""
    basis: str = ""
    citizen_number: str = ""
    another: bool = False


class PostIn(Schema, extra="forbid"):
    """``also``: the posts held before go on (kiêm nhiệm)."""

    unit: str
    post: str
    day: date
    basis: str
    also: bool = False


class PeopleEndIn(Schema, extra="forbid"):
    day: date
    basis: str


class RankIn(Schema, extra="forbid"):
    rank: str
    day: date
    basis: str


class PeopleCorrectIn(Schema, extra="forbid"):
    name: str | None = None
    gender: str | None = None
    citizen_number: str = ""
    reason: str


class PeopleMergeIn(Schema, extra="forbid"):
    """``gone``: the code of the record that goes into this one."""

    gone: str
    reason: str


def _person(request: HttpRequest, code: str) -> PersonOut:
    shown = people.person(code, visible_to=actor_of(request), day=clock.today())
    return PersonOut(
        code=shown.code, name=shown.name, rank=shown.rank, gender=shown.gender, identified=shown.identified,
        posts=[PostOut.from_orm(one) for one in shown.posts],
        ranks=[PeopleRankOut.from_orm(one) for one in shown.ranks],
        mergers=[one.pk for one in shown.merges],
    )  # fmt: skip


@router.get("/people", response=list[RosterLine], summary="Cán bộ trong phạm vi của tôi")
def roster(
    request: HttpRequest, unit: str | None = None, former: bool = False, offset: int = 0, limit: int = 100
) -> list[RosterLine]:
    day, start = clock.today(), max(offset, 0)
    rows = people.roster(visible_to=actor_of(request), day=day, former=former, unit=unit)
    return [
        RosterLine(
            code=row.person.code, name=row.person.name, rank=row.person.rank, post=row.post,
            unit=row.unit.code, unit_name=queries.name_of(row.unit.code, day), valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows[start : start + max(1, min(limit, 500))]
    ]  # fmt: skip


@router.post("/people", response={201: PersonOut}, summary="Ghi cán bộ mới")
def add(request: HttpRequest, body: PersonIn) -> Status[PersonOut]:
    made = operations.add_person(actor=actor_of(request), at=clock.now(), **body.model_dump())
    return Status(201, _person(request, made.code))


@router.get("/people/{code}", response=PersonOut, summary="Một cán bộ: chức vụ, cấp bậc qua thời gian")
def person(request: HttpRequest, code: str) -> PersonOut:
    return _person(request, code)


@router.post("/people/{code}/posts", response={201: PersonOut}, summary="Ghi chức vụ mới")
def appoint(request: HttpRequest, code: str, body: PostIn) -> Status[PersonOut]:
    operations.appoint(actor=actor_of(request), person=code, at=clock.now(), **body.model_dump())
    return Status(201, _person(request, code))


@router.post("/people/{code}/posts/{pk}/end", response=PersonOut, summary="Ghi thôi giữ chức vụ")
def end(request: HttpRequest, code: str, pk: int, body: PeopleEndIn) -> PersonOut:
    _person(request, code)
    operations.end_post(actor=actor_of(request), posting=pk, at=clock.now(), **body.model_dump())
    return _person(request, code)


@router.post("/people/{code}/ranks", response={201: PersonOut}, summary="Ghi cấp bậc mới")
def rank(request: HttpRequest, code: str, body: RankIn) -> Status[PersonOut]:
    operations.change_rank(
        actor=actor_of(request), person=code, at=clock.now(), today=clock.today(), **body.model_dump()
    )
    return Status(201, _person(request, code))


@router.post("/people/{code}/corrections", response=PersonOut, summary="Sửa chỗ ghi nhầm")
def correct(request: HttpRequest, code: str, body: PeopleCorrectIn) -> PersonOut:
    operations.correct_person(
        actor=actor_of(request), person=code, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return _person(request, code)


@router.post("/people/{code}/mergers", response={201: PersonOut}, summary="Gộp một bản ghi khác vào")
def merge(request: HttpRequest, code: str, body: PeopleMergeIn) -> Status[PersonOut]:
    operations.merge_people(
        actor=actor_of(request), kept=code, day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(201, _person(request, code))


@router.post("/people/{code}/mergers/{pk}/part", response=PersonOut, summary="Tách lại hai bản ghi đã gộp")
def part(request: HttpRequest, code: str, pk: int, body: ReasonIn) -> PersonOut:
    operations.part_people(
        actor=actor_of(request), merge=pk, day=clock.today(), at=clock.now(), reason=body.reason
    )
    return _person(request, code)


class LeftOut(Schema):
    """``moves``: goes over with the roles."""

    area: str
    title: str
    place: str
    due: date | None
    link: str
    moves: bool


class PeopleHandOverIn(Schema, extra="forbid"):
    """``successor``: the user name of who takes over."""

    successor: str
    basis: str


class PeopleHandedOut(Schema):
    """``kept``: [role, why it did not pass on]."""

    given: list[str]
    kept: list[tuple[str, str]]


class AccountIn(Schema, extra="forbid"):
    username: str


@router.get("/people/{code}/handover", response=list[LeftOut], summary="Những gì đang mở của một cán bộ")
def left(request: HttpRequest, code: str) -> list[LeftOut]:
    pack = handover.pack(code, visible_to=actor_of(request), day=clock.today())
    return [LeftOut.from_orm(one) for one in pack.left]


@router.get("/people/{code}/handover.{form}", summary="Phiếu bàn giao DOCX hoặc PDF")
def handover_paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    if form not in ("docx", "pdf"):
        raise NotFound("NOT_FOUND", "Không có dạng tệp này.", place="form", remedy="Chọn docx hoặc pdf.")
    pack = handover.pack(code, visible_to=actor_of(request), day=clock.today())
    return HttpResponse(render(handover.paper(pack), form), content_type=MEDIA_TYPES[form])


@router.post(
    "/people/{code}/handover",
    response=PeopleHandedOut,
    summary="Chuyển vai trò và việc đang mở cho người nhận",
)
def hand_over(request: HttpRequest, code: str, body: PeopleHandOverIn) -> exchange.handover.Handed:
    return exchange.hand_over(actor=actor_of(request), person=code, at=clock.now(), **body.model_dump())


@router.post("/people/{code}/account", response=PersonOut, summary="Gắn tài khoản với cán bộ")
def account(request: HttpRequest, code: str, body: AccountIn) -> PersonOut:
    exchange.link_account(actor=actor_of(request), person=code, username=body.username, at=clock.now())
    return _person(request, code)
