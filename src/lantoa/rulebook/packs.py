"""The shipped packs, read once each and only when asked for. No Django, no settings, no local overlay.

Each function takes ``on`` (a day) and answers the rows valid on it, or all rows in time when ``on`` is None::

    instruments(on)  delegations(on)  awards(on)  eligibility(on)  blocks(on)  quotas(on)  authorities(on)
    thresholds(on)
    dossiers(on)  deadlines(on)  annual_calendar(on)  coefficients(on)  base_salaries(on)  bonus_rules(on)
    revocations(on)  criteria(on)  indicators(on)  regimes(on)  layout(on)  doc_types(on)  holidays(on)

    award(code)            one row of the catalogue, or ``BadInput`` UNKNOWN_CODE
    criteria_sets(on)      criteria by set: {'antt_tt124': (…), 'phongtrao_qd510': (…), 'ntm_…': (…)}
    governing(on)          the instruments that govern commendation on a day: the law, then its decree
    load(on)               everything valid on a day, by pack name
    every()                all packs, all times: for the table of rules

Rows are the frozen dataclasses of ``rulebook.rules.rows``; ``row.mark`` says whether a row may decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from lantoa.kernel.errors import BadInput

from .reading import parse
from .rules import rows as r
from .rules.schema import rows

R = TypeVar("R", bound=r.Row)
PACKS = Path(__file__).parent / "packs"


@cache
def pack(name: str) -> tuple[r.Row, ...]:
    """All rows of one pack, in file order. Raises ``BadInput`` located in the file."""
    text = (PACKS / f"{name}.yaml").read_text("utf-8")
    codes = None if name == "instruments" else frozenset(row.id for row in pack("instruments"))
    return rows(parse(name, text), codes)


def _reader(name: str, kind: type[R]) -> Callable[[date | None], tuple[R, ...]]:
    def read(on: date | None = None) -> tuple[R, ...]:
        found = cast("tuple[R, ...]", pack(name))
        return found if on is None else tuple(row for row in found if row.valid.covers(on))

    read.__doc__ = f"Rows of packs/{name}.yaml valid ``on`` a day, or all of them."
    return cast("Callable[[date | None], tuple[R, ...]]", cache(read))


instruments = _reader("instruments", r.Instrument)
delegations = _reader("delegations", r.Delegation)
awards = _reader("awards", r.Award)
eligibility = _reader("eligibility", r.Eligibility)
blocks = _reader("blocks", r.Block)
quotas = _reader("quotas", r.Quota)
authorities = _reader("authorities", r.Authority)
thresholds = _reader("thresholds", r.Threshold)
dossiers = _reader("dossiers", r.Dossier)
deadlines = _reader("deadlines", r.Deadline)
annual_calendar = _reader("annual_calendar", r.CalendarEvent)
coefficients = _reader("coefficients", r.Coefficient)
base_salaries = _reader("base_salaries", r.BaseSalary)
bonus_rules = _reader("bonus_rules", r.BonusRule)
revocations = _reader("revocations", r.Revocation)
criteria = _reader("criteria", r.Criterion)
indicators = _reader("indicators", r.Indicator)
regimes = _reader("regimes", r.Regime)
layout = _reader("layout", r.LayoutItem)
doc_types = _reader("doc_types", r.DocType)
holidays = _reader("holidays", r.Holiday)


@cache
def award_codes() -> Mapping[str, r.Award]:
    return {row.id: row for row in awards(None)}


def award(code: str, place: str = "award") -> r.Award:
    """Raises ``BadInput`` UNKNOWN_CODE at ``place``."""
    found = award_codes().get(code)
    if found is None:
        raise BadInput(
            "UNKNOWN_CODE",
            f"Không có danh hiệu, hình thức nào mã “{code}”.",
            place=place,
            remedy=f"Chọn một trong: {', '.join(award_codes())}.",
        )
    return found


def criteria_sets(on: date | None = None) -> dict[str, tuple[r.Criterion, ...]]:
    found: dict[str, list[r.Criterion]] = {}
    for row in criteria(on):
        found.setdefault(row.set, []).append(row)
    return {name: tuple(members) for name, members in found.items()}


def governing(on: date) -> tuple[r.Instrument, ...]:
    """Laws in force on the day, oldest first, then the decree under them."""
    found = [row for row in instruments(on) if row.role]
    return tuple(sorted(found, key=lambda row: (row.role != "law", row.valid.start)))


def load(on: date) -> dict[str, tuple[r.Row, ...]]:
    """Every pack's rows valid on ``on``."""
    return {name: tuple(row for row in pack(name) if row.valid.covers(on)) for name in r.KINDS}


def every() -> Iterator[tuple[str, r.Row]]:
    """(pack, row) for all packs in the order of ``KINDS``."""
    return ((name, row) for name in r.KINDS for row in pack(name))
