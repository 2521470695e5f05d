"""The tables that may be brought as files: residential areas and other units, people, clusters, grassroots forces."""

from __future__ import annotations

from .models import UnitKind
from .rules.forces import FORCES
from .rules.imports import Column, Sheet

CODE_HINT = "Mã của đơn vị, tra ở trang Tổ chức."

UNITS = Sheet(
    "units",
    "Đơn vị, khu dân cư",
    (
        Column(
            "code",
            "Mã đơn vị",
            "code",
            longest=32,
            hint="Chữ không dấu, số, dấu chấm, gạch nối.",
            sample="KDC.02683.001",
        ),
        Column("name", "Tên đơn vị", longest=300, hint="Tên đủ như trong văn bản.", sample="Thôn Bản Qua"),
        Column(
            "kind",
            "Loại",
            choices={kind.label: kind.value for kind in UnitKind},
            hint="Tên loại, ví dụ Khu dân cư.",
            sample="Khu dân cư",
        ),
        Column("parent", "Mã đơn vị cấp trên", "code", longest=32, hint=CODE_HINT, sample="02683"),
        Column("short_name", "Tên gọi tắt", required=False, longest=120),
        Column(
            "territory",
            "Mã địa bàn",
            "code",
            required=False,
            longest=32,
            hint="Chỉ ghi cho cơ quan phụ trách một địa bàn.",
        ),
    ),
    ("code",),
)
PEOPLE = Sheet(
    "people",
    "Cán bộ",
    (
        Column("code", "Mã cán bộ", "code", longest=32, hint="Số hiệu trong ngành.", sample="123-456"),
        Column("name", "Họ và tên", longest=120, hint="Như trong quyết định.", sample="Nguyễn Thị Ế"),
        Column("unit", "Mã đơn vị", "code", longest=32, hint=CODE_HINT, sample="CA.15"),
        Column("post", "Chức vụ", longest=160, hint="Như trong quyết định.", sample="Phó Đội trưởng"),
        Column("day", "Từ ngày", "day", hint="Ngày/tháng/năm, ví dụ 05/01/2026.", sample="05/01/2026"),
        Column("rank", "Cấp bậc", required=False, longest=60, sample="Đại úy"),
        Column("gender", "Giới tính", required=False, choices={"Nam": "MALE", "Nữ": "FEMALE"}, sample="Nữ"),
        Column(
            "citizen_number",
            "Số định danh cá nhân",
            required=False,
            longest=20,
            hint="12 chữ số; chỉ giữ dạng đã băm.",
        ),
        Column(
            "another",
            "Là người khác",
            required=False,
            choices={"Có": "yes", "Không": ""},
            hint="Ghi Có khi trùng tên người đã có mà là người khác.",
        ),
    ),
    ("code",),
)
MEMBERS = Sheet(
    "members",
    "Thành viên cụm, khối",
    (
        Column("series", "Hệ cụm", "code", longest=40, hint="Ví dụ provincial, commune.", sample="commune"),
        Column("number", "Số cụm", "whole", hint="Số thứ tự của cụm trong hệ.", sample="1"),
        Column("name", "Tên cụm", required=False, longest=300, sample="Cụm thi đua số 1"),
        Column("unit", "Mã đơn vị", "code", longest=32, hint=CODE_HINT, sample="CAX.02683"),
        Column(
            "role",
            "Vai trò",
            required=False,
            choices={"Cụm trưởng": "HEAD", "Cụm phó": "DEPUTY", "Thành viên": "MEMBER"},
            sample="Thành viên",
        ),
    ),
    ("series", "number", "unit"),
)
FORCES_SHEET = Sheet(
    "forces",
    "Số liệu lực lượng ở cơ sở",
    (
        Column("unit", "Mã đơn vị", "code", longest=32, hint=CODE_HINT, sample="02683"),
        Column(
            "force",
            "Lực lượng",
            choices={one.label: one.code for one in FORCES.values()},
            hint="Tên lực lượng như trong mẫu.",
        ),
        Column("day", "Đến ngày", "day", hint="Ngày/tháng/năm.", sample="30/10/2026"),
        Column("teams", "Số tổ", "whole", hint="Số nguyên.", sample="12"),
        Column("members", "Số thành viên", "whole", hint="Số nguyên.", sample="48"),
        Column("trained", "Đã tập huấn", "whole", required=False, sample="30"),
        Column("support", "Kinh phí hỗ trợ (đồng)", "whole", required=False, sample="1.200.000"),
    ),
    ("unit", "force", "day"),
)
SHEETS = {sheet.code: sheet for sheet in (UNITS, PEOPLE, MEMBERS, FORCES_SHEET)}
