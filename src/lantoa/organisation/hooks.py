"""What upper areas hear when the organisation changes, and what they may say beforehand.

Listen in ``AppConfig.ready``; listeners run inside the operation's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from lantoa.kernel.actors import Actor
from lantoa.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class Merged:
    """From ``day`` everything of ``predecessors`` belongs to ``successor``."""

    predecessors: tuple[str, ...]
    successor: str
    day: date
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Divided:
    """From ``day`` the ``shares`` (unit code → share of one) take over what belonged to ``unit``."""

    unit: str
    shares: dict[str, str]
    day: date
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Dissolved:
    unit: str
    day: date
    actor: Actor
    at: datetime


class Line(NamedTuple):
    """One thing that a change touches, said as the page shows it: ("Hồ sơ khen thưởng chưa khép", 12).

    ``link`` leads to the list of them, empty where there is none. ``open`` marks work that waits for its unit:
    when the unit ends it is carried to the heir, closed, or asked about (``settling``).
    """

    label: str
    count: int
    link: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change on ``day`` will touch. A listener of ``previewing`` appends to ``lines``."""

    kind: str
    """a ``ChangeKind``"""
    units: dict[str, str]
    """code → name of each unit that ends, or that is changed"""
    heirs: dict[str, str]
    """code → name of each unit that takes over; empty unless something ends"""
    day: date
    children: dict[str, str]
    """code → name of each unit below: it will answer to the heir, or it stays below the changed unit"""
    clusters: dict[str, str]
    """key → name of each cluster that loses a member, or holds the changed unit"""
    lines: list[Line] = field(default_factory=list)

    @property
    def ends(self) -> bool:
        return self.kind in ("merge", "split", "dissolve", "reorganise")


@dataclass(frozen=True, slots=True)
class Settling:
    """Open work of ended units is carried to their heirs or closed (``rule`` "carry" or "close").

    A listener appends to ``done`` what it did, and leaves in ``back[area]`` (JSON) what undoing it takes.
    """

    change: int
    heirs: dict[str, str]
    """ended unit → the one that takes over its open work ("" where nobody does: then only closing is asked)"""
    day: date
    rule: str
    basis: str
    actor: Actor
    at: datetime
    done: list[Line] = field(default_factory=list)
    back: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unsettling:
    """What ``Settling`` did is taken back; a listener raises ``Conflict`` where later work rests on it."""

    change: int
    back: dict[str, Any]
    day: date
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody has to say what becomes of the open work of ``units``; ``done`` once they have, or once the
    change is undone. ``due``: the day from which it can be said."""

    change: int
    unit: str
    names: tuple[str, ...]
    due: date
    done: bool
    at: datetime


@dataclass(slots=True)
class Cited:
    """Which document is ``key`` ("incoming:12", "instrument:ND152")? Whoever keeps it, and lets the actor see it,
    fills in what it is called and the path of its page; no label: nobody does."""

    key: str
    actor: Actor
    day: date
    label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Undoing:
    """A change is about to be taken back. A listener appends to ``rests`` each later fact that forbids it, said
    as a clause ("Quyết định 12/QĐ đã tặng danh hiệu cho “Công an tỉnh Một”")."""

    kind: str
    units: tuple[str, ...]
    """units that the change founded or that took over: facts dated from ``day`` on rest on it"""
    day: date
    rests: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Rows of these units were written in bulk, which no model's signal tells."""

    units: tuple[str, ...]
    at: datetime


merged: Hook[Merged] = Hook("organisation.merged")
divided: Hook[Divided] = Hook("organisation.divided")
dissolved: Hook[Dissolved] = Hook("organisation.dissolved")
previewing: Hook[Preview] = Hook("organisation.previewing")
settling: Hook[Settling] = Hook("organisation.settling")
unsettling: Hook[Unsettling] = Hook("organisation.unsettling")
asking: Hook[Asking] = Hook("organisation.asking")
citing: Hook[Cited] = Hook("organisation.citing")
undoing: Hook[Undoing] = Hook("organisation.undoing")


@dataclass(frozen=True, slots=True)
class PeopleMerged:
    """Record ``gone`` is the person ``kept`` (row numbers): every column pointing at a person has moved already;
    this is for what names people otherwise, such as an index of search."""

    kept: int
    gone: int
    actor: Actor
    at: datetime


people_merged: Hook[PeopleMerged] = Hook("organisation.people_merged")
people_parted: Hook[PeopleMerged] = Hook("organisation.people_parted")
rewritten: Hook[Rewritten] = Hook("organisation.rewritten")


@dataclass(frozen=True, slots=True)
class PeopleWritten:
    """Rows of these people (row numbers) and their posts were written in bulk, which no model's signal tells."""

    people: tuple[int, ...]


people_written: Hook[PeopleWritten] = Hook("organisation.people_written")


@dataclass(frozen=True, slots=True)
class Left:
    """One thing an officer leaves behind. ``moves``: handing over moves it by itself; ``due`` where it has one."""

    area: str
    title: str
    place: str = ""
    due: date | None = None
    link: str = ""
    moves: bool = False


@dataclass(frozen=True, slots=True)
class HandingOver:
    """A person (row number) is about to leave their post at ``units``. A listener of ``handing_over`` appends
    what of its area is then open, said as the hand-over paper shows it."""

    person: int
    units: tuple[str, ...]
    day: date
    left: list[Left] = field(default_factory=list)


handing_over: Hook[HandingOver] = Hook("organisation.handing_over")
