"""What the shipped data says, row by row, as plain values."""

from __future__ import annotations

import csv
import hashlib
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lantoa.kernel.decisions import Mark

DATA = Path(__file__).resolve().parent.parent / "data"
FROM_2025 = date(2025, 7, 1)
"""Two levels of local government and 34 provinces."""
MERGER = "Nghị quyết 202/2025/QH15"
CODES = "Quyết định 19/2025/QĐ-TTg"
PACKAGE = "vietnamadminunits 1.0.4"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit and the territory it answers for; ``territory`` itself has none."""

    code: str
    territory: str | None = None


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """As ``models.Placement``; ``parent`` and ``unit`` are codes."""

    unit: str
    parent: str | None
    kind: str
    name: str
    valid_from: date
    valid_to: date | None = None
    short_name: str = ""
    official_code: str = ""
    basis: str = ""
    source: str = ""
    mark: Mark = Mark.TO_CONFIRM


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    predecessor: str
    successor: str
    on: date
    share: Decimal = Decimal(1)
    basis: str = ""
    source: str = ""
    mark: Mark = Mark.TO_CONFIRM


@dataclass(frozen=True, slots=True)
class MemberRow:
    unit: str
    role: str = "MEMBER"


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster with its members over its whole period."""

    key: str
    issuer: str
    series: str
    number: int
    name: str
    period_kind: str
    valid_from: date
    valid_to: date
    members: tuple[MemberRow, ...]
    members_known: bool = True
    source: str = ""
    mark: Mark = Mark.VERIFIED


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that is shipped; ``digest`` names this very content."""

    units: tuple[UnitRow, ...]
    placements: tuple[PlacementRow, ...]
    successions: tuple[SuccessionRow, ...]
    clusters: tuple[ClusterRow, ...]

    @property
    def digest(self) -> str:
        sha = hashlib.sha256()
        for rows in (self.units, self.placements, self.successions, self.clusters):
            for row in rows:
                sha.update(f"{row!r}\n".encode())
        return sha.hexdigest()


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV file of the data folder, packed (``.xz``) or not."""
    path = DATA / name
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


@cache
def document(name: str) -> Any:
    """One YAML file of the data folder."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
