"""Codes of an app, recovery codes, and the reset for somebody who lost both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.db import connection

from lantoa.access import sealing, sign_ins
from lantoa.access.models_sign_in import RecoveryCode, SignInEvent, Totp
from lantoa.access.operations import second_factor
from lantoa.access.rules import throttle
from lantoa.access.rules.devices import Origin
from lantoa.access.rules.second_factor import Next
from lantoa.journal.models import Entry
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import BadInput, NotAllowed, NotFound, TooMany
from tests.cast import Cast

WALL = datetime(2026, 3, 4, 5, 6, 0, tzinfo=UTC)
"""The phone's own time, which need not be the pinned day."""
HERE = Origin("10.0.0.1", "", "")


@pytest.fixture
def secret(cast: Cast, at: datetime) -> str:
    """The key of province's app; the code of ``WALL`` is used up."""
    drafted = second_factor.draft()
    key, _address = second_factor.shown(cast.users["province"], drafted)
    second_factor.confirm_totp(
        user=cast.users["province"], drafted=drafted, code=pyotp.TOTP(key).at(WALL), wall=WALL, at=at
    )
    return key


def check(cast: Cast, code: str, wall: datetime, at: datetime) -> str:
    return second_factor.check_code(user=cast.users["province"], code=code, wall=wall, at=at, origin=HERE)


def test_enrolment_needs_a_right_code_and_gives_ten_recovery_codes(cast: Cast, at: datetime) -> None:
    user, drafted = cast.users["province"], second_factor.draft()
    key, address = second_factor.shown(user, drafted)
    assert address.startswith("otpauth://totp/Lan%20Toa:province?secret=")
    with pytest.raises(BadInput):
        second_factor.confirm_totp(user=user, drafted=drafted, code="000000", wall=WALL, at=at)
    assert sign_ins.factors(user, at.date()).enrolled is False
    codes = second_factor.confirm_totp(
        user=user, drafted=drafted, code=pyotp.TOTP(key).at(WALL), wall=WALL, at=at
    )
    assert len(set(codes)) == second_factor.CODES
    assert sign_ins.factors(user, at.date()).codes == second_factor.CODES
    assert sign_ins.after_password(user, at.date()) is Next.CODE


