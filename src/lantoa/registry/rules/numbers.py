"""Numbers of papers (NĐ 30/2020, restated in movement notes 4.3): a series per body and year, from 01 on 1 January
to 31 December; bodies that use the parent's seal (hội đồng, ban) have their own; below 10 with a leading zero."""

from __future__ import annotations

from collections.abc import Collection

from lantoa.kernel.errors import BadInput

LONGEST = 9


def chosen(kinds: Collection[str], kind: str) -> str | None:
    """Which series of a body counts a paper of ``kind``: its own, else the one for all kinds (''), else none."""
    return next((one for one in (kind, "") if one in kinds), None)


def padded(number: int) -> str:
    """5 → '05'; 12 → '12'."""
    return f"{number:02d}"


def read(text: str) -> int:
    """'05' or '5' → 5. Raises ``BadInput`` for anything that is no number of a paper."""
    given = text.strip()
    if not (given.isascii() and given.isdecimal()) or int(given[: LONGEST + 1]) < 1 or len(given) > LONGEST:
        raise BadInput(
            "BAD_NUMBER", f"“{text}” không phải số văn bản.", place="số", remedy="Ghi chữ số, ví dụ 15."
        )
    return int(given)
