"""How a signature, a seal, a filled number look: one small PDF page each, typeset like the paper itself."""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass

from lantoa.documents.typesetting import typeset
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import nfc

BLUE = "#0b2f9e"
RED = "#c8102e"
BLACK = "#000000"
PNG = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 4_000
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """``words`` line by line, or ``picture`` (PNG) which then fills the place."""

    words: tuple[str, ...] = ()
    picture: bytes = b""
    colour: str = BLACK
    size: float = 10.0
    italic: bool = False
    centred: bool = True


def page_of(look: Look, width: float, height: float) -> bytes:
    """A PDF of one transparent page of ``width`` × ``height`` points."""
    data = {
        "width": width,
        "height": height,
        "words": [nfc(word) for word in look.words],
        "picture": _wrapped(look.picture) if look.picture else "",
        "colour": look.colour,
        "size": look.size,
        "italic": look.italic,
        "centred": look.centred,
    }
    pdf: bytes = typeset("mark", data)
    return pdf


def _wrapped(png: bytes) -> str:
    """The picture inside an SVG of its own size: typst takes words as input, not bytes."""
    wide, high = png_size(png)
    data = base64.b64encode(png).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" href="data:image/png;base64,{data}"/></svg>'
    )


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels; ``BadInput`` for anything that is not a PNG of a sane size."""
    if png[:8] != PNG or png[12:16] != b"IHDR" or len(png) > MOST_BYTES:
        raise _not_a_picture()
    wide, high = struct.unpack(">II", png[16:24])
    if not (0 < wide <= MOST_PIXELS and 0 < high <= MOST_PIXELS):
        raise _not_a_picture()
    return wide, high


def _not_a_picture() -> BadInput:
    return BadInput(
        "NOT_A_PICTURE",
        "Hình chữ ký, hình dấu phải là tệp .png tối đa 2 MB, mỗi chiều tối đa 4.000 điểm ảnh.",
        place="hình chữ ký",
        remedy="Chọn tệp .png nền trong suốt.",
    )
