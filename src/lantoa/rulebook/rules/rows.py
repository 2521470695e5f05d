"""The rows of the packs: every one has an instrument, a clause, a validity, a layer and how it was read."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from lantoa.kernel.decisions import Mark
from lantoa.kernel.periods import Validity

from .predicates import Condition


class Layer(StrEnum):
    NATIONAL = "national"
    SECTOR = "sector"
    LOCAL = "local"

    @property
    def label(self) -> str:
        return {"national": "quốc gia", "sector": "ngành", "local": "địa phương"}[self]


class Read(StrEnum):
    """How the text behind a row was read. Only the first three make a row verified."""

    V = "V"
    RESTATED = "restated"
    CONFIRMED = "confirmed"
    EXPIRED = "expired"
    OLD_LAW = "old_law"
    OTHER_SECTOR = "other_sector"
    ONE_PROVINCE = "one_province"
    MIXED = "mixed"
    V2 = "V2"
    P = "P"
    R = "R"
    I = "I"  # noqa: E741 -- the mark's own letter
    DERIVED = "derived"

    @property
    def mark(self) -> Mark:
        return Mark.VERIFIED if self in (Read.V, Read.RESTATED, Read.CONFIRMED) else Mark.TO_CONFIRM

    @property
    def label(self) -> str:
        return READ_LABELS[self]


READ_LABELS = {
    "V": "đã đọc nguyên văn",
    "restated": "đã đọc ở văn bản nhắc lại Luật",
    "confirmed": "đơn vị đã xác nhận",
    "expired": "đọc ở văn bản nay đã hết hiệu lực",
    "old_law": "theo luật cũ",
    "other_sector": "quy định của ngành khác",
    "one_province": "quy định của một tỉnh",
    "mixed": "đọc được một phần, phần còn lại chưa chắc",
    "V2": "đọc ở nguồn thứ cấp",
    "P": "đọc chưa hết",
    "R": "nhớ lại, chưa đọc",
    "I": "suy luận, đề xuất của phần mềm",
    "derived": "tính ra từ số chưa kiểm chứng",
}

RESTATED_IDS = frozenset({"E05", "E06", "E07"})
"""The only rows that may say ``restated``: one province's text repeating Articles 26–28 of the Law."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row carries. ``valid`` is half-open; ``at`` is 'pack:line' for messages and traces."""

    id: str
    name: str
    instrument: str
    clause: str
    valid: Validity
    layer: Layer
    read: Read
    note: str = ""
    at: str = ""

    @property
    def mark(self) -> Mark:
        return self.read.mark


R = TypeVar("R", bound=Row)


def with_confirmed(rows: Iterable[R], ids: Container[str]) -> tuple[R, ...]:
    """The same rows; those a deploying unit has confirmed (by id) may now decide."""
    return tuple(
        replace(row, read=Read.CONFIRMED) if row.id in ids and row.mark is Mark.TO_CONFIRM else row
        for row in rows
    )


BY_UNIT = " (đơn vị đã xác nhận)"
"""What the clause of a row says once a deploying unit has confirmed it."""


def said_confirmed(clause: str) -> bool:
    return clause.endswith(BY_UNIT)


def plain_clause(clause: str) -> str:
    return clause.removesuffix(BY_UNIT)


@dataclass(frozen=True, kw_only=True)
class Instrument(Row):
    """A legal instrument. ``role`` 'law' or 'decree' are those that govern commendation on a day;
    ``ends`` is an end date seen only in a secondary source; ``unread`` its text was not read.
    ``replaces`` and ``amends``: codes of earlier instruments; ``transition``: what it says of dossiers accepted
    before it, in our words."""

    number: str
    status: str
    issued: date | None = None
    role: str = ""
    ends: date | None = None
    unread: bool = False
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    transition: str = ""


@dataclass(frozen=True, kw_only=True)
class Award(Row):
    """One title or form of the catalogue. ``kind``: title | form | honour | medal | insignia."""

    kind: str
    recipients: tuple[str, ...]
    cadence: str = ""
    decides: str = ""
    artefact: str = ""
    short: str = ""


@dataclass(frozen=True, kw_only=True)
class Eligibility(Row):
    """A predicate of one or more awards: conjunctive conditions, judged one by one."""

    awards: tuple[str, ...]
    subject: str
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Block(Row):
    """What stops or warns. ``severity``: block | warn | compute | feed. ``force`` narrows to one force.
    ``years`` of look-back per award code."""

    severity: str
    force: str = ""
    years: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Quota(Row):
    """A ceiling. ``kind``: none | percent | count | matrix | tie | practice; ``base`` what it is a share of."""

    kind: str
    awards: tuple[str, ...] = ()
    value: Decimal | None = None
    base: str = ""
    rounding: str = "floor"


