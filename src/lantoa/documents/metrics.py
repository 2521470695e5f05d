"""Widths of words in the paper fonts, read from the shipped Tinos files (metrics equal Times New Roman).

Used where a line must not wrap, a rule must be as long as its text, or a table must fit its page.
"""

from __future__ import annotations

import struct
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, pairwise
from math import comb
from typing import NamedTuple

MOST_LINES = 4
MOST_TRIES = 8_000
PLACE_WORDS = ("tỉnh ", "thành phố ", "xã ", "phường ", "đặc khu ")
"""A new line begins gladly before these: 'ỦY BAN NHÂN DÂN | TỈNH PHÚ THỌ'."""
PLACE_BONUS = 12.0
COMPOUND_COST = 40.0
DATE_WORDS = frozenset({"ngày", "tháng", "năm", "số", "điều", "khoản"})
"""Not parted from their number: 'tháng | 11'."""
_PAIRS = """
phong trào|thi đua|khen thưởng|an ninh|tổ quốc|nhân dân|toàn dân|bảo vệ|trật tự|xây dựng|danh hiệu|chỉ đạo
ủy ban|hội đồng|công an|tổng kết|sơ kết|kế hoạch|báo cáo|tổ chức|thực hiện|triển khai|đề nghị|bằng khen
giấy khen|xét tặng|thành tích|xuất sắc|tiêu biểu|tập thể|cá nhân|phát động|tháng đầu|đầu năm|cuối năm
việc tặng|phú thọ|lào cai|cao bằng|lạng sơn|thái nguyên|tuyên quang|ngày hội|kết quả
"""
COMPOUNDS = frozenset(tuple(pair.split()) for pair in _PAIRS.strip().replace("\n", "|").split("|"))
"""Pairs of syllables that one word or name is made of: a line does not end between them."""
POINT_MM = 25.4 / 72


class Font(NamedTuple):
    units: int
    advances: tuple[int, ...]
    glyphs: dict[int, int]


def font_path(bold: bool = False, italic: bool = False) -> str:
    style = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "BoldItalic",
    }[bold, italic]
    return str(files(__package__) / "fonts" / f"Tinos-{style}.ttf")


@cache
def font(bold: bool = False, italic: bool = False) -> Font:
    with open(font_path(bold, italic), "rb") as file:
        data = file.read()
    tables = {
        data[at : at + 4]: struct.unpack(">L", data[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)
    }
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, data, tables[b"hmtx"])[::2]
    return Font(units, advances, _glyphs(data, tables[b"cmap"]))


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """Character → glyph from the Unicode BMP subtable (format 4)."""
    for index in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * index)
        if (platform, encoding) == (3, 1):
            return _format4(data, start + offset)
    raise ValueError("phông chữ không có bảng mã Unicode")


def _format4(data: bytes, at: int) -> dict[int, int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    row = f">{count}H"
    ends = struct.unpack_from(row, data, at + 14)
    starts = struct.unpack_from(row, data, at + 16 + 2 * count)
    deltas = struct.unpack_from(row, data, at + 16 + 4 * count)
    offsets_at = at + 16 + 6 * count
    offsets = struct.unpack_from(row, data, offsets_at)
    found: dict[int, int] = {}
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for char in range(first, min(last, 0xFFFE) + 1):
            glyph = char
            if offset:
                place = offsets_at + 2 * index + offset + 2 * (char - first)
                glyph = struct.unpack_from(">H", data, place)[0]
                if glyph == 0:
                    continue
            found[char] = (glyph + delta) & 0xFFFF
    return found


@lru_cache(maxsize=20_000)
def width(text: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Millimetres that ``text`` takes on one line at ``size`` points."""
    face = font(bold, italic)
    total = 0
    for char in text:
        glyph = face.glyphs.get(ord(char), 0)
        total += face.advances[min(glyph, len(face.advances) - 1)]
    return total / face.units * size * POINT_MM


def longest_word(text: str, size: float, bold: bool = False) -> float:
    return max((width(word, size, bold) for word in text.split()), default=0.0)


def balanced(text: str, room: float, size: float, bold: bool = False) -> str:
    """``text`` with line breaks: as few lines as fit ``room``, of even length, places kept whole.

    Longer than MOST_LINES lines or some 40 words, or with a word wider than the room, it is left to wrap by itself.
    """
    words = text.split(" ")
    for count in range(1, MOST_LINES + 1):
        if comb(len(words) - 1, count - 1) > MOST_TRIES:
            break
        best = min(
            (
                (score, lines)
                for cuts in combinations(range(1, len(words)), count - 1)
                if (score := _unevenness(lines := _cut(words, cuts), room, size, bold)) is not None
            ),
            default=None,
        )
        if best:
            return "\n".join(best[1])
    return text


def _cut(words: list[str], cuts: tuple[int, ...]) -> tuple[str, ...]:
    edges = (0, *cuts, len(words))
    return tuple(" ".join(words[start:end]) for start, end in pairwise(edges))


def _unevenness(lines: tuple[str, ...], room: float, size: float, bold: bool) -> float | None:
    """Millimetres between longest line and the mean, worse for ugly breaks; None when one does not fit."""
    widths = [width(line, size, bold) for line in lines]
    if max(widths) > room:
        return None
    ugly = sum(_ugliness(left.split()[-1], right) for left, right in pairwise(lines))
    return max(widths) - sum(widths) / len(widths) + ugly


def _ugliness(last: str, following: str) -> float:
    """Millimetres of unevenness that a break after ``last`` is worth: names and compounds stay whole."""
    first = following.split()[0]
    if following.lower().startswith(PLACE_WORDS):
        return -PLACE_BONUS
    pair = (last.lower().strip("“"), first.lower().strip(",;.”"))
    dated = (last[-1].isdigit() or first[0].isdigit()) and not DATE_WORDS.isdisjoint(pair)
    if pair in COMPOUNDS or first[0] in "-–" or dated:
        return COMPOUND_COST
    named = last[0].isupper() and not last.isupper()
    return COMPOUND_COST / 2 if named else 0.0


def undrawable(text: str) -> tuple[str, ...]:
    """Letters that the paper font does not have, each once, in order."""
    glyphs = font().glyphs
    return tuple(dict.fromkeys(char for char in text if not char.isspace() and not glyphs.get(ord(char))))
