"""The benches run, on small sizes: numbers are recorded elsewhere, never asserted here."""

from __future__ import annotations

import importlib

import pytest

from bench import __main__ as program
from bench import eligibility, entry, papers, reading, rollup, scoring, startup
from bench.rows import Row
from lantoa.cli.worksheets import rollup as worksheet


@pytest.mark.slow
def test_every_bench_measures_something() -> None:
    rows = [
        *startup.measure(times=1),
        *eligibility.measure(count=2),
        *rollup.measure(units=4000),
        *scoring.measure(units=3, leaves=30),
        *papers.measure(count=1),
        *reading.measure(count=1),
        *entry.measure(count=2),
    ]
    assert len(rows) == 6 + 4  # papers: four of them; those that load the whole country are run by hand
    assert all(row.cpu > 0 and row.what and row.against for row in rows)


def test_the_roll_up_case_is_a_sound_one_whose_mergers_change_no_total() -> None:
    answers = worksheet.run(rollup.case(4000))
    assert answers[0] == {
        "unit": "QG",
        "indicator": "M03",
        "value": str(sum(index % 50 for index in range(644))),
        "reported": 644,
        "expected": 644 + 3321 - 644,
    }
    assert answers[1]["value"] == answers[0]["value"]


def test_the_table_lines_up() -> None:
    assert program.table([Row("Việc", 0.5, "gốc", 0.25, "nhanh")]).splitlines()[1].split() == [
        "Việc",
        "0.500",
        "gốc",
        "0.250",
        "2.0×",
        "nhanh",
    ]


def test_every_bench_named_is_there() -> None:
    assert all(callable(importlib.import_module(f"bench.{name}").measure) for name in program.BENCHES)


def test_an_unknown_bench_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["moon"]) == 2
    assert capsys.readouterr().err == (f"Không có phép đo: moon. Có: {', '.join(program.BENCHES)}.\n")
