"""Organs, signers and days that the worked facts share. All made up and labelled so."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...tree import Authority, Organ, Signature
from ..issue import Issue

LABEL = "Dữ liệu minh họa"
YEAR = 2026
DAY = date(2026, 11, 20)
CAMPAIGN = "phong trào thi đua “Vì An ninh Tổ quốc”"
MOVEMENT = "phong trào Toàn dân bảo vệ an ninh Tổ quốc"
BUREAU = Organ("Bộ Công an", "Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc")
POLICE = Organ("Bộ Công an", "Công an tỉnh Phú Thọ")
OFFICE = Organ("Công an tỉnh Phú Thọ", "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc")
COMMUNE = Organ("", "Ủy ban nhân dân xã Hy Cương")
COMMUNE_POLICE = Organ("Công an tỉnh Phú Thọ", "Công an xã Hy Cương")
PROVINCE = Organ("", "Ủy ban nhân dân tỉnh Phú Thọ")
CLUSTER = Organ("Bộ Công an", "Cụm thi đua số 5")
COUNCIL = Organ("Ủy ban nhân dân xã Hy Cương", "Hội đồng Thi đua - Khen thưởng")
HEAD = Signature("Giám đốc", "Vũ Đình Hậu", rank="Thiếu tướng")
DEPUTY = Signature("Phó Giám đốc", "Đào Thị Nguyệt", (Authority.KT.of("Giám đốc"),), rank="Đại tá")
CHAIR = Signature("Chủ tịch", "Bùi Văn Giang")
CLUSTER_HEAD = Signature(
    "Cụm trưởng", "Hoàng Minh Đức", (Authority.TM.of("Cụm thi đua số 5"),), rank="Đại tá"
)
CLERK = Signature("Người lập", "Phạm Thị Dung", rank="Trung tá")


def issue(organ: Organ, place: str, *signatures: Signature, **more: Any) -> Issue:
    """Dated 20 November 2026 unless said otherwise."""
    given: dict[str, Any] = {"day": DAY, "data_label": LABEL} | more
    return Issue(organ, place, signatures, **given)
