"""Worked facts of the papers that start a movement."""

from __future__ import annotations

from datetime import date

from ...tree import Authority, Basis, Organ, Paper, Signature
from .. import movement
from ..issue import LAW
from .common import BUREAU, CAMPAIGN, CLUSTER, CLUSTER_HEAD, COMMUNE_POLICE, MOVEMENT, OFFICE, YEAR, issue

PLAN = Basis("Kế hoạch phát động thi đua năm 2026 của Công an tỉnh Phú Thọ")


def guidance_letter() -> Paper:
    return movement.guidance_letter(
        movement.Guidance(
            issue(
                OFFICE,
                "Phú Thọ",
                Signature("Phó Trưởng phòng", "Nguyễn Thị Hồng Ánh", (Authority.KT.of("Trưởng phòng"),),
                          rank="Thượng tá"),
                signs=("PV05",),
                number=86,
                day=date(2026, 2, 10),
                recipients=("Như trên", "Đồng chí Giám đốc (để báo cáo)", "Lưu: VT, PV05"),
            ),
            subject=f"hướng dẫn đăng ký thi đua thực hiện {MOVEMENT} năm 2026",
            purpose="Để việc đăng ký thi đua thống nhất, đúng quy định, Phòng hướng dẫn một số nội dung như sau:",
            parts=(
                ("Nội dung đăng ký", (
                    "Danh hiệu tập thể đăng ký phấn đấu; cá nhân "
                    "đăng ký danh hiệu Chiến sĩ tiên tiến, Chiến sĩ thi đua.",
                    "Ít nhất 01 mô hình tự quản về an ninh, trật tự xây dựng mới hoặc nhân rộng.",
                )),
                ("Cách đăng ký", (
                    "Đơn vị tự đăng ký trên phần mềm; không giao chỉ tiêu danh hiệu cho đơn vị.",
                    "Bản đăng ký do thủ trưởng đơn vị ký, gửi kèm danh sách cá nhân.",
                )),
            ),
            addressees=("Công an các xã, phường", "Các phòng thuộc Công an tỉnh"),
            due=date(2026, 2, 28),
            contact="đồng chí Phạm Thị Dung, Đội 2",
        )
    )  # fmt: skip


def guidance() -> Paper:
    return movement.guidance(
        movement.Guidance(
            issue(
                BUREAU,
                "Hà Nội",
                Signature("Phó Cục trưởng", "Lê Hoài Nam", (Authority.KT.of("Cục trưởng"),), rank="Đại tá"),
                signs=("V05",),
                number=4,
                day=date(2026, 3, 12),
                recipients=("Công an các tỉnh, thành phố", "Các đơn vị thuộc cơ quan Bộ", "Lưu: VT, P2"),
            ),
            subject="Chấm điểm, bình xét thi đua của các cụm năm 2026",
            purpose="Cục hướng dẫn việc chấm điểm, bình xét thi đua của các cụm như sau:",
            parts=(
                ("Chấm điểm", (
                    "Đơn vị tự chấm trước ngày 31 tháng 10; cụm thẩm định chéo trước ngày 10 tháng 11.",
                    "Điểm thay đổi so với tự chấm phải ghi lý do và minh chứng.",
                )),
                ("Bình xét, suy tôn", (
                    "Cụm họp, bỏ phiếu kín suy tôn đơn vị dẫn đầu; tối đa 02 lần bỏ phiếu cho một danh hiệu.",
                    "Biên bản họp, biên bản kiểm phiếu gửi về Cục trong 05 ngày làm việc sau khi họp.",
                )),
            ),
            contact="Phòng 2",
        )
    )  # fmt: skip


def registration() -> Paper:
    return movement.registration(
        movement.Registration(
            issue(
                COMMUNE_POLICE,
                "Hy Cương",
                Signature("Trưởng Công an xã", "Trịnh Quốc Bảo", rank="Trung tá"),
                day=date(2026, 2, 25),
                recipients=("Phòng PV05 (để tổng hợp)", "Lưu: hồ sơ thi đua"),
            ),
            unit="Công an xã Hy Cương",
            year=YEAR,
            campaign=CAMPAIGN,
            collective=(("Đơn vị tiên tiến", "Luật Thi đua, khen thưởng"),
                        ("Đơn vị quyết thắng", "Luật Thi đua, khen thưởng")),
            people=(
                ("Trịnh Quốc Bảo", "Trưởng Công an xã", "Chiến sĩ thi đua cơ sở"),
                ("Lê Thị Ngọc Diễm", "Cán bộ", "Chiến sĩ tiên tiến"),
                ("Vương Đình Khoa", "Cán bộ", "Chiến sĩ tiên tiến"),
            ),
        )
    )  # fmt: skip


