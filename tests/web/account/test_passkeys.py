"""A passkey from making it to signing in with it, in Chromium with a virtual authenticator of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lantoa.access.models_sign_in import Passkey, SignInEvent
from tests.cast import PASSWORD, Cast
from tests.web import axe
from tests.web.browser import at, browser

pytestmark = [pytest.mark.slow, pytest.mark.system("chromium"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture
def page(chromium: Any, live_server: Any, cast: Cast) -> Any:
    """A page of Chromium with a device in it that checks who holds it."""
    opened = chromium.new_context(base_url=live_server.url, reduced_motion="reduce").new_page()
    device = opened.context.new_cdp_session(opened)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return opened


def sign_in(page: Any) -> None:
    page.goto("/dang-nhap/")
    page.fill("#id_username", "province")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def add(page: Any, password: str = PASSWORD) -> None:
    page.goto("/tai-khoan/khoa-truy-cap/them/")
    page.fill("#id_name", "Máy phòng 204")
    page.fill("#id_password", password)
    with page.expect_navigation():
        page.get_by_role("button", name="Tạo khóa truy cập").click()


def leave(page: Any) -> None:
    page.evaluate(
        "fetch('/dang-xuat/', {method: 'POST', headers: {'X-CSRFToken':"
        " document.querySelector('[name=csrfmiddlewaretoken]').value}})"
    )
    page.wait_for_timeout(50)
    page.context.clear_cookies(name="sessionid")


def test_a_passkey_is_made_and_is_all_that_signing_in_needs(page: Any) -> None:
    sign_in(page)
    page.wait_for_selector(".rail", state="attached")
    add(page)
    page.wait_for_url(at("/tai-khoan/ma-du-phong/"))
    assert Passkey.objects.get().name == "Máy phòng 204"
    axe.check(page)

    leave(page)
    page.goto("/dang-nhap/?next=/tai-khoan/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    page.wait_for_url(at("/tai-khoan/"))
    assert "Máy phòng 204" in page.inner_text("main")
    axe.check(page)

    leave(page)
    sign_in(page)
    page.wait_for_url(at("/dang-nhap/buoc-hai/"))
    axe.check(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_selector(".rail", state="attached")
    methods = SignInEvent.objects.filter(kind="SIGNED_IN").order_by("pk").values_list("method", flat=True)
    assert list(methods) == ["PASSWORD", "PASSKEY", "SECOND_PASSKEY"]
    assert Passkey.objects.get().sign_count > 0

    page.goto(f"/tai-khoan/khoa-truy-cap/{Passkey.objects.get().pk}/bo/")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Bỏ khóa truy cập", exact=True).click()
    page.wait_for_url(at("/tai-khoan/"))
    assert Passkey.objects.count() == 0


def test_a_wrong_password_adds_none_and_keeps_the_name(page: Any) -> None:
    sign_in(page)
    page.wait_for_selector(".rail", state="attached")
    add(page, "sai")
    assert "Mật khẩu hiện tại chưa đúng" in page.inner_text("main")
    assert page.input_value("#id_name") == "Máy phòng 204"
    assert Passkey.objects.count() == 0
