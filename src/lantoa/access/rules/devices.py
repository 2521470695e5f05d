"""Where a request comes from, and a browser's own line about itself in words that people know."""

from __future__ import annotations

from dataclasses import dataclass

BROWSERS = (
    ("Edg", "Microsoft Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("CocCoc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Windows NT", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from. ``device`` is a digest of the browser's long-lived mark, empty without one."""

    address: str = ""
    agent: str = ""
    device: str = ""


NOWHERE = Origin()
"""The command line, and what the product does by itself."""


def words(agent: str) -> tuple[str, str]:
    """(browser, system) of a User-Agent line; an empty string for what is not known.

    >>> words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/109.0 Safari/537.36")
    ('Chrome', 'Windows')
    >>> words("curl/8.5")
    ('', '')
    """
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return browser, system
