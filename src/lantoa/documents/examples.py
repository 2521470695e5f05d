"""One worked paper of each kind, on made-up facts: for ``lantoa paper example``, tests and pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from . import build
from .build import article, clauses, dashes, heading, p, points, table
from .numbering import party_symbol, symbol
from .tree import Annex, Authority, Basis, Column, Organ, Paper, Run, Signature, Signed

LABEL = "Dữ liệu minh họa"
DAY = date(2026, 11, 21)
PROVINCE = Organ("", "Ủy ban nhân dân tỉnh Phú Thọ")
BUREAU = Organ("Bộ Công an", "Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc")
POLICE = Organ("Bộ Công an", "Công an tỉnh Phú Thọ")
LAW = Basis("Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", instrument="luat-06-2022-qh15")
LOCAL_LAW = Basis("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025")
CAMPAIGN = "phong trào thi đua “Vì An ninh Tổ quốc”"


def decision() -> Paper:
    """Quyết định khen thưởng, with its list as an annex."""
    rows = (
        ("1", "Nhân dân và cán bộ phường Thanh Miếu", "Tập thể", "600.000"),
        ("2", "Ban bảo vệ dân phố khu Hòa Phong, phường Việt Trì", "Tập thể", "600.000"),
        ("3", "Ông Nguyễn Hữu Đề, Tổ trưởng Tổ bảo vệ an ninh, trật tự khu 5", "Cá nhân", "300.000"),
    )
    columns = (
        Column("TT", 12, "center"),
        Column("Tập thể, cá nhân"),
        Column("Đối tượng", None, "center"),
        Column("Tiền thưởng (đồng)", 30, "right"),
    )
    return build.decision(
        organ=PROVINCE,
        symbol=symbol("decision", "UBND"),
        number=5,
        place="Phú Thọ",
        day=DAY,
        summary=f"Về việc tặng Bằng khen trong {CAMPAIGN} năm 2026",
        authority="Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ",
        bases=(
            LOCAL_LAW,
            LAW,
            Basis(
                "Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 16 tháng 11 năm 2026",
                lead="Theo đề nghị của",
            ),
        ),
        articles=(
            article(
                1,
                f"Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 02 tập thể và 01 cá nhân có thành tích "
                f"xuất sắc trong {CAMPAIGN} năm 2026 (có danh sách kèm theo).",
            ),
            article(2, "Tiền thưởng chi từ Quỹ thi đua, khen thưởng của tỉnh theo quy định hiện hành."),
            article(
                3,
                "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các đơn vị có liên quan và "
                "các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
            ),
        ),
        annexes=(
            Annex(
                "Danh sách tập thể, cá nhân được tặng Bằng khen",
                (table(columns, (*rows, ("", "Cộng", "", "1.500.000")), totals=1),),
            ),
        ),
        signatures=(
            Signature("Phó Chủ tịch", "Trần Thị Bình", (Authority.KT.of("Chủ tịch"),), Signed.SIGNED),
        ),
        recipients=("Như Điều 3", "Bộ Công an (để báo cáo)", "Lưu: VT, SNV"),
        data_label=LABEL,
    )


def submission() -> Paper:
    """Tờ trình waiting for its number."""
    return build.submission(
        organ=Organ("Ủy ban nhân dân tỉnh Phú Thọ", "Sở Nội vụ"),
        symbol=symbol("submission", "SNV"),
        place="Phú Thọ",
        day=None,
        year=2026,
        summary="Về việc đề nghị tặng Bằng khen cho tập thể, cá nhân tiêu biểu năm 2026",
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ",),
        body=(
            p(
                "Căn cứ kết quả bình xét của các cụm, khối thi đua và kết quả họp Hội đồng Thi đua - Khen thưởng "
                "tỉnh, Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, tặng Bằng khen như sau:"
            ),
            clauses(
                "Tập thể: 02 tập thể có thành tích dẫn đầu phong trào.",
                "Cá nhân: 01 cá nhân có thành tích đột xuất, đặc biệt xuất sắc.",
            ),
            p("Hồ sơ gửi kèm gồm có:"),
            points(
                "Báo cáo thành tích của từng trường hợp, có xác nhận của cấp quản lý trực tiếp;",
                "Biên bản họp và kết quả bỏ phiếu của Hội đồng;",
                "Dự thảo quyết định khen thưởng;",
                "Danh sách trích ngang;",
                "Ý kiến của các cơ quan có liên quan.",
            ),
            p("Sở Nội vụ kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định./."),
        ),
        signatures=(Signature("Giám đốc", "Lê Quốc Cường"),),
        recipients=("Như trên", "Hội đồng Thi đua - Khen thưởng tỉnh", "Lưu: VT, TĐKT"),
        data_label=LABEL,
    )


def minutes() -> Paper:
    """Biên bản họp cụm thi đua."""
    return build.minutes(
        organ=Organ("Bộ Công an", "Cụm thi đua số 5"),
        symbol=symbol("minutes", "CTĐ5"),
        number=3,
        place="Vĩnh Yên",
        day=date(2026, 1, 9),
        summary="Họp bình xét, suy tôn của Cụm thi đua số 5 năm 2025",
        body=(
            p("Thời gian bắt đầu: 8 giờ 00, ngày 09 tháng 01 năm 2026."),
            p("Địa điểm: Hội trường Công an tỉnh Phú Thọ."),
            p("Thành phần tham dự: đại diện lãnh đạo 08/08 đơn vị thành viên."),
            heading("I", "Nội dung"),
            clauses(
                "Thông qua kết quả chấm điểm của từng đơn vị, sau khi đơn vị Cụm trưởng và Cụm phó thẩm định chéo.",
                "Thảo luận, làm rõ điểm chênh lệch giữa tự chấm và thẩm định.",
                "Bỏ phiếu suy tôn đơn vị dẫn đầu.",
            ),
            heading("II", "Kết quả bỏ phiếu"),
            table(
                (
                    Column("TT", 12, "center"),
                    "Đơn vị",
                    Column("Điểm", 22, "right"),
                    Column("Số phiếu", 26, "right"),
                ),
                (
                    ("1", "Công an tỉnh Phú Thọ", "98,50", "8/8"),
                    ("2", "Công an tỉnh Tuyên Quang", "97,25", "7/8"),
                    ("3", "Công an tỉnh Lào Cai", "96,75", "7/8"),
                ),
            ),
            p("Biên bản kết thúc vào hồi 11 giờ 30 cùng ngày và được các thành viên nhất trí thông qua./."),
        ),
        secretary=Signature("Thư ký", "Phạm Thị Dung", rank="Trung tá"),
        chair=Signature("Chủ tọa", "Hoàng Minh Đức", rank="Đại tá"),
        recipients=("Các đơn vị thành viên", "Lưu: hồ sơ Cụm"),
        data_label=LABEL,
    )


def report() -> Paper:
    """Báo cáo sơ kết with a table that needs a landscape annex."""
    figures = (
        "Buổi tuyên truyền",
        "Lượt người nghe",
        "Mô hình mới",
        "Mô hình duy trì",
        "Tin nhân dân cung cấp",
        "Vụ việc giải quyết",
        "Cơ sở đạt chuẩn",
        "Tập thể được khen",
    )
    columns = (
        Column("TT", 12, "center"),
        Column("Đơn vị", 55),
        *(Column(one, 22, "right") for one in figures),
    )
    units = ("Phường Việt Trì", "Phường Thanh Miếu", "Xã Hy Cương", "Xã Bình Nguyên", "Phường Vĩnh Yên")
    rows = tuple(
        (
            str(at),
            unit,
            *(str(value) for value in (12 + at, 1450 + 210 * at, at, 5 + at, 30 + 3 * at, 8 + at, 4, 1)),
        )
        for at, unit in enumerate(units, start=1)
    )
    return build.report(
        organ=POLICE,
        symbol=symbol("report", "CAT", "PV05"),
        number=612,
        place="Phú Thọ",
        day=date(2026, 6, 12),
        summary="Sơ kết 06 tháng đầu năm 2026 phong trào Toàn dân bảo vệ an ninh Tổ quốc",
        body=(
            heading("I", "Tình hình chung"),
            p(
                "Sáu tháng đầu năm, phong trào được triển khai đồng bộ ở cả ",
                Run("148", source="don-vi-co-so"),
                " xã, phường; so với cùng kỳ, số buổi tuyên truyền tăng ",
                Run("12,5 %", source="buoi-tuyen-truyen"),
                ".",
            ),
            heading("II", "Kết quả cụ thể"),
            p("Một số kết quả nổi bật:"),
            dashes(
                "Xây dựng mới 15 mô hình, duy trì 42 mô hình hoạt động có hiệu quả;",
                "Tổ chức 75 buổi tuyên truyền với 10.400 lượt người nghe;",
                "Nhân dân cung cấp 195 nguồn tin có giá trị, giúp giải quyết kịp thời nhiều vụ việc tại cơ sở.",
            ),
            table(columns, rows, caption="Kết quả theo đơn vị", keys=2),
            heading("III", "Phương hướng 06 tháng cuối năm"),
            p(
                "Tiếp tục nhân rộng mô hình đã được đánh giá đạt; chuẩn bị Ngày hội Toàn dân bảo vệ an ninh Tổ quốc./."
            ),
        ),
        signatures=(Signature("Phó Giám đốc", "Vũ Đình Hậu", (Authority.KT.of("Giám đốc"),), rank="Đại tá"),),
        recipients=("Bộ Công an (qua V05)", "Thường trực Tỉnh ủy", "Lưu: VT, PV05"),
        data_label=LABEL,
    )


def letter() -> Paper:
    """Công văn to several addressees."""
    return build.letter(
        organ=BUREAU,
        symbol=symbol("letter", "V05", "P2"),
        number=128,
        place="Hà Nội",
        day=date(2026, 2, 5),
        summary="hướng dẫn báo cáo sơ kết 06 tháng đầu năm 2026",
        addressees=("Công an các tỉnh, thành phố trực thuộc Trung ương", "Các đơn vị thuộc cơ quan Bộ"),
        body=(
            p(
                "Để kịp thời đánh giá kết quả 06 tháng đầu năm, Cục đề nghị Công an các đơn vị, địa phương báo cáo "
                "theo mẫu thống nhất trên phần mềm, số liệu tính từ ngày 15 tháng 12 năm 2025 đến ngày "
                "14 tháng 6 năm 2026."
            ),
            p(
                "Đề nghị các đơn vị gửi báo cáo đúng hạn; vướng mắc trao đổi về Phòng 2 để phối hợp giải quyết./."
            ),
        ),
        signatures=(
            Signature("Trưởng phòng 2", "Đặng Thị Kim Ế", (Authority.TL.of("Cục trưởng"),), rank="Thượng tá"),
        ),
        recipients=("Như trên", "Đồng chí Cục trưởng (để báo cáo)", "Lưu: VT, P2"),
        data_label=LABEL,
    )


def plan() -> Paper:
    """Kế hoạch of a steering committee, with its own number series."""
    return build.plan(
        organ=Organ("Ủy ban nhân dân xã Hy Cương", "Ban Chỉ đạo phong trào Toàn dân bảo vệ an ninh Tổ quốc"),
        symbol=symbol("plan", "BCĐ"),
        number=12,
        place="Hy Cương",
        day=date(2026, 1, 20),
        summary="Phát động phong trào thi đua và tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2026",
        body=(
            heading("I", "Mục đích, yêu cầu"),
            clauses(
                "Phát huy vai trò làm chủ của nhân dân ở khu dân cư.",
                "Tổ chức thiết thực, tiết kiệm, đúng quy định.",
            ),
            heading("II", "Nội dung và phân công"),
            table(
                (Column("TT", 12, "center"), "Nhiệm vụ", "Đơn vị chủ trì", Column("Thời hạn", 26, "center")),
                (
                    ("1", "Ký giao ước thi đua giữa các khu dân cư", "Công an xã", "28/02/2026"),
                    ("2", "Tổ chức Ngày hội tại khu 3 và khu 7", "Ủy ban MTTQ Việt Nam xã", "15/8/2026"),
                    (
                        "3",
                        "Sơ kết, bình xét và đề nghị khen thưởng",
                        "Văn phòng HĐND và UBND xã",
                        "30/11/2026",
                    ),
                ),
            ),
            heading("III", "Tổ chức thực hiện"),
            p(
                "Các thành viên Ban Chỉ đạo căn cứ nhiệm vụ được giao tổ chức thực hiện, báo cáo kết quả "
                "trước ngày 05 tháng 12./."
            ),
        ),
        signatures=(
            Signature(
                "Trưởng ban", "Bùi Văn Giang", (Authority.TM.of("Ban Chỉ đạo"),), hint="Chủ tịch UBND xã"
            ),
        ),
        recipients=("Thường trực Đảng ủy xã", "Thành viên Ban Chỉ đạo", "Lưu: VT, CAX"),
        data_label=LABEL,
    )


def pledge() -> Paper:
    """Bản giao ước thi đua signed by every member of a cluster."""
    members = ("Phú Thọ", "Tuyên Quang", "Lào Cai", "Thái Nguyên", "Lạng Sơn", "Cao Bằng")
    names = ("Vũ Đình Hậu", "Ma Văn Nghị", "Lù Thị Sửu", "Đỗ Hữu Thắng", "Nông Thế Ưng", "Hoàng Ngọc Ẩn")
    return build.pledge(
        organ=Organ("Bộ Công an", "Cụm thi đua số 5"),
        place="Việt Trì",
        day=date(2026, 2, 3),
        summary=f"Thực hiện {CAMPAIGN} năm 2026",
        body=(
            p(
                "Các đơn vị thành viên Cụm thi đua số 5 thống nhất ký giao ước thi đua năm 2026 với các nội dung sau:"
            ),
            clauses(
                "Hoàn thành 100 % chỉ tiêu đã đăng ký; không để xảy ra vụ việc phức tạp kéo dài tại cơ sở.",
                "Mỗi đơn vị xây dựng mới hoặc nhân rộng ít nhất 02 mô hình tự quản về an ninh, trật tự.",
                "Báo cáo số liệu đầy đủ, trung thực, đúng thời hạn.",
            ),
            p("Bản giao ước có hiệu lực từ ngày ký đến hết ngày 31 tháng 12 năm 2026./."),
        ),
        signatures=tuple(
            Signature(f"Công an tỉnh {member}", name, rank="Đại tá")
            for member, name in zip(members, names, strict=True)
        ),
        data_label=LABEL,
    )


def form() -> Paper:
    """Phiếu bầu: its own title, no number."""
    return build.form(
        organ=Organ("Ủy ban nhân dân tỉnh Phú Thọ", "Hội đồng Thi đua - Khen thưởng"),
        place="Phú Thọ",
        day=date(2026, 11, 10),
        title="Phiếu bầu",
        summary="Xét đề nghị tặng danh hiệu thi đua năm 2026",
        body=(
            p("Đại biểu đánh dấu X vào một trong hai cột đối với từng trường hợp:"),
            table(
                (
                    Column("TT", 12, "center"),
                    "Họ và tên, đơn vị",
                    Column("Đồng ý", 26, "center"),
                    Column("Không đồng ý", 26, "center"),
                ),
                (
                    ("1", "Nguyễn Thị Ngọc Ánh, Công an phường Việt Trì", "", ""),
                    ("2", "Đinh Quyết Thắng, Ủy ban nhân dân xã Hy Cương", "", ""),
                ),
                note="Phiếu để trống hoặc đánh dấu cả hai cột của một người là không hợp lệ đối với người đó.",
            ),
        ),
        data_label=LABEL,
    )


def party_plan() -> Paper:
    """Kế hoạch of a Party committee, in the Party's own layout set."""
    return build.plan(
        organ=Organ("Đảng bộ tỉnh Phú Thọ", "Đảng ủy xã Hy Cương"),
        symbol=party_symbol("plan", "ĐU"),
        number=7,
        place="Hy Cương",
        day=date(2026, 3, 9),
        summary="lãnh đạo tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2026",
        body=(
            heading("I", "Mục đích, yêu cầu"),
            p("Cấp ủy các chi bộ lãnh đạo tổ chức Ngày hội thiết thực, tiết kiệm, hướng về khu dân cư."),
            heading("II", "Nội dung"),
            clauses(
                "Mỗi chi bộ khu dân cư phân công một đảng viên phụ trách, báo cáo tiến độ hằng tuần.",
                "Giới thiệu tập thể, cá nhân tiêu biểu để đề nghị biểu dương, khen thưởng trong Ngày hội.",
            ),
            heading("III", "Tổ chức thực hiện"),
            p("Ủy ban Kiểm tra Đảng ủy theo dõi, đôn đốc các chi bộ thực hiện Kế hoạch này."),
        ),
        signatures=(Signature("Phó Bí thư", "Hà Thị Lụa", (Authority.TM.of("Ban Thường vụ"),)),),
        recipients=("Các chi bộ trực thuộc", "Lưu Văn phòng Đảng ủy"),
        data_label=LABEL,
        layout="party",
    )


EXAMPLES: dict[str, Callable[[], Paper]] = {
    "decision": decision,
    "submission": submission,
    "minutes": minutes,
    "report": report,
    "letter": letter,
    "plan": plan,
    "pledge": pledge,
    "form": form,
    "party_plan": party_plan,
}
