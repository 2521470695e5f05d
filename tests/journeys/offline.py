"""An officer without a network: the form opens, is filled, the browser closes; next time it is sent once.

In a Chromium with a profile of its own on disk, so that what it keeps outlives its windows, and its network cut.
Called by test_journeys.py, which has the demo.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.journeys.walking import DESK, Site, sign_in
from tests.web import axe
from tests.web.browser import FLAGS

MINE = {"M03": "31", "M04": "1.205"}
STATE = "[data-status]"


class Machine:
    """One person's computer: ``window()`` is its browser from start to end."""

    def __init__(self, site: Site, folder: Path):
        self.site, self.folder = site, folder
        self.faults: list[str] = []

    @contextmanager
    def window(self, *, online: bool) -> Iterator[Any]:
        context = self.site.chromium.browser_type.launch_persistent_context(
            str(self.folder), executable_path=shutil.which("chromium"), args=FLAGS, base_url=self.site.url,
            viewport=DESK, reduced_motion="reduce", offline=not online,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        page = context.pages[0]
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        try:
            yield page
        finally:
            context.close()


def until(page: Any, script: str, arg: Any = None) -> None:
    """Until the page says yes (the CSP forbids Playwright's own waiting for a script)."""
    for _ in range(100):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def figures(site: Site, address: str) -> dict[str, Any]:
    """What the server holds of the report, read by somebody above."""
    above = site.page("v05")
    told = above.request.get(f"/api/v1/reporting/submissions/{address.strip('/').split('/')[-1]}").json()
    return {**told, "cells": {one["code"]: one["cell"].get("value") for one in told["cells"]}}


def entries(site: Site, pk: int) -> int:
    """Journal entries that wrote figures of the report."""
    found = site.page("quantri").request.get(
        "/api/v1/journal", params={"subject": f"reporting.submission:{pk}"}
    )
    return sum(row["action"] == "reporting.submission.enter" for row in found.json())


def fill_without_a_network(site: Site, folder: Path) -> None:
    machine = Machine(site, folder)
    with machine.window(online=True) as page:
        sign_in(page, "pv05")
        page.goto("/bao-cao/")
        with page.expect_navigation():
            page.locator(".duty-act a").first.click()
        address = page.evaluate("location.pathname")
        until(page, "navigator.serviceWorker.controller !== null")
        for kept in (address, "/bao-cao/tren-may-nay/"):
            until(page, "async (one) => Boolean(await caches.match(one))", kept)
        before = figures(site, address)
        written = entries(site, before["id"])

        page.context.set_offline(True)
        page.goto(address)
        for code, figure in MINE.items():
            page.fill(f"[name=v-{code}]", figure)
        page.locator(STATE, has_text="ngoại tuyến").wait_for()
        page.get_by_role("button", name="Lưu", exact=True).click()
        page.locator(STATE, has_text="xếp để gửi").wait_for()
        axe.check(page)

    with machine.window(online=False) as page:
        page.goto("/bao-cao/tren-may-nay/")
        page.get_by_text("Chờ gửi, xếp lúc").wait_for()
        page.get_by_role("link", name="Mở", exact=True).click()
        page.locator(STATE, has_text="xếp để gửi").wait_for()
        assert {code: page.input_value(f"[name=v-{code}]") for code in MINE} == MINE
        assert figures(site, address)["revision"] == before["revision"]

        page.goto("/bao-cao/tren-may-nay/")
        page.context.set_offline(False)
        page.get_by_text("Đã gửi lúc").first.wait_for()

    after = figures(site, address)
    assert after["revision"] == before["revision"] + 1
    assert {code: after["cells"][code] for code in MINE} == {"M03": "31", "M04": "1205"}
    assert entries(site, after["id"]) == written + 1
    assert machine.faults == []
