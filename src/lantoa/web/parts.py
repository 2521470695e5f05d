"""What the shared patterns show: plain frozen data that a view builds and a template tag draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Number = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way here; without ``url`` it is the page itself."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    text: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A button. ``post`` makes it a form; ``danger`` asks first and should be followed by an undo."""

    text: str
    url: str
    icon: str = ""
    post: bool = False
    danger: bool = False
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation: what, for whom, until when, in what state, and the one button that deals with it."""

    title: str
    unit: str
    url: str
    due: date | None = None
    state: str = "todo"
    label: str = ""
    action: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a life cycle. ``state``: done, now, todo or returned (then ``reason`` says why)."""

    label: str
    state: str
    who: str = ""
    at: datetime | date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One point on a timeline. ``tone``: as for chips; ``paper`` is the document it rests on."""

    title: str
    at: datetime | date | None = None
    text: str = ""
    url: str = ""
    icon: str = ""
    tone: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of a ranking. ``share`` is the bar's length, 0 to 1; ``reason`` explains the gap or the tie."""

    place: int
    name: str
    points: Decimal
    share: Decimal
    reason: str = ""
    url: str = ""
    honour: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure: a cell, a unit's value or a quote it was read from."""

    label: str
    value: Number | str
    url: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    key: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """``name`` is the form field; ``previous`` is last period's value, shown grey; ``error`` what to mend."""

    name: str
    value: str = ""
    previous: Number | str = None
    error: str = ""
    warning: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    label: str
    cells: Sequence[GridCell]
    note: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """An entry grid: rows are usually indicators, columns periods or sub-counts."""

    caption: str
    columns: Sequence[GridColumn]
    rows: Sequence[GridRow]
    previous_label: str = ""
