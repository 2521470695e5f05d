"""Trình ký: what waits for me, then all papers on their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.documents.kinds import BY_CODE
from lantoa.kernel.clock import HANOI
from lantoa.registry import queries
from lantoa.registry.models import Paper
from lantoa.registry.rules.lifecycle import DRAFT, PAPER
from lantoa.web.kit import Choice, Column, Filter, Listing, Request, chip, listing, page, signed_in
from lantoa.web.parts import Duty, Tab
from lantoa.web.states import said

from .common import TONES, names_on, tabs

SHOWN = 10


@dataclass(frozen=True, slots=True)
class QueuePage:
    duties: Sequence[Duty]
    more: int
    rows: Listing
    tabs: Sequence[Tab]
    may_draft: bool


@signed_in
def index(request: Request) -> HttpResponse:
    names = names_on(request)
    rows = listing(
        queries.papers(request.actor, request.day),
        request,
        [
            Column("summary", _("Trích yếu"), link=lambda row: reverse("registry:paper", args=[row.pk])),
            Column("kind", _("Loại"), value=lambda row: said(BY_CODE[row.kind].name)),
            Column("reference", _("Số, ký hiệu"), value=lambda row: row.reference or row.symbol, order="order"),
            Column("body", _("Cơ quan"), value=lambda row: names.get(row.body.code, row.body.code)),
            Column("drafter", _("Người soạn"), value=lambda row: row.drafter_name),
            Column("created", _("Ngày soạn"), value=lambda row: row.created_at.astimezone(HANOI).date(),
                   order="created_at"),
            Column("state", _("Đang ở bước"), value=lambda row: chip(TONES[row.state], said(row.get_state_display()))),
        ],
        caption=_("Văn bản"),
        search="search",
        filters=[
            Filter("buoc", _("Bước"), "state", [Choice(code, said(name)) for code, name in PAPER.states.items()])
        ],
        file_name="trinh-ky",
        empty=_("Chưa có văn bản nào. Soạn văn bản mới, hoặc đưa một văn bản lập từ dữ kiện vào trình ký."),
    )  # fmt: skip
    if rows.export:
        return rows.export
    mine = queries.waiting(request.actor, request.day)
    return page(
        request,
        "registry/index.html",
        QueuePage(
            [_duty(request, row, names) for row in mine[:SHOWN]],
            max(len(mine) - SHOWN, 0),
            rows,
            tabs(request, "index"),
            bool(queries.bodies(request.actor, DRAFT, request.day)),
        ),
    )


def _duty(request: Request, row: Paper, names: dict[str, str]) -> Duty:
    """The paper with the one step that is this reader's."""
    asked = queries.opinions_for(request.actor, row, request.day)
    steps = queries.steps(request.actor, row, request.day)
    first = next((one for one in steps if one.action not in ("ask", "archive", "void", "return")), None)
    word = _("Cho ý kiến") if asked else said(first.label) if first else _("Mở")
    return Duty(
        row.summary,
        names.get(row.body.code, row.body.code),
        reverse("registry:paper", args=[row.pk]),
        due=asked[0].due if asked else None,
        state=TONES[row.state],
        label=said(row.get_state_display()),
        action=word,
    )
