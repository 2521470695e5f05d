"""A picture in a paper: a chart drawn from figures, in every format the paper is rendered to."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape

from .pictures.canvas import Picture
from .pictures.raster import png

PAPER_PPI = 200
"""Sharp on a laser printer, small in a mail."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """``svg`` says its own size; ``width`` in mm, the height follows; ``said`` tells the same in words for whoever
    cannot see it; ``caption`` stands above."""

    svg: str
    width: float
    height: float
    said: str
    caption: str = ""


def of(picture: Picture, width: float, said: str, caption: str = "") -> Drawing:
    """A chart as a part of a paper, ``width`` mm wide."""
    return Drawing(picture.bare(), width, round(width * picture.height / picture.width, 2), said, caption)


def image(drawing: Drawing) -> bytes:
    """PNG, for formats that draw no SVG."""
    return png(drawing.svg, PAPER_PPI)


def html(drawing: Drawing) -> str:
    """Embedded as data: the preview fetches nothing."""
    data = base64.b64encode(drawing.svg.encode()).decode()
    return f'<p class="paper-drawing"><img src="data:image/svg+xml;base64,{data}" alt="{escape(drawing.said)}"></p>'
