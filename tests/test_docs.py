"""Documentation that can be checked is checked."""

from __future__ import annotations

import re
from pathlib import Path

from lantoa.access.rules.roles import ROLES
from lantoa.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "lantoa"


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    used = {
        name
        for path in (SOURCE / "config").glob("*.py")
        for name in re.findall(r'environment\.\w+\(\s*"(LANTOA_\w+)"', path.read_text(encoding="utf-8"))
    }
    told = set(
        re.findall(
            r"^\| `(LANTOA_\w+)`", (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8"), re.M
        )
    )
    assert told == used


def test_every_command_has_its_module_and_a_line_of_help() -> None:
    missing = [
        name for name, (module, text) in COMMANDS.items()
        if not (ROOT / "src" / Path(*module.split("."))).with_suffix(".py").exists() or not text.endswith(".")
    ]  # fmt: skip
    assert missing == []


def test_every_role_has_a_vietnamese_label() -> None:
    assert [code for code, role in ROLES.items() if not role.label or role.label == code] == []


def test_no_page_of_the_docs_links_to_nowhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
