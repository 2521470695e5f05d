"""Sample data of the component page: generated figures on real names, the longest that occur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django import forms
from django.utils.safestring import SafeString

from lantoa.documents.examples import decision
from lantoa.documents.render import render
from lantoa.kernel.clock import HANOI
from lantoa.kernel.decisions import Finding, Mark, Verdict

from .. import charts, states
from .. import forms as kit_forms
from ..kit import Choice, Column, Filter, Listing, chip
from ..parts import Action, Crumb, Duty, Event, Grid, GridCell, GridColumn, GridRow, Part, Rank, Stage, Tab

BUREAU = "Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"
POLICE = "Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc, Công an tỉnh Phú Thọ"
COMMUNE = "Công an xã Hưng Khánh, tỉnh Lào Cai"
COUNCIL = "Hội đồng Thi đua – Khen thưởng tỉnh Phú Thọ"


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    state: str
    label: str
    sent: date | None
    figures: int | None


UNITS = (
    Unit("Công an phường Việt Trì, tỉnh Phú Thọ", "accepted", "Đã tiếp nhận", date(2026, 11, 12), 12),
    Unit("Công an đặc khu Phú Quốc, tỉnh An Giang", "submitted", "Đã gửi", date(2026, 11, 18), 12),
    Unit(COMMUNE, "returned", "Trả lại: thiếu số liệu Tổ bảo vệ an ninh, trật tự", date(2026, 11, 15), 11),
    Unit("Công an xã Đức Trọng, tỉnh Lâm Đồng", "entering", "Đang nhập", None, 7),
    Unit(BUREAU, "late", "Quá hạn 2 ngày", None, None),
    Unit("Công an phường Ô Chợ Dừa, thành phố Hà Nội", "accepted", "Đã tiếp nhận", date(2026, 11, 9), 12),
    Unit("Công an xã Ea Súp, tỉnh Đắk Lắk", "locked", "Đã khóa số liệu", date(2026, 10, 30), 1234567),
)
COLUMNS = (
    Column("name", "Đơn vị", order="name", link=lambda unit: "#danh-sach"),
    Column("state", "Tình trạng", value=lambda unit: chip(unit.state, unit.label)),
    Column("sent", "Ngày gửi", order="sent"),
    Column("figures", "Số chỉ tiêu đã nhập", order="figures", numeric=True),
)
FILTERS = (
    Filter(
        "tinh-trang",
        "Tình trạng",
        "state",
        (Choice("accepted", "Đã tiếp nhận"), Choice("late", "Quá hạn"), Choice("returned", "Trả lại")),
    ),
)
VERDICT = Verdict(
    (
        Finding(
            "STREAK",
            True,
            "Điều 23 khoản 1, Luật Thi đua, khen thưởng 2022",
            detail="Hai năm liên tục (2025, 2026) là “Chiến sĩ tiên tiến”, có hai quyết định công nhận.",
        ),
        Finding(
            "MINUTES",
            False,
            "Điều 84 khoản 1, Luật Thi đua, khen thưởng 2022",
            detail="Còn thiếu biên bản họp bình xét của tập thể.",
            cure="Tải lên biên bản có chữ ký chủ trì và thư ký, hoặc lập biên bản ngay trong hồ sơ.",
        ),
        Finding(
            "SHARE",
            None,
            "Điều 26 khoản 3, Thông tư hướng dẫn công tác thi đua trong Công an nhân dân",
            Mark.TO_CONFIRM,
            detail="Tỷ lệ phiếu 83,3 % (10 trên 12 thành viên). Ngưỡng tỷ lệ chờ xác nhận.",
            cure="Người có thẩm quyền xác nhận điều khoản ở trang Căn cứ pháp lý.",
        ),
    )
)
STAGES = (
    Stage("Lập hồ sơ", "done", "Trần Thị Bích Ngọc", datetime(2026, 11, 3, 8, 30, tzinfo=HANOI)),
    Stage("Gửi thẩm định", "done", "Trần Thị Bích Ngọc", datetime(2026, 11, 5, 16, 5, tzinfo=HANOI)),
    Stage(
        "Thẩm định",
        "returned",
        "Phòng Tổ chức cán bộ (PX03)",
        datetime(2026, 11, 12, 9, 0, tzinfo=HANOI),
        "Trả lại: biên bản họp chưa ghi tổng số thành viên được triệu tập.",
    ),
    Stage("Hội đồng bỏ phiếu", "todo"),
    Stage("Ký quyết định", "todo"),
    Stage("Ban hành", "todo"),
)
RETURNED_TO = (
    Stage("Đang nhập", "done", "Công an xã Hưng Khánh", date(2026, 11, 10)),
    Stage("Đã gửi", "done", "Công an xã Hưng Khánh", date(2026, 11, 15)),
    Stage("Kiểm tra", "now", "Phòng PV05", date(2026, 11, 18)),
    Stage("Tiếp nhận", "todo"),
)
EVENTS = (
    Event(
        "Bộ trưởng phát động phong trào thi đua “Vì An ninh Tổ quốc” năm 2026",
        date(2026, 1, 12),
        "Khẩu hiệu, mục tiêu và bảy nhiệm vụ trọng tâm gửi tới 34 Công an tỉnh, thành phố.",
        icon="campaign",
        tone="doing",
        paper="Chỉ thị 01/CT-BCA",
    ),
    Event(
        "Cụm thi đua số 5 ký giao ước",
        date(2026, 2, 25),
        "9 trên 9 thành viên đã ký; phụ lục chỉ tiêu kèm theo.",
        icon="signed",
        tone="ok",
    ),
    Event("Sơ kết sáu tháng", date(2026, 6, 30), "Một đơn vị gửi chậm bốn ngày.", icon="late", tone="bad"),
    Event(
        "Suy tôn đơn vị dẫn đầu",
        date(2026, 11, 20),
        "Đề nghị tặng Cờ thi đua của Bộ Công an.",
        icon="honour",
        tone="honour",
    ),
)
RANKS = (
    Rank(
        1,
        "Công an tỉnh Phú Thọ",
        Decimal("97.50"),
        Decimal("0.975"),
        "Hơn đơn vị thứ hai 1,25 điểm ở tiêu chí công nhận khu dân cư “An toàn về an ninh, trật tự”.",
        honour="Đề nghị Cờ thi đua",
    ),
    Rank(
        2,
        "Công an thành phố Hà Nội",
        Decimal("96.25"),
        Decimal("0.9625"),
        "Bằng điểm Công an tỉnh Lào Cai ở mọi tiêu chí chính; cùng xếp hạng hai.",
    ),
    Rank(
        2,
        "Công an tỉnh Lào Cai",
        Decimal("96.25"),
        Decimal("0.9625"),
        "Cùng 96,25 điểm với Công an thành phố Hà Nội.",
    ),
    Rank(4, BUREAU, Decimal("88.00"), Decimal("0.88"), "Trừ 2 điểm vì gửi báo cáo sáu tháng chậm bốn ngày."),
)
GRID = Grid(
    "Số liệu sáu tháng đầu năm 2026",
    (GridColumn("total", "Tổng số"), GridColumn("good", "Đạt chuẩn"), GridColumn("bad", "Chưa đạt")),
    (
        GridRow(
            "Khu dân cư đăng ký “An toàn về an ninh, trật tự”",
            (GridCell("a1", "1.234", 1198), GridCell("a2", "1.180", 1102), GridCell("a3", "54", 96)),
            "khu",
            "Công nhận",
        ),
        GridRow(
            "Xã, phường, đặc khu đăng ký",
            (
                GridCell("b1", "148", 148),
                GridCell("b2", "151", 140, "Lớn hơn tổng số (148). Sửa một trong hai ô."),
                GridCell("b3", "", 8),
            ),
            "đơn vị",
            "Công nhận",
        ),
        GridRow(
            "Mô hình “Dân vận khéo” gắn với bảo vệ an ninh Tổ quốc được duy trì",
            (
                GridCell("c1", "96", 31, warning="Gấp hơn ba lần kỳ trước. Xin kiểm tra lại."),
                GridCell("c2", "90", 28),
                GridCell("c3", "6", 3, locked=True),
            ),
            "mô hình",
            "Mô hình",
        ),
    ),
    "sáu tháng đầu năm 2025",
)
PARTS = (
    Part("Công an tỉnh Phú Thọ", 412, "#so-lieu"),
    Part("Công an tỉnh Lào Cai", 388, "#so-lieu"),
    Part("Cổng thông tin tỉnh", 434, quote="đến nay toàn tỉnh có 434 khu dân cư được công nhận"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = kit_forms.TextLine(label="Tên phong trào, đợt thi đua", max_length=300)
    start = kit_forms.Day(label="Ngày phát động")
    members = kit_forms.Figure(label="Số thành viên được triệu tập", whole=True, least=1, most=99)
    level = forms.ChoiceField(
        label="Cấp phát động",
        choices=[("", "Chọn cấp"), ("bo", "Bộ Công an"), ("tinh", "Công an tỉnh, thành phố")],
    )
    scope = forms.MultipleChoiceField(
        label="Đối tượng",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("xa", "Xã, phường, đặc khu"), ("cq", "Cơ quan, doanh nghiệp, cơ sở giáo dục")],
    )
    kind = forms.ChoiceField(
        label="Loại", widget=forms.RadioSelect, choices=[("tx", "Thường xuyên"), ("cd", "Chuyên đề")]
    )
    reason = kit_forms.Reason(required=False)
    paper = forms.FileField(
        label="Văn bản kèm theo", required=False, help_text="PDF hoặc DOCX, không nhận văn bản mật."
    )
    agree = forms.BooleanField(label="Đã đối chiếu với giao ước đã ký")


@dataclass(frozen=True, slots=True)
class Components:
    """Everything the component page draws."""

    crumbs: tuple[Crumb, ...]
    states: tuple[str, ...]
    duties: tuple[Duty, ...]
    rows: Listing
    form: SampleForm
    verdict: Verdict
    stages: tuple[Stage, ...]
    stages_now: tuple[Stage, ...]
    events: tuple[Event, ...]
    ranks: tuple[Rank, ...]
    grid: Grid
    parts: tuple[Part, ...]
    tabs: tuple[Tab, ...]
    actions: tuple[Action, ...]
    charts: tuple[charts.Chart, ...]
    paper: SafeString
    share: Decimal = Decimal("0.1254")
    money: int = 2_340_000


def duties(today: date) -> tuple[Duty, ...]:
    return (
        Duty(
            "Báo cáo kết quả phong trào toàn dân bảo vệ an ninh Tổ quốc sáu tháng đầu năm",
            COMMUNE,
            "#viec",
            today - timedelta(days=2),
            "returned",
            "Trả lại",
            "Sửa và gửi lại",
            "Thiếu số liệu Tổ bảo vệ an ninh, trật tự (Biểu 02, dòng 7).",
        ),
        Duty(
            "Ký giao ước thi đua Cụm thi đua số 5 năm 2026",
            POLICE,
            "#viec",
            today + timedelta(days=3),
            "wait",
            "Chờ ký",
            "Ký giao ước",
        ),
        Duty(
            "Bỏ phiếu đề nghị tặng Cờ thi đua của Bộ Công an",
            COUNCIL,
            "#viec",
            today + timedelta(days=12),
            "voting",
            "",
            "Bỏ phiếu",
        ),
        Duty(
            "Xác nhận điều khoản về ngưỡng tỷ lệ phiếu",
            BUREAU,
            "#viec",
            None,
            "to_confirm",
            "",
            "Xem điều khoản",
        ),
    )


def drawn() -> tuple[charts.Chart, ...]:
    values = (
        (COMMUNE, 48),
        ("Công an đặc khu Phú Quốc, tỉnh An Giang", 131),
        (BUREAU, 96),
        ("Công an phường Việt Trì, tỉnh Phú Thọ", None),
    )
    lines = (
        charts.Series("Khu dân cư đạt “An toàn về an ninh, trật tự”", (812, 901, 955, None, 1102, 1180)),
        charts.Series("Mô hình được duy trì", (240, 260, 311, 298, 402, 431)),
    )
    stacks = tuple(
        charts.Stack(name, parts)
        for name, parts in (
            ("Công an tỉnh Phú Thọ", (92, 6, 2)),
            ("Công an tỉnh Lào Cai", (70, 22, 8)),
            (BUREAU, (51, 30, 19)),
        )
    )
    return (
        charts.bars(
            "Mô hình được công nhận trong năm", [charts.Bar(name, value) for name, value in values], "mô hình"
        ),
        charts.trend(
            "Kết quả qua các kỳ báo cáo", ("6T 2024", "2024", "6T 2025", "2025", "6T 2026", "2026"), lines
        ),
        charts.stacked("Xếp loại đơn vị cơ sở", ("Tốt", "Khá", "Trung bình"), stacks),
    )


def context(today: date, rows: Listing, form: SampleForm) -> Components:
    return Components(
        crumbs=(Crumb("Bộ Công an", "#"), Crumb(BUREAU, "#"), Crumb("Thành phần giao diện")),
        states=tuple(states.LOOKS),
        duties=duties(today),
        rows=rows,
        form=form,
        verdict=VERDICT,
        stages=STAGES,
        stages_now=RETURNED_TO,
        events=EVENTS,
        ranks=RANKS,
        grid=GRID,
        parts=PARTS,
        tabs=(
            Tab("Tổng quan", "#", True),
            Tab("Thành viên", "#", False, 9),
            Tab("Nhiệm vụ trọng tâm", "#", False, 7),
            Tab("Lịch sử", "#"),
        ),
        actions=(
            Action("Lập báo cáo", "#", "add"),
            Action(
                "Rút đề nghị",
                "#",
                "returned",
                danger=True,
                ask="Rút đề nghị thì hồ sơ trở lại bước soạn. Việc này ghi vào nhật ký và hoàn tác được.",
            ),
        ),
        charts=drawn(),
        paper=SafeString(render(decision(), "html")),
    )
