"""A decision's DOCX measured by a second hand: raw OOXML by zipfile and ElementTree, against NĐ 30/2020, Phụ lục I."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from lantoa.documents.examples import decision
from lantoa.documents.render import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
"""Millimetres."""


@dataclass(frozen=True)
class Wanted:
    """``begins``: the first words of the element; ``sizes`` in points; None where the decree leaves it open."""

    name: str
    begins: str
    sizes: tuple[float, float]
    bold: bool
    italic: bool
    centred: bool | None = None


ORDER = (
    Wanted("cơ quan", "ỦY BAN NHÂN DÂN", (12, 13), True, False, True),
    Wanted("số, ký hiệu", "Số: 05/QĐ-UBND", (13, 13), False, False),
    Wanted("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False, True),
    Wanted("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", (13, 14), True, False, True),
    Wanted("địa danh, thời gian", "Phú Thọ, ngày 21 tháng 11 năm 2026", (13, 14), False, True),
    Wanted("tên loại", "QUYẾT ĐỊNH", (13, 14), True, False, True),
    Wanted("trích yếu", "Về việc tặng Bằng khen", (13, 14), True, False, True),
    Wanted("thẩm quyền", "CHỦ TỊCH ỦY BAN NHÂN DÂN", (13, 14), True, False, True),
    Wanted("căn cứ", "Căn cứ ", (13, 14), False, True),
    Wanted("lời ban hành", "QUYẾT ĐỊNH:", (13, 14), True, False, True),
    Wanted("Điều", "Điều 1.", (13, 14), True, False),
    Wanted("nơi nhận", "Nơi nhận:", (12, 12), True, True),
    Wanted("danh sách nơi nhận", "- ", (11, 11), False, False),
    Wanted("chức vụ", "KT. CHỦ TỊCH", (13, 14), True, False, True),
    Wanted("họ tên", "Trần Thị Bình", (13, 14), True, False, True),
)


@dataclass(frozen=True)
class Seen:
    text: str
    size: float
    bold: bool
    italic: bool
    font: str
    align: str


@cache
def part(name: str) -> Element:
    with zipfile.ZipFile(io.BytesIO(render(decision(), "docx"))) as package:
        return ElementTree.fromstring(package.read(name))


@cache
def styles() -> dict[str, Element]:
    return {one.get(f"{W}styleId", ""): one for one in part("word/styles.xml").iter(f"{W}style")}


def chain(style: str) -> Iterator[Element]:
    """The style, what it is based on, and the document's defaults."""
    while style in styles():
        yield styles()[style]
        above = styles()[style].find(f"{W}basedOn")
        style = above.get(f"{W}val", "") if above is not None else ""
    defaults = part("word/styles.xml").find(f"{W}docDefaults")
    if defaults is not None:
        for one in ("rPrDefault", "pPrDefault"):
            found = defaults.find(f"{W}{one}")
            if found is not None:
                yield found


def told(own: Element | None, style: str, group: str, name: str) -> Element | None:
    """The property as it is in force: the run's or paragraph's own, else the nearest style's."""
    places = [own] if own is not None else []
    places += [one.find(f"{W}{group}") for one in chain(style)]
    found = (place.find(f"{W}{name}") for place in places if place is not None)
    return next((one for one in found if one is not None), None)


def on(node: Element | None) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in ("0", "false", "none")


def paragraphs() -> list[Seen]:
    found = []
    for paragraph in part("word/document.xml").iter(f"{W}p"):
        first = next(
            (run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t"))), None
        )
        if first is None:
            continue
        own = paragraph.find(f"{W}pPr")
        named = own.find(f"{W}pStyle") if own is not None else None
        style = named.get(f"{W}val", "") if named is not None else next(
            key for key, one in styles().items() if one.get(f"{W}default") == "1" and one.get(f"{W}type") == "paragraph"
        )  # fmt: skip
        run = first.find(f"{W}rPr")
        size, fonts, align = (
            told(run, style, "rPr", "sz"),
            told(run, style, "rPr", "rFonts"),
            told(own, style, "pPr", "jc"),
        )
        found.append(
            Seen(
                "".join(one.text or "" for one in paragraph.iter(f"{W}t")),
                int(size.get(f"{W}val", "0")) / 2 if size is not None else 0,
                on(told(run, style, "rPr", "b")),
                on(told(run, style, "rPr", "i")),
                fonts.get(f"{W}ascii", "") if fonts is not None else "",
                align.get(f"{W}val", "") if align is not None else "",
            )
        )
    return found


def test_the_page_is_a4_within_the_margins():
    for section in part("word/document.xml").iter(f"{W}sectPr"):
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert margin is not None
        sides = sorted(round(int(size.get(f"{W}{one}", "0")) / TWIPS_PER_MM) for one in ("w", "h"))
        assert sides == [210, 297]
        if size.get(f"{W}orient") == "landscape":
            continue
        for side, (low, high) in MARGINS.items():
            measured = int(margin.get(f"{W}{side}", "0")) / TWIPS_PER_MM
            assert low - 0.1 <= measured <= high + 0.1, side


@pytest.mark.parametrize("wanted", ORDER, ids=lambda one: one.name)
def test_each_element_has_its_type(wanted):
    seen = next(one for one in paragraphs() if one.text.startswith(wanted.begins))
    assert seen.font == "Times New Roman"
    assert wanted.sizes[0] <= seen.size <= wanted.sizes[1]
    assert (seen.bold, seen.italic) == (wanted.bold, wanted.italic)
    if wanted.centred is not None:
        assert (seen.align == "center") == wanted.centred


def test_the_elements_stand_in_their_order():
    """Left column of the letterhead before the right one, as a table is read; then downwards."""
    texts = [one.text for one in paragraphs()]
    rest = [
        one
        for one in ORDER
        if one.name not in ("cơ quan", "số, ký hiệu", "Quốc hiệu", "Tiêu ngữ", "địa danh, thời gian")
    ]
    places = [next(at for at, text in enumerate(texts) if text.startswith(one.begins)) for one in rest]
    assert places == sorted(places)
    head = [next(at for at, text in enumerate(texts) if text.startswith(one.begins)) for one in ORDER[:5]]
    assert max(head) < places[0]


def test_the_running_text_is_justified_with_its_indent_and_the_page_number_is_centred_above():
    body = next(one for one in paragraphs() if one.text.startswith("Điều 1."))
    assert body.align == "both"
    with zipfile.ZipFile(io.BytesIO(render(decision(), "docx"))) as package:
        heads = [package.read(name).decode() for name in package.namelist() if name.startswith("word/header")]
        assert any("PAGE" in one for one in heads)
        assert "titlePg" in package.read("word/document.xml").decode()
