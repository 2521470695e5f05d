"""What the pages of the rulebook share: the day and unit looked at, the tabs, one line of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import Fault, Problem
from lantoa.kernel.vi import dates
from lantoa.kernel.vi.text import collation_key, search_key
from lantoa.organisation import queries as organisation
from lantoa.rulebook import queries
from lantoa.rulebook.rules.overlay import Resolved
from lantoa.rulebook.rules.rows import Layer, Read, Row
from lantoa.web.kit import Request, chip, with_query
from lantoa.web.parts import Crumb, Tab
from lantoa.web.templatetags.ui import mark

from . import words

DAY, UNIT = "ngay", "don_vi"
NATIONAL = "VN"
"""The choice of no unit: the rules as the nation has them."""

AREAS = {
    "instruments": gettext_lazy("Văn bản"),
    "delegations": gettext_lazy("Được giao quy định"),
    "awards": gettext_lazy("Danh hiệu, hình thức"),
    "eligibility": gettext_lazy("Điều kiện"),
    "blocks": gettext_lazy("Trường hợp chưa xét"),
    "quotas": gettext_lazy("Tỷ lệ, số lượng"),
    "authorities": gettext_lazy("Thẩm quyền"),
    "thresholds": gettext_lazy("Hội đồng, bỏ phiếu"),
    "dossiers": gettext_lazy("Hồ sơ"),
    "deadlines": gettext_lazy("Thời hạn"),
    "annual_calendar": gettext_lazy("Lịch trong năm"),
    "coefficients": gettext_lazy("Hệ số tiền thưởng"),
    "base_salaries": gettext_lazy("Lương cơ sở"),
    "bonus_rules": gettext_lazy("Cách tính tiền thưởng"),
    "revocations": gettext_lazy("Hủy, thu hồi"),
    "criteria": gettext_lazy("Tiêu chí"),
    "indicators": gettext_lazy("Chỉ tiêu báo cáo"),
    "regimes": gettext_lazy("Chế độ báo cáo"),
    "layout": gettext_lazy("Thể thức văn bản"),
    "doc_types": gettext_lazy("Loại văn bản"),
    "holidays": gettext_lazy("Ngày nghỉ"),
}


@dataclass(frozen=True, slots=True)
class Looking:
    """The day and the unit whose rules a page shows. ``unit`` '' shows the nation's."""

    day: date
    unit: str
    name: str
    units: Sequence[tuple[str, str]]
    today: date

    @property
    def typed(self) -> str:
        return dates.on_screen(self.day)

    @property
    def query(self) -> dict[str, str]:
        """What a link keeps; nothing where it is what the reader gets anyway."""
        kept = {DAY: "" if self.day == self.today else self.typed}
        kept[UNIT] = "" if self.unit == (self.units[0][0] if self.units else "") else self.unit or NATIONAL
        return {key: value for key, value in kept.items() if value}

    def at(self, name: str, *args: object) -> str:
        return with_query(reverse(name, args=args), **self.query)


def looking(request: Request) -> Looking:
    """From ``ngay`` (05/01/2026) and ``don_vi``; a mistyped day is told and today shown."""
    units = [
        (code, organisation.name_of(code, request.day)) for code in queries.homes(request.actor, request.day)
    ]
    day, typed = request.day, request.GET.get(DAY, "")
    if typed:
        try:
            day = dates.read(typed)
        except Problem as problem:
            request.faults = (Fault(problem.fault.code, problem.fault.message, "", problem.fault.remedy),)
    asked = request.GET.get(UNIT, "")
    known = dict(units)
    unit = "" if asked == NATIONAL else asked if asked in known else (units[0][0] if units else "")
    return Looking(day, unit, known.get(unit, ""), units, request.day)


def tabs(current: str, looking: Looking) -> tuple[Tab, ...]:
    named = (
        ("index", _("Quy tắc")),
        ("titles", _("Theo danh hiệu")),
        ("instruments", _("Văn bản")),
        ("differences", _("So hai ngày")),
        ("to-confirm", _("Chờ xác nhận")),
        ("local", _("Quy định riêng")),
    )
    return tuple(Tab(label, looking.at(f"rulebook:{name}"), name == current) for name, label in named)


def crumbs(*more: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("Căn cứ pháp lý"), reverse("rulebook:index")), *more)


def standing_of(row: Row, own: bool) -> str:
    """verified | to_confirm | confirmed (by a unit) | own (laid down by a ministry or a province)."""
    if own and row.mark is Mark.VERIFIED:
        return "own"
    if row.read is Read.CONFIRMED:
        return "confirmed"
    return row.mark.value


STANDINGS = {
    "verified": gettext_lazy("Đã kiểm chứng"),
    "to_confirm": gettext_lazy("Chờ xác nhận"),
    "confirmed": gettext_lazy("Đơn vị đã xác nhận"),
    "own": gettext_lazy("Quy định của bộ, tỉnh"),
}


def standing_chip(row: Row, own: bool = False) -> SafeString:
    code = standing_of(row, own)
    if code == "own":
        return chip("done", _("quy định riêng"))
    return chip("done", _("đơn vị đã xác nhận")) if code == "confirmed" else mark(row.mark)


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in a list; ``standing`` is what it may do for the unit on the day; ``title`` the award asked for."""

    code: str
    name: str
    value: str
    area: str
    area_label: str
    clause: str
    instrument: str
    layer: str
    standing: str
    search: str
    sort: str
    clause_sort: str
    title: str
    found: Resolved

    @property
    def row(self) -> Row:
        return self.found.row


def awards_of(row: Row) -> tuple[str, ...]:
    one = getattr(row, "award", "")
    return tuple(getattr(row, "awards", ())) + ((one,) if one else ())


def lines(found: Iterable[tuple[str, Resolved]], title: str = "") -> list[Line]:
    return [
        Line(
            code=one.row.id,
            name=_(one.row.name),
            value=words.value(one.row),
            area=area,
            area_label=str(AREAS[area]),
            clause=one.row.clause,
            instrument=one.row.instrument,
            layer=one.row.layer.value,
            standing=standing_of(one.row, one.own),
            search=search_key(f"{one.row.id} {one.row.name} {one.row.clause} {one.row.note}"),
            sort=collation_key(one.row.id),
            clause_sort=collation_key(one.row.clause),
            title=title if title in awards_of(one.row) else "",
            found=one,
        )
        for area, one in found
    ]


LAYERS = {layer.value: layer.label for layer in Layer}
