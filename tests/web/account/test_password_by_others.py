"""A password that somebody else set opens one page: the one where it is changed."""

from __future__ import annotations

import json
from datetime import datetime
from html import unescape

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from lantoa.access.models import ApiToken, User
from lantoa.access.operations import create_user, issue_token, passwords
from lantoa.access.operations.tokens import token_digest
from lantoa.cli.access import command as access_command
from lantoa.cli.account import command as account_command
from lantoa.kernel.actors import SYSTEM
from tests.cast import Cast
from tests.web.account.test_signing_in import NEW, enter
from tests.web.kit.test_kit import summary

SET, CHANGE = "câu người quản trị đặt", "/tai-khoan/mat-khau/"


@pytest.fixture
def told(cast: Cast, at: datetime) -> Cast:
    passwords.set_password(actor=SYSTEM, username="province", new=SET, reason="Quên mật khẩu", at=at)
    return cast


def change(client: Client, new: str = NEW, to: str = "") -> object:
    return client.post(f"{CHANGE}{to}", {"password": SET, "new": new, "again": new})


def test_every_page_leads_to_the_change_and_then_on(told: Cast, client: Client) -> None:
    assert enter(client, password=SET).status_code == 302
    for page in ("/", reverse("access:index"), reverse("account:index"), reverse("account:tokens")):
        led = client.get(page)
        assert (led.status_code, led.url) == (302, f"{CHANGE}?next={page}")
    assert "do người quản trị đặt" in unescape(client.get(CHANGE).content.decode())
    done = change(client, to=f"?next={reverse('access:index')}")
    assert (done.status_code, done.url) == (303, reverse("access:index"))  # type: ignore[attr-defined]
    assert client.get("/tai-khoan/").status_code == 200
    assert not User.objects.get(username="province").must_change_password


def test_the_same_one_again_is_no_change(told: Cast, client: Client) -> None:
    enter(client, password=SET)
    again = change(client, new=SET)
    assert "trùng mật khẩu người quản trị đã đặt" in summary(again)
    assert User.objects.get(username="province").must_change_password


def test_it_does_not_lead_to_another_site(told: Cast, client: Client) -> None:
    enter(client, password=SET)
    done = change(client, to="?next=https://khac.example.vn/")
    assert done.url == "/"  # type: ignore[attr-defined]


def test_signing_out_is_always_possible(told: Cast, client: Client) -> None:
    enter(client, password=SET)
    assert client.post("/dang-xuat/").status_code in {200, 302}
    assert "_auth_user_id" not in client.session


def test_the_api_opens_to_the_token_and_not_to_the_session(told: Cast, client: Client, at: datetime) -> None:
    token = issue_token(user=told.users["province"], name="máy", at=at)
    asked = client.get("/api/v1/account", headers={"Authorization": f"Bearer {token}"})
    assert asked.status_code == 200
    enter(client, password=SET)
    refused = client.get("/api/v1/account")
    assert (refused.status_code, refused.json()["code"]) == (403, "MUST_CHANGE_PASSWORD")


def test_the_demo_s_own_accounts_are_not_asked(cast: Cast, at: datetime, client: Client) -> None:
    User.objects.filter(username="province").update(demo=True)
    passwords.set_password(actor=SYSTEM, username="province", new=SET, reason="x", at=at)
    enter(client, password=SET)
    assert client.get("/tai-khoan/").status_code == 200


def test_a_first_password_is_changed_too(cast: Cast, at: datetime) -> None:
    asked = {"actor": SYSTEM, "at": at, "home_unit": "CA.T1"}
    assert create_user(username="ha", name="Hà Thị Ha", password=SET, **asked).must_change_password
    assert not create_user(username="no", name="Chưa Có", password=None, **asked).must_change_password
    assert not create_user(
        username="thu", name="Dùng Thử", password=SET, demo=True, **asked
    ).must_change_password


def test_commands_say_so(cast: Cast) -> None:
    run = CliRunner().invoke
    made = run(account_command, ["password", "province", "--reason", "Quên"], catch_exceptions=False)
    assert "phải đổi" in made.output
    shown = run(account_command, ["show", "province", "--json"], catch_exceptions=False)
    assert json.loads(shown.output)["must_change_password"] is True
    first = run(
        access_command, ["user", "moi", "--name", "Người Mới", "--unit", "CA.T1"], catch_exceptions=False
    )
    assert "lần đăng nhập đầu người này phải đổi" in first.output


@pytest.mark.parametrize("scope", ["full", "read"])
def test_a_token_made_by_command_has_its_scope(cast: Cast, scope: str) -> None:
    made = CliRunner().invoke(
        access_command, ["token", "province", "--scope", scope, "--json"], catch_exceptions=False
    )
    token = json.loads(made.output)
    assert ApiToken.objects.get(digest=token_digest(token["token"])).scope == token["scope"] == scope
