"""A council ballot against its threshold: a share of all members, whoever is in the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lantoa.kernel.decisions import Mark
from lantoa.kernel.money import ceil_share
from lantoa.rulebook.rules.rows import Threshold


@dataclass(frozen=True, slots=True)
class Votes:
    """Counts of one vote on one candidate. ``present`` and ``yes_present`` None: the session is still to come."""

    members: int
    present: int | None = None
    written: int = 0
    yes_present: int | None = None
    yes_written: int = 0

    @property
    def yes(self) -> int | None:
        return None if self.yes_present is None else self.yes_present + self.yes_written

    @property
    def not_asked(self) -> int | None:
        """Members neither present nor asked in writing."""
        return None if self.present is None else self.members - self.present - self.written


@dataclass(frozen=True, slots=True)
class Result:
    share: Decimal | None
    needed: int | None
    yes: int | None
    passed: bool | None
    row: Threshold | None

    @property
    def mark(self) -> Mark:
        return Mark.TO_CONFIRM if self.row is None else self.row.mark


def threshold_of(award: str, rows: Iterable[Threshold]) -> Threshold | None:
    """The share row that names the award; None where no ballot is compulsory, or none was read for the day."""
    return next((row for row in rows if row.kind == "share" and award in row.awards), None)


def needed_votes(share: Decimal, members: int) -> int:
    """The smallest number of votes that is at least the share of all members."""
    return ceil_share(share, members)


def count(award: str, votes: Votes, rows: Iterable[Threshold]) -> Result:
    """``passed``: True at or above the needed votes; None while members not yet asked could still reach it."""
    row = threshold_of(award, rows)
    if row is None or row.share is None:
        return Result(None, None, votes.yes, None, row)
    needed = needed_votes(row.share, votes.members)
    return Result(row.share, needed, votes.yes, _passed(votes, needed), row)


def _passed(votes: Votes, needed: int) -> bool | None:
    if votes.yes is None or votes.not_asked is None:
        return None
    if votes.yes >= needed:
        return True
    return None if votes.yes + votes.not_asked >= needed else False
