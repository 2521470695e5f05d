"""Publish forms, open their rounds, enter, send, return, accept and lock what units report."""

from __future__ import annotations

from .deciding import accept, extend, lock, return_submission
from .entering import enter_values, import_workbook, submit
from .forms import publish_form
from .rounds import open_round

__all__ = [
    "accept",
    "enter_values",
    "extend",
    "import_workbook",
    "lock",
    "open_round",
    "publish_form",
    "return_submission",
    "submit",
]
