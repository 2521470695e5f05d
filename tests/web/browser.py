"""A Chromium of the system for journeys: ``with browser() as chromium`` (playwright, no download)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
