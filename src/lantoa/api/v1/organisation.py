"""GET /units, /units/{code}, /units/{code}/history, /clusters/{key}: the organisation on any day; POST /units,
/clusters/{key}/hand-over and /clusters/{key}/members.

Names and structure are public matters of the state and shown to every caller; people's posts are not here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lantoa.api.auth import actor_of
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput
from lantoa.organisation import operations, queries
from lantoa.organisation.models import UnitKind

router = Router()


class UnitOut(Schema):
    code: str
    name: str
    short_name: str
    kind: str
    official_code: str
    parent: str | None
    territory: str | None
    valid_from: date
    valid_to: date | None
    basis: str
    source: str
    mark: str
    in_force: bool


class UnitIn(Schema, extra="forbid"):
    """``parent`` and ``territory`` are codes; ``day``: the unit stands there from that day on."""

    code: str
    kind: str
    name: str
    parent: str
    day: date
    basis: str
    territory: str | None = None
    short_name: str = ""


class RefOut(Schema):
    code: str
    name: str


class UnitDetailOut(UnitOut):
    lineage: list[RefOut]
    province: str | None
    children: int


class PlacementOut(Schema):
    name: str
    kind: str
    official_code: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    basis: str
    source: str
    mark: str


class SuccessionOut(Schema):
    predecessor: str
    predecessor_name: str
    successor: str
    successor_name: str
    on: date
    share: Decimal
    basis: str
    source: str
    mark: str


class HistoryOut(Schema):
    placements: list[PlacementOut]
    successions: list[SuccessionOut]


class SeatOut(Schema):
    code: str
    name: str
    role: str


class ClusterOut(Schema):
    key: str
    issuer: str
    series: str
    number: int
    name: str
    valid_from: date
    valid_to: date | None
    head: str | None
    deputy: str | None
    members: list[SeatOut]
    members_known: bool
    sources: list[str]
    mark: str


def _kind(kind: str | None) -> str | None:
    if kind is not None and kind not in UnitKind.values:
        raise BadInput(
            "BAD_KIND",
            f"Không có loại đơn vị “{kind}”.",
            place="kind",
            remedy=f"Chọn một trong: {', '.join(UnitKind.values)}.",
        )
    return kind


class HandOverIn(Schema, extra="forbid"):
    """``head`` and ``deputy`` are codes of members; they lead from ``day`` on, today when not said."""

    head: str
    deputy: str | None = None
    day: date | None = None
    basis: str


class MembersIn(Schema, extra="forbid"):
    """``members``: codes of all the cluster's units, its head too."""

    members: list[str]
    deputy: str | None = None
    basis: str


@router.get("/units", response=list[UnitOut], summary="Tìm đơn vị theo tên hoặc mã vào một ngày")
def units(
    request: HttpRequest, q: str, on: date | None = None, kind: str | None = None, limit: int = 50
) -> list[queries.UnitView]:
    if not 1 <= limit <= 200:
        raise BadInput("BAD_LIMIT", "Số kết quả từ 1 đến 200.", place="limit", remedy="Ví dụ limit=50.")
    return queries.find(q, on or clock.today(), kind=_kind(kind), limit=limit)


@router.post("/units", response={201: UnitOut}, summary="Ghi đơn vị mới theo một văn bản")
def create(request: HttpRequest, body: UnitIn) -> Status[queries.UnitView]:
    made = operations.create_unit(actor=actor_of(request), at=clock.now(), **body.model_dump())
    return Status(201, queries.unit(made.code, body.day))


@router.get("/units/{code}", response=UnitDetailOut, summary="Một đơn vị vào một ngày")
def unit(request: HttpRequest, code: str, on: date | None = None) -> UnitDetailOut:
    day = on or clock.today()
    found = UnitOut.from_orm(queries.unit(code, day))
    return UnitDetailOut(
        **found.dict(),
        lineage=[RefOut(code=up, name=name) for up, name in queries.lineage_on(code, day)[1:]],
        province=queries.province_of(code, day),
        children=len(queries.children_on(code, day)),
    )


@router.get(
    "/units/{code}/history", response=HistoryOut, summary="Tên, vị trí và kế thừa của đơn vị qua thời gian"
)
def history(request: HttpRequest, code: str) -> HistoryOut:
    queries.unit(code, clock.today())
    return HistoryOut(
        placements=[
            PlacementOut(
                name=row.name, kind=row.kind, official_code=row.official_code,
                parent=row.parent.code if row.parent else None, valid_from=row.valid_from, valid_to=row.valid_to,
                basis=row.basis, source=row.source, mark=row.mark,
            )
            for row in queries.history_of(code)
        ],
        successions=[SuccessionOut.from_orm(row) for row in queries.successions_of(code)],
    )  # fmt: skip


@router.get("/clusters", response=list[ClusterOut], summary="Các cụm thi đua vào một ngày")
def clusters(
    request: HttpRequest,
    on: date | None = None,
    issuer: str | None = None,
    series: str | None = None,
    number: int | None = None,
) -> list[queries.ClusterView]:
    return queries.clusters_on(on or clock.today(), issuer=issuer, series=series, number=number)


@router.get("/clusters/{key}", response=ClusterOut, summary="Một cụm thi đua và thành viên vào một ngày")
def cluster(request: HttpRequest, key: str, on: date | None = None) -> queries.ClusterView:
    return queries.cluster(key, on or clock.today())


@router.post("/clusters/{key}/hand-over", response=ClusterOut, summary="Bàn giao cụm trưởng, cụm phó")
def hand_over(request: HttpRequest, key: str, body: HandOverIn) -> queries.ClusterView:
    given = body.model_dump()
    day = given.pop("day") or clock.today()
    operations.hand_over_cluster(actor=actor_of(request), cluster=key, day=day, at=clock.now(), **given)
    return queries.cluster(key, day)


@router.post("/clusters/{key}/members", response=ClusterOut, summary="Bổ sung đủ thành viên của cụm")
def complete_members(request: HttpRequest, key: str, body: MembersIn) -> queries.ClusterView:
    day = clock.today()
    operations.complete_members(
        actor=actor_of(request), cluster=key, day=day, at=clock.now(), **body.model_dump()
    )
    return queries.cluster(key, day)
