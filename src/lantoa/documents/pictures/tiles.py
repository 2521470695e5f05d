"""A tile map: each province one tile of the same size, so that small provinces are seen as well as large ones.

The places are ours: about where each province of the 34 (from 01/7/2025) lies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .canvas import LINE, NARROW, Picture, box, text, wrapped

ROWS: tuple[tuple[str, ...], ...] = (
    ("", "Lai Châu", "Lào Cai", "Tuyên Quang", "Cao Bằng", ""),
    ("", "Điện Biên", "Phú Thọ", "Thái Nguyên", "Lạng Sơn", ""),
    ("", "Sơn La", "Hà Nội", "Bắc Ninh", "Quảng Ninh", ""),
    ("", "", "Ninh Bình", "Hưng Yên", "Hải Phòng", ""),
    ("", "", "Thanh Hóa", "", "", ""),
    ("", "", "Nghệ An", "", "", ""),
    ("", "", "Hà Tĩnh", "", "", ""),
    ("", "", "", "Quảng Trị", "", ""),
    ("", "", "", "Huế", "Đà Nẵng", ""),
    ("", "", "", "", "Quảng Ngãi", ""),
    ("", "", "", "", "Gia Lai", ""),
    ("", "", "", "Đắk Lắk", "Khánh Hòa", ""),
    ("", "Tây Ninh", "Đồng Nai", "Lâm Đồng", "", ""),
    ("An Giang", "Đồng Tháp", "Hồ Chí Minh", "", "", ""),
    ("", "Cần Thơ", "Vĩnh Long", "", "", ""),
    ("", "Cà Mau", "", "", "", ""),
)
PLACES: dict[str, tuple[int, int]] = {
    name: (row, column) for row, names in enumerate(ROWS) for column, name in enumerate(names) if name
}
TALL = 52


@dataclass(frozen=True, slots=True)
class Tile:
    """``name`` without its kind ('Phú Thọ'); ``tone`` 0 (unknown) to 5."""

    name: str
    said: str
    tone: int


def tiles(title: str, rows: Sequence[Tile], keys: Sequence[tuple[int, str]], width: int) -> Picture:
    """Provinces that have no place are left to the table. ``keys``: (tone, what it stands for)."""
    side = (width if width <= NARROW else 620) / len(ROWS[0])
    left = (width - side * len(ROWS[0])) / 2
    held: Mapping[str, Tile] = {one.name: one for one in rows}
    body = ""
    x: float
    y: float
    for name, (row, column) in PLACES.items():
        tile = held.get(name, Tile(name, "–", 0))
        x, y = left + side * column, TALL * row
        ink = "p-on" if tile.tone >= 4 else "p-text"
        body += box(x + 1, y + 1, side - 2, TALL - 2, f"p-m{tile.tone}", f"{name}: {tile.said}", radius=3)
        size = 12 if side > 80 else 9
        parts = wrapped(name, side - 4, size)
        for at, part in enumerate(parts[:2]):
            body += text(x + side / 2, y + 16 + 12 * at, part, f"{ink} p-mid", size=size)
        body += text(x + side / 2, y + TALL - 9, tile.said, f"{ink} p-mid", size=size + 1)
    y = TALL * len(ROWS) + 22.0
    for tone, words in keys:
        body += box(left, y - 11, 26, 14, f"p-m{tone}") + text(left + 34, y, words)
        y += LINE + 3
    return Picture(title, width, round(y - 8), body)
