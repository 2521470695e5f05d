"""Accessibility of a page in a browser: ``axe.check(page)`` in a journey fails with what, where and why.

axe-core is vendored under tests/vendor, unmodified (MPL-2.0). It is evaluated by the test's own browser
session, so the page's CSP need not allow it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")


def faults(page: Any, impacts: tuple[str, ...] = (), rules: tuple[str, ...] = ()) -> list[str]:
    """One line per broken rule and element: 'rule: help | element'; where given, only of these ``impacts`` and of
    these single ``rules``."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found = page.evaluate(
        "(asked) => axe.run(document, {runOnly: asked, resultTypes: ['violations']})",
        {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": RULES},
    )
    return [
        f"{broken['id']}: {broken['help']} | {' '.join(node['target'])} | {node['failureSummary']}"
        for broken in found["violations"]
        for node in broken["nodes"]
        if not impacts or broken["impact"] in impacts
    ]


def check(page: Any) -> None:
    """Raises ``AssertionError`` listing every fault of the page as it stands."""
    found = faults(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
