"""What the API's routes on the organisation take and give (``organisation``)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ninja import Schema


class UnitOut(Schema):
    code: str
    name: str
    short_name: str
    kind: str
    official_code: str
    parent: str | None
    territory: str | None
    valid_from: date
    valid_to: date | None
    basis: str
    source: str
    mark: str
    in_force: bool


class UnitIn(Schema, extra="forbid"):
    """``parent`` and ``territory`` are codes; ``day``: the unit stands there from that day on. ``basis`` or
    ``citing`` ("incoming:12", "paper:7", "instrument:ND152") names the document."""

    code: str
    kind: str
    name: str
    parent: str
    day: date
    basis: str = ""
    citing: str = ""
    territory: str | None = None
    short_name: str = ""


class RefOut(Schema):
    code: str
    name: str


class UnitDetailOut(UnitOut):
    lineage: list[RefOut]
    province: str | None
    children: int


class PlacementOut(Schema):
    name: str
    kind: str
    official_code: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    basis: str
    source: str
    mark: str


class SuccessionOut(Schema):
    predecessor: str
    predecessor_name: str
    successor: str
    successor_name: str
    on: date
    share: Decimal
    basis: str
    source: str
    mark: str


class HistoryOut(Schema):
    placements: list[PlacementOut]
    successions: list[SuccessionOut]


class UnitSeatOut(Schema):
    code: str
    name: str
    role: str


class ClusterOut(Schema):
    key: str
    issuer: str
    series: str
    number: int
    name: str
    valid_from: date
    valid_to: date | None
    head: str | None
    deputy: str | None
    members: list[UnitSeatOut]
    members_known: bool
    sources: list[str]
    mark: str


class UnitHandOverIn(Schema, extra="forbid"):
    """``head`` and ``deputy`` are codes of members; they lead from ``day`` on, today when not said."""

    head: str
    deputy: str | None = None
    day: date | None = None
    basis: str


class MembersIn(Schema, extra="forbid"):
    """``members``: codes of all the cluster's units, its head too."""

    members: list[str]
    deputy: str | None = None
    basis: str


class LinesOut(Schema):
    territory: str | None
    government: list[RefOut]
    police: list[RefOut]
    others: list[RefOut]


class FamilyOut(Schema):
    """``generation``: 0 the unit itself, negative what it came from, positive what it became."""

    unit: str
    generation: dict[str, int]
    steps: list[SuccessionOut]


class UnitCountIn(Schema, extra="forbid"):
    """Numbers only: a field for names is refused. ``support``: đồng paid from 1 January to ``day``."""

    force: str
    day: date
    teams: int
    members: int
    trained: int = 0
    support: int = 0
    basis: str


class UnitCountOut(Schema):
    force: str
    day: date
    teams: int
    members: int
    trained: int
    support: int
    basis: str
    by: str
    recorded_at: datetime


class UnitTotalOut(Schema):
    force: str
    label: str
    units: int
    teams: int
    members: int
    trained: int
    support: int


class ForcesOut(Schema):
    """``own``: of the unit itself; ``totals``: over it and all below; ``counted`` of ``expected`` commune police."""

    day: date
    counted: int
    expected: int
    own: list[UnitCountOut]
    totals: list[UnitTotalOut]


class ProvinceOut(Schema):
    """``path``: SVG path data in the frame of the answer; null for a province without a shape."""

    code: str
    name: str
    communes: int | None
    clusters: list[str]
    path: str | None


class ZoneOut(Schema):
    code: str
    name: str
    province: str
    x: int
    y: int


class MapOut(Schema):
    day: date
    width: int
    height: int
    provinces: list[ProvinceOut]
    zones: list[ZoneOut]


class ClusterIn(Schema, extra="forbid"):
    """``members``: codes of units in force on ``valid_from``; the period is half-open, ``valid_to`` not in it."""

    issuer: str
    series: str
    number: int
    members: list[str]
    valid_from: date
    valid_to: date
    basis: str
    name: str = ""
    head: str | None = None
    deputy: str | None = None
    members_known: bool = True
    period_kind: Literal["CALENDAR", "SCHOOL"] = "CALENDAR"


class RotationOut(Schema):
    """A proposal for the members to decide; ``mark`` says that no text fixing the order was seen."""

    head: str | None
    deputy: str | None
    mark: str


class UnitHandedOut(Schema):
    day: date
    from_head: str | None
    to_head: str | None
    to_deputy: str | None
