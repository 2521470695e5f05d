"""``render(paper, "docx" | "pdf" | "html")``: one tree in, one file out. Slow libraries load on first use."""

from __future__ import annotations

from typing import Literal, overload

from lantoa.kernel.errors import BadInput

from .compose import compose
from .numbering import file_name as name_file
from .tree import Paper

FORMATS = ("docx", "pdf", "html")


@overload
def render(paper: Paper, form: Literal["docx", "pdf"]) -> bytes: ...
@overload
def render(paper: Paper, form: Literal["html"]) -> str: ...
@overload
def render(paper: Paper, form: str) -> bytes | str: ...
def render(paper: Paper, form: str) -> bytes | str:
    """Bytes of a DOCX or PDF, or the HTML fragment of the preview. Equal papers give equal results."""
    composed = compose(paper)
    if form == "docx":
        from .docx import write as write_docx  # noqa: PLC0415 -- slow import

        return write_docx(composed)
    if form == "pdf":
        from .pdf import write as write_pdf  # noqa: PLC0415 -- slow import

        return write_pdf(composed)
    if form == "html":
        from .html import write as write_html  # noqa: PLC0415 -- only the preview needs it

        return write_html(composed)
    raise BadInput(
        "BAD_FORMAT",
        f"Không có định dạng “{form}”.",
        place="định dạng",
        remedy="Chọn docx, pdf hoặc html.",
    )


def file_name(paper: Paper, form: str) -> str:
    """The name under which the file is stored and downloaded."""
    sign = paper.symbol or paper.type.name
    return name_file(paper.number, sign, paper.summary, paper.day, form)
