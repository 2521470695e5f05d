"""The QR picture that leads a reader of a printed paper to its check page."""

from __future__ import annotations

import io

import segno

from .drawing import Drawing

SIDE = 20.0
"""In mm: what a telephone reads at arm's length from an office print."""


def check_code(address: str, said: str = "Mã QR của trang tra cứu") -> Drawing:
    """``address`` is whole ('https://…/tra-cuu/ABCD…/'). Equal addresses draw equal pictures."""
    drawn = io.BytesIO()
    image = segno.make(address, error="m", micro=False)
    image.save(drawn, kind="svg", scale=4, border=2, xmldecl=False, nl=False)
    return Drawing(drawn.getvalue().decode(), SIDE, SIDE, f"{said}: {address}")
