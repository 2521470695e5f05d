"""A Chromium of the system for journeys: ``with browser() as chromium`` (playwright, no download)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def at(path: str) -> Callable[[str], bool]:
    """For ``page.wait_for_url``: a pattern would also be met by the page that says where to go next."""
    return lambda url: urlsplit(url).path == path


@contextmanager
def browser() -> Iterator[Any]:
    """For tests marked ``system("chromium")``. Playwright runs an event loop in this thread, hence the flag
    that lets Django's ORM work beside it."""
    path = shutil.which("chromium")
    assert path is not None, "chưa cài gói Debian chromium"
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- slow import

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=path, args=FLAGS)
            yield chromium
            chromium.close()
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
