"""The day that a page of the organisation looks at: today, or another one from the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi import dates
from lantoa.web.kit import Request, with_query
from lantoa.web.parts import Tab

PARAMETER = "ngay"
MERGER = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """``shown`` stands in the field; ``query`` is what links must carry to stay on that day, empty for today."""

    day: date
    shown: str
    tabs: tuple[Tab, ...]
    query: str


def moment(request: Request, **kept: str) -> Moment:
    """The day asked for; what is no day is said on the page, which then shows today."""
    typed = request.GET.get(PARAMETER, "").strip()
    day = request.day
    if typed:
        try:
            day, typed = dates.read(typed, f"#{PARAMETER}"), ""
        except BadInput as problem:
            request.faults = problem.faults
    query = "" if day == request.day else dates.on_screen(day)
    named = (
        (_("Hôm nay"), request.day),
        (_("Ngay trước 01/07/2025"), MERGER - timedelta(days=1)),
        (_("Giữa năm 2017"), date(2017, 6, 1)),
    )
    tabs = tuple(
        Tab(
            label,
            with_query(request.path, **kept, ngay="" if at == request.day else dates.on_screen(at)),
            at == day,
        )
        for label, at in named
    )
    return Moment(day, typed or dates.on_screen(day), tabs, query)
