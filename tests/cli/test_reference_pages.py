"""The generated reference pages say what the product is: change a command or a route, then run ``make docs``."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from lantoa.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
STALE = "chạy: make docs"


@pytest.fixture
def generator(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module


@pytest.mark.parametrize("name", ["rules_doc", "cli_doc", "openapi_doc"])
def test_the_page_is_what_the_product_says(generator, name: str) -> None:
    made = generator(name)
    same = made.PAGE.read_text(encoding="utf-8") == made.page()
    assert same, STALE


def test_every_generator_is_run_by_make_docs(generator) -> None:
    assert {path.stem for path in (ROOT / "tools").glob("*_doc.py")} == set(generator("docs").GENERATORS)


def test_make_docs_runs_by_itself_and_finds_nothing_to_do() -> None:
    told = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "docs.py")], capture_output=True, text=True, check=True
    ).stdout
    assert [line.partition(": ")[0] for line in told.splitlines()] == ["Không đổi"] * 3, STALE


def leaves(path: str, command: click.Command) -> list[str]:
    if not isinstance(command, click.Group):
        return [path]
    context = click.Context(command)
    return [
        leaf
        for name in command.list_commands(context)
        if (child := command.get_command(context, name)) is not None
        for leaf in leaves(f"{path} {name}", child)
    ]


def test_every_command_is_on_its_page_with_help() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    wanted = [
        leaf
        for name, (module, _) in COMMANDS.items()
        for leaf in leaves(f"lantoa {name}", importlib.import_module(module).command)
    ]
    headings = [line.lstrip("# ") for line in page.splitlines() if line.startswith("##")]
    assert len(wanted) > 50
    assert set(wanted) <= set(headings)
    unsaid = [
        head
        for head, line in zip(page.splitlines(), page.splitlines()[2:], strict=False)
        if head.startswith("##") and not line.strip()
    ]
    assert unsaid == []


def test_the_api_contract_names_every_operation_once() -> None:
    schema = json.loads((ROOT / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8"))
    ids = [operation["operationId"] for path in schema["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids)) > 80
    assert all(path.startswith("/api/v1/") for path in schema["paths"])
