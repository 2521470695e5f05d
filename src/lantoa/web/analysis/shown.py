"""What every chart page shows: the selection, the charts, what they stand on, the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps

from django.http import HttpResponse
from django.utils.translation import gettext as _

from lantoa.analysis import tables
from lantoa.analysis.source import Gathered
from lantoa.kernel.vi.dates import on_screen
from lantoa.kernel.vi.numbers import figure
from lantoa.reporting.rules.rollup import Total
from lantoa.web.charts import Chart
from lantoa.web.charts_pictures import FILE, Drawn, download
from lantoa.web.charts_pictures import shown as both
from lantoa.web.kit import Request, page, signed_in
from lantoa.web.parts import Tab

from .asked import Ask, Choices, ask, choices, restated, tabs

FILES = (("png", "PNG"), ("svg", "SVG"), ("xlsx", "Excel"))


@dataclass(frozen=True, slots=True)
class File:
    url: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Panel:
    chart: Chart
    files: Sequence[File]


@dataclass(frozen=True, slots=True)
class Shown:
    """``stand``: how far the figures are complete and since when; ``notes``: what could not be carried over."""

    tabs: Sequence[Tab]
    choices: Choices
    asked: Ask | None
    panels: Sequence[Panel]
    stand: str = ""
    status: str = "wait"
    status_label: str = ""
    switches: Sequence[Tab] = ()
    kinds: Sequence[Tab] = ()
    notes: Sequence[str] = ()
    empty: str = ""
    one_period: bool = True
    levels: bool = True
    map: object = None
    map_files: Sequence[File] = ()
    elsewhere: str = ""
    """the scope's name where it is none of one's own"""


def answer(
    request: Request,
    template: str,
    offered: Choices,
    asked: Ask | None,
    drawn: Sequence[Drawn] = (),
    held: Gathered | None = None,
    **more: object,
) -> HttpResponse:
    """The page, or the file that its address asks for: ``?tai=png&hinh=0``."""
    if wanted := request.GET.get(FILE):
        at = request.GET.get("hinh", "0")
        if at.isdecimal() and int(at) < len(drawn):
            return download(wanted, drawn[int(at)])
    if asked is None:
        here = template.rpartition("/")[2].removesuffix(".html")
        return page(request, template, Shown(tabs(here), offered, None, ()))
    return page(
        request,
        template,
        Shown(
            tabs(asked.page),
            offered,
            asked,
            [] if more.get("map") else [Panel(both(one), files(asked, at)) for at, one in enumerate(drawn)],
            stand(request, held) if held else "",
            *status(held),
            restated(asked, request.day),
            elsewhere=_elsewhere(asked, offered, held),
            **more,  # type: ignore[arg-type]
        ),
    )


View = Callable[[Request, Choices, Ask], HttpResponse]


def chart(name: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """A page about one indicator: the view gets what may be chosen and what was asked; where nothing can be asked yet
    the page says so."""

    def of(view: View) -> Callable[..., HttpResponse]:
        @signed_in
        @wraps(view)
        def shown(request: Request) -> HttpResponse:
            offered = choices(request)
            asked = ask(request, name, offered)
            if asked is None:
                return answer(request, f"analysis/{name}.html", offered, None)
            return view(request, offered, asked)

        return shown

    return of


def _elsewhere(asked: Ask, offered: Choices, held: Gathered | None) -> str:
    if any((one.unit, one.cluster) == (asked.unit, asked.cluster) for one in offered.scopes):
        return ""
    return held.names.get(held.root, held.root) if held else asked.unit or asked.cluster


def files(asked: Ask, at: int) -> list[File]:
    said = _("Tải biểu đồ %(number)s dạng %(form)s")
    return [
        File(
            asked.url(**{FILE: form, "hinh": str(at)}),
            label,
            said % {"number": at + 1, "form": label},
        )
        for form, label in FILES
    ]  # fmt: skip


def stand(request: Request, held: Gathered) -> str:
    """'Tính đến ngày 22/11/2026, có 31/34 báo cáo của kỳ.'"""
    counted, expected = held.completeness(held.periods[-1])
    return _("Tính đến ngày %(day)s, %(label)s có %(counted)s/%(expected)s báo cáo được tính.") % {
        "day": on_screen(request.day), "label": inside(held.rounds[-1].label), "counted": figure(counted),
        "expected": figure(expected),
    }  # fmt: skip


def inside(label: str) -> str:
    """A period's name inside a sentence: 'Quý III năm 2026' → 'quý III năm 2026'."""
    return label[:1].lower() + label[1:]


def status(held: Gathered | None) -> tuple[str, str]:
    """Provisional, complete, or final."""
    if held is None:
        return "wait", ""
    counted, expected = held.completeness(held.periods[-1])
    if held.provisional:
        return "wait", _("Tạm tính: cả báo cáo chờ duyệt")
    if counted < expected:
        return "wait", _("Tạm tính: chưa đủ báo cáo")
    rows = [
        held.scope.submissions.get((unit, held.periods[-1]))
        for unit in held.scope.reporters(held.periods[-1])
    ]
    locked = all(row is None or row.state in ("locked", "waived") for row in rows)
    return ("ok", _("Chính thức, đã khóa")) if locked else ("info", _("Đã duyệt đủ, chưa khóa"))


@dataclass(frozen=True, slots=True)
class Read:
    """A total as charts take it: shares as per cents, small counts covered (None, with their words)."""

    value: Decimal | None
    text: str


def read(total: Total, asked: Ask) -> Read:
    cell = tables.said(total, asked.line)
    value = tables.rounded(cell.value)
    if value is not None and asked.ratio:
        value = (cell.value or Decimal(0)) * 100
        value = tables.rounded(value)
    return Read(value, cell.text)
