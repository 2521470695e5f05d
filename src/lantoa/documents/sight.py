"""What every check of a DOCX sees, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lantoa.kernel.decisions import Mark

from .layout import Layout
from .measure import Measured, MeasuredFile
from .recognise import recognised
from .report import Deviation


@dataclass(frozen=True, slots=True)
class Fault:
    deviation: Deviation
    fix: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """A measured file with its recognised elements."""

    file: MeasuredFile
    paragraphs: Sequence[Measured]
    elements: Sequence[str]
    layout: Layout

    @classmethod
    def of(cls, file: MeasuredFile, measures: Layout) -> Sight:
        return cls(file, file.paragraphs, recognised(file.paragraphs), measures)

    def all(self, *elements: str) -> Iterator[Measured]:
        for paragraph, element in zip(self.paragraphs, self.elements, strict=True):
            if element in elements:
                yield paragraph

    def first(self, element: str) -> Measured | None:
        return next(self.all(element), None)


def fault(
    code: str,
    place: str,
    expected: str,
    found: str,
    remedy: str,
    mark: Mark = Mark.VERIFIED,
    fix: Callable[[], None] | None = None,
) -> Fault:
    """A deviation at ``place`` with, where it is safe, the way to mend it."""
    return Fault(Deviation(code, place, expected, found, remedy, mark, fix is not None), fix)
