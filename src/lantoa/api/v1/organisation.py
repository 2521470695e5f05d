"""GET /units, /units/{code}, /units/{code}/history, /family and /forces, /map, /clusters/{key}: the organisation on
any day; POST /units, /units/{code}/forces, /clusters, /clusters/{key}/hand-over and /clusters/{key}/members.

Names and structure are public matters of the state and shown to every caller; people's posts are not here.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from lantoa.api.auth import actor_of
from lantoa.documents.render import file_name, render
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.organisation import atlas, operations, papers, queries
from lantoa.organisation.models import ForceCount, UnitKind
from lantoa.registry.files import MEDIA_TYPES

from .organisation_schemas import (
    ClusterIn,
    ClusterOut,
    FamilyOut,
    ForcesOut,
    HistoryOut,
    LinesOut,
    MapOut,
    MembersIn,
    PlacementOut,
    ProvinceOut,
    RefOut,
    RotationOut,
    SuccessionOut,
    UnitCountIn,
    UnitCountOut,
    UnitDetailOut,
    UnitHandedOut,
    UnitHandOverIn,
    UnitIn,
    UnitOut,
    UnitTotalOut,
    ZoneOut,
)

router = Router()


def _kind(kind: str | None) -> str | None:
    if kind is not None and kind not in UnitKind.values:
        raise BadInput(
            "BAD_KIND",
            f"Không có loại đơn vị “{kind}”.",
            place="kind",
            remedy=f"Chọn một trong: {', '.join(UnitKind.values)}.",
        )
    return kind


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
        children=sum(queries.kinds_on(day, parent=code).values()),
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


@router.get("/units/{code}/children", response=list[UnitOut], summary="Các đơn vị trực thuộc vào một ngày")
def children(request: HttpRequest, code: str, on: date | None = None) -> list[queries.UnitView]:
    day = on or clock.today()
    queries.unit(code, day)
    return queries.children_on(code, day)


@router.get("/units/{code}/lines", response=LinesOut, summary="Hai tuyến trên địa bàn của đơn vị")
def lines(request: HttpRequest, code: str, on: date | None = None) -> LinesOut:
    day = on or clock.today()
    found = queries.lines_of(queries.unit(code, day), day)

    def refs(units: tuple[queries.UnitView, ...]) -> list[RefOut]:
        return [RefOut(code=one.code, name=one.name) for one in units]

    if found is None:
        return LinesOut(territory=None, government=[], police=[], others=[])
    return LinesOut(
        territory=found.territory.code,
        government=refs(found.government),
        police=refs(found.police),
        others=refs(found.others),
    )


@router.get("/units/{code}/family", response=FamilyOut, summary="Cây kế thừa, ba bước về mỗi phía")
def family(request: HttpRequest, code: str) -> FamilyOut:
    queries.unit(code, clock.today())
    found = queries.family_of(code)
    return FamilyOut(
        unit=code, generation=found.generation, steps=[SuccessionOut.from_orm(one) for one in found.steps]
    )


@router.get(
    "/units/{code}/forces", response=ForcesOut, summary="Lực lượng ở cơ sở: số của đơn vị và tổng bên dưới"
)
def forces(request: HttpRequest, code: str, on: date | None = None) -> ForcesOut:
    today = clock.today()
    found = queries.forces_on(code, on or today, visible_to=actor_of(request), today=today)
    if found is None:
        raise NotFound(
            "NOT_FOUND", "Không tìm thấy nội dung này.", place=code, remedy="Kiểm tra lại phạm vi được giao."
        )
    return ForcesOut(
        day=found.day,
        counted=found.counted,
        expected=found.expected,
        own=[UnitCountOut.from_orm(row) for row in found.own],
        totals=[
            UnitTotalOut(
                force=one.force.code, label=one.force.label, units=one.units, teams=one.teams,
                members=one.members, trained=one.trained, support=one.support,
            )
            for one in found.totals
        ],
    )  # fmt: skip


@router.get(
    "/units/{code}/forces/history",
    response=list[UnitCountOut],
    summary="Mọi số liệu lực lượng đã ghi ở đơn vị",
)
def force_history(request: HttpRequest, code: str, limit: int = 100, offset: int = 0) -> list[ForceCount]:
    if not 1 <= limit <= 500 or offset < 0:
        raise BadInput(
            "BAD_LIMIT", "Số dòng từ 1 đến 500.", place="limit", remedy="Ví dụ limit=100&offset=0."
        )
    rows = queries.force_history(code, visible_to=actor_of(request), today=clock.today())
    return list(rows.order_by("-pk")[offset : offset + limit])


@router.post(
    "/units/{code}/forces", response={201: UnitCountOut}, summary="Ghi số liệu một lực lượng ở một ngày"
)
def record_force(request: HttpRequest, code: str, body: UnitCountIn) -> Status[ForceCount]:
    return Status(
        201,
        operations.record_force(actor=actor_of(request), unit=code, at=clock.now(), **body.model_dump()),
    )


@router.get("/map", response=MapOut, summary="Hình các tỉnh vào một ngày, với số xã và cụm")
def country(request: HttpRequest, on: date | None = None) -> MapOut:
    day = on or clock.today()
    land = atlas.atlas(day)
    return MapOut(
        day=day,
        width=land.width,
        height=land.height,
        provinces=[
            ProvinceOut(
                code=one.code, name=one.name, communes=one.communes, clusters=list(one.clusters),
                path=land.shapes[one.code].path if one.code in land.shapes else None,
            )
            for one in queries.provinces_on(day)
        ],
        zones=[
            ZoneOut(
                code=one.unit, name=atlas.ARCHIPELAGOS.get(one.unit, one.name), province=one.province,
                x=one.at[0], y=one.at[1],
            )
            for one in land.zones
        ],
    )  # fmt: skip


@router.post("/clusters", response={201: ClusterOut}, summary="Lập cụm thi đua cho một thời hạn")
def create_cluster(request: HttpRequest, body: ClusterIn) -> Status[queries.ClusterView]:
    made = operations.create_cluster(actor=actor_of(request), at=clock.now(), **body.model_dump())
    return Status(201, queries.cluster(made.key, made.valid_from))


@router.get("/clusters/{key}/rotation", response=RotationOut, summary="Đề xuất cụm trưởng, cụm phó kỳ sau")
def rotation(request: HttpRequest, key: str, on: date | None = None) -> RotationOut:
    found = queries.next_lead(queries.cluster(key, on or clock.today()))
    return RotationOut(head=found.head, deputy=found.deputy, mark=found.mark)


@router.get("/clusters/{key}/hand-overs", response=list[UnitHandedOut], summary="Các lần bàn giao cụm trưởng")
def hand_overs(request: HttpRequest, key: str) -> list[queries.HandOver]:
    queries.cluster(key, clock.today())
    return queries.hand_overs_of(key)


@router.get("/clusters/{key}/minutes.{form}", summary="Biên bản bàn giao cụm trưởng, DOCX hoặc PDF")
def minutes(request: HttpRequest, key: str, form: str, on: date) -> HttpResponse:
    paper = papers.hand_over_minutes(key, on)
    if form not in ("docx", "pdf"):
        raise NotFound("NOT_FOUND", "Chỉ có dạng docx và pdf.", place="form", remedy="Dùng minutes.docx.")
    response = HttpResponse(render(paper, form), content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name(paper, form))}"
    return response


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
def hand_over(request: HttpRequest, key: str, body: UnitHandOverIn) -> queries.ClusterView:
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
