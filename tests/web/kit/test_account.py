"""Sign in and out, look and language, and what every answer carries."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from lantoa.access.operations import TRIES
from tests.cast import PASSWORD, Cast

from .conftest import USER
from .test_kit import summary, words


def enter(client: Client, password: str = PASSWORD, **over: str) -> Any:
    return client.post("/dang-nhap/", {"username": USER, "password": password, **over})


def test_the_right_password_opens_the_page_that_was_asked_for(visitor: Client, cast: Cast) -> None:
    response = enter(visitor, next="/giao-uoc/?nam=2026")
    assert (response.status_code, response["Location"]) == (302, "/giao-uoc/?nam=2026")
    assert SESSION_KEY in visitor.session


@pytest.mark.parametrize("away", ["https://la.example/", "//la.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(visitor: Client, cast: Cast, away: str) -> None:
    assert enter(visitor, next=away)["Location"] == "/"


def test_a_wrong_password_keeps_the_name_and_says_what_to_check(visitor: Client, cast: Cast) -> None:
    response = enter(visitor, "sai")
    assert response.status_code == 403
    assert summary(response).startswith("Có 1 điểm cần sửa Tên đăng nhập hoặc mật khẩu chưa đúng.")
    assert re.search(rf'name="username" value="{USER}"', response.content.decode())
    assert b"sai" not in response.content


def test_an_unknown_name_looks_the_same_as_a_wrong_password(visitor: Client, cast: Cast) -> None:
    assert summary(enter(visitor, username="khong-ai")) == summary(enter(visitor, "sai"))


def test_too_many_tries_must_wait(visitor: Client, cast: Cast) -> None:
    for _ in range(TRIES):
        enter(visitor, "sai")
    response = enter(visitor)
    assert response.status_code == 429
    assert summary(response).startswith("Có 1 điểm cần sửa Đã nhập sai nhiều lần.")
    assert SESSION_KEY not in visitor.session


def test_signing_out_needs_a_post_and_forgets_the_pages(officer: Client) -> None:
    assert officer.get("/dang-xuat/").status_code == 405
    response = officer.post("/dang-xuat/")
    assert (response["Location"], response["Clear-Site-Data"]) == ("/dang-nhap/", '"cache"')
    assert SESSION_KEY not in officer.session


def test_the_demo_lists_its_people_and_only_the_demo(visitor: Client, cast: Cast, settings: Any) -> None:
    user = cast.users[USER]
    user.demo = True
    user.save()
    assert user.name not in visitor.get("/dang-nhap/").content.decode()
    settings.DEMO = True
    people = re.search(r'<ul class="people">.*?</ul>', visitor.get("/dang-nhap/").content.decode(), re.DOTALL)
    assert people is not None
    assert words(people[0]) == (
        f"Cán bộ phong trào Công an tỉnh (PV05) {user.name} ({USER}) · Công an tỉnh Một Vào với vai {user.name}"
    )


def test_theme_and_language_are_kept_in_cookies_and_lead_back(visitor: Client) -> None:
    response = visitor.post("/giao-dien/", {"theme": "dark", "next": "/dang-nhap/?next=/"})
    assert (response["Location"], visitor.cookies["lantoa_theme"].value) == ("/dang-nhap/?next=/", "dark")
    visitor.post("/giao-dien/", {"language": "en"})
    html = visitor.get("/dang-nhap/").content.decode()
    assert re.search(r'<html lang="en" data-theme="dark">', html)


def test_an_unknown_theme_or_language_changes_nothing(visitor: Client) -> None:
    visitor.post("/giao-dien/", {"theme": "neon", "language": "xx"})
    assert dict(visitor.cookies) == {}
    visitor.cookies["lantoa_theme"], visitor.cookies["lantoa_language"] = "neon", "xx"
    assert re.search(r'<html lang="vi">', visitor.get("/dang-nhap/").content.decode())


def test_the_browsers_language_is_not_asked(visitor: Client) -> None:
    response = visitor.get("/dang-nhap/", headers={"accept-language": "en-US,en"})
    assert response["Content-Language"] == "vi"


def test_every_answer_carries_the_protecting_headers(officer: Client) -> None:
    response = officer.get("/chao/")
    assert {
        name: response.get(name) for name in ("X-Frame-Options", "X-Content-Type-Options", "Cache-Control")
    } == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    policy = response["Content-Security-Policy"]
    assert ("default-src 'self'" in policy, "unsafe" in policy) == (True, False)
    assert response["Permissions-Policy"].startswith("camera=()")
