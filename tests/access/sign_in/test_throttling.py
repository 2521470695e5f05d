"""Wrong tries are counted per name and per address, in the database, before they are judged."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lantoa.access import sign_ins, throttling
from lantoa.access.models_sign_in import SignInEvent, Throttle
from lantoa.access.operations import passwords, signing_in
from lantoa.access.rules import throttle
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import NotAllowed, NotFound, Problem, TooMany
from tests.cast import PASSWORD, Cast

HERE, THERE = "10.0.0.1", "10.0.0.2"


def try_(username: str, password: str, at: datetime, address: str = HERE) -> object:
    try:
        return signing_in.sign_in(username=username, password=password, address=address, at=at)
    except Problem as problem:
        return problem


def wrong(username: str, at: datetime, times: int, address: str = HERE) -> list[object]:
    return [try_(username, "sai", at, address) for _n in range(times)]


def test_the_fifth_wrong_try_closes_and_time_opens(cast: Cast, at: datetime) -> None:
    assert {type(one) for one in wrong("province", at, throttle.PAIR.free)} == {NotAllowed}
    closed = try_("province", PASSWORD, at)
    assert isinstance(closed, TooMany)
    assert "30 giây" in closed.fault.remedy
    assert "09:00:30" in closed.fault.remedy
    assert try_("province", PASSWORD, at + timedelta(seconds=30)) == cast.users["province"]


def test_a_try_that_must_wait_does_not_lengthen_the_wait(cast: Cast, at: datetime) -> None:
    wrong("province", at, throttle.PAIR.free)
    wrong("province", at + timedelta(seconds=10), 50)
    assert try_("province", PASSWORD, at + timedelta(seconds=30)) == cast.users["province"]


def test_a_success_starts_the_count_again(cast: Cast, at: datetime) -> None:
    wrong("province", at, throttle.PAIR.free - 1)
    assert try_("province", PASSWORD, at) == cast.users["province"]
    assert {type(one) for one in wrong("province", at, throttle.PAIR.free)} == {NotAllowed}


def test_guesses_spread_over_addresses_close_the_name(cast: Cast, at: datetime) -> None:
    for number in range(throttle.NAME.free):
        wrong("province", at, 1, f"10.1.0.{number}")
    assert isinstance(try_("province", PASSWORD, at, THERE), TooMany)
    assert try_("emulation", PASSWORD, at, THERE) == cast.users["emulation"]


def test_guesses_of_many_names_close_the_address_only(cast: Cast, at: datetime) -> None:
    for number in range(throttle.ADDRESS.free):
        wrong(f"khong-ai-{number}", at, 1)
    assert isinstance(try_("province", PASSWORD, at), TooMany)
    assert try_("province", PASSWORD, at, THERE) == cast.users["province"]


def test_a_guesser_with_an_account_cannot_clear_the_address(cast: Cast, at: datetime) -> None:
    for number in range(throttle.ADDRESS.free):
        wrong(f"khong-ai-{number}", at, 1)
        if number % 10 == 9 and number < throttle.ADDRESS.free - 1:
            assert try_("emulation", PASSWORD, at) == cast.users["emulation"]
    assert isinstance(try_("emulation", PASSWORD, at), TooMany)


def test_a_name_nobody_has_is_answered_as_one_somebody_has(cast: Cast, at: datetime) -> None:
    known, unknown = wrong("province", at, 8), wrong("khong-ai", at, 8, THERE)
    assert [(type(one), str(one)) for one in known] == [(type(one), str(one)) for one in unknown]


def test_an_unknown_name_costs_a_hash_too(cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the time of the answer would say which names exist."""
    from django.contrib.auth.hashers import MD5PasswordHasher  # noqa: PLC0415 -- the tests' hasher

    made: list[str] = []
    plain = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: made.append("x") or plain(self, *given)
    )
    counts = []
    stopped = cast.users["emulation"]
    stopped.is_active = False
    stopped.save()
    for name in ("province", "khong-ai", "emulation"):
        made.clear()
        try_(name, "sai", at)
        counts.append(len(made))
    assert counts[0] > 0
    assert len(set(counts)) == 1


def test_what_was_typed_as_a_name_is_kept_nowhere(cast: Cast, at: datetime) -> None:
    try_("mật khẩu gõ nhầm ô", "sai", at)
    event = SignInEvent.objects.get()
    assert (event.user, event.kind, event.note) == (None, "FAILED", "")
    assert all("mật khẩu" not in row.subject for row in Throttle.objects.order_by("pk"))


def test_the_try_that_closes_is_written_down_as_such(cast: Cast, at: datetime) -> None:
    wrong("province", at, throttle.PAIR.free)
    kinds = list(sign_ins.events(cast.users["province"]).values_list("kind", flat=True))
    assert kinds == ["LOCKED", "FAILED", "FAILED", "FAILED", "FAILED"]


def test_whoever_looks_after_the_account_opens_it(cast: Cast, at: datetime) -> None:
    user = cast.users["province"]
    for number in range(throttle.NAME.free):
        wrong("province", at, 1, f"10.1.0.{number}")
    wrong("province", at, throttle.PAIR.free)
    assert sign_ins.locked_for(user, at) > timedelta()
    assert passwords.unlock(actor=SYSTEM, username="province", reason="Gọi điện xác nhận", at=at)
    assert sign_ins.locked_for(user, at) == timedelta()
    assert try_("province", PASSWORD, at) == user


def test_a_stranger_may_not_open_it(cast: Cast, at: datetime) -> None:
    for who in ("stranger", "province", "emulation"):
        with pytest.raises(NotFound):
            passwords.unlock(actor=cast[who], username="emulation", reason="x", at=at)


def test_old_counts_are_swept(cast: Cast, at: datetime) -> None:
    wrong("khong-ai", at, 1)
    wrong("province", at + throttling.KEPT + timedelta(seconds=1), 1)
    assert Throttle.objects.filter(last_at=at).count() == 0
