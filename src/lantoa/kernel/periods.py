"""Half-open date ranges: the one way the product says 'valid from … until …'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Validity:
    """``[start, end)`` in whole days; ``end is None`` means still in force.

    Raises ``ValueError`` when it would end before it starts.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"end {self.end} before start {self.start}")

    @property
    def last_day(self) -> date | None:
        """The last day inside, as people write periods ('đến hết ngày …')."""
        return None if self.end is None else self.end - timedelta(days=1)

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Validity) -> bool:
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)

    def within(self, other: Validity) -> Validity | None:
        """The days that lie in both; None where there are none."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return Validity(start, end) if end is None or start < end else None

    def closed_on(self, day: date) -> Validity:
        """The same validity, ending at ``day`` (exclusive)."""
        return Validity(self.start, day)


def year_of(year: int) -> Validity:
    """The calendar year, 1 January to 31 December."""
    return Validity(date(year, 1, 1), date(year + 1, 1, 1))
