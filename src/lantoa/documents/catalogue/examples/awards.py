"""Worked facts of what follows a decision."""

from __future__ import annotations

from datetime import date

from ...tree import Basis, Organ, Paper, Signature
from .. import awards
from ..awards import BookLine, Prize, PrizeList
from ..issue import DECREE, LAW
from .common import CHAIR, COMMUNE, OFFICE, PROVINCE, YEAR, issue

DECISION = "Quyết định số 05/QĐ-UBND ngày 20 tháng 11 năm 2026"
RECIPIENTS = ("Như Điều 4", "Ban Chỉ đạo phong trào xã", "Lưu: VT")


def cancelling_decision() -> Paper:
    return awards.cancelling(
        awards.Cancelling(
            issue(
                COMMUNE,
                "Hy Cương",
                CHAIR,
                signs=("UBND",),
                number=12,
                day=date(2026, 12, 15),
                recipients=RECIPIENTS,
            ),
            "Chủ tịch Ủy ban nhân dân xã Hy Cương",
            (LAW, DECREE, Basis("Hội đồng Thi đua - Khen thưởng xã", lead="Theo đề nghị của")),
            DECISION,
            (
                ("Ông Phan Văn Lực", "Giấy khen", 759_000),
                ("Hộ gia đình bà Triệu Thị Sen", "Giấy khen", 759_000),
            ),
            "kê khai không đúng sự thật về thành tích trong báo cáo thành tích",
            until=date(2026, 12, 31),
        )
    )


def honours_book() -> Paper:
    names = ("Tập thể khu dân cư số 3", "Nguyễn Hữu Đề", "Lò Thị Mười", "Hà Quang Vinh")
    return awards.honours_book(
        awards.HonoursBook(
            issue(COMMUNE, "Hy Cương", CHAIR, day=date(2026, 12, 20), recipients=("Lưu: sổ vàng",)),
            "Chủ tịch Ủy ban nhân dân xã Hy Cương",
            YEAR,
            tuple(
                BookLine(
                    f"{at:02d}", name, "xã Hy Cương", "Giấy khen", YEAR, "05/QĐ-UBND", date(2026, 11, 20)
                )
                for at, name in enumerate(names, start=1)
            ),
        )
    )


PRIZES = PrizeList(
    issue(
        COMMUNE,
        "Hy Cương",
        Signature("Người lập", "Đỗ Thị Thanh Xuân"),
        CHAIR,
        recipients=("Kế toán", "Lưu: VT"),
    ),
    DECISION,
    "2.530.000 đồng (mức đang áp dụng, chờ xác nhận)",
    (
        Prize("Tập thể khu dân cư số 3", "xã Hy Cương", "Giấy khen", "0,6", 1_520_000, "Trưởng khu dân cư"),
        Prize("Ông Nguyễn Hữu Đề", "khu 5, xã Hy Cương", "Giấy khen", "0,3", 760_000),
        Prize("Bà Lò Thị Mười", "khu 2, xã Hy Cương", "Giấy khen", "0,3", 760_000),
    ),
)


def prize_list() -> Paper:
    return awards.prize_list(PRIZES)


def receipt_list() -> Paper:
    return awards.receipt_list(PRIZES)


def praise_letter() -> Paper:
    return awards.praise_letter(
        awards.Praise(
            issue(PROVINCE, "Phú Thọ", Signature("Chủ tịch", "Trần Thị Bình"), day=date(2026, 7, 8)),
            "ông Hà Quang Vinh, khu 7, xã Hy Cương",
            "Ngày 06 tháng 7 năm 2026, giữa dòng nước lũ, ông đã dùng thuyền của gia đình cứu được 02 cháu nhỏ và "
            "giúp 05 hộ dân đến nơi an toàn.",
            (
                "Việc làm dũng cảm, kịp thời của ông thể hiện tinh thần tương thân, tương ái, là tấm gương về "
                "trách nhiệm của người dân với cộng đồng.",
                "Thay mặt lãnh đạo tỉnh, tôi biểu dương và trân trọng cảm ơn ông cùng gia đình.",
            ),
            "Chúc ông và gia đình mạnh khỏe, tiếp tục cùng nhân dân xã Hy Cương xây dựng quê hương bình yên./.",
        )
    )


def reissue_letter() -> Paper:
    return awards.reissue_letter(
        awards.Reissue(
            issue(OFFICE, "Phú Thọ", Signature("Trưởng phòng", "Nguyễn Văn Thưởng", rank="Thượng tá"), signs=("PV05",),
                  number=233, day=date(2026, 5, 20), recipients=("Như trên", "Lưu: VT, PV05")),
            "Phòng Công tác chính trị, Công an tỉnh",
            (("Trịnh Quốc Bảo", "Giấy khen", "Quyết định năm 2019 của Giám đốc Công an tỉnh", "Hư hỏng do ngập nước"),
             ("Công an xã Hy Cương", "Bằng khen", "Quyết định năm 2021 của Ủy ban nhân dân tỉnh",
              "Thất lạc khi sáp nhập")),
        )
    )  # fmt: skip


def reissue_request() -> Paper:
    return awards.reissue_request(
        awards.ReissueRequest(
            issue(Organ("", "Ủy ban nhân dân xã Hy Cương"), "Hy Cương", Signature("Người đề nghị", "Nguyễn Hữu Đề"),
                  Signature("Xác nhận của Ủy ban nhân dân xã", "Bùi Văn Giang"), day=date(2026, 5, 11)),
            "Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ",
            "Nguyễn Hữu Đề",
            "khu 5, xã Hy Cương, tỉnh Phú Thọ",
            "Bằng khen",
            "Quyết định của Chủ tịch Ủy ban nhân dân tỉnh",
            date(2018, 8, 15),
            "bằng bị mối mọt, không còn đọc được",
        )
    )  # fmt: skip
