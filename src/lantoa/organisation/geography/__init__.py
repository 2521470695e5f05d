"""The country and the police line as shipped: rows in time, read from ``organisation/data`` without the database."""

from . import sets
from .clusters import clusters
from .former import former, whole
from .rows import Bundle, ClusterRow, MemberRow, PlacementRow, SuccessionRow, UnitRow
from .territory import territory
from .units import bundle

__all__ = [
    "Bundle",
    "ClusterRow",
    "MemberRow",
    "PlacementRow",
    "SuccessionRow",
    "UnitRow",
    "bundle",
    "clusters",
    "former",
    "sets",
    "territory",
    "whole",
]
