"""Changes of papers, numbers, registers and files. ``register``, ``sign_paper``, ``give_number``, ``issue_paper``,
``attach`` and ``cite`` are called inside upper operations, which journal; the others are operations themselves."""

from .arrivals import finish, forward, register_incoming
from .drafting import ask, draft, enter, opine, present, revise, withdraw_question
from .filing import archive, close_record, file_incoming, hand_over, open_record
from .lower import attach, cite, issue_paper, register, sign_paper
from .numbering import give_number, give_series, set_abbreviation, set_check_page
from .signing import initial, issue, number, send_back, sign, void

__all__ = [
    "archive",
    "ask",
    "attach",
    "cite",
    "close_record",
    "draft",
    "enter",
    "file_incoming",
    "finish",
    "forward",
    "give_number",
    "give_series",
    "hand_over",
    "initial",
    "issue",
    "issue_paper",
    "number",
    "open_record",
    "opine",
    "present",
    "register",
    "register_incoming",
    "revise",
    "send_back",
    "set_abbreviation",
    "set_check_page",
    "sign",
    "sign_paper",
    "void",
    "withdraw_question",
]
