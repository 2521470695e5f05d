"""Tokens with a scope; the account through the API and by command; who looks after whom; backup and restore."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from click.testing import CliRunner
from django.core.management import call_command
from django.test import Client

from lantoa.access import operations, queries, sign_ins
from lantoa.access.models import ApiToken, Grant
from lantoa.access.models_sign_in import Passkey, RecoveryCode, Totp, UserSession
from lantoa.access.operations import passwords, second_factor, sessions, signing_in, tokens
from lantoa.access.rules import throttle
from lantoa.access.rules.devices import NOWHERE
from lantoa.cli.account import command
from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotFound, Problem
from lantoa.organisation.models import Unit
from lantoa.upkeep import archive
from tests.cast import PASSWORD, Cast


def call(token: str, method: str, path: str, body: Any = None) -> Any:
    return getattr(Client(), method)(
        f"/api/v1{path}",
        json.dumps(body) if body is not None else None,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


def run(*words: str) -> Any:
    return CliRunner().invoke(command, words)


@pytest.fixture
def settled(cast: Cast) -> Cast:
    """Two people at home in units of the ministry's line, so that its administrator looks after them."""
    for who, unit in (("province", "CA.T1"), ("stranger", "CA.T2"), ("commune_committee", "UB.X11")):
        cast.users[who].home_unit = Unit.objects.get(code=unit)
        cast.users[who].save()
    return cast


@pytest.fixture
def keys(settled: Cast, at: datetime) -> dict[str, str]:
    return {
        who: operations.issue_token(user=settled.users[who], name="thử", at=at)
        for who in ("administrator", "province", "stranger", "nobody")
    }


# Tokens ----------------------------------------------------------------------------------------------


def test_a_reading_token_reads_and_changes_nothing(cast: Cast, at: datetime) -> None:
    token = operations.issue_token(user=cast.users["province"], name="đọc", at=at, scope="read")
    assert call(token, "get", "/account").json()["username"] == "province"
    refused = call(token, "delete", "/account/sessions")
    assert (refused.status_code, refused.json()["code"]) == (403, "READ_ONLY_TOKEN")


@pytest.mark.parametrize(("scope", "days"), [("mọi thứ", 10), ("read", 0), ("full", 367)])
def test_a_token_needs_a_known_scope_and_an_end(cast: Cast, at: datetime, scope: str, days: int) -> None:
    with pytest.raises(BadInput):
        operations.issue_token(user=cast.users["province"], name="x", at=at, scope=scope, days=days)


def test_a_revoked_token_opens_nothing_and_its_use_was_noted(
    cast: Cast, at: datetime, keys: dict[str, str]
) -> None:
    row = ApiToken.objects.get(user=cast.users["province"])
    assert call(keys["province"], "get", "/account").status_code == 200
    row.refresh_from_db()
    assert row.used_at is not None
    assert call(keys["province"], "delete", f"/account/tokens/{row.pk}").status_code == 200
    assert call(keys["province"], "get", "/account").status_code == 401


def test_nobody_revokes_anothers_token(cast: Cast, at: datetime, keys: dict[str, str]) -> None:
    row = ApiToken.objects.get(user=cast.users["stranger"])
    assert call(keys["province"], "delete", f"/account/tokens/{row.pk}").status_code == 404


def test_tokens_nobody_has_must_wait_and_good_ones_never(cast: Cast, at: datetime) -> None:
    token = operations.issue_token(user=cast.users["province"], name="thử", at=at)
    for _n in range(throttle.TOKEN.free):
        tokens.refuse(address="10.0.0.9", at=at)
    with pytest.raises(Problem) as refused:
        tokens.refuse(address="10.0.0.9", at=at)
    assert refused.value.status == 429
    assert tokens.token_of(token, at) is not None


def test_a_token_is_made_on_the_page_and_shown_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.users["province"])
    form = {"name": "Máy chủ", "scope": "read", "days": "30", "password": PASSWORD}
    assert client.post("/tai-khoan/khoa-api/moi/", {**form, "password": "sai"}).status_code == 422
    answer = client.post("/tai-khoan/khoa-api/moi/", form)
    row = ApiToken.objects.get()
    html = answer.content.decode()
    token = html.split("<code>")[1].split("</code>")[0]
    assert tokens.token_digest(token) == row.digest
    assert token not in client.get("/tai-khoan/khoa-api/").content.decode()
    assert (row.scope, (row.expires_at - row.created_at).days) == ("read", 30)


