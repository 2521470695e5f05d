"""The kit in a real browser: accessible, no sideways scrolling, nothing refused by the CSP, keys work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import PASSWORD, Cast
from tests.web import axe
from tests.web.browser import at, browser

from .conftest import USER

pytestmark = [pytest.mark.slow, pytest.mark.system("chromium"), pytest.mark.django_db(transaction=True)]
SIZES = ((1280, 800), (390, 844))


@pytest.fixture
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture
def site(kit_urls: None, live_server: Any, cast: Cast) -> str:
    return str(live_server.url)


def opened(chromium: Any, site: str, size: tuple[int, int], scheme: str, heard: list[str]) -> Any:
    """A page of somebody signed in; ``heard`` collects what the console says."""
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(f"{site}/dang-nhap/?next=/thanh-phan/")
    axe.check(page)
    page.fill("#id_username", USER)
    page.fill("#id_password", PASSWORD)
    page.click("form.form button")
    page.wait_for_url(at("/thanh-phan/"))
    return page


def test_every_pattern_is_accessible_and_fits(chromium: Any, site: str) -> None:
    heard: list[str] = []
    for scheme in ("light", "dark"):
        for size in SIZES:
            page = opened(chromium, site, size, scheme, heard)
            axe.check(page)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0, (size, scheme)
            page.context.close()
    assert heard == []


def test_the_whole_font_is_loaded_with_vietnamese_and_equal_digits(chromium: Any, site: str) -> None:
    page = opened(chromium, site, SIZES[0], "light", [])
    page.evaluate("document.fonts.ready")
    widths = page.evaluate(
        """() => ['111111', '888888', '444444'].map((text) => {
          const span = document.createElement('span');
          span.className = 'number';
          span.textContent = text;
          document.querySelector('main').append(span);
          return span.getBoundingClientRect().width;
        })"""
    )
    assert len(set(widths)) == 1
    assert page.evaluate("document.fonts.check('16px \\'Be Vietnam Pro\\'', 'ậựếỗĐ')") is True


def test_the_grid_moves_by_keys_and_takes_a_block_from_a_spreadsheet(chromium: Any, site: str) -> None:
    page = opened(chromium, site, SIZES[0], "light", [])
    page.focus("#o-a1")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "o-b1"
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData('text/plain', '7\\t8\\n9\\t10\\n');
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
        }"""
    )
    values = page.evaluate(
        "['b1', 'b2', 'c1', 'c2', 'c3'].map((id) => document.getElementById('o-' + id).value)"
    )
    assert values == ["7", "8", "9", "10", "6"]


def test_faults_take_the_focus_and_menus_close_by_escape(chromium: Any, site: str) -> None:
    page = opened(chromium, site, SIZES[1], "light", [])
    page.click(".menu summary")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('.menu').open") is False
    page.click("form.form button.primary")
    page.wait_for_selector("[data-faults]")
    assert page.evaluate("document.activeElement.dataset.faults") == ""
    axe.check(page)
