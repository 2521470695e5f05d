"""Numbers: from the organ's own system, or of a series given to the product; without gaps whoever comes and whatever
breaks; void ones stay, explained."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import date, datetime

import pytest
from django.db import connection, connections
from hypothesis import given
from hypothesis import strategies as st

from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem
from lantoa.registry import operations, queries
from lantoa.registry.models import Paper, Series
from lantoa.registry.rules import numbers
from tests.cast import Cast, build_cast
from tests.registry.desk import DAY, now, numbered, signed

BASIS = "Quy chế văn thư của Ban"


def given_series(cast: Cast, at: datetime, **more: object) -> Series:
    return operations.give_series(
        **now(cast, "clerk", at), **({"body": "CA.T1", "year": 2026, "basis": BASIS} | more)
    )


@given(st.integers(1, 10**9 - 1))
def test_a_number_reads_as_it_is_written(number: int) -> None:
    assert numbers.read(numbers.padded(number)) == number
    assert len(numbers.padded(number)) >= 2


@pytest.mark.parametrize("text", ["", "0", "00", "12a", "-1", "१", "9" * 10, "1.5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        numbers.read(text)


def test_a_kind_counts_in_its_own_series_or_in_the_one_for_all() -> None:
    assert numbers.chosen({"", "plan"}, "plan") == "plan"
    assert numbers.chosen({"", "plan"}, "letter") == ""
    assert numbers.chosen({"plan"}, "letter") is None


@pytest.mark.django_db
def test_by_default_the_paper_waits_and_the_clerk_enters_number_and_date(cast: Cast, at: datetime) -> None:
    row = signed(cast, at)
    assert row.get_state_display() == "Đã ký, chờ cấp số"
    with pytest.raises(Conflict) as refused:
        operations.number(**now(cast, "clerk", at), paper=row.pk)
    assert refused.value.fault.code == "NO_SERIES"
    row = operations.number(**now(cast, "clerk", at), paper=row.pk, number="8", issued_on=date(2026, 3, 1))
    assert (row.reference, row.issued_on) == ("08/KH-CAT", date(2026, 3, 1))


@pytest.mark.django_db
def test_a_given_series_counts_alone_and_from_where_it_stood(cast: Cast, at: datetime) -> None:
    given_series(cast, at, last=8)
    assert numbered(cast, at, None).reference == "09/KH-CAT"
    assert numbered(cast, at, None).reference == "10/KH-CAT"
    row = signed(cast, at)
    with pytest.raises(Conflict) as refused:
        operations.number(**now(cast, "clerk", at), paper=row.pk, number="20")
    assert refused.value.fault.code == "SERIES_GIVEN"


@pytest.mark.django_db
def test_a_series_is_given_once_never_behind_the_register_and_by_the_clerk(cast: Cast, at: datetime) -> None:
    numbered(cast, at, "12")
    with pytest.raises(Conflict) as refused:
        given_series(cast, at, last=3)
    assert refused.value.fault.code == "SERIES_BEHIND"
    given_series(cast, at, last=12)
    with pytest.raises(Conflict):
        given_series(cast, at, last=12)
    with pytest.raises(BadInput):
        given_series(cast, at, kind="plan", last=12, basis="")
    for who, problem in (("province", NotAllowed), ("stranger", NotFound)):
        with pytest.raises(problem):
            operations.give_series(**now(cast, who, at), body="CA.T1", year=2026, kind="plan", basis=BASIS)


@pytest.mark.django_db
def test_the_same_number_and_symbol_is_not_given_twice_in_a_year(cast: Cast, at: datetime) -> None:
    numbered(cast, at, "7")
    row = signed(cast, at)
    for same in ("7", "07", "007"):
        with pytest.raises(Conflict) as refused:
            operations.number(**now(cast, "clerk", at), paper=row.pk, number=same)
        assert refused.value.fault.code == "NUMBER_USED"
    assert numbered(cast, at, "7", symbol="KH-CAT-PX03").reference == "07/KH-CAT-PX03"


@pytest.mark.django_db
def test_a_void_number_stays_in_the_register_and_is_not_given_again(cast: Cast, at: datetime) -> None:
    given_series(cast, at)
    row = numbered(cast, at, None)
    with pytest.raises(BadInput):
        operations.void(**now(cast, "clerk", at), paper=row.pk, reason="")
    operations.void(**now(cast, "clerk", at), paper=row.pk, reason="Ghi nhầm ngày")
    assert numbered(cast, at, None).reference == "02/KH-CAT"
    book = [(one.reference, one.state, one.void_reason) for one in queries.outgoing(cast["clerk"], DAY)]
    assert book == [("02/KH-CAT", "NUMBERED", ""), ("01/KH-CAT", "VOID", "Ghi nhầm ngày")]
    with pytest.raises(Conflict):
        operations.issue(**now(cast, "clerk", at), paper=row.pk)


@pytest.mark.django_db
def test_an_abbreviation_is_in_the_symbols_from_then_on(cast: Cast, at: datetime) -> None:
    assert numbered(cast, at, "1", symbol="X").symbol == "X"
    for bad in ("", "cat", "CAT PV05", "CAT/PV05", "C" * 31, "CAT-"):
        with pytest.raises(BadInput):
            operations.set_abbreviation(**now(cast, "clerk", at), unit="CA.T1", text=bad)
    operations.set_abbreviation(**now(cast, "clerk", at), unit="CA.T1", text="CAT-PV05")
    assert signed(cast, at, symbol="").symbol == "KH-CAT-PV05"
    assert queries.sign_of("CA.T2", "CAT") == "CAT"
    with pytest.raises(NotFound):
        operations.set_abbreviation(**now(cast, "clerk", at), unit="CA.T2", text="CAT")


@pytest.mark.django_db
def test_a_failure_after_the_number_gives_it_back(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_series(cast, at)
    row = signed(cast, at)

    def broken(*_given: object, **_more: object) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr("lantoa.registry.operations.signing.attach", broken)
    with pytest.raises(OSError, match="đĩa đầy"):
        operations.number(**now(cast, "clerk", at), paper=row.pk)
    monkeypatch.undo()
    assert operations.number(**now(cast, "clerk", at), paper=row.pk).reference == "01/KH-CAT"


ROUNDS = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.server
def test_clerks_at_the_same_time_take_different_numbers_without_gaps(at: datetime) -> None:
    cast = build_cast(at)
    given_series(cast, at)
    papers = [signed(cast, at).pk for _ in range(ROUNDS * 2)]
    start, failed = threading.Barrier(2), []

    def work(mine: list[int]) -> None:
        start.wait()
        try:
            for pk in mine:
                operations.number(**now(cast, "clerk", at), paper=pk)
        except Problem as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(papers[side::2],)) for side in (0, 1)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    taken = Paper.objects.exclude(number="").order_by("order").values_list("order", flat=True)
    assert list(taken) == list(range(1, ROUNDS * 2 + 1))


KILLED = """
import os, sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"].update(eval(sys.argv[1]))
from django.db import connections
connections.close_all()
from datetime import date, datetime, timezone
from django.db import transaction
from lantoa.registry.models import Paper
from lantoa.registry.operations import give_number
with transaction.atomic():
    row = Paper.objects.get(pk=int(sys.argv[2]))
    give_number(paper=row, number=None, issued_on=date(2026, 3, 2), at=datetime.now(timezone.utc))
    print(row.reference, flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.server
def test_a_process_killed_with_a_number_in_its_hand_leaves_no_gap(at: datetime) -> None:
    cast = build_cast(at)
    given_series(cast, at)
    row = signed(cast, at)
    wanted = {key: str(connection.settings_dict[key]) for key in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    died = subprocess.run(
        [sys.executable, "-c", KILLED, repr(wanted), str(row.pk)], capture_output=True, text=True, timeout=60,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}, check=False,
    )  # fmt: skip
    assert (died.returncode, died.stdout.strip()) == (-9, "01/KH-CAT"), died.stderr
    assert Series.objects.get().last == 0
    assert operations.number(**now(cast, "clerk", at), paper=row.pk).reference == "01/KH-CAT"
