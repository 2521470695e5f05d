"""What an area hands over to be found, and where it may be seen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from lantoa.kernel.vi.text import collation_key

from . import words

TITLE, DETAIL, LINK = 400, 400, 300
ORDER = 96
"""Digits of a collation key that order equals: its first 48 letters; ``tie`` decides beyond."""
SORTED = 60
"""Letters of a title that its place among equals is taken from."""


class Mode(StrEnum):
    """How ``Sight.place`` opens an entry.

    AT: a unit within the actor's reach for the action. HELD: the same, by grants on units only. DOWN: a unit at or
    above one on which the actor holds a grant (what comes down the line). CLUSTER: a cluster within reach for the
    action. JOINED: a cluster that a unit of the actor belongs to, or that the actor reaches.
    """

    AT = "AT"
    HELD = "HELD"
    DOWN = "DOWN"
    CLUSTER = "CLUSTER"
    JOINED = "JOINED"


@dataclass(frozen=True, slots=True)
class Sight:
    """One way to see an entry: ``place`` is a unit code or a cluster key."""

    mode: Mode
    action: str
    place: str


class Level(IntEnum):
    """How well an entry answers, best first."""

    EXACT = 0
    PREFIX = 1
    PHRASE = 2
    TITLE = 3
    TEXT = 4
    LIKE = 5


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing to be found. ``ref`` is its key within ``kind``; ``names`` other names it goes by (former, short);
    ``text`` more words it is found by (``detail`` is only shown); ``public`` means everybody with an account;
    ``prior`` breaks ties between kinds of a kind, least first. It is current while ``valid_from <= day < valid_to``;
    ``until`` is the day from which what stands here may read otherwise. ``order`` is the title's collation key,
    where the row keeps one."""

    kind: str
    ref: str
    title: str
    link: str
    detail: str = ""
    names: tuple[str, ...] = ()
    text: str = ""
    code: str = ""
    public: bool = False
    sights: tuple[Sight, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    prior: int = 0
    until: date | None = None
    order: str = ""

    @property
    def digest(self) -> str:
        """Of everything above: an entry whose digest is the same need not be written again."""
        return hashlib.blake2b(repr(self).encode(), digest_size=16).hexdigest()

    @property
    def tie(self) -> str:
        """Breaks the last tie, alike in every database: only hexadecimal digits."""
        return hashlib.blake2b(f"{self.kind}:{self.ref}".encode(), digest_size=8).hexdigest()

    @property
    def keys(self) -> str:
        return words.keys((self.title, *self.names))

    @property
    def sort(self) -> str:
        return (self.order or collation_key(self.title[:SORTED]))[:ORDER]

    def mentions(self) -> dict[str, bool]:
        """Every word → whether a title or name has it."""
        names = dict.fromkeys((self.title, *self.names))
        named = {word: True for name in names for word in words.words(name)}
        return {word: False for word in words.words(self.text)} | named
