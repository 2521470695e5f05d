"""The page judges a report as the server does: the same cells, the same remarks, on many random forms."""

from __future__ import annotations

import base64
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import lantoa
from lantoa.kernel.errors import BadInput
from lantoa.reporting.rules import checks
from lantoa.reporting.rules.cells import Cell, read_cell
from lantoa.reporting.rules.forms import Line
from lantoa.reporting.rules.indicators import Indicator, Kind
from tests.web.browser import browser

SCRIPT = Path(lantoa.__file__).parent / "web/static/js/sheet-checks.js"
LINES = (
    Line("A", "tổng", "buổi", Kind.SUM),
    Line("B", "phần một", "buổi", Kind.SUM),
    Line("C", "phần hai", "buổi", Kind.STOCK),
    Line("D", "cân", "kg", Kind.SUM, required=False),
    Line("E", "tỷ lệ", "%", Kind.RATIO),
    Line("F", "loại", "loại", Kind.DISTINCT),
)
NUMBERS = (
    "",
    "0",
    "3",
    "12",
    "1.234",
    "1234",
    "12,5",
    "2 000",
    "-4",
    "chín",
    "1.5",
    "1,2345",
    "99999",
    "9" * 16,
)
PROGRAM = """async ([source, cases]) => {
  const { judge } = await import(`data:text/javascript;base64,${source}`);
  return cases.map(([rules, typed]) => judge(rules, typed).map((one) => [one.code, one.severity, one.cell]));
}"""


def a_case(chance: random.Random) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    past = {
        line.code: [chance.choice((0, 3, 10, 12, 1200)) for _ in range(chance.randint(0, 6))]
        for line in LINES
    }
    rules = {
        "lines": {
            line.code: {
                "name": line.name, "kind": line.kind.value, "decimals": line.decimals, "required": line.required,
                "of": [], "computed": False, "past": past[line.code],
            }
            for line in LINES
        },
        "sums": [["A", ["B", "C"], chance.choice(("hard", "soft"))]],
        "limits": [["B", "A", "hard"]],
        "small": {"B": 5},
        "deviations": 5.0,
        "shortest": 4,
        "times": 1000.0,
    }  # fmt: skip
    number = lambda: chance.choice(NUMBERS)  # noqa: E731 -- a word for this function only
    typed: dict[str, dict[str, str]] = {code: {"value": number()} for code in "ABCD"}
    typed["E"] = {"numerator": number(), "denominator": number()}
    typed["F"] = {"keys": chance.choice(("", "Camera; Dòng họ", "12", "Camera\\nCAMERA"))}
    typed[chance.choice("ABCDEF")]["no_data"] = chance.choice(("", "x"))
    return rules, {code: {part: text for part, text in cell.items() if text} for code, cell in typed.items()}


def by_server(rules: dict[str, Any], typed: dict[str, dict[str, str]]) -> set[tuple[str, str, str]]:
    found, cells = set(), {}
    for line in LINES:
        try:
            cells[line.code] = read_cell(line, typed.get(line.code, {}))
        except BadInput as problem:
            code = problem.fault.code
            found.add(("ABOVE_WHOLE" if code == "PART_ABOVE_WHOLE" else code, "hard", line.code))
    figures = {code: cell.figure("X", code, "2026") for code, cell in cells.items()}
    told = checks.check(
        checks.Form(
            indicators={
                line.code: Indicator(line.code, line.kind, line.name)
                for line in LINES
                if line.code in cells and not cells[line.code].no_data
                and (line.required or not cells.get(line.code, Cell()).empty)
            },
            sums=tuple(checks.SumOfParts(a, tuple(b), checks.Severity(c)) for a, b, c in rules["sums"]),
            limits=tuple(checks.NotAbove(a, b, checks.Severity(c)) for a, b, c in rules["limits"]),
            small_cells=rules["small"],
        ),
        {code: figure for code, figure in figures.items() if figure is not None},
        {code: [Decimal(one) for one in line["past"]] for code, line in rules["lines"].items()},
    )  # fmt: skip
    return found | {(one.code, one.severity.value, one.indicators[0]) for one in told}


@pytest.mark.system("chromium")
def test_page_and_server_say_the_same_of_300_reports() -> None:
    chance = random.Random(20261121)
    cases = [a_case(chance) for _ in range(300)]
    source = base64.b64encode(SCRIPT.read_bytes()).decode()
    with browser() as chromium:
        told = chromium.new_page().evaluate(PROGRAM, [source, cases])
    for (rules, typed), found in zip(cases, told, strict=True):
        assert {tuple(one) for one in found} == by_server(rules, typed), typed
