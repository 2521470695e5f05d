"""What a rule answers: never a bare bool, always each condition, its reason, its clause and its mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """How far a rule's text has been checked. Only ``VERIFIED`` rules decide by themselves."""

    VERIFIED = "verified"
    TO_CONFIRM = "to_confirm"

    @property
    def label(self) -> str:
        return "đã kiểm chứng" if self is Mark.VERIFIED else "chờ xác nhận"


class Outcome(StrEnum):
    MET = "met"
    UNMET = "unmet"
    NEEDS_PERSON = "needs_person"

    @property
    def label(self) -> str:
        return {"met": "Đủ điều kiện", "unmet": "Chưa đủ điều kiện", "needs_person": "Cần người xem xét"}[
            self
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition of a rule, judged.

    ``met`` is True, False, or None where a person must say. ``clause`` is the citation as an officer
    writes it ("Điều 22 khoản 1, Luật TĐKT 2022"), ``detail`` what was seen, ``cure`` how to mend it.
    ``trace`` names the pack rows and facts used.
    """

    code: str
    met: bool | None
    clause: str
    mark: Mark = Mark.VERIFIED
    detail: str = ""
    cure: str = ""
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings of one question; conditions are conjunctive.

    A finding that rests on a rule still to be confirmed can at most ask for a person: it neither
    grants nor refuses.
    """

    findings: tuple[Finding, ...]
    instruments: tuple[str, ...] = field(default=())

    @property
    def outcome(self) -> Outcome:
        if any(settled(finding) is False for finding in self.findings):
            return Outcome.UNMET
        if any(settled(finding) is None for finding in self.findings):
            return Outcome.NEEDS_PERSON
        return Outcome.MET

    @property
    def unmet(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if settled(finding) is False)

    @property
    def open(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if settled(finding) is None)


def settled(finding: Finding) -> bool | None:
    """The finding's weight in a verdict: unverified rules ask, they do not decide."""
    return finding.met if finding.mark is Mark.VERIFIED else None


def any_of(values: Iterable[bool | None]) -> bool | None:
    """One met suffices; else an unknown keeps the question open; else unmet."""
    seen = tuple(values)
    if any(value is True for value in seen):
        return True
    return None if any(value is None for value in seen) else False


def all_of(values: Iterable[bool | None]) -> bool | None:
    """One unmet decides; else an unknown keeps the question open; else met."""
    seen = tuple(values)
    if any(value is False for value in seen):
        return False
    return None if any(value is None for value in seen) else True
