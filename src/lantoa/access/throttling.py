"""Wrong tries are counted in the database, so that several workers count together.

A try is booked as failed before it is judged: of a hundred sent at once only the free ones are looked at.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.kernel.clock import HANOI
from lantoa.kernel.errors import TooMany

from .models import User
from .models_sign_in import SignInEvent, Throttle
from .rules import throttle
from .rules.throttle import Allowance

KEPT = timedelta(days=2)


def keyed(*parts: str) -> str:
    """A digest that nobody without the installation's key can make or recognise."""
    return hmac.new(settings.SECRET_KEY.encode(), "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def of_name(username: str, address: str) -> dict[str, Allowance]:
    """What a try with this name from this address counts against; the same whether the name exists or not."""
    name = username.strip().lower()
    return {
        keyed("pair", name, address): throttle.PAIR,
        keyed("name", name): throttle.NAME,
        keyed("address", address): throttle.ADDRESS,
    }


def of_codes(user: User) -> dict[str, Allowance]:
    return {keyed("code", str(user.pk)): throttle.CODE}


def of_user(user: User, at: datetime) -> dict[str, Allowance]:
    """Everything that may keep this user waiting: the codes, the name, the name from addresses it was tried from."""
    tried = SignInEvent.objects.filter(user=user, kind__in=("FAILED", "LOCKED"), at__gt=at - KEPT)
    subjects = of_codes(user)
    for address in sorted({"", *tried.values_list("address", flat=True)}):
        subjects |= of_name(user.username, address)
    return {one: how for one, how in subjects.items() if how is not throttle.ADDRESS}


def of_address(address: str, purpose: str, allowed: Allowance) -> dict[str, Allowance]:
    return {keyed(purpose, address): allowed}


@dataclass(frozen=True, slots=True)
class Booked:
    """A try that may be made. ``locks``: if it fails, the next one must wait."""

    subjects: tuple[str, ...]
    locks: bool


@transaction.atomic
def book(subjects: Mapping[str, Allowance], *, at: datetime, place: str) -> Booked:
    """Count a failed try against every subject, or ``TooMany`` with the time of the next try and nothing counted."""
    Throttle.objects.filter(last_at__lt=at - KEPT).delete()
    rows = {one: _locked(one, at) for one in sorted(subjects)}
    waits = [throttle.wait(rows[one].failures, rows[one].last_at, at, how) for one, how in subjects.items()]
    if longest := max(waits):
        raise _must_wait(longest, at, place)
    locks = False
    for one, how in subjects.items():
        row = rows[one]
        row.failures = throttle.counted(row.failures, row.last_at, at, how) + 1
        row.last_at = at
        row.save(update_fields=["failures", "last_at"])
        locks = locks or row.failures >= how.free
    return Booked(tuple(subjects), locks)


def _locked(subject: str, at: datetime) -> Throttle:
    return Throttle.objects.select_for_update().get_or_create(subject=subject, defaults={"last_at": at})[0]


def forgive(subjects: Mapping[str, Allowance]) -> int:
    """After a success, or by an administrator: these may try as if nothing had been; returns how many had failures.

    An address is never forgiven by one good sign-in, or a guesser with an account of their own could go on."""
    own = [one for one, allowed in subjects.items() if allowed is not throttle.ADDRESS]
    return Throttle.objects.filter(subject__in=own, failures__gt=0).update(failures=0)


def forgive_try(subjects: Mapping[str, Allowance]) -> None:
    """Take back this one try where its address was counted: it was good."""
    for row in Throttle.objects.select_for_update().filter(
        subject__in=[one for one, allowed in subjects.items() if allowed is throttle.ADDRESS], failures__gt=0
    ):
        row.failures -= 1
        row.save(update_fields=["failures"])


def waiting(subjects: Mapping[str, Allowance], at: datetime) -> timedelta:
    """How long the next try must wait; zero when it need not."""
    rows = Throttle.objects.filter(subject__in=subjects).order_by("pk")
    return max(
        (throttle.wait(row.failures, row.last_at, at, subjects[row.subject]) for row in rows),
        default=timedelta(),
    )


def _must_wait(left: timedelta, at: datetime, place: str) -> TooMany:
    again = (at + left).astimezone(HANOI)
    minutes = -(-int(left.total_seconds()) // 60)
    span = (
        ngettext("%(n)s giây", "%(n)s giây", 1) % {"n": max(int(left.total_seconds()), 1)}
        if left <= timedelta(minutes=1)
        else ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes}
    )
    return TooMany(
        "SIGN_IN_THROTTLED",
        _("Đã nhập sai nhiều lần."),
        place=place,
        remedy=_("Thử lại sau %(span)s (từ %(time)s), hoặc nhờ người quản trị mở khóa.")
        % {"span": span, "time": f"{again:%H:%M:%S}"},
    )
