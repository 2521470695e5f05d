"""The group itself: files, lists, bombs, and one bad case among good ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lantoa.cli.main import group
from lantoa.cli.try_ import WORKSHEETS, answer, parse
from lantoa.cli.worksheets import eligibility, money
from lantoa.kernel.errors import BadInput

from .trying import invoke, tried

GOOD = {"decided_on": "2026-06-30", "lines": []}


def test_one_bad_case_keeps_its_place_and_the_others_are_computed() -> None:
    found = tried("money", [GOOD, {"decided_on": "x", "lines": []}, 7, GOOD])
    assert [sorted(one) == ["error"] for one in found] == [False, True, True, False]
    assert found[1]["error"]["place"] == "decided_on"


def test_an_empty_list_answers_an_empty_list() -> None:
    assert tried("money", []) == []


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[" * 9000 + "]" * 8000, "{", "", "[1,]", '{"a": NaNs}']
)
def test_what_is_no_json_is_refused_whole(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert caught.value.fault.code == "BAD_JSON"
    assert caught.value.fault.remedy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"decided_on":' + "[" * 40 + "]" * 40 + "}", "TOO_DEEP"),
        ('{"decided_on": "2026-06-30", "decided_on": "2025-06-30", "lines": []}', "REPEATED_KEY"),
        ('{"decided_on": 1e999999, "lines": []}', "BAD_DATE"),
        ('"text"', "NOT_AN_OBJECT"),
        ("9" * 10_000, "BAD_JSON"),
        ('{"decided_on": NaN, "lines": []}', "BAD_JSON"),
        ('{"decided_on": -Infinity, "lines": []}', "BAD_JSON"),
        ('{"decided_on": 1e99999999999999999999, "lines": []}', "BAD_JSON"),
        ('{"decided_on":' + "[" * 90_000 + "]" * 90_000 + "}", "TOO_DEEP"),
    ],
)
def test_a_bomb_inside_a_case_is_that_cases_error(text: str, code: str) -> None:
    assert answer(money, parse(text))["error"]["code"] == code


@pytest.mark.parametrize(
    ("bomb", "place"),
    [
        ("[" * 90_000 + "]" * 90_000, "trường hợp"),
        (
            '{"decided_on": "2026-06-30", "lines": [{"a\\"]": ' + '{"b":' * 5000 + "1" + "}" * 5000 + "}]}",
            "trường hợp",
        ),
        ('{"decided_on": "2026-06-30", "lines": [{"award": NaN}]}', "lines[0].award"),
        ('{"decided_on": ' + "7" * 5000 + ', "lines": []}', "decided_on"),
    ],
    ids=["lists", "objects", "NaN", "digits"],
)
def test_a_bomb_between_two_good_cases_harms_only_itself(bomb: str, place: str) -> None:
    good = json.dumps(GOOD)
    result = invoke("money", f"[{good}, {bomb}, {good}]", "--json")
    found = json.loads(result.output)
    assert result.return_value == 2
    assert [one.get("total") for one in found] == [0, None, 0]
    assert found[1]["error"]["place"] == place


def test_a_hostile_number_costs_nothing() -> None:
    case = parse('{"award": "T_LDTT", "accepted_on": "2025-01-01", "year": 1e999999999, "years": {}}')
    assert answer(eligibility, case)["error"]["code"] == "BAD_VALUE"


def test_files_are_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    for encoding in ("utf-8", "utf-8-sig"):
        path.write_text(json.dumps(GOOD), encoding=encoding)
        result = CliRunner().invoke(group, ["try", "money", str(path), "--json"], standalone_mode=False)
        assert json.loads(result.output)["total"] == 0


@pytest.mark.parametrize("content", [None, b"\xff\xfe{}"])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "case.json"
    if content is not None:
        path.write_bytes(content)
    result = CliRunner().invoke(group, ["try", "money", str(path)], standalone_mode=False)
    assert isinstance(result.exception, BadInput)
    assert result.exception.fault.place == str(path)


def test_explain_adds_a_trace_and_keeps_the_answer() -> None:
    plain = json.loads(invoke("money", json.dumps(GOOD), "--json").output)
    explained = json.loads(invoke("money", json.dumps(GOOD), "--json", "--explain").output)
    assert explained.pop("trace")[0].startswith("base_salaries:")
    assert explained == plain


@pytest.mark.parametrize("name", sorted(WORKSHEETS))
def test_worksheets_start_without_django(name: str) -> None:
    script = f"import sys, lantoa.cli.worksheets.{name}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["award", "accepted_on", "year", "years", "pending", "collective", "decided_on", "lines", "members", "present",
     "objects", "rule", "on", "from", "working_days", "local", "kind", "organs", "titles", "revoked", "proposed"]
)  # fmt: skip
VALUES = JSON | st.sampled_from(["T_CSTDT", "T_TTLDXS", "2025-11-20", 2025, [], {}, "Q01", "D01", "KH"])


@given(st.sampled_from([n for n in sorted(WORKSHEETS)]), st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_json_is_answered_or_located_never_tripped_over(name: str, case: dict[str, object]) -> None:
    module = __import__(f"lantoa.cli.worksheets.{name}", fromlist=["run"])
    found = answer(module, parse(json.dumps(case)))
    assert "error" not in found or found["error"]["code"] != "CANNOT_COMPUTE", (name, case, found)