@dataclass(frozen=True, kw_only=True)
class Authority(Row):
    """Who decides. ``awards`` by code; ``line``: state | people_committee | specialised | enterprise | force."""

    awards: tuple[str, ...]
    line: str
    decides: str
    consult: str = ""


@dataclass(frozen=True, kw_only=True)
class Threshold(Row):
    """A ballot's threshold or a council's custom. ``share`` of all members; null where it is no number."""

    kind: str
    awards: tuple[str, ...] = ()
    share: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Dossier(Row):
    """The papers of one kind of dossier, in order. ``ballot``: must show the ballot's result."""

    awards: tuple[str, ...]
    papers: tuple[str, ...]
    copies: str = ""
    ballot: bool = False


@dataclass(frozen=True, kw_only=True)
class Deadline(Row):
    """``working_days`` after the event named, or a yearly day ``day`` (MM-DD) of the year plus ``year_offset``."""

    who: str = ""
    working_days: int | None = None
    day: str = ""
    year_offset: int = 0


@dataclass(frozen=True, kw_only=True)
class CalendarEvent(Row):
    """What falls in ``months`` of a movement year."""

    months: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Coefficient(Row):
    """The prize of one award as a multiple of the base salary; ``value`` null where no source gives it."""

    award: str
    recipient: str
    value: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class BaseSalary(Row):
    vnd: int


@dataclass(frozen=True, kw_only=True)
class BonusRule(Row):
    """A rule of computing; ``number`` where it has one (rounding step, household factor, organising share)."""

    kind: str
    number: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Revocation(Row):
    cause: str
    effect: str
    authority: str


@dataclass(frozen=True, kw_only=True)
class Criterion(Row):
    """One criterion of a set. ``kind``: boolean | ratio | count | count_vs_prev | document | points | group."""

    set: str
    subject: str
    kind: str
    evidence: str = ""
    threshold: Decimal | None = None
    points: Decimal | None = None
    must_be_full: bool = False


@dataclass(frozen=True, kw_only=True)
class Indicator(Row):
    """One measure, one aggregation. A ratio names its parts by code."""

    unit: str
    aggregation: str
    group: str
    breakdown: tuple[str, ...] = ()
    numerator: str = ""
    denominator: str = ""
    small_cell: bool = False


@dataclass(frozen=True, kw_only=True)
class Regime(Row):
    """A reporting regime: who reports to whom on which calendar (a code of ``kernel.calendars``)."""

    calendar: str
    kind: str
    due: str = ""


@dataclass(frozen=True, kw_only=True)
class LayoutItem(Row):
    """One measure of the page or one element's letter: sizes in points, lengths in millimetres."""

    group: str
    low: Decimal | None = None
    high: Decimal | None = None
    case: str = ""
    bold: bool | None = None
    italic: bool | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class DocType(Row):
    """``abbreviation`` is empty for công văn and thư công."""

    abbreviation: str
    copy: bool = False


@dataclass(frozen=True, kw_only=True)
class Holiday(Row):
    """A dated day that differs from the library's: ``kind`` off | working | pending."""

    day: date
    kind: str


@dataclass(frozen=True, kw_only=True)
class Delegation(Row):
    """A clause that lets ministries or provinces lay down the rest. ``pack``: whose rows, empty where the article
    behind the clause was not read; ``awards``: of which titles and forms; ``to``: ministry | province.
    ``mode`` 'add': conditions beside those of the law; 'set': the ``fields`` named may take another value."""

    pack: str = ""
    awards: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    mode: str = "set"
    fields: tuple[str, ...] = ()


KINDS: dict[str, type[Row]] = {
    "instruments": Instrument,
    "delegations": Delegation,
    "awards": Award,
    "eligibility": Eligibility,
    "blocks": Block,
    "quotas": Quota,
    "authorities": Authority,
    "thresholds": Threshold,
    "dossiers": Dossier,
    "deadlines": Deadline,
    "annual_calendar": CalendarEvent,
    "coefficients": Coefficient,
    "base_salaries": BaseSalary,
    "bonus_rules": BonusRule,
    "revocations": Revocation,
    "criteria": Criterion,
    "indicators": Indicator,
    "regimes": Regime,
    "layout": LayoutItem,
    "doc_types": DocType,
    "holidays": Holiday,
}
"""pack name → its row. A pack is the file of that name in ``packs/``."""
