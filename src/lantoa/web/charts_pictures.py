"""Charts drawn as pictures: once for a screen, once for a phone, the same numbers as a table, and files to take away.

A page adds ``css/analysis.css``; ``{% chart %}`` draws what ``shown`` gives, ``download`` answers ``?tai=png``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.http import HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lantoa.documents.pictures.canvas import NARROW, WIDE, Picture
from lantoa.documents.pictures.raster import png
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.numbers import figure

from . import exports
from .charts import Chart
from .kit import Column, attachment

FILE = "tai"
SVG, PNG = "image/svg+xml", "image/png"
Value = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """``draw`` makes the picture for a width; ``heads``, ``rows``: its numbers; ``notes`` stand below the file."""

    title: str
    draw: Callable[[int], Picture]
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = ()
    name: str = "bieu-do"
    svg: str = ""
    """a file of its own, where the picture is not ours to draw (the map of the country)"""


def shown(drawn: Drawn) -> Chart:
    """For ``{% chart %}``: both pictures (a stylesheet shows one) and the table."""
    pictures = "".join(
        drawn.draw(width).inline(name) for width, name in ((WIDE, "picture-wide"), (NARROW, "picture-narrow"))
    )
    return Chart(drawn.title, mark_safe(pictures), table(drawn))


def table(drawn: Drawn) -> SafeString:
    """The first cell of a row is its heading; numbers stand right."""
    head = format_html_join(
        "", '<th scope="col"{}>{}</th>', ((_number(at), one) for at, one in enumerate(drawn.heads))
    )
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (row[0], format_html_join("", '<td class="number">{}</td>', ((_cell(one),) for one in row[1:])))
            for row in drawn.rows
        ),
    )
    return format_html(
        '<table class="table"><caption class="hidden">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        drawn.title, head, body,
    )  # fmt: skip


def _number(at: int) -> SafeString:
    return SafeString(' class="number"' if at else "")


def _cell(value: Value) -> str:
    return value if isinstance(value, str) else figure(value)


def download(wanted: str, drawn: Drawn) -> HttpResponse:
    """The picture as PNG or SVG, or its numbers as XLSX; ``BadInput`` for anything else."""
    notes = [*drawn.notes, *([_(exports.SAMPLE)] if settings.DEMO else [])]
    if wanted == "xlsx":
        columns = [
            Column(str(at), head, value=lambda row, at=at: row[at]) for at, head in enumerate(drawn.heads)
        ]
        caption = ". ".join([drawn.title.rstrip("."), *drawn.notes])
        return exports.file("xlsx", drawn.name, caption, columns, drawn.rows)
    if wanted not in ("svg", "png"):
        raise BadInput(
            "BAD_FILE", _("Không tải được dạng “%(form)s”.") % {"form": wanted[:20]}, place=_("tải về"),
            remedy=_("Chọn PNG, SVG hoặc Excel."),
        )  # fmt: skip
    svg = drawn.svg or drawn.draw(WIDE).file(notes)
    content = svg.encode() if wanted == "svg" else png(svg)
    return attachment(content, f"{drawn.name}.{wanted}", SVG if wanted == "svg" else PNG)
