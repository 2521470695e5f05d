"""What upper areas hear when the organisation changes, and what they may say beforehand.

Listen in ``AppConfig.ready``; listeners run inside the operation's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

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


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merger on ``day`` will touch. A listener of ``previewing`` appends ``(what, count)`` to ``lines``,
    said as the page shows it: ("Hồ sơ khen thưởng chưa khép", 12)."""

    predecessors: dict[str, str]
    """code → name of each unit that ends"""
    successor: str
    successor_name: str
    day: date
    children: dict[str, str]
    """code → name of each unit that will answer to the successor"""
    clusters: dict[str, str]
    """key → name of each cluster that loses a member"""
    lines: list[tuple[str, int]] = field(default_factory=list)


merged: Hook[Merged] = Hook("organisation.merged")
divided: Hook[Divided] = Hook("organisation.divided")
dissolved: Hook[Dissolved] = Hook("organisation.dissolved")
previewing: Hook[Preview] = Hook("organisation.previewing")
