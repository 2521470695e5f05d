"""Period codes on the civil calendar: 2025, 2025-H1, 2025-Q3, 2025-07.

Regimes on other calendars (``kernel.calendars``) hand ``roll_up`` their own function from code to span.
"""

from __future__ import annotations

import re
from datetime import date

from lantoa.kernel.calendars import shifted
from lantoa.kernel.errors import BadInput
from lantoa.kernel.periods import Validity

CODE = re.compile(r"(?P<year>[0-9]{4})(-(H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def civil(code: str, place: str = "period") -> Validity:
    """The span of a period code. Raises ``BadInput`` at ``place`` for any other text."""
    found = CODE.fullmatch(code)
    if found is None or not 1945 <= int(found["year"]) <= 9000:
        raise BadInput(
            "UNKNOWN_PERIOD",
            f"Không có kỳ báo cáo “{code[:40]}”.",
            place=place,
            remedy="Ghi năm (2025), nửa năm (2025-H1), quý (2025-Q3) hoặc tháng (2025-07), từ năm 1945.",
        )
    year = int(found["year"])
    if found["half"]:
        return _months(year, 6 * int(found["half"]) - 5, 6)
    if found["quarter"]:
        return _months(year, 3 * int(found["quarter"]) - 2, 3)
    return _months(year, int(found["month"]), 1) if found["month"] else _months(year, 1, 12)


def _months(year: int, first: int, count: int) -> Validity:
    return Validity(date(year, first, 1), shifted(year, first + count, 1))
