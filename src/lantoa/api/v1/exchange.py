"""Packages between deployments: GET /exchange/peers, /exchange/packages, /exchange/packages/{pk}, its /file;
POST /exchange/peers, /exchange/packages (make), /exchange/packages/open (a file), /exchange/packages/{pk}/apply."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.api.shapes import ReasonIn
from lantoa.exchange import operations, queries
from lantoa.exchange.gather import Choice
from lantoa.exchange.models import Package, Peer
from lantoa.exchange.rules.packages import Part
from lantoa.kernel import clock
from lantoa.kernel.errors import BadInput

router = Router()


class PeerIn(Schema, extra="forbid"):
    """``card``: what the other side's ``lantoa exchange card`` printed; ``fingerprint``: as read out by them."""

    card: str
    fingerprint: str
    basis: str
    name: str = ""


class PeerOut(Schema):
    id: int
    name: str
    network: str
    fingerprint: str
    withdrawn_at: datetime | None


class PackageIn(Schema, extra="forbid"):
    """``parts``: units, clusters, people, figures, decisions; ``preview``: only count what would leave."""

    peer: int
    unit: str
    parts: list[str]
    form: str = ""
    period: str = ""
    preview: bool = False


class ExchangeLineOut(Schema):
    part: str
    key: str
    title: str
    change: str
    note: str


class PackageOut(Schema):
    """``lines``: what applying would do, while the package waits."""

    id: int | None
    direction: str
    peer: str
    state: str
    contents: dict[str, int]
    digest: str
    made_at: datetime | None
    lines: list[ExchangeLineOut]


class AppliedOut(Schema):
    new: int
    changed: int
    same: int
    conflict: int


def _out(row: Package, *, lines: bool = False) -> PackageOut:
    shown = queries.preview(row) if lines and row.state == "OPENED" else []
    return PackageOut(
        id=row.pk, direction=row.direction, peer=row.peer.name, state=row.state, contents=row.contents,
        digest=row.digest, made_at=row.made_at,
        lines=[
            ExchangeLineOut(part=one.part, key=one.key, title=one.title, change=one.change, note=one.note)
            for one in shown
        ],
    )  # fmt: skip


@router.get("/exchange/peers", response=list[PeerOut], summary="Các bản cài đã đăng ký trao đổi")
def peers(request: HttpRequest) -> list[Peer]:
    return list(queries.peers(actor_of(request)))


@router.post("/exchange/peers", response={201: PeerOut}, summary="Đăng ký nơi trao đổi theo phiếu khóa")
def register(request: HttpRequest, body: PeerIn) -> Status[Peer]:
    return Status(201, operations.register_peer(actor=actor_of(request), at=clock.now(), **body.model_dump()))


@router.post("/exchange/peers/{pk}/withdraw", response=PeerOut, summary="Thôi trao đổi với một nơi")
def withdraw(request: HttpRequest, pk: int, body: ReasonIn) -> Peer:
    return operations.withdraw_peer(actor=actor_of(request), peer=pk, reason=body.reason, at=clock.now())


@router.get("/exchange/packages", response=list[PackageOut], summary="Gói đã gửi, đã nhận")
def packages(request: HttpRequest, offset: int = 0, limit: int = 50) -> list[PackageOut]:
    start = max(offset, 0)
    return [_out(row) for row in queries.packages(actor_of(request))[start : start + max(1, min(limit, 200))]]


@router.post("/exchange/packages", response={201: PackageOut}, summary="Xem trước hoặc lập gói gửi đi")
def make(request: HttpRequest, body: PackageIn) -> Status[PackageOut]:
    unknown = [one for one in body.parts if one not in {part.value for part in Part}]
    if unknown:
        raise BadInput(
            "BAD_PART",
            f"Không có nội dung “{unknown[0]}”.",
            place="parts",
            remedy=f"Chọn: {', '.join(Part)}.",
        )
    choice = Choice(body.unit, tuple(Part(one) for one in body.parts), body.form, body.period)
    actor, day = actor_of(request), clock.today()
    if body.preview:
        peer = queries.live_peer(actor, body.peer)
        rows = operations.rows_for(actor=actor, peer=peer, choice=choice, day=day)
        counts = {name: len(part) for name, part in rows.items()}
        return Status(201, PackageOut(
            id=None, direction="OUT", peer=peer.name, state="PREVIEW", contents=counts, digest="",
            made_at=None, lines=[],
        ))  # fmt: skip
    return Status(
        201,
        _out(operations.make_package(actor=actor, peer=body.peer, choice=choice, day=day, at=clock.now())),
    )


@router.post(
    "/exchange/packages/open", response={201: PackageOut}, summary="Mở một gói nhận được; chưa ghi gì"
)
def open_(request: HttpRequest, file: File[UploadedFile]) -> Status[PackageOut]:
    made = operations.open_package(actor=actor_of(request), data=file.read(), at=clock.now())
    return Status(201, _out(made, lines=True))


@router.get("/exchange/packages/{pk}", response=PackageOut, summary="Một gói và từng dòng của nó")
def package(request: HttpRequest, pk: int) -> PackageOut:
    return _out(queries.package(actor_of(request), pk), lines=True)


@router.get("/exchange/packages/{pk}/file", summary="Tải gói đã lập")
def file(request: HttpRequest, pk: int) -> HttpResponse:
    content = queries.sealed_of(queries.package(actor_of(request), pk))
    return HttpResponse(content, content_type="application/octet-stream")


@router.post("/exchange/packages/{pk}/apply", response=AppliedOut, summary="Ghi một gói đã mở")
def apply(request: HttpRequest, pk: int) -> dict[str, int]:
    return operations.apply_package(actor=actor_of(request), number=pk, at=clock.now())[1]
