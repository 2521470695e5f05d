"""Single sign-on at a real provider process: who gets in, as whom, and what each failure says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from lantoa.access.models import Grant, User
from lantoa.access.models_sign_in import Identity, SignInEvent
from lantoa.access.operations import single_sign_on
from lantoa.journal.models import Entry
from lantoa.kernel.actors import SYSTEM
from tests.cast import Cast
from tests.oidc import process
from tests.web.kit.test_kit import summary

pytestmark = [pytest.mark.system("oidc-provider"), pytest.mark.django_db]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with process.provider() as address:
        yield address


def configure(settings: Any, issuer: str, **over: Any) -> None:
    settings.SINGLE_SIGN_ON = {
        "issuer": issuer,
        "client_id": "lan-toa",
        "client_secret": "chi-dung-khi-kiem-thu",
        "label": "Cổng đăng nhập của ngành",
        "match": "email",
        "second_factor": False,
        **over,
    }


@pytest.fixture
def installed(settings: Any, issuer: str, cast: Cast) -> Cast:
    configure(settings, issuer)
    cast.users["province"].email = "An@lan-toa.invalid"
    cast.users["province"].save()
    return cast


def come_back(client: Client, login: str, person: process.Person | None = None, to: str = "") -> Any:
    started = client.get("/dang-nhap/mot-lan/", {"next": to})
    assert started.status_code == 302, started.content.decode()
    return client.get((person or process.Person()).sign_in(started["Location"], login))


def test_the_button_is_there_only_where_a_provider_is(installed: Cast, client: Client, settings: Any) -> None:
    assert "Cổng đăng nhập của ngành" in client.get("/dang-nhap/").content.decode()
    configure(settings, "")
    assert "/dang-nhap/mot-lan/" not in client.get("/dang-nhap/").content.decode()
    assert client.get("/dang-nhap/mot-lan/").status_code == 404


def test_a_foreseen_person_gets_in_where_they_were_going(installed: Cast, client: Client) -> None:
    answer = come_back(client, "an", to="/bao-cao/")
    assert (answer.status_code, answer["Location"]) == (302, "/bao-cao/")
    assert client.session[SESSION_KEY] == str(installed.users["province"].pk)
    assert Identity.objects.get().subject == "an"
    assert list(Entry.objects.values_list("action", flat=True)) == ["access.identity.link"]
    kinds = SignInEvent.objects.order_by("pk").values_list("kind", "method")
    assert list(kinds) == [("IDENTITY_LINKED", ""), ("SIGNED_IN", "SSO")]


def test_afterwards_the_link_counts_and_not_the_address(installed: Cast, client: Client) -> None:
    come_back(client, "an")
    client.post("/dang-xuat/")
    User.objects.filter(username="province").update(email="")
    User.objects.filter(username="emulation").update(email="an@lan-toa.invalid")
    come_back(client, "an")
    assert client.session[SESSION_KEY] == str(installed.users["province"].pk)


@pytest.mark.parametrize(
    ("login", "match"), [("khong", "email"), ("gia", "email"), ("khong", "username"), ("an", "none")]
)
def test_nobody_is_made_or_guessed(
    installed: Cast, client: Client, settings: Any, issuer: str, login: str, match: str
) -> None:
    """An address nobody has, one the provider did not verify, a name nobody has, and no matching at all."""
    configure(settings, issuer, match=match)
    users, grants = User.objects.count(), Grant.objects.count()
    answer = come_back(client, login)
    assert answer.status_code == 403
    assert "chưa gắn với người dùng nào ở đây" in summary(answer)
    assert login in summary(answer)
    assert (User.objects.count(), Grant.objects.count(), Identity.objects.count()) == (users, grants, 0)
    assert SESSION_KEY not in client.session


def test_two_with_the_same_address_are_nobody(installed: Cast, client: Client) -> None:
    User.objects.filter(username="emulation").update(email="an@lan-toa.invalid")
    assert come_back(client, "an").status_code == 403


def test_a_name_foreseen_by_an_administrator(
    installed: Cast, client: Client, settings: Any, issuer: str
) -> None:
    configure(settings, issuer, match="username")
    come_back(client, "an")
    assert client.session[SESSION_KEY] == str(installed.users["province"].pk)


def test_an_administrator_links_beforehand(
    installed: Cast, client: Client, settings: Any, issuer: str, at: datetime
) -> None:
    configure(settings, issuer, match="none")
    single_sign_on.link_identity(actor=SYSTEM, username="clerk", issuer=issuer, subject="khong", at=at)
    come_back(client, "khong")
    assert client.session[SESSION_KEY] == str(installed.users["clerk"].pk)


def test_a_stopped_account_stays_out(installed: Cast, client: Client) -> None:
    come_back(client, "an")
    client.post("/dang-xuat/")
    User.objects.filter(username="province").update(is_active=False)
    assert come_back(client, "an").status_code == 403
    assert SESSION_KEY not in client.session


def test_the_highest_roles_still_do_their_second_step(installed: Cast, client: Client) -> None:
    Grant.objects.filter(user__username="province").update(role="SIGNER")
    assert come_back(client, "an")["Location"] == "/dang-nhap/thiet-lap/"
    assert SESSION_KEY not in client.session


def test_a_provider_trusted_with_both_steps(
    installed: Cast, client: Client, settings: Any, issuer: str
) -> None:
    configure(settings, issuer, second_factor=True)
    Grant.objects.filter(user__username="province").update(role="SIGNER")
    assert come_back(client, "an")["Location"] == "/"
    assert SESSION_KEY in client.session


def test_another_browsers_answer_opens_nothing(installed: Cast, client: Client) -> None:
    """Login CSRF: the answer of the attacker's own sign-in, opened in the victim's browser."""
    attacker = Client()
    answer = process.Person().sign_in(attacker.get("/dang-nhap/mot-lan/")["Location"], "an")
    client.get("/dang-nhap/mot-lan/")
    refused = client.get(answer)
    assert refused.status_code == 403
    assert "không bắt đầu từ trình duyệt này" in summary(refused)
    assert SESSION_KEY not in client.session


def test_an_answer_is_used_once(installed: Cast, client: Client) -> None:
    answer = process.Person().sign_in(client.get("/dang-nhap/mot-lan/")["Location"], "an")
    client.get(answer)
    client.post("/dang-xuat/")
    assert client.get(answer).status_code == 403


def test_who_breaks_off_is_told_so(installed: Cast, client: Client) -> None:
    refused = client.get(process.Person().refuse(client.get("/dang-nhap/mot-lan/")["Location"]))
    assert refused.status_code == 403
    assert "Bạn đã dừng việc đăng nhập" in summary(refused)


def test_a_provider_that_is_down(installed: Cast, client: Client, settings: Any) -> None:
    configure(settings, f"http://127.0.0.1:{process.free_port()}")
    answer = client.get("/dang-nhap/mot-lan/")
    assert answer.status_code == 503
    assert "không trả lời" in summary(answer)
    assert 'name="password"' in answer.content.decode()


def test_a_provider_that_is_another_one(installed: Cast, client: Client, settings: Any, issuer: str) -> None:
    """Its own description names another issuer than the one configured."""
    configure(settings, issuer.replace("127.0.0.1", "localhost"))
    answer = client.get("/dang-nhap/mot-lan/")
    assert answer.status_code == 503
    assert "không đúng cách" in summary(answer)


def test_a_provider_must_be_reached_over_https(installed: Cast, client: Client, settings: Any) -> None:
    configure(settings, "http://dinh-danh.example")
    assert client.get("/dang-nhap/mot-lan/").status_code == 404


def test_a_wrong_client_secret(installed: Cast, client: Client, settings: Any, issuer: str) -> None:
    configure(settings, issuer, client_secret="sai")
    assert come_back(client, "an").status_code == 503


@pytest.mark.parametrize("skew", [7200, -7200])
def test_clocks_that_differ_are_named(installed: Cast, client: Client, settings: Any, skew: int) -> None:
    with process.provider(skew) as issuer:
        configure(settings, issuer)
        answer = come_back(client, "an")
    assert answer.status_code == 403
    assert "Đồng hồ của máy chủ này" in summary(answer)


def test_signing_out_offers_to_end_it_there_too(installed: Cast, client: Client) -> None:
    person = process.Person()
    come_back(client, "an", person)
    left = client.post("/dang-xuat/")
    assert SESSION_KEY not in client.session
    there = left.context["there"]
    assert person.leave(there).startswith(process.HOME)
    started = client.get("/dang-nhap/mot-lan/")["Location"]
    assert not person._follow("GET", started).startswith(process.BACK)
