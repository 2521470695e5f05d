"""Checks of a DOCX: running text, recipients and signature."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lantoa.kernel.decisions import Mark
from lantoa.kernel.vi.text import clean, search_key

from . import mending
from .layout import Measure, short
from .measure import Measured
from .sight import Fault, Sight, fault

FLOWING = ("body", "basis", "article")
TOLERANCE_POINTS = 0.3
TOLERANCE_LINES = 0.03
NEED_RECIPIENTS = {"quyet dinh", "to trinh", "bao cao", "ke hoach", "thong bao", "huong dan", "chi thi"}


def flow(sight: Sight) -> Iterator[Fault]:
    measures = sight.layout.flow
    for paragraph in sight.all(*FLOWING):
        face = sight.layout.faces["body"]
        yield from _indent(paragraph, measures["first_line_indent"])
        gap = paragraph.before + paragraph.after
        if not measures["paragraph_gap"].holds(gap, TOLERANCE_POINTS):
            yield fault(
                "GAP",
                f"{face.label}: {paragraph.place}",
                f"cách đoạn {measures['paragraph_gap'].words} pt",
                f"{short(gap)} pt",
                "Đặt khoảng cách giữa các đoạn tối thiểu 6 pt.",
                measures["paragraph_gap"].mark,
                partial(mending.spacing, paragraph.node, before=measures["paragraph_gap"].use),
            )
        if not measures["line_spacing"].holds(paragraph.line, TOLERANCE_LINES):
            yield fault(
                "LINE",
                f"{face.label}: {paragraph.place}",
                "giãn dòng từ đơn (1,0) đến 1,5 dòng",
                f"{short(round(paragraph.line, 2))} dòng",
                "Đặt giãn dòng từ 1,0 đến 1,5.",
                measures["line_spacing"].mark,
                partial(mending.spacing, paragraph.node, line=measures["line_spacing"].use),
            )


def _indent(paragraph: Measured, measure: Measure) -> Iterator[Fault]:
    """1 cm or 1.27 cm; automatic lists indent their own way."""
    if paragraph.listed or paragraph.align == "center":
        return
    if not any(abs(paragraph.first_indent - one) <= 0.4 for one in (measure.low, measure.high)):
        yield fault(
            "INDENT",
            f"Nội dung: {paragraph.place}",
            "chữ đầu đoạn lùi vào 1 cm hoặc 1,27 cm",
            f"{short(round(paragraph.first_indent / 10, 2))} cm",
            "Đoạn văn › Thụt lề đặc biệt: Dòng đầu tiên 1,27 cm.",
            measure.mark,
            partial(mending.indent, paragraph.node, measure.use),
        )


def recipients(sight: Sight) -> Iterator[Fault]:
    rows = list(sight.all("recipient"))
    if not sight.first("recipients_label"):
        named = sight.first("kind")
        if sight.first("state_name") and (named is None or search_key(named.text) in NEED_RECIPIENTS):
            yield fault(
                "RECIPIENTS_MISSING",
                "Nơi nhận",
                "có, dưới cùng bên trái",
                "không thấy",
                "Thêm “Nơi nhận:” và danh sách, dòng cuối là “- Lưu: VT, …”.",
                Mark.TO_CONFIRM,
            )
        return
    if not rows:
        return
    last = clean(rows[-1].text)
    if not search_key(last).startswith(("luu", "- luu")):
        yield fault(
            "RECIPIENTS_LAST",
            rows[-1].place,
            "dòng cuối “- Lưu: VT, …”",
            last,
            "Thêm dòng cuối “- Lưu: VT, đơn vị soạn thảo”.",
            Mark.TO_CONFIRM,
        )
    for row in rows:
        wanted = "." if row is rows[-1] else ";"
        text = clean(row.text)
        if not text.endswith(wanted):
            right = f"{text.rstrip('.;, ')}{wanted}"
            yield fault(
                "RECIPIENTS_END",
                row.place,
                f"kết thúc bằng “{wanted}”",
                f"kết thúc bằng “{text[-1:]}”",
                "Mỗi nơi nhận kết thúc bằng “;”, dòng cuối kết thúc bằng “.”.",
                Mark.TO_CONFIRM,
                partial(mending.words, row.node, right),
            )


def signer(sight: Sight) -> Iterator[Fault]:
    named = sight.first("kind")
    needed = named is None or search_key(named.text) in NEED_RECIPIENTS
    if sight.first("state_name") and needed and not sight.first("signer_post"):
        yield fault(
            "SIGNER_MISSING",
            "Chữ ký",
            "quyền hạn, chức vụ và họ tên người ký ở bên phải",
            "không thấy",
            "Đặt quyền hạn, chức vụ, họ tên người ký cạnh “Nơi nhận”, bên phải.",
        )
