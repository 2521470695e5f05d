"""The columns of both registers. NĐ 30/2020 has forms of them whose text was only read at second hand: to confirm."""

from __future__ import annotations

from lantoa.kernel.decisions import Mark

MARK = Mark.TO_CONFIRM
CLAUSE = "NĐ 30/2020, Phụ lục IV (mẫu sổ) và Phụ lục VI (trường thông tin)"
OUTGOING = (
    ("reference", "Số, ký hiệu văn bản"),
    ("issued_on", "Ngày văn bản"),
    ("summary", "Tên loại và trích yếu nội dung"),
    ("signer", "Người ký"),
    ("recipients", "Nơi nhận văn bản"),
    ("keeper", "Đơn vị, người nhận bản lưu"),
    ("copies", "Số lượng bản"),
    ("note", "Ghi chú"),
)
INCOMING = (
    ("arrived_on", "Ngày đến"),
    ("arrival", "Số đến"),
    ("sender", "Tác giả"),
    ("reference", "Số, ký hiệu văn bản"),
    ("issued_on", "Ngày văn bản"),
    ("summary", "Tên loại và trích yếu nội dung"),
    ("to", "Đơn vị hoặc người nhận"),
    ("forwarded_on", "Ngày chuyển"),
    ("due", "Hạn trả lời"),
    ("note", "Ghi chú"),
)
"""(key of the row, heading of the column)."""
