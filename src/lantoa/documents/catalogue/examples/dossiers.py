"""Worked facts of proposals."""

from __future__ import annotations

from datetime import date

from ...tree import Authority, Organ, Paper, Signature
from .. import dossiers
from ..dossiers import Achievement, Occasion, Proposed
from .common import CAMPAIGN, COMMUNE, COMMUNE_POLICE, MOVEMENT, POLICE, YEAR, issue

CONFIRM = Signature("Trưởng Công an xã", "Trịnh Quốc Bảo", (), rank="Trung tá")
RECIPIENTS = ("Hội đồng Thi đua - Khen thưởng", "Lưu: hồ sơ khen thưởng")


def summary_list() -> Paper:
    return dossiers.summary_list(
        dossiers.SummaryList(
            issue(COMMUNE_POLICE, "Hy Cương", CONFIRM, recipients=RECIPIENTS),
            f"Đề nghị khen thưởng trong {MOVEMENT} năm {YEAR}",
            (
                Proposed("Tập thể khu dân cư số 3", "", "", "xã Hy Cương", "Giấy khen",
                         "Ba năm liền đạt tiêu chuẩn an toàn về an ninh, trật tự; 100 % hộ ký cam kết.", ""),
                Proposed("Nguyễn Hữu Đề", "1968", "Tổ trưởng Tổ bảo vệ an ninh, trật tự khu 5", "xã Hy Cương",
                         "Giấy khen",
                         "Vận động 12 hộ lắp camera an ninh; hòa giải thành 07 vụ mâu thuẫn.", "Giấy khen năm 2024"),
                Proposed("Lò Thị Mười", "1985", "Trưởng ban công tác Mặt trận khu 2", "xã Hy Cương", "Bằng khen",
                         "Tổ chức 24 buổi tuyên truyền với 1.150 lượt người nghe; cảm hóa 03 người lầm lỗi.",
                         "Giấy khen các năm 2023, 2025"),
            ),
            collectives=1,
            people=2,
        )
    )  # fmt: skip


def achievement_collective() -> Paper:
    return dossiers.achievement_report(
        Achievement(
            issue(COMMUNE_POLICE, "Hy Cương",
                  Signature("Phó Giám đốc", "Đào Thị Nguyệt", (Authority.TM.of("Cấp trên trực tiếp"),), rank="Đại tá"),
                  CONFIRM, signs=("CAX",), number=41),
            "danh hiệu “Đơn vị quyết thắng”", f"năm {YEAR}", "Công an xã Hy Cương", True, Occasion.YEAR,
            about=(
                ("Tên tập thể", "Công an xã Hy Cương"),
                ("Tổ chức, biên chế", "18 cán bộ, chiến sĩ; 01 chi bộ"),
                ("Chức năng, nhiệm vụ", "bảo đảm an ninh, trật tự và xây dựng phong trào ở xã"),
            ),
            work=(
                "Tham mưu Đảng ủy, Ủy ban nhân dân xã ban hành đủ kế hoạch, chương trình về phong trào.",
                "Xây dựng mới 04 mô hình, duy trì có hiệu quả 09 mô hình tự quản.",
                "Không có cán bộ vi phạm kỷ luật; nội bộ đoàn kết.",
            ),
            figures=(
                ("Mô hình tự quản xây dựng mới", "3", "4", "133,3 %"),
                ("Buổi tuyên truyền", "60", "72", "120 %"),
                ("Tỷ lệ hòa giải thành", "85 %", "91,2 %", "107,3 %"),
            ),
            honours=(("2024", "Đơn vị tiên tiến", "Quyết định của Giám đốc Công an tỉnh"),
                     ("2025", "Đơn vị quyết thắng", "Quyết định của Bộ trưởng Bộ Công an")),
        )
    )  # fmt: skip


def achievement_person() -> Paper:
    return dossiers.achievement_report(
        Achievement(
            issue(COMMUNE_POLICE, "Hy Cương", Signature("Thủ trưởng đơn vị", "Trịnh Quốc Bảo", rank="Trung tá"),
                  Signature("Người báo cáo", "Lê Thị Ngọc Diễm", rank="Đại úy"), recipients=RECIPIENTS),
            "danh hiệu “Chiến sĩ thi đua cơ sở”", f"năm {YEAR}", "Lê Thị Ngọc Diễm", False, Occasion.YEAR,
            about=(
                ("Họ và tên", "Lê Thị Ngọc Diễm"),
                ("Năm sinh", "1992"),
                ("Cấp bậc, chức vụ", "Đại úy, cán bộ"),
                ("Đơn vị", "Công an xã Hy Cương"),
            ),
            work=(
                "Phụ trách địa bàn khu 2, khu 4; hoàn thành xuất sắc nhiệm vụ được giao.",
                "Sáng kiến “Sổ tay điện tử của tổ tự quản” được công nhận, áp dụng trong toàn xã.",
            ),
            honours=(("2025", "Chiến sĩ tiên tiến", "Quyết định của Giám đốc Công an tỉnh"),),
        )
    )  # fmt: skip


