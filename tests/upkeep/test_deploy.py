"""Nothing of the demo may go live: each thing that is wrong is refused by name, with its mend."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction

from lantoa.access import operations as access
from lantoa.access.models import User
from lantoa.cli.check import command
from lantoa.demo import world
from lantoa.journal import operations as journal
from lantoa.journal.models import Entry
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import BadInput
from lantoa.upkeep import deploy, keys
from tests.cast import Cast

GOOD: dict[str, Any] = {
    "DEBUG": False,
    "DEMO": False,
    "HTTPS": True,
    "SECRET_KEY": "k7" * 30,
    "ALLOWED_HOSTS": ["thidua.example.vn"],
}


@pytest.fixture
def live(db: None, settings: Any) -> Any:
    """Settings as a unit should have them, and an empty database."""
    for name, value in GOOD.items():
        setattr(settings, name, value)
    return settings


def codes() -> list[str]:
    return [fault.code for fault in deploy.faults()]


def test_settings_as_they_should_be_are_let_through(live: Any) -> None:
    assert codes() == []
    found = CliRunner().invoke(command, ["--deploy"], catch_exceptions=False)
    assert found.output == "Cấu hình dùng được; nhật ký 0 mục, nguyên vẹn.\n"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEBUG", True, "DEBUG_ON"),
        ("DEMO", True, "DEMO_ON"),
        ("HTTPS", False, "NO_HTTPS"),
        ("SECRET_KEY", keys.DEMO_PREFIX + "a" * 60, "WEAK_KEY"),
        ("SECRET_KEY", "chi-dung-khi-kiem-thu-" + "0" * 40, "WEAK_KEY"),
        ("SECRET_KEY", "a" * 49, "WEAK_KEY"),
        ("ALLOWED_HOSTS", ["127.0.0.1", "localhost"], "HOSTS"),
        ("SINGLE_SIGN_ON", {"issuer": "https://a.vn", "client_id": ""}, "SSO_SETTINGS"),
        ("SINGLE_SIGN_ON", {"issuer": "http://a.vn", "client_id": "x"}, "SSO_SETTINGS"),
        ("ALLOWED_HOSTS", ["*"], "HOSTS"),
    ],
)
def test_each_setting_of_the_demo_is_refused(live: Any, name: str, value: Any, code: str) -> None:
    setattr(live, name, value)
    assert codes() == [code]


def test_a_key_made_for_the_demo_is_refused(live: Any, tmp_path: Any) -> None:
    live.SECRET_KEY = keys.demo_key(tmp_path)
    assert codes() == ["WEAK_KEY"]


def test_an_account_of_the_demo_is_refused_until_it_is_locked(live: Any) -> None:
    user = User(username="pv05", name="Cán bộ minh họa", demo=True)
    user.set_password(live.DEMO_PASSWORD)
    user.save()
    assert codes() == ["DEMO_ACCOUNTS"]
    user.is_active = False
    user.save()
    assert codes() == []


def test_the_command_stops_with_every_fault_and_its_mend(live: Any) -> None:
    live.DEMO, live.HTTPS = True, False
    found = CliRunner().invoke(command, ["--deploy"])
    assert isinstance(found.exception, BadInput)
    assert [fault.code for fault in found.exception.faults] == ["DEMO_ON", "NO_HTTPS"]
    assert all(fault.place and fault.remedy for fault in found.exception.faults)


def test_its_json_is_one_document_and_its_exit_code_says_no(live: Any) -> None:
    live.DEMO = True
    found = CliRunner().invoke(command, ["--deploy", "--json"])
    assert found.exit_code == 2
    answer = json.loads(found.output)
    assert answer["journal"] == {"entries": 0, "verified": True}
    assert [fault["code"] for fault in answer["faults"]] == ["DEMO_ON"]


def test_a_broken_journal_is_refused_without_asking_for_more(cast: Cast, at: datetime, live: Any) -> None:
    with transaction.atomic():
        journal.record(actor=SYSTEM, action="test.thing.change", subject="thing:1", at=at, basis="01/QĐ-BCA")
    Entry.objects.update(action="test.thing.forged")
    found = CliRunner().invoke(command, ["--json"])
    assert found.exit_code == 2
    assert [fault["code"] for fault in json.loads(found.output)["faults"]] == ["JOURNAL_BROKEN"]


def test_no_real_account_gets_the_demo_s_password(live: Any, at: datetime) -> None:
    with pytest.raises(BadInput) as refused:
        access.create_user(actor=SYSTEM, username="ha", name="Hà", password=live.DEMO_PASSWORD, at=at)
    assert refused.value.fault.code == "WEAK_PASSWORD"


def test_only_the_demo_s_own_sign_ins_have_a_password_and_are_marked(
    live: Any, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    homeless = [replace(account, home="") for account in world.ACCOUNTS]  # their units are not loaded here
    monkeypatch.setattr(world, "ACCOUNTS", homeless)
    monkeypatch.setattr(world.access, "give_role", lambda **_: None)
    world.create_accounts(at)
    able = {user.username for user in User.objects.all() if user.has_usable_password()}
    assert able == {user.username for user in User.objects.filter(demo=True)}
    assert able == {account.username for account in world.ACCOUNTS if account.shown}
