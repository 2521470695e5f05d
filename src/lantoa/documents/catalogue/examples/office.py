"""Worked facts of papers between desks and of conferences."""

from __future__ import annotations

from datetime import date

from ...tree import Authority, Paper, Signature
from .. import conference, office
from ..conference import Item
from .common import CLUSTER, MOVEMENT, OFFICE, POLICE, YEAR, issue


def slip() -> Paper:
    return office.slip(
        office.Slip(
            issue(OFFICE, "Phú Thọ", Signature("Lãnh đạo phòng", "Nguyễn Thị Hồng Ánh", rank="Thượng tá"),
                  Signature("Người trình", "Phạm Thị Dung", rank="Trung tá"), day=date(2026, 11, 17)),
            f"Dự thảo Báo cáo tổng kết {MOVEMENT} năm {YEAR}",
            "Đồng chí Giám đốc Công an tỉnh",
            ("Báo cáo tổng hợp từ 148/148 xã, phường, số liệu đã được duyệt.",
             "Có 03 chỉ tiêu giảm so với cùng kỳ, dự thảo đã nêu nguyên nhân."),
            "Đề nghị đồng chí Giám đốc xem xét, ký ban hành",
            ("Dự thảo báo cáo và phụ lục", "Bảng tổng hợp số liệu"),
            (("Phòng Tham mưu", "Nhất trí; đề nghị bổ sung phương hướng quý I", "14/11/2026"),
             ("Phòng Công tác chính trị", "Nhất trí", "15/11/2026")),
        )
    )  # fmt: skip


def hand_over() -> Paper:
    return office.hand_over(
        office.HandOver(
            issue(OFFICE, "Phú Thọ", Signature("Bên giao", "Phạm Thị Dung", rank="Trung tá"),
                  Signature("Bên nhận", "Vương Đình Khoa", rank="Đại úy"), signs=("PV05",), day=date(2026, 9, 1),
                  recipients=("Lãnh đạo phòng", "Lưu: hồ sơ")),
            "Công việc theo dõi phong trào của đồng chí Phạm Thị Dung",
            date(2026, 9, 1),
            ("Đội 2", "Phạm Thị Dung"), ("Đội 2", "Vương Đình Khoa"), ("Chỉ huy Đội 2", "Ngô Thị Lan Hương"),
            (("Hồ sơ phong trào các xã, phường", "46", "Bản giấy và điện tử"), ("Sổ theo dõi mô hình", "02", "")),
            (("Thẩm định hồ sơ khen thưởng quý III", "15/9/2026"), ("Chuẩn bị sơ kết cụm", "30/9/2026")),
        )
    )  # fmt: skip


def cluster_hand_over() -> Paper:
    return office.hand_over(
        office.HandOver(
            issue(CLUSTER, "Việt Trì", Signature("Đại diện bên giao", "Hoàng Minh Đức", rank="Đại tá"),
                  Signature("Đại diện bên nhận", "Lù Thị Sửu", rank="Đại tá"), signs=("CTĐ5",), day=date(2026, 12, 18),
                  recipients=("Bộ Công an (qua V05)", "Các đơn vị thành viên", "Lưu: hồ sơ Cụm")),
            "Nhiệm vụ cụm trưởng Cụm thi đua số 5 từ năm 2027",
            date(2026, 12, 18),
            ("Công an tỉnh Phú Thọ", "Hoàng Minh Đức"), ("Công an tỉnh Lào Cai", "Lù Thị Sửu"),
            ("Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "Lê Hoài Nam"),
            (("Quy chế hoạt động của cụm", "01", ""), ("Bản giao ước thi đua và phụ lục chỉ tiêu", "01", ""),
             ("Bảng chấm điểm các năm", "03", "2024 - 2026"), ("Biên bản họp cụm, biên bản kiểm phiếu", "05", "")),
            (("Báo cáo tổng kết cụm năm 2026", "31/12/2026"),),
        )
    )  # fmt: skip


MEETING = conference.Conference(
    issue(
        POLICE,
        "Phú Thọ",
        Signature("Phó Giám đốc", "Đào Thị Nguyệt", (Authority.KT.of("Giám đốc"),), rank="Đại tá"),
        signs=("CAT",),
        number=31,
        day=date(2026, 12, 1),
        recipients=("Đại biểu dự hội nghị", "Lưu: VT, PV05"),
    ),
    f"Hội nghị tổng kết {MOVEMENT} năm {YEAR}",
    date(2026, 12, 10),
    "Hội trường Công an tỉnh Phú Thọ",
    "Đồng chí Giám đốc Công an tỉnh",
    (
        Item("8 giờ 00", 10, "Chào cờ, tuyên bố lý do, giới thiệu đại biểu", "Phòng PV05", (
            "Kính thưa các đồng chí đại biểu, kính mời các đồng chí đứng nghiêm, chào cờ.",
            "Được sự đồng ý của lãnh đạo Công an tỉnh, hôm nay chúng ta tổng kết một năm của phong trào ở cơ sở.")),
        Item("8 giờ 10", 20, "Báo cáo tổng kết", "Trưởng phòng PV05", (
            "Trân trọng kính mời đồng chí Trưởng phòng trình bày báo cáo tổng kết.",)),
        Item("8 giờ 30", 45, "Tham luận của các xã, phường", "03 đơn vị", (
            "Tiếp theo, kính mời đại diện xã Hy Cương chia sẻ cách làm của mình.",)),
        Item("9 giờ 15", 25, "Công bố quyết định, trao thưởng", "Phòng PX03", (
            "Xin mời các tập thể, cá nhân có tên sau đây lên nhận khen thưởng.",)),
        Item("9 giờ 40", 20, "Phát biểu chỉ đạo, bế mạc", "Đồng chí Giám đốc", (
            "Trân trọng kính mời đồng chí Giám đốc phát biểu chỉ đạo và bế mạc hội nghị.",)),
    ),
    "Đồng chí Chủ tịch Ủy ban nhân dân xã Hy Cương",
)  # fmt: skip


def conference_programme() -> Paper:
    return conference.programme(MEETING)


def mc_script() -> Paper:
    return conference.script(MEETING)


def invitation() -> Paper:
    return conference.invitation(MEETING)
