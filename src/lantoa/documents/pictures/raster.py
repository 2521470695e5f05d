"""A picture as PNG, drawn by the same engine as the papers: nothing is fetched, no browser is needed."""

from __future__ import annotations

import re

from ..typesetting import typeset

PPI = 144


def png(svg: str, ppi: float = PPI) -> bytes:
    """The file ``svg`` (one that says its width and height) at 144 points an inch: two pixels to each unit of it."""
    found = re.search(r'<svg[^>]* width="(\d+)" height="(\d+)"', svg)
    if found is None:
        raise ValueError("the picture does not say its size")
    size = {"width": int(found[1]), "height": int(found[2])}
    made = typeset("picture", {"svg": svg, **size}, "png", ppi=ppi)
    data: bytes = made[0] if isinstance(made, list) else made
    return data
