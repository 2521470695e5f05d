"""Changes of the organisation: each rests on a document, writes successions, and is one journal entry."""

from .changes import undo
from .clusters import complete_members, create_cluster, hand_over_cluster
from .endings import dissolve, merge, split
from .forces import record_force
from .geography import Loaded, load_former, load_geography
from .people import add_person, correct_person
from .people_merge import merge_people, part_people
from .posts import appoint, change_rank, end_post
from .previews import preview_change, preview_merge
from .reorganise import Forecast, preview_reorganise, reorganise, script_of
from .settling import set_carry_rule, settle
from .units import change_kind, create_unit, move, rename
from .wanted import Wanted, make, rehearse

__all__ = [
    "Forecast",
    "Loaded",
    "Wanted",
    "add_person",
    "appoint",
    "change_kind",
    "change_rank",
    "complete_members",
    "correct_person",
    "create_cluster",
    "create_unit",
    "dissolve",
    "end_post",
    "hand_over_cluster",
    "load_former",
    "load_geography",
    "make",
    "merge",
    "merge_people",
    "move",
    "part_people",
    "preview_change",
    "preview_merge",
    "preview_reorganise",
    "record_force",
    "rehearse",
    "rename",
    "reorganise",
    "script_of",
    "set_carry_rule",
    "settle",
    "split",
    "undo",
]
