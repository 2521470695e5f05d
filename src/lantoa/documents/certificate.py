"""Giấy khen, bằng khen: A4 landscape, on blank paper or on printed stock with adjustable coordinates.

The prescribed templates belong to the commendation decrees and wait for confirmation; this is the plain
form an office prints on blank paper. On stock only the unit's own words are printed, moved by ``shift``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date

from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.dates import place_and_date
from lantoa.kernel.vi.text import nfc

from .drawing import Drawing
from .layout import layout
from .metrics import balanced

NAME_ROOM = 220.0
NAME_SIZES = (26, 22, 18, 15)


@dataclass(frozen=True, slots=True)
class Certificate:
    """``giver`` 'Chủ tịch Ủy ban nhân dân xã Hy Cương'; ``title`` 'Giấy khen'; ``name`` the one honoured.

    ``decision`` 'Quyết định số 05/QĐ-UBND ngày 21 tháng 11 năm 2026'; ``book`` the number in the honours book.
    ``on_stock``: the form is already printed on the sheet; ``shift`` moves our words right and down, in mm.
    ``mark``: a check code on blank paper, where the giver has switched it on; printed stock gets none.
    """

    giver: str
    title: str
    name: str
    merit: str
    place: str
    day: date
    post: str
    signer: str
    decision: str
    detail: str = ""
    book: str = ""
    on_stock: bool = False
    shift: tuple[float, float] = field(default=(0.0, 0.0))
    data_label: str = ""
    mark: Drawing | None = None


def name_size(name: str) -> int:
    """The largest size at which the name takes at most two even lines; the smallest for the rest."""
    for size in NAME_SIZES:
        if len(balanced(name, NAME_ROOM, size, bold=True).split("\n")) <= 2:
            return size
    return NAME_SIZES[-1]


def render_certificates(certificates: tuple[Certificate, ...]) -> bytes:
    """One merged PDF, a page each, in order; ``BadInput`` for none. Equal facts give equal bytes."""
    if not certificates:
        raise BadInput(
            "NO_CERTIFICATES",
            "Không có trường hợp nào để in.",
            place="danh sách in",
            remedy="Chọn ít nhất một tập thể hoặc cá nhân được khen thưởng.",
        )
    from .pdf import STANDARDS  # noqa: PLC0415 -- slow import
    from .typesetting import typeset  # noqa: PLC0415 -- slow import

    pages = [_page(one) for one in certificates]
    data: bytes = typeset("certificate", {"pages": pages}, pdf_standards=STANDARDS)
    return data


def _page(one: Certificate) -> dict[str, object]:
    size = name_size(one.name)
    words = {key: nfc(value) for key, value in asdict(one).items() if isinstance(value, str)}
    return {
        **words,
        "state": layout().words.state.upper(),
        "motto": layout().words.motto,
        "giver": one.giver.upper(),
        "title": one.title.upper(),
        "post": one.post.upper(),
        "name": balanced(nfc(one.name), NAME_ROOM, size, bold=True),
        "name_size": size,
        "date": [one.day.year, one.day.month, one.day.day],
        "written": place_and_date(nfc(one.place), one.day),
        "on_stock": one.on_stock,
        "shift": list(one.shift),
        "mark": _drawn(one.mark) if one.mark and not one.on_stock else None,
    }


def _drawn(mark: Drawing) -> dict[str, object]:
    return {"svg": mark.svg, "width": mark.width, "height": mark.height, "said": mark.said}