def cluster_rules() -> Paper:
    return movement.cluster_rules(
        movement.ClusterRules(
            issue(
                CLUSTER,
                "Việt Trì",
                CLUSTER_HEAD,
                signs=("CTĐ5",),
                number=1,
                day=date(2026, 2, 3),
                recipients=("Bộ Công an (qua V05)", "Các đơn vị thành viên", "Lưu: hồ sơ Cụm"),
            ),
            cluster="Cụm thi đua số 5",
            bases=(LAW, PLAN),
            chapters=(
                ("Quy định chung", (
                    ("Phạm vi điều chỉnh", ("Quy chế này quy định về tổ chức và hoạt động của Cụm thi đua số 5.",)),
                    ("Nguyên tắc hoạt động", (
                        "Tự nguyện, công khai, dân chủ, đoàn kết.",
                        "Điểm và thứ hạng dựa trên số liệu có minh chứng; mỗi thay đổi có lý do.",
                    )),
                )),
                ("Cụm trưởng, cụm phó", (
                    ("Cụm trưởng", (
                        "Chủ trì các hội nghị của cụm, tổ chức ký giao ước, chấm điểm, bình xét.",
                        "Giữ hồ sơ của cụm và bàn giao đầy đủ cho cụm trưởng kỳ sau.",
                    )),
                    ("Cụm phó", ("Giúp cụm trưởng; thay cụm trưởng khi được ủy nhiệm.",)),
                    ("Luân phiên", ("Cụm trưởng, cụm phó do hội nghị tổng kết bầu cho năm sau.",)),
                )),
                ("Điều khoản thi hành", (
                    ("Hiệu lực", ("Quy chế có hiệu lực từ ngày ký; sửa đổi khi "
                                  "quá nửa số đơn vị thành viên đề nghị.",)),
                )),
            ),
        )
    )  # fmt: skip


def cooperation() -> Paper:
    return movement.cooperation(
        movement.Cooperation(
            issue(
                Organ("", "Công an tỉnh - Ủy ban MTTQ Việt Nam tỉnh Phú Thọ"),
                "Phú Thọ",
                Signature("Chủ tịch", "Hà Thị Kim Oanh", (Authority.TM.of("Ban Thường trực"),)),
                Signature("Giám đốc", "Vũ Đình Hậu", (Authority.TM.of("Công an tỉnh"),), rank="Thiếu tướng"),
                signs=("CAT", "MTTQ"),
                number=2,
                day=date(2026, 1, 15),
                recipients=("Tỉnh ủy, Ủy ban nhân dân tỉnh", "Công an, Ủy ban MTTQ các xã, phường",
                            "Lưu: mỗi bên 01 bản"),
            ),
            subject=f"Xây dựng {MOVEMENT} giai đoạn 2026 - 2030",
            bases=(Basis("nhiệm vụ của mỗi bên và yêu cầu bảo đảm an ninh, trật tự ở cơ sở"),),
            aims=(
                "Phát huy vai trò của Mặt trận và nhân dân trong phòng ngừa, hòa giải từ cơ sở.",
                "Phối hợp thiết thực, rõ việc, rõ người, rõ thời hạn.",
            ),
            contents=(
                "Tuyên truyền pháp luật, kỹ năng phòng ngừa lừa đảo, cháy nổ, tai nạn giao thông.",
                "Xây dựng, nhân rộng mô hình tự quản; tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc.",
                "Phát hiện, đề nghị khen thưởng tập thể, cá nhân tiêu biểu.",
            ),
            duties=(
                ("Công an tỉnh", ("chủ trì tham mưu kế hoạch hằng năm", "tập huấn nghiệp vụ vận động quần chúng")),
                ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", (
                    "vận động các tổ chức thành viên, người tiêu biểu trong cộng đồng tham gia",
                    "giám sát việc thực hiện ở khu dân cư",
                )),
            ),
            years="từ năm 2026 đến hết năm 2030",
            meeting="sáu tháng một lần, hai bên luân phiên chủ trì",
        )
    )  # fmt: skip
