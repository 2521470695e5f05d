"""Changes of the organisation: each rests on a document, writes successions, and is one journal entry."""

from .clusters import complete_members, create_cluster, hand_over_cluster
from .endings import dissolve, merge, preview_merge, split
from .geography import Loaded, load_geography
from .people import add_person
from .units import create_unit, move, rename

__all__ = [
    "Loaded",
    "add_person",
    "complete_members",
    "create_cluster",
    "create_unit",
    "dissolve",
    "hand_over_cluster",
    "load_geography",
    "merge",
    "move",
    "preview_merge",
    "rename",
    "split",
]
