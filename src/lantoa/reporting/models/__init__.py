"""Report forms, their rounds, and what each unit reported, cell by cell."""

from __future__ import annotations

from .entering import CellFile, Draft, Sending, TakenFile
from .forms import Form, FormIndicator
from .submissions import Return, Round, Submission, Value

__all__ = [
    "CellFile",
    "Draft",
    "Form",
    "FormIndicator",
    "Return",
    "Round",
    "Sending",
    "Submission",
    "TakenFile",
    "Value",
]
