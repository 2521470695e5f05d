"""Changes to sheets, scores, rankings and ballots. Each is one transaction and one journal entry."""

from .ballots import cast, close_ballot, open_ballot, settle
from .scores import attach_evidence, score
from .sheets import finalise, open_sheet, publish, reopen
from .steps import advance, set_standing

__all__ = [
    "advance",
    "attach_evidence",
    "cast",
    "close_ballot",
    "finalise",
    "open_ballot",
    "open_sheet",
    "publish",
    "reopen",
    "score",
    "set_standing",
    "settle",
]
