"""Worked facts of votes and their minutes."""

from __future__ import annotations

from datetime import date

from ... import build
from ...build import clauses, heading, p, table
from ...numbering import symbol
from ...tree import Column, Paper, Signature
from .. import voting
from ..issue import TT
from .common import CLUSTER, COUNCIL, LABEL, YEAR, issue


def ballot_paper() -> Paper:
    return voting.ballot_paper(
        voting.BallotPaper(
            issue(CLUSTER, "Việt Trì", day=date(2026, 11, 12)),
            subject="Suy tôn đơn vị đề nghị tặng Cờ thi đua của Bộ Công an năm 2026",
            candidates=(
                ("Công an tỉnh Phú Thọ", "Hạng 1"),
                ("Công an tỉnh Lào Cai", "Hạng 2"),
                ("Công an tỉnh Tuyên Quang", "Hạng 3"),
            ),
            choose=1,
        )
    )


def count_minutes() -> Paper:
    return build.minutes(
        organ=CLUSTER,
        symbol=symbol("minutes", "CTĐ5"),
        number=4,
        place="Việt Trì",
        day=date(2026, 11, 12),
        title="Biên bản kiểm phiếu",
        summary="Suy tôn đơn vị đề nghị tặng Cờ thi đua của Bộ Công an, lần 1",
        body=(
            p("Ngày bỏ phiếu: ngày 12 tháng 11 năm 2026. Hình thức: bỏ phiếu kín."),
            clauses(
                "Số đơn vị có quyền bỏ phiếu: 06.", "Số phiếu thu về: 06; phiếu hợp lệ: 06; phiếu trắng: 0."
            ),
            table(
                (TT, "Đơn vị", Column("Số phiếu", 26, "center")),
                (
                    ("1", "Công an tỉnh Phú Thọ", "5/6"),
                    ("2", "Công an tỉnh Lào Cai", "1/6"),
                    ("3", "Công an tỉnh Tuyên Quang", "0/6"),
                ),
            ),
            p("Kết luận: suy tôn Công an tỉnh Phú Thọ./."),
        ),
        secretary=Signature("Thư ký kiểm phiếu", "Phạm Thị Dung", rank="Trung tá"),
        chair=Signature("Tổ trưởng tổ kiểm phiếu", "Nông Thế Ưng", rank="Đại tá"),
        recipients=("Lưu: hồ sơ Cụm",),
        data_label=LABEL,
    )


def council_minutes() -> Paper:
    return build.minutes(
        organ=COUNCIL,
        symbol=symbol("minutes", "HĐTĐKT"),
        number=2,
        place="Hy Cương",
        day=date(2026, 11, 18),
        summary=f"Họp xét khen thưởng năm {YEAR}",
        body=(
            p("Thời gian: ngày 18 tháng 11 năm 2026. Địa điểm: phòng họp Ủy ban nhân dân xã."),
            p("Thành phần: Hội đồng có 09 thành viên; có mặt 08, cho ý kiến bằng văn bản 01."),
            heading("I", "Nội dung"),
            p("Hội đồng nghe báo cáo thẩm định từng hồ sơ, thảo luận và bỏ phiếu kín. Tỷ lệ phiếu tính trên tổng số "
              "thành viên Hội đồng."),
            heading("II", "Kết quả kiểm phiếu"),
            table(
                (TT, "Trường hợp đề nghị", Column("Đồng ý", 20, "center"), Column("Cần có", 20, "center"), "Kết luận"),
                (
                    ("1", "Ông Nguyễn Hữu Đề: Giấy khen năm 2026", "9/9", "5", "Đủ phiếu"),
                    ("2", "Bà Lò Thị Mười: Chiến sĩ thi đua cơ sở năm 2026", "7/9", "8", "Không đủ phiếu"),
                ),
            ),
            p("Ý kiến bằng văn bản của thành viên vắng mặt: Trần Văn Hải: đồng ý."),
            p("Biên bản được các thành viên dự họp nhất trí thông qua./."),
        ),
        secretary=Signature("Thư ký", "Đỗ Thị Thanh Xuân"),
        chair=Signature("Chủ trì", "Bùi Văn Giang"),
        recipients=("Thành viên Hội đồng", "Lưu: hồ sơ khen thưởng"),
        data_label=LABEL,
    )  # fmt: skip


def opinion_slip() -> Paper:
    return voting.opinion_slip(
        voting.OpinionSlip(
            issue(
                COUNCIL,
                "Hy Cương",
                Signature("Thành viên Hội đồng", "Trần Văn Hải"),
                day=date(2026, 11, 16),
            ),
            subject=f"Xét khen thưởng năm {YEAR}",
            member="Trần Văn Hải",
            post="Chủ tịch Hội Cựu chiến binh xã",
            cases=(
                ("Ông Nguyễn Hữu Đề, Tổ trưởng Tổ bảo vệ an ninh, trật tự khu 5", "Giấy khen",
                 "Vận động 12 hộ tham gia mô hình camera an ninh."),
                ("Tập thể khu dân cư số 3", "Giấy khen", "Ba năm liền đạt tiêu chuẩn an toàn về an ninh, trật tự."),
            ),
            sent_along=("Báo cáo thành tích của từng trường hợp", "Báo cáo thẩm định"),
            due=date(2026, 11, 17),
            back_to="Thường trực Hội đồng",
        )
    )  # fmt: skip
