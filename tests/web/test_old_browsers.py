"""Police stations keep old machines: nothing newer than Chrome 109, and nothing inline that the CSP refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lantoa

WEB = Path(lantoa.__file__).parent / "web"
STATIC = WEB / "static"
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(path for path in STATIC.rglob("*.js") if "vendor" not in path.parts)
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PYTHON = sorted(WEB.rglob("*.py"))

CSS_TOO_NEW = {
    "nesting (112)": r"(?:^|[;{}])\s*&",
    "subgrid (117)": r"\bsubgrid\b",
    "color-mix (111)": r"color-mix\(",
    "light-dark (123)": r"light-dark\(",
    "oklch, lab (111)": r"\b(?:oklch|oklab|lch|lab)\(",
    "text-wrap (114)": r"text-wrap\s*:",
    "popover (114)": r":popover-open",
    "anchor positioning (125)": r"anchor-name|position-anchor|anchor\(",
    "scroll timelines (115)": r"animation-timeline|scroll-timeline|view-timeline",
    "starting-style (117)": r"@starting-style",
    "scope (118)": r"@scope",
    "property values if() (137)": r"\bif\(",
    "style queries (111)": r"@container\s+style",
    ":user-valid (119)": r":user-(?:valid|invalid)",
    "field-sizing (123)": r"field-sizing",
    "interpolate-size (129)": r"interpolate-size|calc-size\(",
    "::details-content (131)": r"::details-content",
    "round(), mod(), rem() (125)": r"(?<![\w-])(?:round|mod|rem)\(",
    ":has() in our styles (105, but Firefox ESR lacks it)": r":has\(",
}
JS_TOO_NEW = {
    "Array.fromAsync (121)": r"Array\.fromAsync",
    "toSorted, toReversed, toSpliced, with (110)": r"\.(?:toSorted|toReversed|toSpliced)\(",
    "Object.groupBy (117)": r"(?:Object|Map)\.groupBy",
    "Promise.withResolvers (119)": r"withResolvers",
    "Set algebra (122)": r"\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(",
    "popover (114)": r"showPopover|hidePopover|togglePopover|popovertarget",
    "URL.canParse (120)": r"URL\.canParse",
    "regular expression v flag (112)": r"/[dgimsy]*v[dgimsy]*[.;,)]",
    "import attributes (123)": r"\bwith\s*\{\s*type",
    "view transitions (111)": r"startViewTransition",
    "iterator helpers (122)": r"Iterator\.from",
    "eval": r"\beval\(|new Function\(",
    "inline style from script": r"\.setAttribute\(\s*[\"']style|\.cssText",
}
HTML_REFUSED = {
    "inline style": r"<[^>]*\sstyle\s*=",
    "inline handler": r"<[a-z][^>]*\son[a-z]+\s*=",
    "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "style element": r"<style\b",
    "script address": r"javascript:",
    "popover (114)": r"\spopover(?:target)?\b\s*[=>]",
    "exclusive details (120)": r"<details[^>]*\sname=",
    "other hosts": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//",
}


def found(text: str, patterns: dict[str, str]) -> list[str]:
    return [name for name, pattern in patterns.items() if re.search(pattern, text, re.MULTILINE)]


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_need_no_browser_newer_than_chrome_109(path: Path) -> None:
    assert found(without_comments(path.read_text(encoding="utf-8")), CSS_TOO_NEW) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_need_no_browser_newer_than_chrome_109(path: Path) -> None:
    assert found(path.read_text(encoding="utf-8"), JS_TOO_NEW) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_hold_nothing_inline_and_load_nothing_from_elsewhere(path: Path) -> None:
    assert found(path.read_text(encoding="utf-8"), HTML_REFUSED) == []


def test_python_writes_no_inline_style() -> None:
    offending = [
        path.name for path in PYTHON if re.search(r"style=[\"'{\\]", path.read_text(encoding="utf-8"))
    ]
    assert offending == []


@pytest.mark.parametrize(
    ("text", "patterns", "name"),
    [
        (".a { & b { color: red } }", CSS_TOO_NEW, "nesting (112)"),
        (".a { color: color-mix(in srgb, red, blue) }", CSS_TOO_NEW, "color-mix (111)"),
        (".a:has(b) { color: red }", CSS_TOO_NEW, ":has() in our styles (105, but Firefox ESR lacks it)"),
        ("const b = a.toSorted();", JS_TOO_NEW, "toSorted, toReversed, toSpliced, with (110)"),
        ('<p class="a" style="color: red">', HTML_REFUSED, "inline style"),
        ('<button type="button" onclick="go()">', HTML_REFUSED, "inline handler"),
        ("<script>go()</script>", HTML_REFUSED, "inline script"),
        ('<script src="https://example.org/a.js"></script>', HTML_REFUSED, "other hosts"),
    ],
)
def test_the_linter_sees_what_it_is_for(text: str, patterns: dict[str, str], name: str) -> None:
    assert found(text, patterns) == [name]
