"""The pages of rights and of accounts in a real browser: accessible, and no sideways scrolling but in a table's box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lantoa.access.models import User
from lantoa.organisation.models import Unit
from tests.cast import Cast
from tests.web import axe
from tests.web.browser import browser

pytestmark = [pytest.mark.slow, pytest.mark.system("chromium"), pytest.mark.django_db(transaction=True)]
SIZES = ((1280, 860), (390, 844))
PAGES = (
    "/quyen/",
    "/quyen/?viec=reporting.submission.accept&noi=CA.T1",
    "/quyen/ma-tran/",
    "/quyen/ma-tran/?vai=CLUSTER_HEAD",
    "/quyen/ma-tran/?dang=danh-sach",
    "/quyen/uy-quyen/",
    "/quyen/uy-quyen/moi/",
    "/quyen/de-nghi/",
    "/quyen/nguoi-dung/",
    "/quyen/nguoi-dung/moi/",
    "/quyen/nguoi-dung/province/",
    "/quyen/nguoi-dung/province/sua/",
    "/quyen/nguoi-dung/province/giao/",
    "/quyen/cua/province/",
    "/tai-khoan/",
    "/tai-khoan/mat-khau/",
    "/tai-khoan/phien/",
    "/tai-khoan/khoa-api/",
    "/tai-khoan/khoa-api/moi/",
    "/tai-khoan/ung-dung/",
    "/tai-khoan/dang-nhap-gan-day/",
    "/tai-khoan/nhat-ky-dang-nhap/",
    "/tai-khoan/nguoi-dung/province/",
    "/tai-khoan/nguoi-dung/province/dat-mat-khau/",
)


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


def test_every_page_is_accessible_and_fits(page: Any) -> None:
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for path in PAGES:
            assert page.goto(path).status == 200, path
            if (
                width == SIZES[-1][0]
            ):  # where everything is under everything: what axe asks differs in nothing else
                found += [f"{path} {width}: {fault}" for fault in axe.faults(page)]
            if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
                found.append(f"{path} {width}: wider than the window")
    assert found == []


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