def test_the_key_is_nowhere_in_clear(cast: Cast, secret: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM access_totp")
        (sealed,) = cursor.fetchone()
    assert secret not in sealed
    assert sealing.opened(sealed) == secret


def test_a_code_opens_once_and_older_ones_never(cast: Cast, secret: str, at: datetime) -> None:
    later = WALL + timedelta(seconds=60)
    code = pyotp.TOTP(secret).at(later)
    assert check(cast, code, later, at) == "TOTP"
    for again in (code, pyotp.TOTP(secret).at(later - timedelta(seconds=30))):
        with pytest.raises(NotAllowed):
            check(cast, again, later, at)


def test_the_code_that_confirmed_the_app_signs_nobody_in(cast: Cast, secret: str, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        check(cast, pyotp.TOTP(secret).at(WALL), WALL, at)


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_off_by_one_step(
    cast: Cast, secret: str, at: datetime, steps: int, opens: bool
) -> None:
    wall = WALL + timedelta(minutes=10)
    code = pyotp.TOTP(secret).at(wall, counter_offset=steps)
    if opens:
        assert check(cast, f"{code[:3]} {code[3:]}", wall, at) == "TOTP"
    else:
        with pytest.raises(NotAllowed):
            check(cast, code, wall, at)


def test_guessing_codes_is_closed_and_the_right_one_waits_too(cast: Cast, secret: str, at: datetime) -> None:
    wall = WALL + timedelta(minutes=10)
    right = pyotp.TOTP(secret).at(wall)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _n in range(throttle.CODE.free):
        with pytest.raises(NotAllowed):
            check(cast, wrong, wall, at)
    with pytest.raises(TooMany):
        check(cast, right, wall, at)
    assert SignInEvent.objects.filter(kind="LOCKED").count() == 1
    assert check(cast, right, wall, at + timedelta(seconds=30)) == "TOTP"


def test_a_recovery_code_opens_once_however_it_is_typed(cast: Cast, secret: str, at: datetime) -> None:
    first, second, *_rest = second_factor.renew_recovery(user=cast.users["province"], at=at)
    assert check(cast, f" {first.lower()} ", WALL, at) == "RECOVERY"
    with pytest.raises(NotAllowed):
        check(cast, first, WALL, at)
    assert check(cast, second.replace("-", ""), WALL, at) == "RECOVERY"
    assert sign_ins.factors(cast.users["province"], at.date()).codes == second_factor.CODES - 2


def test_only_hashes_of_recovery_codes_are_kept(cast: Cast, at: datetime) -> None:
    codes = second_factor.renew_recovery(user=cast.users["province"], at=at)
    stored = " ".join(RecoveryCode.objects.order_by("pk").values_list("hash", flat=True))
    assert all(code.replace("-", "") not in stored for code in codes)


def test_a_new_set_ends_the_old_one(cast: Cast, secret: str, at: datetime) -> None:
    old = second_factor.renew_recovery(user=cast.users["province"], at=at)
    second_factor.renew_recovery(user=cast.users["province"], at=at)
    with pytest.raises(NotAllowed):
        check(cast, old[0], WALL, at)


def test_somebody_elses_code_opens_nothing(cast: Cast, secret: str, at: datetime) -> None:
    other = second_factor.renew_recovery(user=cast.users["stranger"], at=at)
    with pytest.raises(NotAllowed):
        check(cast, other[0], WALL, at)


def test_under_another_key_recovery_codes_still_open(cast: Cast, secret: str, at: datetime, settings) -> None:
    """A backup restored where LANTOA_SECRET_KEY is another one."""
    codes = second_factor.renew_recovery(user=cast.users["province"], at=at)
    settings.SECRET_KEY = "khóa khác " * 8
    later = WALL + timedelta(minutes=5)
    with pytest.raises(NotAllowed):
        check(cast, pyotp.TOTP(secret).at(later), later, at)
    assert check(cast, codes[0], later, at) == "RECOVERY"


def test_a_key_that_is_being_changed_still_opens(cast: Cast, secret: str, at: datetime, settings) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "khóa khác " * 8
    later = WALL + timedelta(minutes=5)
    assert check(cast, pyotp.TOTP(secret).at(later), later, at) == "TOTP"


def test_the_last_factor_of_a_high_role_stays(cast: Cast, secret: str, at: datetime) -> None:
    with pytest.raises(BadInput) as refused:
        second_factor.remove_totp(user=cast.users["province"], at=at, needed=True)
    assert refused.value.fault.code == "LAST_FACTOR"
    second_factor.remove_totp(user=cast.users["province"], at=at, needed=False)
    assert (Totp.objects.count(), RecoveryCode.objects.count()) == (0, 0)


def test_the_reset_takes_everything_and_says_why(cast: Cast, secret: str, at: datetime) -> None:
    user = cast.users["province"]
    second_factor.reset_second_factor(actor=SYSTEM, username="province", reason="Mất điện thoại", at=at)
    assert sign_ins.factors(user, at.date()).enrolled is False
    entry = Entry.objects.order_by("-seq").first()
    assert entry.action == "access.second_factor.reset"
    assert entry.payload.content["reason"] == "Mất điện thoại"
    assert user.notices.get().title == "Người quản trị đã đặt lại xác thực hai bước của bạn."


def test_nobody_else_resets_it(cast: Cast, secret: str, at: datetime) -> None:
    for who in ("stranger", "emulation", "nobody"):
        with pytest.raises(NotFound):
            second_factor.reset_second_factor(actor=cast[who], username="province", reason="x", at=at)
    assert Totp.objects.count() == 1


def test_every_change_is_one_entry_of_the_journal(cast: Cast, at: datetime) -> None:
    user, drafted = cast.users["province"], second_factor.draft()
    key, _address = second_factor.shown(user, drafted)
    code = pyotp.TOTP(key).at(WALL)
    second_factor.confirm_totp(user=user, drafted=drafted, code=code, wall=WALL, at=at)
    second_factor.renew_recovery(user=user, at=at)
    second_factor.remove_totp(user=user, at=at, needed=False)
    said = list(Entry.objects.order_by("seq").values_list("action", flat=True))
    assert said == ["access.totp.on", "access.recovery.renew", "access.totp.off"]
