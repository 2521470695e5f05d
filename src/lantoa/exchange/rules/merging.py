"""Several reports as one draft: sections of the same heading joined, each sentence with the unit it came from.

What two units say in the same words is marked, and what contradicts the accepted figures is marked with both numbers.
No sentence is rewritten and none is dropped: the officer decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lantoa.kernel.vi.numbers import figure
from lantoa.kernel.vi.text import clean, search_key

NUMBERED = re.compile(
    r"^\s*(?:phần\s+)?(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.):/-]\s*(?P<rest>\S.*)$", re.IGNORECASE
)
HEADING_MARK = re.compile(r"^\s*(?:phần\s+)?(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2})*)\s*[.):/-]\s+\S", re.IGNORECASE)
ROMAN = re.compile(r"^\s*(?:phần\s+)?[IVXLC]+\s*[.):/-]\s+", re.IGNORECASE)
END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZĐÀ-Ỹ\-–+])")
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
LONG_HEADING = 120
FIRST = "Mở đầu"
LEAST_WORDS = 5
"""Shorter sentences are the same in many reports and say nothing about copying."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, in the order of the report."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    unit: str
    name: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted figure of a unit: what a sentence about it should say."""

    name: str
    measure: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Kept:
    """One sentence. ``same_as``: units that say it in the same words; ``doubts``: 'báo cáo ghi 120 buổi, số đã duyệt là
    118 buổi'."""

    unit: str
    name: str
    text: str
    same_as: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    heading: str
    sentences: tuple[Kept, ...] = field(default=())


def sections(lines: Iterable[tuple[str, bool]]) -> tuple[Section, ...]:
    """Lines of a report, each with whether its style says that it is a heading; a numbered short line without a closing
    stop is one too. What stands before the first heading is 'Mở đầu'."""
    found: list[tuple[str, list[str]]] = [(FIRST, [])]
    for raw, styled in lines:
        line = clean(raw)
        if not line:
            continue
        if is_heading(line, styled):
            found.append((line, []))
        else:
            found[-1][1].append(line)
    return tuple(Section(heading, tuple(held)) for heading, held in found if held)


def is_heading(line: str, styled: bool = False) -> bool:
    if len(line) > LONG_HEADING or line.endswith((".", ";", ",")):
        return False
    return styled or bool(HEADING_MARK.match(line)) or (line.isupper() and len(line.split()) > 1)


def heading_key(heading: str) -> str:
    """'II. KẾT QUẢ CỤ THỂ' and '2. Kết quả cụ thể:' are the same heading."""
    found = NUMBERED.match(heading)
    return search_key((found["rest"] if found else heading).rstrip(" :."))


def sentences(paragraph: str) -> list[str]:
    return [part.strip() for part in END.split(paragraph) if part.strip()]


def join(reports: Sequence[Report], accepted: Mapping[str, Sequence[Accepted]]) -> list[Joined]:
    """One draft in the order in which headings first appear; ``accepted`` by unit."""
    heads: dict[str, str] = {}
    held: dict[str, list[Kept]] = {}
    said: dict[str, list[str]] = {}
    for report in reports:
        for section in report.sections:
            key = heading_key(section.heading)
            heads.setdefault(key, section.heading)
            for paragraph in section.paragraphs:
                for text in sentences(paragraph):
                    said.setdefault(search_key(text), []).append(report.name)
                    doubts = contradictions(text, accepted.get(report.unit, ()))
                    held.setdefault(key, []).append(Kept(report.unit, report.name, text, (), doubts))
    return [
        Joined(heads[key], tuple(_marked(one, said) for one in held[key])) for key in heads if key in held
    ]


def _marked(one: Kept, said: Mapping[str, Sequence[str]]) -> Kept:
    if len(one.text.split()) < LEAST_WORDS:
        return one
    others = tuple(dict.fromkeys(name for name in said[search_key(one.text)] if name != one.name))
    return Kept(one.unit, one.name, one.text, others, one.doubts)


def contradictions(text: str, accepted: Iterable[Accepted]) -> tuple[str, ...]:
    """Figures that the sentence names (by the indicator's own words and its measure) with another number. A sentence
    that gives the accepted number too, as a comparison does, is not doubted."""
    key = f" {search_key(text)} "
    found = []
    for one in accepted:
        if f" {search_key(one.name)} " not in key:
            continue
        numbers = _of_measure(text, one.measure)
        if numbers and one.value not in numbers:
            said = " và ".join(f"{figure(number)} {one.measure}" for number in numbers)
            found.append(
                f"{one.name}: báo cáo ghi {said}, số liệu đã duyệt là {figure(one.value)} {one.measure}"
            )
    return tuple(found)


def _of_measure(text: str, measure: str) -> list[Decimal]:
    """Numbers that stand right before the measure."""
    wanted = search_key(measure)
    found = []
    for match in NUMBER.finditer(text):
        after = search_key(text[match.end() : match.end() + len(measure) + 8])
        if after.startswith(wanted):
            found.append(Decimal(match[0].replace(".", "").replace(",", ".")))
    return found
