"""The pages in English: headings, frame and labels; Vietnamese stays what it is without the cookie."""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from lantoa.web.context import LANGUAGE_COOKIE
from tests.cast import Cast
from tests.commendation.round import issued, title_dossier
from tools import catalogue

PAGES = {
    "/": "My work",
    "/phong-trao/": "Direction and movement",
    "/phong-trao/giao-uoc/": "Emulation covenant",
    "/phong-trao/nhiem-vu/": "Main tasks",
    "/bao-cao/": "Reporting",
    "/bao-cao/bieu/": "Report forms",
    "/cham-diem/": "Scoring and ranking",
    "/cham-diem/moi/": "Open the score sheet",
    "/khen-thuong/": "Commendation",
    "/khen-thuong/quyet-dinh/": "Commendation",
    "/hoi-nghi/": "Conference",
    "/trich-xuat/": "Text extraction",
    "/to-chuc/": "Organisation",
    "/to-chuc/CA.T1/": "Công an tỉnh Một",
    "/can-cu/": "Legal basis",
}
NOT_ENGLISH = (
    "Việc của tôi",
    "Chỉ đạo, phong trào",
    "Trạng thái",
    "Tình trạng",
    "Đơn vị trực thuộc",
    "Thông báo",
    "Đăng xuất",
    "Tải Excel",
    "Tìm trong danh sách",
    "Cán bộ phong trào",
    "chờ xác nhận",
)


class Words(HTMLParser):
    """The texts and the spoken attributes of a page, without scripts, quotations and the language switch."""

    def __init__(self, html: str):
        super().__init__()
        self.said: list[str] = []
        self.headings: list[str] = []
        self.inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        spoken = ("aria-label", "title", "placeholder", "data-label", "alt")
        self.said += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            continue

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not {"script", "style"} & set(self.inside):
            self.said.append(text)
            if "h1" in self.inside:
                self.headings.append(text)


@pytest.fixture(scope="module")
def vietnamese() -> set[str]:
    """Every plain message of the catalogue that English says otherwise."""
    return {
        one.id
        for one in catalogue.kept()
        if one.id and isinstance(one.id, str) and one.id != one.string and "%(" not in one.id
    }


@pytest.fixture
def english(cast: Cast, at: datetime, client: Client) -> Client:
    issued(cast, title_dossier(cast, at), at)
    client.force_login(cast.users["ministry"])
    client.cookies[LANGUAGE_COOKIE] = "en"
    return client


@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_english_from_its_heading_to_its_labels(
    english: Client, vietnamese: set[str], url: str
) -> None:
    answer = english.get(url)
    assert answer.status_code == 200
    assert answer["Content-Language"] == "en"
    words = Words(answer.content.decode())
    assert PAGES[url] in " ".join(words.headings)
    assert [text for text in words.said if text in vietnamese] == []
    assert [word for word in NOT_ENGLISH if word in words.said] == []
    assert '<html lang="en"' in answer.content.decode()


@pytest.mark.parametrize("url", PAGES)
def test_without_the_choice_the_same_page_is_vietnamese(cast: Cast, client: Client, url: str) -> None:
    client.force_login(cast.users["ministry"])
    answer = client.get(url, headers={"accept-language": "en"})
    assert answer["Content-Language"] == "vi"
    words = Words(answer.content.decode())
    assert "Việc của tôi" in words.said
    assert PAGES[url] == "Công an tỉnh Một" or PAGES[url] not in words.said


@pytest.mark.django_db
def test_the_sign_in_page_and_its_refusals_are_english(client: Client, vietnamese: set[str]) -> None:
    client.cookies[LANGUAGE_COOKIE] = "en"
    for answer in (client.get("/dang-nhap/"), client.post("/dang-nhap/", {"username": "", "password": ""})):
        said = Words(answer.content.decode()).said
        assert "Sign in" in said
        assert [text for text in said if text in vietnamese] == []
    assert "User name: Enter the user name." in said


def test_the_switch_keeps_the_choice(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["province"])
    client.post("/giao-dien/", {"language": "en", "next": "/hoi-nghi/"})
    assert "My work" in Words(client.get("/hoi-nghi/").content.decode()).said
    client.post("/giao-dien/", {"language": "vi", "next": "/hoi-nghi/"})
    assert "Việc của tôi" in Words(client.get("/hoi-nghi/").content.decode()).said


def test_an_operation_in_vietnamese_still_finds_its_field(cast: Cast, client: Client) -> None:
    """Operations name fields by their Vietnamese labels; the fault must reach the English form's field."""
    client.force_login(cast.users["ministry"])
    client.cookies[LANGUAGE_COOKIE] = "en"
    page = client.post("/phong-trao/van-ban/moi/", {"unit": "BCA", "kind": "plan", "title": ""})
    assert page.status_code == 422
    assert "Summary: This item is missing." in Words(page.content.decode()).said


def test_every_language_offered_has_its_catalogue() -> None:
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            wanted = "Việc của tôi" if code == "vi" else "My work"
            assert translation.gettext("Việc của tôi") == wanted
