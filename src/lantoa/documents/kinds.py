"""Kinds of papers: the 29 of NĐ 30/2020 Điều 7 with the abbreviations of Phụ lục III, and the movement's own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """``abbreviation`` goes into the symbol; empty where papers of this kind carry none.

    ``official`` is False for papers that NĐ 30/2020 does not list (bản giao ước, phiếu, giấy khen).
    """

    code: str
    name: str
    abbreviation: str
    official: bool = True


OFFICIAL = tuple(
    Kind(code, name, abbreviation)
    for code, name, abbreviation in (
        ("resolution", "Nghị quyết", "NQ"),
        ("decision", "Quyết định", "QĐ"),
        ("directive", "Chỉ thị", "CT"),
        ("regulation", "Quy chế", "QC"),
        ("rules", "Quy định", "QyĐ"),
        ("communique", "Thông cáo", "TC"),
        ("notice", "Thông báo", "TB"),
        ("guidance", "Hướng dẫn", "HD"),
        ("programme", "Chương trình", "CTr"),
        ("plan", "Kế hoạch", "KH"),
        ("scheme", "Phương án", "PA"),
        ("project", "Đề án", "ĐA"),
        ("venture", "Dự án", "DA"),
        ("report", "Báo cáo", "BC"),
        ("minutes", "Biên bản", "BB"),
        ("submission", "Tờ trình", "TTr"),
        ("contract", "Hợp đồng", "HĐ"),
        ("letter", "Công văn", ""),
        ("telegram", "Công điện", "CĐ"),
        ("memorandum", "Bản ghi nhớ", "BGN"),
        ("agreement", "Bản thỏa thuận", "BTT"),
        ("proxy", "Giấy ủy quyền", "GUQ"),
        ("invitation", "Giấy mời", "GM"),
        ("introduction", "Giấy giới thiệu", "GGT"),
        ("leave", "Giấy nghỉ phép", "GNP"),
        ("dispatch_slip", "Phiếu gửi", "PG"),
        ("transfer_slip", "Phiếu chuyển", "PC"),
        ("notice_slip", "Phiếu báo", "PB"),
        ("official_letter", "Thư công", ""),
    )
)
OWN = (
    Kind("pledge", "Bản giao ước thi đua", "", official=False),
    Kind("registration", "Bản đăng ký thi đua", "", official=False),
    Kind("form", "Phiếu", "", official=False),
    Kind("list", "Danh sách", "", official=False),
    Kind("certificate", "Giấy khen", "", official=False),
)
KINDS = (*OFFICIAL, *OWN)
BY_CODE = {kind.code: kind for kind in KINDS}
BY_NAME = {kind.name.upper(): kind for kind in KINDS}
