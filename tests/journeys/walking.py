"""Walk the demo in a browser: a signed-in page per role, and what must hold of every page."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from tests.web import axe
from tests.web.browser import at

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
ROLES = (
    "v05", "pv05", "px03", "sonoivu", "cumtruong", "caxa", "ubxa", "hoidong", "nguoiky", "vanthu", "quantri",
)  # fmt: skip
FILES = re.compile(
    r"\.(?:docx|pdf|xlsx|csv|svg|png|zip|edxml|json|parquet|webmanifest)(?:$|\?)|[?&](?:xuat|tai)=|/tep(?:/|$)|/goc/|/tep-mau/|/ke-hoach/|/minh-chung/"
)


class Site:
    """The demo at ``url``. What a console, a script or a failed load says is ``heard``."""

    def __init__(self, url: str, chromium: Any):
        self.url, self.chromium = url, chromium
        self._heard: list[str] = []
        self._meant: set[int] = set()
        self._contexts: list[Any] = []

    def page(self, role: str = "", **options: Any) -> Any:
        """A page in a context of its own, signed in as ``role``; a stranger's without one."""
        shown = {"viewport": DESK, "reduced_motion": "reduce", "base_url": self.url, **options}
        context = self.chromium.new_context(**shown)
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._hear(page, message))
        page.on("pageerror", lambda error: self._heard.append(f"{page.url}: {error}"))
        if role:
            sign_in(page, role)
        return page

    def _hear(self, page: Any, message: Any) -> None:
        if message.type in ("error", "warning"):
            self._heard.append(f"{page.url}: {message.text}")

    def forgive(self, status: int) -> None:
        """This journey means some answer to be ``status``: that the console says so is no fault."""
        self._meant.add(status)

    @property
    def heard(self) -> list[str]:
        return [line for line in self._heard if not any(f"status of {one} " in line for one in self._meant)]

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def sign_in(page: Any, role: str) -> None:
    """By keys only, as somebody without a mouse does it."""
    page.goto("/dang-nhap/")
    page.focus("#id_username")
    page.keyboard.type(role)
    page.keyboard.press("Tab")
    page.keyboard.type(settings.DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(at("/"))
    page.wait_for_selector(".rail", state="attached")


def heading(page: Any) -> str:
    return str(page.inner_text("h1")).strip()


def told(page: Any) -> str:
    """What the page said was done."""
    return str(page.inner_text(".flashes"))


def press(page: Any, name: str) -> None:
    """The button of that name, and the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def looked_at(page: Any, *, closely: bool) -> list[str]:
    """What is wrong with the page as it stands, at a desk and on a phone: sideways scrolling; ``closely`` also
    what axe calls serious or critical, in the light at the desk and colours again in the dark on the phone."""
    faults = []
    for size, scheme, rules in ((DESK, "light", ()), (PHONE, "dark", ("color-contrast", "target-size"))):
        page.set_viewport_size(size)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            faults.append(f"{page.url} at {size['width']}: {over} px too wide: {_sticking_out(page)}")
        if closely:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = axe.faults(page, axe.SERIOUS, rules)
            faults += [f"{page.url} {scheme}: {fault}" for fault in found]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(DESK)
    return faults


def _sticking_out(page: Any) -> Any:
    return page.evaluate(
        """() => [...document.querySelectorAll('body *')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1
            && !one.closest('.table-scroll, .grid-scroll, .paper-frame'))
          .slice(0, 4).map((one) => `${one.tagName}.${one.className}`)"""
    )


def links(page: Any) -> list[str]:
    """Addresses of the pages that the main part links to, without files."""
    found = page.eval_on_selector_all(
        "main a[href]", "(all) => all.map((one) => new URL(one.getAttribute('href'), location.href).href)"
    )
    parts = [urlsplit(one) for one in found if urlsplit(one).netloc == urlsplit(page.url).netloc]
    paths = [f"{one.path}?{one.query}" if one.query else one.path for one in parts]
    return list(dict.fromkeys(path for path in paths if not FILES.search(path)))


def pattern(address: str) -> str:
    """An address with what differs between two pages of a kind taken out: the query, numbers, codes, account names."""
    address = re.sub(r"/(cua|nguoi-dung)/(?!moi/)[^/]+", r"/\1/N", address)
    parts = [("N" if re.search(r"[\d:.]|[A-Z]", part) else part) for part in address.split("?")[0].split("/")]
    return "/".join(parts)
