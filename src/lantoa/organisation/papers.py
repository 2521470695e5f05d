"""The cluster's paper: biên bản bàn giao cụm trưởng, from what is recorded; the rest is filled in by hand."""

from __future__ import annotations

from datetime import date

from lantoa.documents import build
from lantoa.documents.build import clauses, heading, p, table
from lantoa.documents.numbering import symbol
from lantoa.documents.tree import Column, Organ, Paper, Signature
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_paper

from . import queries
from .clusters import ClusterView, HandOver

NARROW = Column("TT", 12, "center")


def hand_over_minutes(cluster: str, day: date) -> Paper:
    """The minutes of the hand-over that took effect on ``day``; ``NotFound`` when none did."""
    shown = queries.cluster(cluster, day)
    change = next((one for one in queries.hand_overs_of(cluster) if one.day == day), None)
    if change is None or change.to_head is None:
        raise NotFound(
            "NO_HAND_OVER",
            "Cụm này không có lần bàn giao nào vào ngày đó.",
            place="ngày bàn giao",
            remedy="Chọn một lần trong danh sách bàn giao ở trang của cụm.",
        )
    giver, taker = _name(change.from_head, day), _name(change.to_head, day)
    return build.minutes(
        organ=Organ(shown.issuer_name, shown.name),
        symbol=symbol("minutes", f"CTĐ{shown.number}"),
        place=_place(change.to_head, day),
        day=None,
        year=day.year,
        title="Biên bản bàn giao",
        summary=f"Bàn giao nhiệm vụ cụm trưởng {shown.name} từ {on_paper(day)}",
        body=(
            heading("I", "Thành phần"),
            clauses(
                f"Bên giao: {giver or 'Đơn vị làm cụm trưởng kỳ trước'}. Đại diện: …",
                f"Bên nhận: {taker}. Đại diện: …",
                f"Đơn vị chứng kiến: {shown.issuer_name}. Đại diện: …",
            ),
            heading("II", "Nội dung bàn giao"),
            p(_handed(shown, change, taker, day)),
            table(
                (NARROW, "Nội dung", Column("Số lượng", 26, "center"), Column("Ghi chú", 40, "left")),
                [(str(at), what, "", "") for at, what in enumerate(HANDED_ON, start=1)],
            ),
            heading("III", "Các đơn vị thành viên"),
            table(
                (NARROW, "Đơn vị", Column("Vai trò", 34, "left")),
                [(str(at), seat.name, seat.role_label) for at, seat in enumerate(shown.members, start=1)],
            ),
            *(
                ()
                if shown.members_known
                else (p("Danh sách chưa đủ thành viên; bổ sung trước khi ký biên bản."),)
            ),
            p("Biên bản lập thành 03 bản có giá trị như nhau, mỗi bên giữ 01 bản, nơi lập cụm giữ 01 bản./."),
        ),
        secretary=Signature("Đại diện bên giao", ""),
        chair=Signature("Đại diện bên nhận", ""),
        recipients=(shown.issuer_name, "Các đơn vị thành viên", "Lưu: hồ sơ Cụm"),
        draft=True,
    )


HANDED_ON = (
    "Quy chế hoạt động của cụm",
    "Bản giao ước thi đua và phụ lục chỉ tiêu",
    "Tiêu chí và bảng chấm điểm các năm",
    "Biên bản họp cụm, biên bản kiểm phiếu suy tôn",
    "Công việc đang làm dở và thời hạn",
)


def _name(code: str | None, day: date) -> str:
    return queries.name_of(code, day) if code else ""


def _handed(shown: ClusterView, change: HandOver, taker: str, day: date) -> str:
    deputy = _name(change.to_deputy, day)
    second = f"; {deputy} làm cụm phó" if deputy else ""
    return f"Từ {on_paper(day)}, {taker} làm cụm trưởng{second}. Bên giao đã bàn giao cho bên nhận:"


def _place(unit: str, day: date) -> str:
    """The province where the new head works; Hà Nội for national bodies."""
    province = queries.province_of(unit, day)
    name = queries.name_of(province, day) if province else "Hà Nội"
    return name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
