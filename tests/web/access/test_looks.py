"""The matrix of rights in a real browser; that every page fits and can be used by all is tests/journeys's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lantoa.access.models import User
from lantoa.organisation.models import Unit
from tests.cast import Cast
from tests.web.browser import browser

pytestmark = [pytest.mark.slow, pytest.mark.system("chromium"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture
def page(chromium: Any, live_server: Any, cast: Cast, client: Any) -> Any:
    """Signed in as an administrator who looks after somebody."""
    User.objects.filter(username="province").update(home_unit=Unit.objects.get(code="CA.T1"))
    client.force_login(cast.users["administrator"])
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    return context.new_page()


def test_the_first_column_stays_while_the_matrix_scrolls_in_its_box(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/quyen/ma-tran/")
    where = "document.querySelector('.matrix tbody th').getBoundingClientRect().left"
    before = page.evaluate(where)
    moved = page.evaluate(
        "(box => { box.scrollLeft = 200; return box.scrollLeft })(document.querySelector('.table-scroll'))"
    )
    assert moved == 200
    assert page.evaluate(where) == before
