"""Worked facts of scoring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from ...tree import Paper, Signature
from .. import scoring
from ..scoring import Criterion
from .common import CLUSTER, CLUSTER_HEAD, POLICE, YEAR, issue

ROWS = (
    Criterion("I", "Tham mưu, chỉ đạo", D(30), group=True, scores=(D("28.5"), D("28"), D("28"))),
    Criterion("I.1", "Ban hành kế hoạch và hướng dẫn đúng thời hạn", D(10), "Đạt, không đạt",
              scores=(D(10), D(10), D(10))),
    Criterion("I.2", "Kiểm tra, hướng dẫn cơ sở", D(20), "Chấm thẳng", scores=(D("18.5"), D(18), D(18)),
              reason="Thiếu 01 biên bản kiểm tra"),
    Criterion("II", "Kết quả phong trào", D(60), group=True, scores=(D(55), D("54.25"), D("54.25"))),
    Criterion("II.1", "Mô hình tự quản xây dựng mới", D(25), "Định lượng", scores=(D(23), D(23), D(23))),
    Criterion("II.2", "Tỷ lệ khu dân cư đạt tiêu chuẩn an toàn về an ninh, trật tự", D(35), "Định lượng",
              scores=(D(32), D("31.25"), D("31.25")), reason="Tính lại theo số khu dân cư sau sắp xếp"),
    Criterion("II.3", "Nhiệm vụ ở địa bàn biên giới", D(0), "Định lượng", scores=("KP", "KP", "KP")),
    Criterion("III", "Điểm cộng, điểm trừ", D(10), "Cộng, trừ", scores=(D(3), D(3), D(3))),
)  # fmt: skip
RULES = ("tổng điểm theo tỷ lệ trên điểm được giao", "số vụ vi phạm ít hơn", "tỷ lệ cán bộ nữ cao hơn")


def criteria_table() -> Paper:
    return scoring.criteria_table(
        scoring.CriteriaTable(
            issue(CLUSTER, "Việt Trì", CLUSTER_HEAD, day=date(2026, 3, 3),
                  recipients=("Các đơn vị thành viên", "Lưu: hồ sơ Cụm")),
            cluster="Cụm thi đua số 5",
            year=YEAR,
            basis="Quy chế hoạt động của Cụm thi đua số 5",
            criteria=ROWS,
            formula="so với mức thực hiện của cả cụm; đạt đúng chỉ tiêu được nửa số điểm",
            rules=RULES,
            total=D(100),
        )
    )  # fmt: skip


def self_score() -> Paper:
    return scoring.score_sheet(
        scoring.ScoreSheet(
            issue(POLICE, "Phú Thọ", Signature("Giám đốc", "Vũ Đình Hậu", rank="Thiếu tướng"), day=date(2026, 10, 30),
                  recipients=("Cụm trưởng Cụm thi đua số 5", "Lưu: VT, PV05")),
            unit="Công an tỉnh Phú Thọ",
            cluster="Cụm thi đua số 5",
            year=YEAR,
            criteria=ROWS,
            totals=(D("86.5"), D("85.25"), D("85.25")),
            percents=(D("86.5"), D("85.25"), D("85.25")),
            explanation="Đơn vị bổ sung biên bản kiểm tra tháng 9 vào hồ sơ minh chứng.",
        )
    )  # fmt: skip


def cross_check() -> Paper:
    return scoring.cross_check_minutes(
        scoring.CrossCheck(
            issue(CLUSTER, "Tuyên Quang",
                  Signature("Đại diện đơn vị được kiểm tra", "Ma Văn Nghị", rank="Đại tá"),
                  Signature("Trưởng đoàn kiểm tra", "Đào Thị Nguyệt", rank="Đại tá"),
                  signs=("CTĐ5",), day=date(2026, 11, 5), recipients=("Cụm trưởng", "Lưu: hồ sơ Cụm")),
            checked="Công an tỉnh Tuyên Quang",
            checker="Công an tỉnh Phú Thọ",
            held=date(2026, 11, 5),
            year=YEAR,
            present=(
                "Đoàn kiểm tra: đồng chí Đào Thị Nguyệt và 03 cán bộ.",
                "Đơn vị được kiểm tra: đồng chí Ma Văn Nghị và các đội nghiệp vụ.",
            ),
            found=(
                ("Kiểm tra, hướng dẫn cơ sở", D(20), D("18.5"), "Hai xã chưa được kiểm tra"),
                ("Mô hình tự quản xây dựng mới", D(22), D(22), ""),
                ("Tỷ lệ khu dân cư đạt tiêu chuẩn", D(31), D("31.5"), "Bổ sung 01 quyết định công nhận"),
            ),
            strengths=("hồ sơ minh chứng sắp xếp khoa học", "số liệu khớp với báo cáo"),
            weaknesses=("việc kiểm tra cơ sở chưa đều giữa các địa bàn",),
            opinion="nhất trí với kết quả kiểm tra",
        )
    )  # fmt: skip


def ranking_table() -> Paper:
    names = ("Phú Thọ", "Lào Cai", "Tuyên Quang", "Thái Nguyên", "Lạng Sơn", "Cao Bằng")
    lines = tuple(
        scoring.RankLine(
            f"Công an tỉnh {name}",
            (D(28) - at, D("54.25") - at, D(3)),
            D("85.25") - 2 * at,
            D("85.25") - 2 * at,
            at + 1 if name != "Cao Bằng" else None,
            "Hơn đơn vị liền sau về tỷ lệ điểm"
            if name != "Cao Bằng"
            else "Chưa thẩm định xong hồ sơ vi phạm",
        )
        for at, name in enumerate(names)
    )
    return scoring.ranking_table(
        scoring.RankingTable(
            issue(CLUSTER, "Việt Trì", CLUSTER_HEAD, day=date(2026, 11, 12),
                  recipients=("Bộ Công an (qua V05)", "Các đơn vị thành viên", "Lưu: hồ sơ Cụm")),
            "Cụm thi đua số 5", YEAR, ("Tham mưu, chỉ đạo", "Kết quả phong trào", "Điểm cộng, trừ"), lines, RULES,
        )
    )  # fmt: skip