# Who looks after whom --------------------------------------------------------------------------------


def test_an_administrator_sees_and_opens_those_within_reach(
    settled: Cast, at: datetime, keys: dict[str, str]
) -> None:
    told = call(keys["administrator"], "get", "/sign-ins/province").json()
    assert (told["username"], told["waits_seconds"]) == ("province", 0)
    done = call(keys["administrator"], "post", "/sign-ins/province/unlock", {"reason": "Gọi điện"})
    assert (done.status_code, done.json()["waits_seconds"]) == (200, 0)
    assert Entry.objects.order_by("-seq").first().action == "access.user.unlock"


@pytest.mark.parametrize("who", ["province", "stranger", "nobody"])
def test_others_see_nothing_and_do_nothing(settled: Cast, keys: dict[str, str], who: str) -> None:
    why = {"reason": "x", "password": "một câu dài dễ nhớ"}
    answers = [
        call(keys[who], "get", "/sign-ins"),
        call(keys[who], "get", "/sign-ins/province"),
        call(keys[who], "post", "/sign-ins/province/unlock", why),
        call(keys[who], "post", "/sign-ins/province/end-sessions", why),
        call(keys[who], "post", "/sign-ins/province/reset-second-factor", why),
        call(keys[who], "put", "/sign-ins/province/password", why),
    ]
    assert {one.status_code for one in answers} == {404}


def test_nobody_takes_over_an_account_that_may_do_more(settled: Cast, at: datetime) -> None:
    """An administrator of one province, and a signer of the ministry who happens to work there."""
    Grant.objects.filter(user__username="administrator").update(unit=Unit.objects.get(code="CA.T1"))
    signer = settled.users["ministry_signer"]
    signer.home_unit = Unit.objects.get(code="CA.T1")
    signer.save()
    administrator = queries.actor_of(settled.users["administrator"])
    given = {"actor": administrator, "username": "ministry_signer", "reason": "x", "at": at}
    for act in (second_factor.reset_second_factor, passwords.unlock):
        with pytest.raises(Problem) as refused:
            act(**given)
        assert refused.value.fault.code == "ABOVE_YOU"
    with pytest.raises(Problem):
        passwords.set_password(new="một câu dài dễ nhớ", **given)


def test_an_administrator_does_none_of_it_to_their_own_account(settled: Cast, at: datetime) -> None:
    settled.users["administrator"].home_unit = Unit.objects.get(code="V05")
    settled.users["administrator"].save()
    own = {"actor": settled["administrator"], "username": "administrator", "reason": "x", "at": at}
    for act in (second_factor.reset_second_factor, sessions.end_sessions_of, passwords.unlock):
        with pytest.raises(Conflict) as refused:
            act(**own)
        assert refused.value.fault.code == "OWN_ACCOUNT"
    with pytest.raises(Conflict):
        passwords.set_password(new="một câu dài dễ nhớ", **own)


def test_the_journal_is_of_those_within_reach(settled: Cast, at: datetime) -> None:
    Grant.objects.filter(user__username="administrator").update(unit=Unit.objects.get(code="CA.T1"))
    for who in ("province", "stranger", "khong-ai"):
        with pytest.raises(Problem):
            signing_in.sign_in(username=who, password="sai", address="10.0.0.1", at=at)
    administrator = queries.actor_of(settled.users["administrator"])
    seen = [row.user.username for row in sign_ins.journal(administrator, at.date())]
    assert seen == ["province"]
    with pytest.raises(NotFound):
        sign_ins.journal(settled["province"], at.date())


def test_the_demos_password_stays(cast: Cast, at: datetime) -> None:
    user = cast.users["province"]
    user.demo = True
    with pytest.raises(Conflict):
        passwords.change_password(user=user, new="một câu dài dễ nhớ", at=at)


# Pages and commands ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "action"),
    [
        ("mo-khoa", "access.user.unlock"),
        ("ket-thuc-phien", "access.session.end"),
        ("dat-lai-xac-thuc", "access.second_factor.reset"),
        ("bo-gan", "access.identity.unlink"),
    ],
)
def test_each_step_asks_why_and_is_one_entry(settled: Cast, client: Client, step: str, action: str) -> None:
    client.force_login(settled.users["administrator"])
    path = f"/tai-khoan/nguoi-dung/province/{step}/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "Người dùng gọi điện đề nghị"}).status_code == 303
    assert list(Entry.objects.values_list("action", flat=True)) == [action]


