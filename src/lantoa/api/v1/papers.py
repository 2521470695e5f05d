"""Papers in the API: the catalogue, and one paper made from live facts."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from lantoa.api.auth import actor_of
from lantoa.documents.catalogue.table import CATALOGUE
from lantoa.documents.render import file_name, render
from lantoa.exchange import papers
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.registry.files import MEDIA_TYPES

router = Router()


class EntryOut(Schema):
    """``live``: made from facts in the database by ``GET /papers/{code}/{key}.{form}``."""

    code: str
    name: str
    kind: str
    issuer: str
    area: str
    live: bool


@router.get("/papers", response=list[EntryOut], summary="Danh mục văn bản của phong trào")
def catalogue(request: HttpRequest) -> list[EntryOut]:
    return [
        EntryOut(code=one.code, name=one.name, kind=one.kind, issuer=one.issuer, area=one.area, live=one.live)
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
