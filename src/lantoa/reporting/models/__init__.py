"""Report forms, their rounds, and what each unit reported, cell by cell."""

from __future__ import annotations

from .entering import CellFile, Draft, Sending, TakenFile
from .forms import Form, FormIndicator
from .steering import Correction, Relief, Reminder, Target
from .submissions import Return, Round, Submission, Value

__all__ = [
    "CellFile",
    "Correction",
    "Draft",
    "Form",
    "FormIndicator",
    "Relief",
    "Reminder",
    "Return",
    "Round",
    "Sending",
    "Submission",
    "TakenFile",
    "Target",
    "Value",
]
