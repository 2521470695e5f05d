"""The checker of PDFs: each planted fault is found, and nothing is found in papers that are right."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pypdf
import pytest

from lantoa.documents import build
from lantoa.documents.catalogue.examples import WORKED
from lantoa.documents.checker import check
from lantoa.documents.compose import compose
from lantoa.documents.examples import decision, plan
from lantoa.documents.pdf import as_data
from lantoa.documents.render import render
from lantoa.documents.tree import Paper
from lantoa.documents.typesetting import typeset

Spoil = Callable[[dict[str, Any]], None]


def long_plan() -> Paper:
    text = "Các đơn vị, địa phương tổ chức triển khai nghiêm túc; gắn phong trào với nhiệm vụ chính trị. "
    return replace(plan(), body=tuple(build.p(text * 4) for _ in range(18)))


def typed(paper: Paper, spoil: Spoil) -> bytes:
    data = as_data(compose(paper))
    spoil(data)
    return typeset("paper", data, pdf_standards=["a-2a"])


def face(name: str, **how: Any) -> Spoil:
    return lambda data: data["faces"][name].update(how)


def page(**how: Any) -> Spoil:
    return lambda data: data["sections"][0].update(how)


def margin(side: str, millimetres: float) -> Spoil:
    return lambda data: data["sections"][0]["margins"].update({side: millimetres})


def lines(items: list[dict[str, Any]], element: str) -> list[dict[str, Any]]:
    found = []
    for one in items:
        if one["type"] == "line" and one["element"] == element:
            found.append(one)
        for row in one.get("rows", ()) if one["type"] == "columns" else ():
            for cell in row:
                found += lines(cell["items"], element)
    return found


def text(element: str, words: str) -> Spoil:
    def spoil(data: dict[str, Any]) -> None:
        line = lines(data["sections"][0]["items"], element)[0]
        line["runs"] = [{**line["runs"][0], "text": words}]

    return spoil


def pages(change: Callable[[pypdf.PdfWriter], None]) -> Callable[[], bytes]:
    """The right PDF of a long plan with its pages changed after the fact."""

    def make() -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(render(long_plan(), "pdf")))
        change(writer)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return make


def first_page_later(writer: pypdf.PdfWriter) -> None:
    """Page 2 comes first: its number stands on page 1, where none may."""
    second = writer.pages[1]
    writer.insert_page(second, 0)


def scanned(writer: pypdf.PdfWriter) -> None:
    writer.add_blank_page(595, 842)


def renamed(writer: pypdf.PdfWriter) -> None:
    for one in writer.pages[0]["/Resources"]["/Font"].values():
        font = one.get_object()
        for part in (font, font["/DescendantFonts"][0].get_object()):
            part[pypdf.generic.NameObject("/BaseFont")] = pypdf.generic.NameObject("/ABCDEF+Arial")


def bare_fonts(writer: pypdf.PdfWriter) -> None:
    for one in writer.pages[0]["/Resources"]["/Font"].values():
        descriptor = one.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for key in ("/FontFile2", "/FontFile3"):
            descriptor.pop(key, None)


@dataclass(frozen=True)
class Plant:
    name: str
    code: str
    make: Callable[[], bytes]


def typeset_plant(name: str, code: str, spoil: Spoil, paper: Callable[[], Paper] = decision) -> Plant:
    return Plant(name, code, lambda: typed(paper(), spoil))


PLANTS = (
    typeset_plant("khổ giấy Letter", "PAPER_SIZE", page(width=216, height=279)),
    typeset_plant("lề trái 20", "MARGIN_LEFT", margin("left", 20)),
    typeset_plant("lề phải 10", "MARGIN_RIGHT", margin("right", 10)),
    typeset_plant("lề trên 12", "MARGIN_TOP", margin("top", 12)),
    typeset_plant("Quốc hiệu cỡ 11", "SIZE", face("state_name", size=11)),
    typeset_plant("Quốc hiệu không đậm", "BOLD", face("state_name", bold=False)),
    typeset_plant("Quốc hiệu chữ thường", "CASE", text("state_name", "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    typeset_plant("Quốc hiệu sai", "STATE_NAME_MISSING", text("state_name", "VIỆT NAM DÂN CHỦ CỘNG HÒA")),
    typeset_plant("Tiêu ngữ thiếu cách", "MOTTO_TEXT", text("motto", "Độc lập-Tự do-Hạnh phúc")),
    typeset_plant("Tiêu ngữ khác", "MOTTO_MISSING", text("motto", "Đoàn kết, thi đua")),
    typeset_plant("Tiêu ngữ nghiêng", "ITALIC", face("motto", italic=True)),
    typeset_plant("Tiêu ngữ xuống dòng", "WRAPS", face("motto", size=26)),
    typeset_plant("số đậm", "BOLD", face("number_line", bold=True)),
    typeset_plant("số cỡ 12", "SIZE", face("number_line", size=12)),
    typeset_plant("số không đệm", "NUMBER_FORM", text("number_line", "Số: 5/QĐ - UBND")),
    typeset_plant("thiếu số", "NUMBER_MISSING", text("number_line", "QĐ-UBND")),
    typeset_plant("ngày đứng", "ITALIC", face("place_date", italic=False)),
    typeset_plant("ngày cỡ 12", "SIZE", face("place_date", size=12)),
    typeset_plant("ngày không đệm", "DATE_FORM", text("place_date", "Phú Thọ, ngày 5 tháng 1 năm 2026")),
    typeset_plant("thiếu ngày", "DATE_MISSING", text("place_date", "Phú Thọ")),
    typeset_plant("tên loại cỡ 16", "SIZE", face("kind", size=16)),
    typeset_plant("tên loại không đậm", "BOLD", face("kind", bold=False)),
    typeset_plant("nội dung cỡ 12", "SIZE", face("body", size=12), long_plan),
    typeset_plant("số trang cỡ 10", "SIZE", face("page_number", size=10), long_plan),
    Plant("số trang ở trang 1", "PAGE_NUMBER_FIRST", pages(first_page_later)),
    Plant("trang không chữ", "NO_TEXT", pages(scanned)),
    Plant("phông khác", "FONT", pages(renamed)),
    Plant("phông không nhúng", "FONT_NOT_EMBEDDED", pages(bare_fonts)),
)


def test_there_are_many_and_different_ones():
    assert len(PLANTS) >= 25
    assert len({one.code for one in PLANTS}) >= 18


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_each_planted_fault_is_found_with_place_wish_and_remedy(plant):
    report = check("a.pdf", plant.make())
    found = [one for one in report.deviations if one.code == plant.code]
    assert found, [one.code for one in report.deviations]
    assert all((found[0].place, found[0].expected, found[0].found, found[0].remedy))
    assert not found[0].mendable


@pytest.mark.parametrize("code", ["submission", "launch_plan", "cluster_minutes", "invitation"])
def test_a_paper_that_waits_for_its_date_and_number_raises_no_alarm(code):
    paper = replace(WORKED[code](), day=None, number=None, year=2026, draft=True)
    assert check("a.pdf", render(paper, "pdf")).deviations == ()


def test_a_broad_column_of_small_type_is_no_running_text():
    """A plan whose work table outweighs its words: the cells' 12 pt are not the paper's size."""
    rows = tuple(
        (str(at), "Tổ chức tuyên truyền, vận động nhân dân tham gia phong trào " * 3) for at in range(1, 30)
    )
    table = build.table(("TT", "Việc"), rows)
    paper = replace(
        plan(), body=(build.p("Ban hành kế hoạch như sau, các đơn vị thực hiện nghiêm túc. " * 4), table)
    )
    assert check("a.pdf", render(paper, "pdf")).deviations == ()
