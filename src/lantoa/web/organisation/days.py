"""The day that a page of the organisation looks at: today, or another one from the address or the slider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi import dates
from lantoa.web.kit import Request, with_query
from lantoa.web.parts import Tab

PARAMETER = "ngay"
SLIDER = "moc"
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


@dataclass(frozen=True, slots=True)
class Slider:
    """A range over the days on which a unit changed, and the same days as plain links. ``at``: where it stands."""

    days: tuple[str, ...]
    links: tuple[Tab, ...]
    at: int

    @property
    def last(self) -> int:
        return len(self.days) - 1

    @property
    def joined(self) -> str:
        """For the script: the word beside the handle while it moves."""
        return "|".join(self.days)


def _stops(request: Request, days: Sequence[date]) -> list[date]:
    return sorted({*days, request.day})


def slider(request: Request, days: Sequence[date], at: Moment) -> Slider | None:
    """None for a unit that never changed. The handle stands at the last change up to the day shown."""
    stops = _stops(request, days)
    if len(stops) < 2:
        return None
    here = max((index for index, day in enumerate(stops) if day <= at.day), default=0)
    said = tuple(dates.on_screen(day) for day in stops)
    links = tuple(
        Tab(
            _("Hôm nay") if day == request.day else text,
            with_query(request.path, ngay="" if day == request.day else text),
            day == at.day,
        )
        for day, text in zip(stops, said, strict=True)
    )
    return Slider(said, links, here)


def slide(request: Request, days: Sequence[date]) -> HttpResponseRedirect | None:
    """The slider sent its place: go to the address of that day, so that it can be kept and passed on."""
    place = request.GET.get(SLIDER, "")
    stops = _stops(request, days)
    if not place.isdecimal() or int(place) >= len(stops):
        return None
    day = stops[int(place)]
    return HttpResponseRedirect(
        with_query(request.path, ngay="" if day == request.day else dates.on_screen(day))
    )
