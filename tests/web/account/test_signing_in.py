"""Signing in from the outside: sessions, cookies, where one is sent, and that no step can be skipped."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver

from lantoa.access import sealing, sign_ins
from lantoa.access.models_sign_in import RecoveryCode, SignInEvent, Totp, UserSession
from lantoa.access.operations import second_factor, sessions
from lantoa.access.rules import throttle
from lantoa.access.session_store import digest_of
from lantoa.kernel import clock
from lantoa.kernel.actors import SYSTEM
from tests.cast import PASSWORD, Cast
from tests.test_http import PAGES, address, kept_out
from tests.web.kit.test_kit import summary

NEW = "một câu dài dễ nhớ"


def enter(client: Client, who: str = "province", password: str = PASSWORD, **over: str) -> Any:
    return client.post("/dang-nhap/", {"username": who, "password": password, **over})


def set_up(cast: Cast, at: datetime, who: str = "province") -> str:
    """An app for ``who``, confirmed ten minutes ago; its key."""
    drafted = second_factor.draft()
    key, _address = second_factor.shown(cast.users[who], drafted)
    then = clock.wall() - timedelta(minutes=10)
    second_factor.confirm_totp(
        user=cast.users[who], drafted=drafted, code=pyotp.TOTP(key).at(then), wall=then, at=at
    )
    return key


def now(key: str) -> str:
    return pyotp.TOTP(key).at(clock.wall())


# Sessions --------------------------------------------------------------------------------------------


def test_the_session_of_before_is_not_the_session_after(cast: Cast, client: Client) -> None:
    """Session fixation: a key planted in the browser is worth nothing once somebody signed in with it."""
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    enter(client)
    after = client.cookies["sessionid"].value
    assert after != planted
    client.cookies["sessionid"] = planted
    assert client.get("/tai-khoan/").status_code == 302


def test_the_key_changes_at_the_second_step_too(cast: Cast, client: Client, at: datetime) -> None:
    key = set_up(cast, at)
    enter(client)
    between = client.cookies["sessionid"].value
    client.post("/dang-nhap/buoc-hai/", {"code": now(key)})
    assert SESSION_KEY in client.session
    assert client.cookies["sessionid"].value != between


def test_the_database_does_not_hold_the_key_of_a_session(cast: Cast, client: Client) -> None:
    enter(client)
    key = client.cookies["sessionid"].value
    assert not Session.objects.filter(session_key__contains=key).exists()
    assert UserSession.objects.get().digest == digest_of(key)
    stolen = Client()
    stolen.cookies["sessionid"] = digest_of(key)
    assert stolen.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize("secure", [True, False])
def test_cookies_are_kept_from_scripts_and_other_sites(
    cast: Cast, client: Client, settings: Any, secure: bool
) -> None:
    settings.SESSION_COOKIE_SECURE = secure
    answer = enter(client)
    for name in ("sessionid", "lantoa_device"):
        cookie = answer.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", secure)


def test_ending_a_session_signs_that_browser_out(cast: Cast, client: Client) -> None:
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/109.0 Safari/537.36"})
    enter(client)
    enter(other)
    html = client.get("/tai-khoan/phien/").content.decode()
    assert "Chrome trên Windows" in html
    assert client.cookies["sessionid"].value not in html
    theirs = UserSession.objects.get(digest=digest_of(other.cookies["sessionid"].value))
    client.post(f"/tai-khoan/phien/{theirs.pk}/ket-thuc/")
    assert other.get("/tai-khoan/").status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


def test_somebody_elses_session_cannot_be_ended(cast: Cast, client: Client) -> None:
    other = Client()
    enter(other, "stranger")
    enter(client)
    theirs = UserSession.objects.get(user=cast.users["stranger"])
    assert client.post(f"/tai-khoan/phien/{theirs.pk}/ket-thuc/").status_code == 404
    assert other.get("/tai-khoan/").status_code == 200


def test_all_others_end_and_this_one_stays(cast: Cast, client: Client) -> None:
    others = [Client(), Client()]
    for one in (*others, client):
        enter(one)
    client.post("/tai-khoan/phien/ket-thuc-khac/")
    assert [one.get("/tai-khoan/").status_code for one in (*others, client)] == [302, 302, 200]


def test_who_looks_after_the_account_ends_all(cast: Cast, client: Client, at: datetime) -> None:
    enter(client)
    assert sessions.end_sessions_of(actor=SYSTEM, username="province", reason="Nghi lộ", at=at) == 1
    assert client.get("/tai-khoan/").status_code == 302


def test_signing_out_leaves_nothing_open(cast: Cast, client: Client) -> None:
    enter(client)
    key = client.cookies["sessionid"].value
    client.post("/dang-xuat/")
    assert UserSession.objects.count() == 0
    client.cookies["sessionid"] = key
    assert client.get("/tai-khoan/").status_code == 302


def test_a_session_in_use_is_seen(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(client)
    later = clock.now() + timedelta(minutes=30)
    monkeypatch.setattr("lantoa.web.middleware.clock.now", lambda: later)
    client.get("/tai-khoan/phien/")
    assert UserSession.objects.get().seen_at == later


# The password ----------------------------------------------------------------------------------------


def change(client: Client, **over: str) -> Any:
    return client.post("/tai-khoan/mat-khau/", {"password": PASSWORD, "new": NEW, "again": NEW, **over})


def test_a_new_password_ends_the_other_sessions_only(cast: Cast, client: Client) -> None:
    other = Client()
    enter(client)
    enter(other)
    assert change(client).status_code == 303
    assert [one.get("/tai-khoan/").status_code for one in (client, other)] == [200, 302]
    assert enter(other, password=PASSWORD).status_code == 403
    assert enter(other, password=NEW).status_code == 302
    assert UserSession.objects.filter(user=cast.users["province"]).count() == 2


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"password": "sai"}, "Mật khẩu hiện tại chưa đúng"),
        ({"again": "khác đi một chút"}, "Hai lần nhập chưa giống nhau"),
        ({"new": "ngan", "again": "ngan"}, "Mật khẩu mới chưa đủ mạnh"),
        ({"new": "lan-toa-dung-thu", "again": "lan-toa-dung-thu"}, "bản dùng thử"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said(
    cast: Cast, client: Client, over: dict[str, str], said: str
) -> None:
    enter(client)
    answer = change(client, **over)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert enter(Client(), password=PASSWORD).status_code == 302


def test_an_open_session_does_not_let_the_password_be_guessed(cast: Cast, client: Client) -> None:
    enter(client)
    for _n in range(throttle.PAIR.free):
        change(client, password="sai")
    assert change(client).status_code == 429


# Where one is sent -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "away", ["https://la.example/", "//la.example/", "/\\la.example", "javascript:alert(1)"]
)
def test_the_second_step_sends_nobody_away_either(
    cast: Cast, client: Client, at: datetime, away: str
) -> None:
    key = set_up(cast, at)
    enter(client, next=away)
    assert client.post("/dang-nhap/buoc-hai/", {"code": now(key), "next": away})["Location"] == "/"


def test_the_second_step_leads_to_where_one_was_going(cast: Cast, client: Client, at: datetime) -> None:
    key = set_up(cast, at)
    enter(client, next="/bao-cao/")
    assert client.post("/dang-nhap/buoc-hai/", {"code": now(key)})["Location"] == "/bao-cao/"


@pytest.mark.parametrize(
    "path",
    [
        "/dang-nhap/",
        "/dang-nhap/buoc-hai/",
        "/dang-nhap/khoa-truy-cap/hoi/",
        "/dang-xuat/",
        "/tai-khoan/phien/ket-thuc-khac/",
    ],
)
def test_forms_of_other_sites_are_refused(cast: Cast, path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.users["province"])
    assert strict.post(path, {"username": "province", "password": PASSWORD}).status_code == 403


# The second step -------------------------------------------------------------------------------------


def test_between_the_steps_no_page_opens(cast: Cast, client: Client, at: datetime) -> None:
    set_up(cast, at)
    assert enter(client)["Location"] == "/dang-nhap/buoc-hai/"
    assert SESSION_KEY not in client.session
    open_now = {"sign-in-code"}
    public = {name for name, route in PAGES if kept_out(Client(), "get", address(route)) is False}
    private = [(name, route) for name, route in PAGES if name not in public | open_now]
    assert len(private) > 50
    assert [name for name, route in private if not kept_out(client, "get", address(route))] == []


def test_between_the_steps_the_api_is_closed(cast: Cast, client: Client, at: datetime) -> None:
    set_up(cast, at)
    enter(client)
    assert client.get("/api/v1/worklist").status_code == 401


def test_without_a_password_there_is_no_second_step(db: None, client: Client) -> None:
    for path in ("/dang-nhap/buoc-hai/", "/dang-nhap/thiet-lap/"):
        for method in ("get", "post"):
            assert getattr(client, method)(path, {"code": "123456"})["Location"] == "/dang-nhap/"


def test_the_second_step_runs_out(
    cast: Cast, client: Client, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = set_up(cast, at)
    enter(client)
    late = clock.wall() + timedelta(minutes=11)
    monkeypatch.setattr("lantoa.web.account.entering.clock.wall", lambda: late)
    answer = client.post("/dang-nhap/buoc-hai/", {"code": pyotp.TOTP(key).at(late)})
    assert answer["Location"] == "/dang-nhap/"
    assert SESSION_KEY not in client.session


def test_a_password_changed_in_between_ends_it(cast: Cast, client: Client, at: datetime) -> None:
    key = set_up(cast, at)
    enter(client)
    user = cast.users["province"]
    user.set_password(NEW)
    user.save()
    assert client.post("/dang-nhap/buoc-hai/", {"code": now(key)})["Location"] == "/dang-nhap/"


def test_a_wrong_code_says_what_to_do_and_many_must_wait(cast: Cast, client: Client, at: datetime) -> None:
    key = set_up(cast, at)
    enter(client)
    wrong = f"{(int(now(key)) + 7) % 1_000_000:06}"
    answer = client.post("/dang-nhap/buoc-hai/", {"code": wrong})
    assert answer.status_code == 403
    assert "Chờ mã mới trong ứng dụng" in summary(answer)
    for _n in range(throttle.CODE.free - 1):
        client.post("/dang-nhap/buoc-hai/", {"code": wrong})
    closed = client.post("/dang-nhap/buoc-hai/", {"code": now(key)})
    assert closed.status_code == 429
    assert SESSION_KEY not in client.session
    again = Client()
    enter(again)
    assert again.post("/dang-nhap/buoc-hai/", {"code": now(key)}).status_code == 429


def test_a_high_role_sets_one_up_at_the_first_sign_in(cast: Cast, client: Client) -> None:
    assert enter(client, "signer", next="/bao-cao/")["Location"] == "/dang-nhap/thiet-lap/"
    assert client.get("/dang-nhap/buoc-hai/")["Location"] == "/dang-nhap/thiet-lap/"
    html = client.get("/dang-nhap/thiet-lap/").content.decode()
    key = str(sealing.opened(client.session["totp_draft"]))
    assert " ".join(key[start : start + 4] for start in range(0, len(key), 4)) in html
    assert client.post("/dang-nhap/thiet-lap/", {"code": "000000"}).status_code == 422
    assert SESSION_KEY not in client.session
    done = client.post("/dang-nhap/thiet-lap/", {"code": now(key)})
    html = done.content.decode()
    assert ("no-store" in done["Cache-Control"], html.count("<code>")) == (True, second_factor.CODES)
    assert 'href="/bao-cao/"' in html
    assert client.get("/bao-cao/").status_code == 200
    assert key not in str(dict(client.session.items()))


@pytest.mark.parametrize(("policy", "who", "to"), [
    ("off", "signer", "/"), ("high", "province", "/"), ("all", "province", "/dang-nhap/thiet-lap/"),
])  # fmt: skip
def test_the_unit_says_who_must(
    cast: Cast, client: Client, settings: Any, policy: str, who: str, to: str
) -> None:
    settings.SECOND_FACTOR = policy
    assert enter(client, who)["Location"] == to


def test_the_demo_is_spared(cast: Cast, client: Client, settings: Any) -> None:
    settings.DEMO = True
    user = cast.users["signer"]
    user.demo = True
    user.save()
    assert enter(client, "signer")["Location"] == "/"


def test_until_the_day_of_grace_the_product_only_asks(cast: Cast, client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_SINCE = clock.today() + timedelta(days=1)
    assert enter(client, "signer")["Location"] == "/"
    assert "cần bật xác thực hai bước" in client.get("/tai-khoan/").content.decode()


def test_the_app_is_switched_on_and_off_with_the_password(cast: Cast, client: Client) -> None:
    enter(client)
    client.get("/tai-khoan/ung-dung/")
    key = str(sealing.opened(client.session["totp_draft"]))
    done = client.post("/tai-khoan/ung-dung/", {"code": now(key)})
    assert done.content.decode().count("<code>") == second_factor.CODES
    assert client.post("/tai-khoan/ung-dung/tat/", {"password": "sai"}).status_code == 422
    assert Totp.objects.count() == 1
    assert client.post("/tai-khoan/ung-dung/tat/", {"password": PASSWORD}).status_code == 303
    assert Totp.objects.count() == 0


def test_new_recovery_codes_ask_for_the_password(cast: Cast, client: Client, at: datetime) -> None:
    set_up(cast, at)
    client.force_login(cast.users["province"])
    before = list(RecoveryCode.objects.order_by("pk").values_list("hash", flat=True))
    assert client.post("/tai-khoan/ma-du-phong/", {"password": "sai"}).status_code == 422
    assert list(RecoveryCode.objects.order_by("pk").values_list("hash", flat=True)) == before
    fresh = client.post("/tai-khoan/ma-du-phong/", {"password": PASSWORD})
    assert fresh.content.decode().count("<code>") == second_factor.CODES


# The journal of it -----------------------------------------------------------------------------------


def test_a_new_browser_is_told_and_a_known_one_is_not(cast: Cast, client: Client) -> None:
    user = cast.users["province"]
    enter(client)
    client.post("/dang-xuat/")
    enter(client)
    assert user.notices.count() == 0
    enter(Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/115.0"}))
    assert user.notices.get().title == "Đăng nhập từ một trình duyệt mới: Firefox trên Windows"


def test_my_own_list_shows_mine_only(cast: Cast, client: Client) -> None:
    enter(Client(REMOTE_ADDR="10.9.9.9"), "stranger")
    enter(Client(REMOTE_ADDR="10.1.1.1"), "province", "sai")
    enter(client)
    html = client.get("/tai-khoan/dang-nhap-gan-day/").content.decode()
    assert ("10.1.1.1" in html, "10.9.9.9" in html) == (True, False)
    assert "Đăng nhập không thành" in html
    exported = client.get("/tai-khoan/dang-nhap-gan-day/?xuat=csv").content.decode("utf-8-sig")
    assert "10.1.1.1" in exported


def test_only_who_looks_after_accounts_reads_the_journal(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["province"])
    assert client.get("/tai-khoan/nhat-ky-dang-nhap/").status_code == 404
    assert client.get("/tai-khoan/nguoi-dung/stranger/").status_code == 404


def test_events_name_nobody_who_is_not_there(cast: Cast, client: Client, at: datetime) -> None:
    enter(client, "khong-ai", "sai")
    assert SignInEvent.objects.get().user is None
    assert sign_ins.events(cast.users["province"]).count() == 0


def test_every_page_of_the_account_is_in_the_walk() -> None:
    names = {f"account:{one}" for one in ("index", "sessions", "tokens", "journal", "user", "passkey-add")}
    assert names <= {name for name, _route in PAGES}
    assert get_resolver() is not None
