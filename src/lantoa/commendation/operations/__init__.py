"""Changes to dossiers, councils and decisions. Each is one transaction and one journal entry."""

from .appraisal import refuse, send_back, verify
from .certificates import print_certificates
from .council_votes import cast_vote, close_vote, open_vote, record_count, record_written
from .councils import convene
from .decisions import draft_decision, issue, number, revoke, sign
from .dossiers import hand_in, open_dossier, set_facts, submit
from .laws import OPEN as LAW_OPEN
from .laws import choose_law
from .rechecks import recheck

__all__ = [
    "LAW_OPEN",
    "cast_vote",
    "choose_law",
    "close_vote",
    "convene",
    "draft_decision",
    "hand_in",
    "issue",
    "number",
    "open_dossier",
    "open_vote",
    "print_certificates",
    "recheck",
    "record_count",
    "record_written",
    "refuse",
    "revoke",
    "send_back",
    "set_facts",
    "sign",
    "submit",
    "verify",
]
