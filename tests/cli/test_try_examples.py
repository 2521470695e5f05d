"""Every example of docs/reference/try.md gives the answer printed beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lantoa.cli.try_ import WORKSHEETS

from .trying import told, tried

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "try.md").read_text(encoding="utf-8")
SECTIONS = {name: body for name, body in re.findall(r"^## try (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)}
EXAMPLES = [
    pytest.param(name, case, answer, text, id=f"{name}-{index}")
    for name, body in SECTIONS.items()
    for index, (case, answer, text) in enumerate(
        re.findall(r"```json case\n(.*?)```\n+```json answer\n(.*?)```\n+(?:```text\n(.*?)```)?", body, re.S)
    )
]


def test_every_worksheet_has_an_example() -> None:
    assert set(SECTIONS) == set(WORKSHEETS)
    assert {example.values[0] for example in EXAMPLES} == set(WORKSHEETS)


@pytest.mark.parametrize(("name", "case", "answer", "text"), EXAMPLES)
def test_the_example_answers_as_printed(name: str, case: str, answer: str, text: str) -> None:
    assert tried(name, json.loads(case)) == json.loads(answer)
    assert not text or told(name, json.loads(case)) == text
