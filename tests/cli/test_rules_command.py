"""``lantoa rules``: the table of rules on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from lantoa.cli.main import group
from lantoa.kernel.errors import NotFound


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["rules", *arguments], standalone_mode=False)


def listed(*arguments: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(rules("list", "--json", *arguments).output)
    return found


@pytest.mark.parametrize(
    ("day", "clause"),
    [("2023-12-31", "NĐ 91/2017, Điều 9 khoản 3"), ("2024-01-01", "Luật TĐKT 2022, Điều 23")],
)
def test_the_quota_row_of_a_day(day: str, clause: str) -> None:
    assert [row["clause"] for row in listed("--on", day, "--pack", "quotas") if row["id"] == "Q01"] == [
        clause
    ]


def test_marks_part_the_table() -> None:
    verified, to_confirm, every = listed("--mark", "verified"), listed("--mark", "to_confirm"), listed()
    assert len(verified) + len(to_confirm) == len(every) >= 500
    assert {row["read"] for row in verified} == {"V", "restated"}


def test_the_readable_table_counts_and_marks() -> None:
    output = rules("list", "--pack", "thresholds").output
    assert "V03" in output
    assert "[chờ xác nhận]" in output
    assert output.rstrip().endswith("14 quy tắc: 1 đã kiểm chứng, 13 chờ xác nhận.")


def test_show_tells_every_period_of_a_rule() -> None:
    output = rules("show", "A05").output
    assert "đến hết 30/06/2025" in output
    assert "từ 01/07/2025" in output
    assert len(json.loads(rules("show", "A05", "--json").output)) == 2


def test_an_unknown_rule_says_how_to_find_one() -> None:
    result = rules("show", "E99")
    assert isinstance(result.exception, NotFound)
    assert "lantoa rules list" in result.exception.fault.remedy
