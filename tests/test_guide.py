"""The user guide is true: every page, API path, command and button it names is there, and no step is left out."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import click
import pytest
from django.urls import Resolver404, resolve

from lantoa.api.root import api
from lantoa.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
STEPS = GUIDE / "bang-buoc.md"
THREAD = ("programme", "reporting", "assessment", "commendation", "conference")
"""The commands of a movement year: each must be in the table of steps."""
FILLED = {"{số}": "1", "{mã}": "CA.15", "{tên}": "pv05", "{dạng}": "pdf", "{thứ tự}": "1"}


def said(path: Path, start: str) -> list[str]:
    """Code spans of a page that begin so."""
    return [
        text
        for text in re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8"))
        if text.startswith(start)
    ]


def operations() -> set[str]:
    """``METHOD /path/{}`` of every operation that the API answers."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return {
        f"{method.upper()} {plain(path)}" for path, methods in schema["paths"].items() for method in methods
    }


def plain(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def leaves(words: list[str], command: click.Command) -> list[str]:
    """Every command under this one that does something by itself."""
    if not isinstance(command, click.Group):
        return [" ".join(words)]
    context = click.Context(command)
    children = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
    return [leaf for name, child in children if child is not None for leaf in leaves([*words, name], child)]


def commands_of(name: str) -> list[str]:
    return leaves(["lantoa", name], importlib.import_module(COMMANDS[name][0]).command)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_page_named_resolves(path: Path) -> None:
    lost = []
    for address in said(path, "/"):
        for gap, filled in FILLED.items():
            address = address.replace(gap, filled)
        try:
            resolve(address)
        except Resolver404:
            lost.append(address)
    assert lost == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_api_path_named_is_in_the_contract(path: Path) -> None:
    named = [text for method in ("GET ", "POST ", "PUT ", "PATCH ", "DELETE ") for text in said(path, method)]
    known = operations() | {"GET /api/v1/openapi.json"}
    assert [text for text in named if plain(text) not in known] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_named_is_there_with_its_options(path: Path) -> None:
    known = {leaf for name in COMMANDS for leaf in commands_of(name)} | {
        f"lantoa {name}" for name in COMMANDS
    }
    named = [text for text in said(path, "lantoa ") if "…" not in text]
    assert [text for text in named if not any(f"{text} ".startswith(f"{leaf} ") for leaf in known)] == []


def test_every_button_named_is_on_a_page_of_the_product() -> None:
    told = "\n".join(
        path.read_text(encoding="utf-8")
        for pattern in ("web/**/*.py", "web/**/*.html", "*/rules/lifecycle.py")
        for path in (ROOT / "src" / "lantoa").glob(pattern)
    )
    buttons = re.findall(r"^\|[^|]*\|[^|]*\|[^|]*“([^”]+)”", STEPS.read_text(encoding="utf-8"), re.M)
    assert len(buttons) > 40
    assert [button for button in buttons if f'"{button}"' not in told] == []


def test_no_step_is_left_out_of_the_table() -> None:
    written = {
        plain(text) for method in ("POST ", "PUT ", "PATCH ", "DELETE ") for text in said(STEPS, method)
    }
    assert {one for one in operations() if not one.startswith("GET ")} - written == set()
    wanted = {leaf for name in THREAD for leaf in commands_of(name)}
    assert wanted - set(said(STEPS, "lantoa ")) == set()


def test_every_picture_taken_is_shown_and_stays_small() -> None:
    shown = {
        name
        for path in [*PAGES, ROOT / "README.md"]
        for name in re.findall(r"pictures/([\w-]+\.png)", path.read_text(encoding="utf-8"))
    }
    taken = {path.name: path.stat().st_size for path in (GUIDE / "pictures").glob("*.png")}
    assert shown == set(taken)
    assert sum(taken.values()) < 3_000_000
