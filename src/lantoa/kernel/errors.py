"""What the product says when it cannot do what was asked: what, where, and how to mend it.

The same object becomes the page's error summary, the API's problem+json and the command line's message.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: ``place`` is a field, a cell, a line or a step as the user names it."""

    code: str
    message: str
    place: str = ""
    remedy: str = ""

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message, "place": self.place, "remedy": self.remedy}


class Problem(Exception):
    """Base of every expected failure. ``status`` is the HTTP status the interfaces answer with."""

    status = 422

    def __init__(
        self, code: str, message: str, *, place: str = "", remedy: str = "", faults: tuple[Fault, ...] = ()
    ):
        super().__init__(message)
        self.fault = Fault(code, message, place, remedy)
        self.faults = faults or (self.fault,)

    def __str__(self) -> str:
        parts = [self.fault.message]
        if self.fault.place:
            parts.append(f"Tại: {self.fault.place}.")
        if self.fault.remedy:
            parts.append(self.fault.remedy)
        return " ".join(parts)


class BadInput(Problem):
    """What was entered or uploaded cannot be taken as it is."""


class NotAllowed(Problem):
    """The actor may not do this here."""

    status = 403


class NotFound(Problem):
    """No such thing, or none that this actor may know of: the two look the same from outside."""

    status = 404


class Conflict(Problem):
    """Not in this state: the step is not open now, or somebody else was faster."""

    status = 409


class TooLarge(Problem):
    """An upload or a request larger than the product takes."""

    status = 413


class TooMany(Problem):
    """Throttled: try again later."""

    status = 429