def test_the_page_of_a_person_and_a_new_password(settled: Cast, client: Client) -> None:
    client.force_login(settled.users["administrator"])
    assert client.get("/tai-khoan/nguoi-dung/province/").status_code == 200
    assert client.get("/tai-khoan/nguoi-dung/commune_committee/").status_code == 404
    answer = client.post("/tai-khoan/nguoi-dung/province/dat-mat-khau/", {"reason": "Quên mật khẩu"})
    fresh = answer.content.decode().split("<code>")[1].split("</code>")[0]
    entered = Client().post("/dang-nhap/", {"username": "province", "password": fresh})
    assert entered.status_code == 302
    assert settled.users["province"].notices.count() == 1


def test_the_commands_do_what_the_pages_do(settled: Cast, client: Client, at: datetime) -> None:
    client.post("/dang-nhap/", {"username": "province", "password": PASSWORD})
    second_factor.renew_recovery(user=settled.users["province"], at=at)
    shown = json.loads(run("show", "province", "--json").output)
    assert (shown["sessions"], shown["recovery_codes"]) == (1, second_factor.CODES)
    assert "Phiên đang mở: 1" in run("show", "province").output
    assert "Đăng nhập" in run("sign-ins", "province").output
    for words in (("unlock",), ("end-sessions",), ("reset-second-factor",)):
        done = run(*words, "province", "--reason", "Gọi điện", "--as", "administrator")
        assert done.exit_code == 0, done.output
    assert UserSession.objects.count() == RecoveryCode.objects.count() == 0
    fresh = json.loads(run("password", "province", "--reason", "Quên", "--json").output)["password"]
    assert Client().post("/dang-nhap/", {"username": "province", "password": fresh}).status_code == 302


def test_a_command_for_somebody_has_their_reach(settled: Cast) -> None:
    refused = run("unlock", "province", "--reason", "x", "--as", "stranger")
    assert isinstance(refused.exception, NotFound)


def test_one_links_and_unlinks_by_command(settled: Cast, settings: Any) -> None:
    settings.SINGLE_SIGN_ON = {**settings.SINGLE_SIGN_ON, "issuer": "https://dinh-danh.example"}
    assert run("link", "province", "an").exit_code == 0
    assert isinstance(run("link", "stranger", "an").exception, Conflict)
    assert "Đã bỏ gắn" in run("unlink", "province").output


# Backup ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_restored_installation_asks_for_the_same_second_factor(
    cast: Cast, at: datetime, settings: Any, tmp_path: Path, client: Client
) -> None:
    settings.DATA = tmp_path / "before"
    settings.FILES = settings.DATA / "files"
    settings.DATA.mkdir()
    user, drafted = cast.users["province"], second_factor.draft()
    key, _address = second_factor.shown(user, drafted)
    codes = second_factor.confirm_totp(
        user=user, drafted=drafted, code=pyotp.TOTP(key).at(at), wall=at, at=at
    )
    Passkey.objects.create(user=user, name="Máy", credential="abc", public_key="x", added_at=at)
    client.force_login(user)
    archive.backup(to=tmp_path / "a.tar.gz", at=at)
    call_command("flush", verbosity=0, interactive=False)
    settings.DATA = tmp_path / "after"
    settings.FILES = settings.DATA / "files"
    settings.DATA.mkdir()

    archive.restore(path=tmp_path / "a.tar.gz")

    user = queries.user_named("province")
    later = at + timedelta(minutes=5)
    given = {"user": user, "at": at, "origin": NOWHERE}
    assert second_factor.check_code(code=pyotp.TOTP(key).at(later), wall=later, **given) == "TOTP"
    assert second_factor.check_code(code=codes[0], wall=later, **given) == "RECOVERY"
    assert Totp.objects.get().last_step == pyotp.TOTP(key).timecode(later)
    assert sign_ins.factors(user, at.date()).passkeys == 1
    assert UserSession.objects.count() == 0
    assert client.get("/tai-khoan/").status_code == 302
