"""The areas in the order of the year. An area appears once its address name resolves."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Area:
    """``name`` is the address name of the area's first page; ``short`` is for the bar on a phone."""

    name: str
    icon: str
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    url: str
    icon: str
    label: str
    short: str
    current: bool


AREAS = (
    Area("home", "home", gettext_noop("Việc của tôi"), gettext_noop("Việc")),
    Area("programme:index", "campaign", gettext_noop("Chỉ đạo, phong trào"), gettext_noop("Phong trào")),
    Area("reporting:index", "report", gettext_noop("Báo cáo")),
    Area("analysis:index", "chart", gettext_noop("Phân tích")),
    Area("assessment:index", "score", gettext_noop("Chấm điểm, xếp hạng"), gettext_noop("Chấm điểm")),
    Area("recognition:index", "recognition", gettext_noop("Công nhận")),
    Area("practices:index", "practice", gettext_noop("Mô hình")),
    Area("commendation:index", "award", gettext_noop("Khen thưởng")),
    Area("conference:index", "conference", gettext_noop("Hội nghị")),
    Area("registry:index", "paper", gettext_noop("Văn thư")),
    Area("communication:index", "communication", gettext_noop("Tuyên truyền")),
    Area("solidarity:index", "fund", gettext_noop("Quỹ")),
    Area("reading:index", "reading", gettext_noop("Trích xuất văn bản")),
    Area("organisation:index", "unit", gettext_noop("Tổ chức, nhân sự")),
    Area("rulebook:index", "rule", gettext_noop("Căn cứ pháp lý")),
    Area("access:index", "key", gettext_noop("Quyền hạn")),
)
UNDER = {"exchange:index": "organisation:index"}
"""Pages that lie inside an area though not under its address."""
ON_PHONE = 4
"""How many areas the bottom bar shows before “Thêm”."""


def address(name: str, *args: object) -> str:
    """The page's address, or an empty string while that area has no page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def entries(path: str) -> list[Entry]:
    """Areas that exist, the one that ``path`` lies in marked as current (the longest address wins)."""
    for name, area in UNDER.items():
        if (inner := address(name)) and path.startswith(inner):
            path = address(area)
    known = [(area, address(area.name)) for area in AREAS]
    shown = [(area, url) for area, url in known if url]
    inside = [url for _area, url in shown if path == url or (url != "/" and path.startswith(url))]
    here = max(inside, key=len, default="")
    return [
        Entry(url, area.icon, _(area.label), _(area.short or area.label), url == here) for area, url in shown
    ]
