"""The measures of official papers, as data with marks.

``layout()`` reads ``layout_nd30.yaml`` once. Lengths are millimetres, type sizes and spacing points. A
measure whose mark is ``to_confirm`` is printed by us but only advised to others by the checker.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from lantoa.kernel.decisions import Mark

FIRST = "nd30"
CODES = ("nd30", "party")


@dataclass(frozen=True, slots=True)
class Measure:
    """An allowed interval and the value we print."""

    low: float
    high: float
    use: float
    mark: Mark

    def holds(self, value: float, tolerance: float = 0.0) -> bool:
        return self.low - tolerance <= value <= self.high + tolerance

    @property
    def words(self) -> str:
        """'20–25', '13' or 'từ 6': the interval as an officer reads it."""
        low, high = short(self.low), short(self.high)
        if self.high >= 99:
            return f"từ {low}"
        return low if low == high else f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class Face:
    """How one element looks. ``flow``: takes the running text's indent, gap and line spacing."""

    label: str
    size: Measure
    bold: bool
    italic: bool
    upper: bool
    align: str
    before: float
    after: float
    indent: float
    keep: bool
    flow: bool
    underline: bool

    @property
    def mark(self) -> Mark:
        return self.size.mark


@dataclass(frozen=True, slots=True)
class FixedWords:
    """What every paper of the set prints of itself. An empty ``motto``, ``issuer_mark`` or ``title_mark`` is left out;
    where a mark is given it stands in place of the drawn rule. ``authority`` respells 'TM.' as 'T/M'."""

    state: str
    motto: str
    issuer_mark: str
    number_label: str
    number_joint: str
    letter_prefix: str
    title_mark: str
    authority: dict[str, str]

    def number(self, numbered: str) -> str:
        """'05/KH-BCĐ' → 'Số: 05/KH-BCĐ'."""
        return f"{self.number_label}{numbered}"


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout set. ``only_advises``: none of it is verified, so nothing that deviates is called
    wrong. ``faces`` is keyed by the element names that ``compose`` uses."""

    code: str
    title: str
    source: str
    fonts: tuple[str, ...]
    words: FixedWords
    only_advises: bool
    width: float
    height: float
    margins: dict[str, Measure]
    columns: dict[str, float]
    page_number_from_top: float
    flow: dict[str, Measure]
    rules: dict[str, Measure]
    faces: dict[str, Face]

    def text_width(self, landscape: bool = False) -> float:
        """Between the side margins; a landscape page turns, so the top margin comes to its right side."""
        if landscape:
            return self.height - self.margins["top"].use - self.margins["bottom"].use
        return self.width - self.margins["left"].use - self.margins["right"].use


def short(number: float) -> str:
    """12.7 → '12,7'; 20.0 → '20'."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")


@cache
def layout(code: str = FIRST) -> Layout:
    """The layout set of that code, from the package; ``FileNotFoundError`` for an unknown one."""
    raw = _raw(code)
    return Layout(
        code=raw["code"],
        title=raw["title"],
        source=raw["source"],
        fonts=tuple(raw["fonts"]),
        words=FixedWords(**raw["words"]),
        only_advises=raw.get("every_mark") == Mark.TO_CONFIRM,
        width=raw["paper"]["width"],
        height=raw["paper"]["height"],
        margins=_measures(raw["margins"]),
        columns=raw["columns"],
        page_number_from_top=raw["page_number_from_top"],
        flow=_measures(raw["flow"]),
        rules=_measures(raw["rules"]),
        faces={name: _face(row) for name, row in raw["faces"].items()},
    )


def _raw(code: str) -> dict[str, Any]:
    """The set's own rows over those it extends; ``every_mark`` overrides the marks of all it takes over."""
    own: dict[str, Any] = yaml.safe_load(
        (files(__package__) / f"layout_{code}.yaml").read_text(encoding="utf-8")
    )
    if "extends" not in own:
        return own
    under = _raw(own.pop("extends"))
    for key, value in own.items():
        under[key] = {**under[key], **value} if isinstance(value, dict) else value
    if mark := own.get("every_mark"):
        for group in ("margins", "flow", "rules", "faces"):
            under[group] = {name: {**row, "mark": mark} for name, row in under[group].items()}
    return under


def _measures(rows: dict[str, Any]) -> dict[str, Measure]:
    return {
        name: Measure(float(row["low"]), float(row["high"]), float(row["use"]), Mark(row["mark"]))
        for name, row in rows.items()
    }


def _face(row: dict[str, Any]) -> Face:
    low, high = row["sizes"]
    return Face(
        label=row["label"],
        size=Measure(float(low), float(high), float(row["use"]), Mark(row["mark"])),
        bold=row.get("bold", False),
        italic=row.get("italic", False),
        upper=row.get("case") == "upper",
        align=row["align"],
        before=float(row.get("before", 0)),
        after=float(row.get("after", 0)),
        indent=float(row.get("indent", 0)),
        keep=row.get("keep", False),
        underline=row.get("underline", False),
        flow=row.get("flow", False),
    )
