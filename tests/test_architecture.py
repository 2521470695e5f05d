"""The shape of the house, where import-linter cannot look."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "lantoa"
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
][0]["layers"]
HEIGHT = {name.strip().strip("()"): -row for row, layer in enumerate(LAYERS) for name in layer.split("|")}
CLOCK = SOURCE / "kernel" / "clock.py"
RULES = [path for path in (*SOURCE.glob("*/rules/*.py"), *(SOURCE / "kernel").rglob("*.py")) if path != CLOCK]
INTERFACES = [path for layer in ("web", "api", "cli") for path in sorted((SOURCE / layer).rglob("*.py"))]


def calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("lantoa.")
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model.__module__.startswith("lantoa.")
        if HEIGHT[field.related_model.__module__.split(".")[1]] > HEIGHT[model.__module__.split(".")[1]]
    ]
    assert upward == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_rules_read_no_clock(path: Path) -> None:
    assert calls(path) & {"now", "today", "utcnow"} == set()


@pytest.mark.parametrize(
    "path", [path for path in SOURCE.glob("*/operations.py")], ids=lambda path: path.parent.name
)
def test_operations_are_given_the_time(path: Path) -> None:
    assert calls(path) & {"today", "utcnow"} == set()


@pytest.mark.parametrize("path", INTERFACES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_interfaces_never_touch_the_tables(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        f"{node.lineno}: .{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "bulk_create", "select_for_update", "save", "get_or_create"}
        and not (
            node.attr == "save"
            and isinstance(node.value, ast.Name)
            and node.value.id in {"book", "workbook", "image", "code"}
        )
    ]
    assert found == []


def test_no_file_is_longer_than_a_person_reads() -> None:
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}


def test_pins_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
