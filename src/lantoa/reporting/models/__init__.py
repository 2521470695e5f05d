"""Report forms, their rounds, and what each unit reported, cell by cell."""

from __future__ import annotations

from .forms import Form, FormIndicator
from .submissions import Return, Round, Submission, Value

__all__ = [
    "Form",
    "FormIndicator",
    "Return",
    "Round",
    "Submission",
    "Value",
]
