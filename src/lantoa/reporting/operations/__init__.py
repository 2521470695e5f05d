"""Publish forms, open their rounds, enter, send, return, accept and lock what units report; chase, relieve, correct."""

from __future__ import annotations

from .chasing import Reminded, escalate, late_below, open_due_rounds, remind_late
from .correcting import correct
from .deciding import Taken, accept, accept_many, lock, return_submission
from .entering import enter_values, import_workbook, submit
from .forms import publish_form
from .reliefs import ask_relief, decide_relief, extend, oblige_again, waive
from .rounds import open_round
from .targets import set_targets

__all__ = [
    "Reminded",
    "Taken",
    "accept",
    "accept_many",
    "ask_relief",
    "correct",
    "decide_relief",
    "enter_values",
    "escalate",
    "extend",
    "import_workbook",
    "late_below",
    "lock",
    "oblige_again",
    "open_due_rounds",
    "open_round",
    "publish_form",
    "remind_late",
    "return_submission",
    "set_targets",
    "submit",
    "waive",
]
