"""The reporting calendars of the field, as data. Four kinds of 'year' coexist; none may be guessed.

Sources: NĐ 09/2019 Điều 12 and its restatements, TT 124/2021 Điều 8 khoản 2, HD 01/HD-BCA-V05 (2026).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .decisions import Mark
from .errors import BadInput
from .periods import Validity


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar: its periods start on ``start_day`` of the month ``lead`` months before the span begins,
    and end the day before the same day, ``months`` months later.

    ``part`` names the extra argument a period needs: 'month' (1–12), 'quarter' (1–4), or '' for none;
    ``first_month`` is the civil month in which the span of the year begins.
    """

    code: str
    name: str
    start_day: int
    lead: int
    months: int
    clause: str
    mark: Mark
    first_month: int = 1
    part: str = ""


V, C = Mark.VERIFIED, Mark.TO_CONFIRM
CALENDARS = {
    calendar.code: calendar
    for calendar in (
        Calendar("ND09_MONTH", "Tháng (NĐ 09/2019)", 15, 1, 1, "NĐ 09/2019, Điều 12", V, part="month"),
        Calendar("ND09_QUARTER", "Quý (NĐ 09/2019)", 15, 1, 3, "NĐ 09/2019, Điều 12", V, part="quarter"),
        Calendar("ND09_H1", "6 tháng đầu năm (NĐ 09/2019)", 15, 1, 6, "NĐ 09/2019, Điều 12", V),
        Calendar(
            "ND09_H2", "6 tháng cuối năm (NĐ 09/2019)", 15, 1, 6, "NĐ 09/2019, Điều 12", V, first_month=7
        ),
        Calendar("ND09_YEAR", "Năm (NĐ 09/2019)", 15, 1, 12, "NĐ 09/2019, Điều 12", V),
        Calendar("ANTT_KDC", "Năm xét khu dân cư an toàn", 1, 2, 12, "TT 124/2021, Điều 8 khoản 2", V),
        Calendar(
            "ANTT_UNIT",
            "Năm xét xã, cơ quan, trường học an toàn",
            16,
            2,
            12,
            "TT 124/2021, Điều 8 khoản 2",
            V,
        ),
        Calendar("TO_BVANTT", "Năm xếp loại Tổ bảo vệ ANTT", 15, 2, 12, "HD 01/HD-BCA-V05 (2026)", V),
        Calendar("CALENDAR", "Năm dương lịch", 1, 0, 12, "Quy ước của phần mềm", C),
        Calendar("CLUSTER", "Năm thi đua của cụm, khối", 0, 0, 12, "Quy chế của cụm, khối", C),
    )
}


def shifted(year: int, month: int, day: int) -> date:
    """The date with ``month`` counted on past December or back past January."""
    index = year * 12 + month - 1
    return date(index // 12, index % 12 + 1, day)


def _refuse(message: str, place: str, remedy: str) -> BadInput:
    return BadInput("BAD_PERIOD", message, place=place, remedy=remedy)


def period(
    code: str,
    year: int,
    *,
    month: int | None = None,
    quarter: int | None = None,
    cut_off: tuple[int, int] | None = None,
) -> Validity:
    """The half-open period of ``code`` in ``year``.

    ``cut_off`` (month, day) is the last day set by a cluster's own regulation: only for CLUSTER.
    Raises ``BadInput`` located at the argument that is unknown, missing, foreign or out of range.
    """
    calendar = CALENDARS.get(code)
    if calendar is None:
        raise BadInput(
            "UNKNOWN_CALENDAR",
            f"Không có lịch báo cáo “{code}”.",
            place="calendar",
            remedy=f"Chọn một trong: {', '.join(CALENDARS)}.",
        )
    if not 1945 <= year <= 9000:
        raise _refuse(f"Năm {year} ngoài khoảng dùng được.", "year", "Nhập năm từ 1945 trở đi, ví dụ 2026.")
    given = {"month": month, "quarter": quarter, "cut_off": cut_off}
    wanted = "cut_off" if code == "CLUSTER" else calendar.part
    for name, value in given.items():
        if name == wanted and value is None:
            raise _refuse(
                f"Lịch {code} cần thêm “{name}”.", name, f"Ghi thêm {name}, ví dụ {EXAMPLES[name]}."
            )
        if name != wanted and value is not None:
            raise _refuse(f"Lịch {code} không dùng “{name}”.", name, f"Bỏ {name} khỏi yêu cầu.")
    if cut_off is not None:
        return _cluster_year(year, cut_off)
    first = calendar.first_month
    if month is not None:
        if not 1 <= month <= 12:
            raise _refuse(f"Không có tháng {month}.", "month", "Nhập từ 1 đến 12.")
        first = month
    if quarter is not None:
        if not 1 <= quarter <= 4:
            raise _refuse(f"Không có quý {quarter}.", "quarter", "Nhập từ 1 đến 4.")
        first = 3 * quarter - 2
    start = shifted(year, first - calendar.lead, calendar.start_day)
    return Validity(start, shifted(start.year, start.month + calendar.months, calendar.start_day))


EXAMPLES = {"month": "6", "quarter": "2", "cut_off": "10-31"}


def _cluster_year(year: int, cut_off: tuple[int, int]) -> Validity:
    month, day = cut_off
    try:
        end = date(year, month, day)
        before = date(year - 1, month, day) if (month, day) != (2, 29) else date(year - 1, 2, 28)
    except ValueError:
        raise _refuse(
            f"Ngày chốt {month:02d}-{day:02d} không có trong năm {year}.",
            "cut_off",
            "Ghi tháng-ngày có thật, ví dụ 10-31.",
        ) from None
    return Validity(before + timedelta(days=1), end + timedelta(days=1))
