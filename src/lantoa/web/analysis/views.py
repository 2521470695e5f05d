"""The board: kept rows only, so that it costs the same whether ten or a hundred thousand units report below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.analysis import board
from lantoa.analysis.models import BoardRow
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.numbers import figure, percent
from lantoa.web.kit import Request, done, page, signed_in, with_query
from lantoa.web.parts import Tab
from lantoa.worklist import queries as worklist

from .asked import tabs
from .shown import inside

WAITS = 5


@dataclass(frozen=True, slots=True)
class Headline:
    name: str
    value: str
    measure: str
    against: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One form of one unit or cluster."""

    place: str
    row: BoardRow
    open_: int
    late: bool
    headlines: Sequence[Headline]
    status: str
    status_label: str
    url: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Board:
    cards: Sequence[Card]
    waiting: Sequence[worklist.Item]
    tabs: Sequence[Tab]
    made_at: datetime | None
    stale: bool


@signed_in
def index(request: Request) -> HttpResponse:
    rows = list(board.rows_for(request.actor, request.day))
    waiting = list(worklist.waiting_for(request.actor, request.day)[:WAITS])
    return page(
        request,
        "analysis/index.html",
        Board(
            [_card(row, request) for row in rows],
            waiting,
            tabs("index"),
            min((row.made_at for row in rows), default=None),
            any(row.stale_at for row in rows),
        ),
    )


def _card(row: BoardRow, request: Request) -> Card:
    place = {"don-vi": row.unit.code} if row.unit else {"cum": row.cluster.key if row.cluster else ""}
    asked = {**place, "bieu": row.form, "ky": row.period}
    final = bool(row.said.get("final"))
    full = row.counted == row.expected
    return Card(
        row.said.get("place", ""),
        row,
        row.expected - row.counted - row.waiting,
        row.due < request.day and row.counted + row.waiting < row.expected,
        [_headline(one, asked, row.said.get("before", "")) for one in row.said.get("headlines", ())],
        "ok" if final else "info" if full else "wait",
        _("Chính thức, đã khóa") if final else _("Đã duyệt đủ, chưa khóa") if full else _("Tạm tính"),
        with_query(reverse("analysis:compare"), **asked),
        bool(row.said.get("sample")),
    )


def _headline(one: dict[str, object], asked: dict[str, str], before: str) -> Headline:
    ratio = bool(one["ratio"])
    value = Decimal(str(one["value"])) if one["value"] is not None else None
    earlier = Decimal(str(one["before"])) if one["before"] is not None else None
    shown = str(one.get("covered") or "") or (percent(value) if ratio else figure(_two(value)))
    against, tone = _against(value, earlier, before, ratio=ratio)
    return Headline(
        str(one["name"]), shown, "" if ratio else str(one["measure"]), against, tone,
        with_query(reverse("analysis:trend"), **{**asked, "chi-tieu": str(one["code"])}),
    )  # fmt: skip


def _two(value: Decimal | None) -> Decimal | None:
    if value is None or value == value.to_integral_value():
        return value
    return value.quantize(Decimal("0.01"))


def _against(value: Decimal | None, earlier: Decimal | None, before: str, *, ratio: bool) -> tuple[str, str]:
    """'tăng 12,5 % so với 6 tháng đầu năm 2026' and the icon that says the same."""
    if value is None or earlier is None:
        return (_("chưa có số kỳ trước để so"), "")
    if value == earlier:
        return (_("bằng %(period)s") % {"period": inside(before)}, "equal")
    gap = abs(value - earlier)
    if ratio:
        size = _("%(gap)s điểm phần trăm") % {"gap": figure((gap * 100).quantize(Decimal("0.1")))}
    else:
        size = percent(gap / earlier) if earlier else figure(gap)
    words = _("tăng %(size)s so với %(period)s") if value > earlier else _("giảm %(size)s so với %(period)s")
    return words % {"size": size, "period": inside(before)}, "up" if value > earlier else "down"


@require_POST
@signed_in
def refresh(request: Request) -> HttpResponse:
    """Count the asker's own rows again now rather than in a minute."""
    if not board.places_of(request.actor, request.day):
        raise NotFound("NOT_FOUND", _("Không tìm thấy trang này."), remedy=_("Kiểm tra lại địa chỉ."))
    board.refresh_own(actor=request.actor, day=request.day, at=request.now)
    return done(request, _("Đã tính lại bảng tin."), "analysis:index")
