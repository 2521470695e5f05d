"""Papers in the API: the catalogue, one paper made from live facts, and the checker of any office's file."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from lantoa.api.auth import actor_of
from lantoa.documents.catalogue.reports import Review
from lantoa.documents.catalogue.table import CATALOGUE
from lantoa.documents.checker import check, mend
from lantoa.documents.render import file_name, render
from lantoa.exchange import operations, papers, report_words
from lantoa.exchange.models import ReportWords
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.registry.files import MEDIA_TYPES

router = Router()


class PaperEntryOut(Schema):
    """``live``: made from facts in the database by ``GET /papers/{code}/{key}.{form}``."""

    code: str
    name: str
    kind: str
    issuer: str
    area: str
    live: bool


@router.get("/papers", response=list[PaperEntryOut], summary="Danh mục văn bản của phong trào")
def catalogue(request: HttpRequest) -> list[PaperEntryOut]:
    return [
        PaperEntryOut(
            code=one.code, name=one.name, kind=one.kind, issuer=one.issuer, area=one.area, live=one.live
        )
        for one in CATALOGUE
    ]


@router.get("/papers/{code}/{key}.{form}", summary="Một văn bản lập từ dữ kiện, DOCX hoặc PDF")
def paper(request: HttpRequest, code: str, key: str, form: str) -> HttpResponse:
    if form not in ("docx", "pdf"):
        raise NotFound("NOT_FOUND", "Chỉ có dạng docx và pdf.", place="form", remedy="Đổi đuôi thành .docx.")
    told = papers.paper(code, key, actor=actor_of(request), day=clock.today())
    response = HttpResponse(render(told, form), content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name(told, form))}"
    return response


class DeviationOut(Schema):
    """``mark``: verified is a fault, to_confirm is advice. ``mendable``: the corrected copy puts it right."""

    code: str
    place: str
    expected: str
    found: str
    remedy: str
    mark: str
    mendable: bool
    count: int


class ReportOut(Schema):
    """``layout``: nd30 or party; ``source`` names what it was measured by."""

    kind: str
    layout: str
    source: str
    faults: int
    advice: int
    deviations: list[DeviationOut]


@router.post(
    "/papers/check", response=ReportOut, summary="Kiểm tra thể thức một tệp DOCX, PDF; không lưu tệp"
)
def check_file(request: HttpRequest, file: File[UploadedFile]) -> ReportOut:
    return ReportOut(**check(file.name or "", file.read()).as_dict())


@router.post("/papers/check/corrected", summary="Bản Word đã sửa những chỗ sửa được an toàn; không lưu tệp")
def corrected(request: HttpRequest, file: File[UploadedFile]) -> HttpResponse:
    name = file.name or "van-ban.docx"
    mended, _left = mend(name, file.read())
    response = HttpResponse(mended, content_type=MEDIA_TYPES["docx"])
    response["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'{PurePath(name).stem}-da-sua.docx')}"
    )
    return response


class PaperManyIn(Schema, extra="forbid"):
    """``keys`` as for one paper; or, for award_decision, ``year``: all issued ones. ``form``: pdf (merged) or zip."""

    code: str
    keys: list[str] = []
    year: int | None = None
    form: str = "pdf"


@router.post("/papers/many", response={202: dict[str, int]}, summary="Lập nhiều văn bản bằng một việc nền")
def many(request: HttpRequest, body: PaperManyIn) -> Status[dict[str, int]]:
    job = operations.make_many(
        actor=actor_of(request), day=clock.today(), at=clock.now(), **body.model_dump()
    )
    return Status(202, {"job": job.pk})


class WordsIn(Schema, extra="forbid"):
    """The words with their tokens ``{{so:…}}``."""

    text: str


class ChangedOut(Schema):
    message: str
    place: str
    remedy: str


class WordsOut(Schema):
    """``changed``: numbers whose source has moved since the words were saved."""

    text: str
    saved_at: datetime
    changed: list[ChangedOut]


@router.get(
    "/papers/{code}/{key}/words", response=WordsOut, summary="Lời báo cáo đã lưu và số nào đã đổi nguồn"
)
def words(request: HttpRequest, code: str, key: str) -> WordsOut:
    actor = actor_of(request)
    saved = papers.words_of(actor, code, key)
    if saved is None or code not in papers.REVIEWS:
        raise papers.hidden()
    return _words(saved, papers.review_of(papers.Ask(key, actor, clock.today()), code))


@router.put("/papers/{code}/{key}/words", response=WordsOut, summary="Lưu lời báo cáo sơ kết, tổng kết")
def save_words(request: HttpRequest, code: str, key: str, body: WordsIn) -> WordsOut:
    actor = actor_of(request)
    saved = report_words.save_words(
        actor=actor, code=code, key=key, text=body.text, day=clock.today(), at=clock.now()
    )
    return _words(saved, papers.review_of(papers.Ask(key, actor, clock.today()), code))


def _words(saved: ReportWords, of: Review) -> WordsOut:
    found = [
        ChangedOut(message=one.message, place=one.place, remedy=one.remedy)
        for one in report_words.changed(saved, of)
    ]
    return WordsOut(text=saved.text, saved_at=saved.saved_at, changed=found)
