"""Runs ``lantoa try NAME`` on a case, as a practitioner would."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from lantoa.cli.main import group


def invoke(name: str, text: str, *options: str) -> Result:
    # standalone_mode off: as main() runs it, the command's return value is the exit code
    return CliRunner().invoke(group, ["try", name, "-", *options], input=text, standalone_mode=False)


def tried(name: str, case: Any) -> Any:
    """The ``--json`` answer; the exit code is 2 exactly when some case failed."""
    result = invoke(name, json.dumps(case, ensure_ascii=False), "--json")
    answer = json.loads(result.output)
    answers = answer if isinstance(case, list) else [answer]
    assert result.return_value == (2 if any("error" in one for one in answers) else 0), result.output
    return answer


def refused(name: str, case: Any) -> tuple[str, str]:
    """(code, place) of the error; message and remedy are there, in words."""
    error = tried(name, case)["error"]
    assert set(error) == {"code", "message", "place", "remedy"}
    assert error["message"]
    assert error["remedy"]
    return error["code"], error["place"]


def told(name: str, case: Any) -> str:
    """The readable Vietnamese answer."""
    return str(invoke(name, json.dumps(case, ensure_ascii=False)).output)