def achievement_sudden() -> Paper:
    return dossiers.achievement_report(
        Achievement(
            issue(COMMUNE, "Hy Cương", Signature("Người báo cáo", "Hà Quang Vinh"), day=date(2026, 7, 9),
                  signs=(), recipients=("Như trên", "Lưu: hồ sơ khen thưởng")),
            "Giấy khen", "về thành tích đột xuất", "Hà Quang Vinh", False, Occasion.SUDDEN,
            about=(("Họ và tên", "Hà Quang Vinh"), ("Năm sinh", "1990"), ("Nơi ở", "khu 7, xã Hy Cương")),
            work=("Cứu được 02 cháu nhỏ, đưa đến cơ sở y tế kịp thời.",
                  "Hướng dẫn người dân di dời 05 hộ đến nơi an toàn."),
            event="Ngày 06 tháng 7 năm 2026, mưa lũ gây ngập sâu khu 7; "
                  "ông Vinh dùng thuyền của gia đình tham gia cứu hộ",
        )
    )  # fmt: skip


def achievement_theme() -> Paper:
    return dossiers.achievement_report(
        Achievement(
            issue(COMMUNE, "Hy Cương", Signature("Chủ tịch", "Bùi Văn Giang", (Authority.TM.of("Ủy ban nhân dân"),)),
                  signs=("UBND",), number=57, recipients=RECIPIENTS),
            "Bằng khen", f"trong đợt thi đua theo chuyên đề {MOVEMENT} năm {YEAR}", "Xã Hy Cương", True, Occasion.THEME,
            about=(("Tên tập thể", "Nhân dân và cán bộ xã Hy Cương"), ("Quy mô", "11 khu dân cư, 3.420 hộ")),
            work=(
                "Tổ chức Ngày hội ở 11/11 khu dân cư với 4.800 lượt người dự.",
                "Nhân rộng mô hình “Khu dân cư không có tệ nạn” ở 06 khu.",
            ),
            figures=(("Khu dân cư tổ chức Ngày hội", "11", "11", "100 %"),),
            honours=(("2025", "Giấy khen", "Quyết định của Giám đốc Công an tỉnh"),),
        )
    )  # fmt: skip


def violation_check() -> Paper:
    return dossiers.violation_check(
        dossiers.ViolationCheck(
            issue(Organ("Ủy ban nhân dân tỉnh Phú Thọ", "Sở Nội vụ"), "Phú Thọ",
                  Signature("Phó Giám đốc", "Tạ Thị Minh Châu", (Authority.KT.of("Giám đốc"),)),
                  signs=("SNV", "TĐKT"), number=902, day=date(2026, 11, 3), recipients=("Như trên", "Lưu: VT, TĐKT")),
            ("Công an tỉnh", "Thanh tra tỉnh", "Thuế tỉnh"),
            f"tặng Bằng khen trong {CAMPAIGN} năm {YEAR}",
            (("Lò Thị Mười", "Trưởng ban công tác Mặt trận khu 2, xã Hy Cương"),
             ("Hợp tác xã Dịch vụ Hy Cương", "xã Hy Cương")),
            ("chấp hành pháp luật của tập thể, cá nhân trong thời gian xét khen thưởng",
             "đơn thư khiếu nại, tố cáo đang xem xét, nếu có", "nghĩa vụ thuế đối với doanh nghiệp, hợp tác xã"),
            date(2026, 11, 13),
        )
    )  # fmt: skip


def violation_reply() -> Paper:
    return dossiers.violation_reply(
        dossiers.ViolationReply(
            issue(POLICE, "Phú Thọ", Signature("Trưởng phòng", "Nguyễn Văn Thưởng", (Authority.TL.of("Giám đốc"),),
                  rank="Thượng tá"), signs=("CAT", "PX03"), number=1120, day=date(2026, 11, 11),
                  recipients=("Như trên", "Lưu: VT, PX03")),
            "Sở Nội vụ", "Công văn số 902/SNV-TĐKT ngày 03 tháng 11 năm 2026", 12,
            (("Hợp tác xã Dịch vụ Hy Cương", "Bị xử phạt vi phạm hành chính về phòng cháy, chữa cháy",
              "đến 20/5/2027"),),
        )
    )  # fmt: skip
