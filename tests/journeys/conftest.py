"""The demo as it was played, copied into a folder of its own and served as a user would start it; a browser to walk it.

Package-wide rather than session-wide, so that both are gone before the next package's tests start.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from lantoa.upkeep import serving
from tests.journeys.walking import Site
from tests.once_a_run import COMMAND, Played, own_settings
from tests.web.browser import browser

PATIENCE = 120.0
"""Seconds the demo may take to come up on a busy machine."""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="package")
def demo(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo with its worker."""
    folder, address = tmp_path_factory.mktemp("demo"), f"127.0.0.1:{_free_port()}"
    shutil.copytree(played.data, folder / "data")
    command = [sys.executable, "-c", COMMAND, "demo", "--address", address]
    log = folder / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=own_settings(folder / "data"), cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        until = time.monotonic() + PATIENCE
        while not serving.ready(address):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, log.read_text(encoding="utf-8")
            time.sleep(0.2)
        yield f"http://{address}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=2 * serving.PATIENCE)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture
def site(demo: str, chromium: Any) -> Iterator[Site]:
    """The demo as people meet it: ``site.page("pv05")``. What a console said fails the journey at its end."""
    opened = Site(demo, chromium)
    yield opened
    opened.close()
    assert opened.heard == []
