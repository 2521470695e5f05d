"""What was accepted reaches the partitions once, whatever is killed in between; and the proof finds what differs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lantoa.analytics import asking, checking, engine, files, keeping, reading
from lantoa.analytics.asking import Asked
from lantoa.analytics.models import Change, Partition
from lantoa.analytics.rules.dialects import DUCKDB
from lantoa.organisation import operations as organisation
from lantoa.organisation.operations import Wanted
from lantoa.reporting import operations
from lantoa.reporting.models import Round, Submission, Value
from lantoa.reporting.rules.indicators import Kind
from tests.cast import Cast
from tests.reporting.build import AT, DAY, a_form, a_round, accepted, of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(cast: Cast) -> Round:
    """Two provinces owe; the first is accepted before there is a partition."""
    found = a_round(cast["ministry"], a_form(cast["ministry"]))
    accepted(cast["province"], cast["ministry"], of(found, "CA.T1"))
    return Round.objects.select_related("form").get(pk=found.pk)


def second(cast: Cast, round_: Round, **changes: Any) -> Submission:
    return accepted(cast["stranger"], cast["ministry"], of(round_, "CA.T2"), **changes)


def held(round_: Round, code: str = "M03") -> Decimal | None:
    """The ministry's total as the engine has it."""
    found = asking.answer(Asked((round_,), {code: Kind.SUM}, unit="BCA", nodes=("BCA",)))
    assert found is not None
    return found.totals[0, "BCA", code].sum.value


def deltas(round_: Round) -> int:
    manifest = files.read(files.folder_of(round_))
    assert manifest is not None
    return len(manifest.deltas)


def test_the_first_time_all_is_written_then_only_what_changed(cast: Cast, round_: Round) -> None:
    assert keeping.keep(at=AT) == {"delta": 0, "rebuilt": 1}
    assert held(round_) == 120
    second(cast, round_, M03=30)
    assert (held(round_), deltas(round_)) == (150, 0), "what waits is laid over the files"

    assert keeping.keep(at=AT) == {"delta": 1, "rebuilt": 0}
    assert (held(round_), deltas(round_), Change.objects.count()) == (150, 1, 0)
    assert keeping.keep(at=AT) == {"delta": 0, "rebuilt": 0}

    assert keeping.compact(round_=round_, at=AT)
    assert (held(round_), deltas(round_)) == (150, 0)
    assert checking.check(round_).equal


def test_a_report_sent_back_counts_no_more_and_counts_anew(cast: Cast, round_: Round) -> None:
    keeping.keep(at=AT)
    row = second(cast, round_, M03=30)
    keeping.keep(at=AT)
    operations.return_submission(actor=cast["ministry"], submission=row.pk, reason="sai", day=DAY, at=AT)
    assert held(round_) == 120
    keeping.keep(at=AT)
    assert held(round_) == 120
    operations.enter_values(actor=cast["stranger"], submission=row.pk, values={"M03": 31}, day=DAY, at=AT)
    operations.submit(actor=cast["stranger"], submission=row.pk, day=DAY, at=AT, note="đã sửa")
    operations.accept(actor=cast["ministry"], submission=row.pk, day=DAY, at=AT)
    keeping.keep(at=AT)
    assert (held(round_), deltas(round_)) == (151, 3)
    assert checking.check(round_).equal


@pytest.mark.parametrize("step", ["write", "complete", "publish", "database"])
def test_killed_at_any_step_nothing_is_lost_and_nothing_doubled(
    cast: Cast, round_: Round, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(at=AT)
    second(cast, round_, M03=30)

    def killed(*given: Any, **more: Any) -> None:
        raise KeyboardInterrupt

    target = {
        "write": (keeping.filling, "write"),
        "complete": (keeping.filling, "complete"),
        "publish": (keeping.files, "publish"),
        "database": (keeping.transaction, "atomic"),
    }[step]
    with monkeypatch.context() as patched:
        patched.setattr(*target, killed)
        with pytest.raises(KeyboardInterrupt):
            keeping.take_over(round_=round_, at=AT)

    assert held(round_) == 150
    assert checking.check(round_).equal
    keeping.keep(at=AT)
    assert (held(round_), Change.objects.count()) == (150, 0)
    assert checking.check(round_).equal
    folder = files.folder_of(round_)
    manifest = files.read(folder)
    assert manifest is not None
    assert not [path.name for path in folder.iterdir() if path.suffix == ".part"]


CHILD = """
import sys, json, secrets
from pathlib import Path
import django; django.setup()
from django.conf import settings
settings.FIGURES = sys.argv[1]
from lantoa.analytics import engine, files, filling
folder = Path(sys.argv[1]) / "values"
for number in range(1, 1000):
    with files.writing(folder):
        name = f"base-{number}.parquet"
        rows = f"SELECT 'M' AS indicator, CAST(i AS INTEGER) AS unit FROM range({number}) r(i)"
        filling.write(engine.cursor(), rows, folder / name)
        before = files.read(folder)
        kept = before.files if before else ()
        made = files.Manifest(str(number), str(number - 1), name, {}, number, number, "", (), kept)
        files.publish(folder, made)
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_writer_killed_with_sigkill_leaves_a_whole_state(figures: Path) -> None:
    """At least the last state that the child said is there, complete; the next writer goes on at once."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(figures)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )  # fmt: skip
    assert child.stdout is not None
    said = [int(child.stdout.readline()) for _ in range(5)]
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    folder = figures / "values"
    manifest = files.read(folder)
    assert manifest is not None
    assert manifest.rows >= said[-1]
    assert engine.cursor().read_parquet(str(folder / manifest.base)).count("*").fetchall() == [
        (manifest.rows,)
    ]
    with files.writing(folder):
        files.publish(folder, manifest)
    assert {path.name for path in folder.iterdir()} <= {
        "manifest.json",
        "lock",
        *manifest.files,
        *manifest.kept,
    }


def test_a_database_older_than_the_files_makes_them_anew(cast: Cast, round_: Round) -> None:
    """A restored backup: the files know more than the database; they are not believed."""
    keeping.keep(at=AT)
    Partition.objects.update(token="of another day")
    assert asking.holding((round_,)) is None
    assert keeping.keep(at=AT)["rebuilt"] == 1
    assert held(round_) == 120


def test_figures_changed_behind_the_engines_back_are_found_and_said(round_: Round) -> None:
    keeping.keep(at=AT)
    Value.objects.filter(submission__round=round_, line__code="M03").update(value=121)
    found = checking.check(round_)
    assert not found.equal
    assert found.difference == "Đơn vị CA.T1, chỉ tiêu M03: cơ sở dữ liệu có 121.0000, tệp có 120.0000."
    Value.objects.filter(submission__round=round_, line__code="M03").delete()
    assert checking.check(round_).difference.endswith("cơ sở dữ liệu không có.")
    keeping.rebuild(round_=round_, at=AT)
    assert checking.check(round_).equal


def test_a_report_accepted_past_the_outbox_is_noticed(cast: Cast, round_: Round) -> None:
    keeping.keep(at=AT)
    second(cast, round_)
    Change.objects.all().delete()
    assert asking.holding((round_,)) is None, "more reports count than the files hold"


def test_the_largest_figures_are_exact(cast: Cast, round_: Round) -> None:
    keeping.keep(at=AT)
    second(cast, round_, M03=999_999_999_999_999)
    assert held(round_) == 1_000_000_000_000_119
    keeping.keep(at=AT)
    assert held(round_) == 1_000_000_000_000_119


def test_the_manifest_names_every_file_that_counts(cast: Cast, round_: Round) -> None:
    keeping.keep(at=AT)
    second(cast, round_)
    keeping.keep(at=AT)
    folder = files.folder_of(round_)
    manifest = files.read(folder)
    assert manifest is not None
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert told["base"] == manifest.base
    rows = engine.cursor().execute(reading.relation(folder, manifest, DUCKDB)).fetchall()
    assert len({(unit, code) for unit, code, *_ in rows}) == len(rows)


def test_a_report_sent_back_and_handed_to_the_heir_leaves_nothing_under_the_unit_that_ended(
    cast: Cast,
) -> None:
    """The delta alone would replace the heir's figures and leave the other's in the base."""
    made = a_round(cast["ministry"], a_form(cast["ministry"]))
    round_ = Round.objects.select_related("form").get(pk=made.pk)
    Submission.objects.filter(round=round_, unit__code="CA.T1").delete()
    row = second(cast, round_, M03=30)
    keeping.keep(at=AT)
    operations.return_submission(
        actor=cast["ministry"], submission=row.pk, reason="Ghi nhầm kỳ.", day=DAY, at=AT
    )
    day, basis = date(2026, 6, 10), "Nghị quyết 99/2026/QH16"
    wanted = Wanted(kind="merge", unit="CA.T2", into="CA.T1", day=day, basis=basis, carry="carry")
    change = organisation.make(actor=cast["administrator"], wanted=wanted, at=AT)
    assert Submission.objects.get(pk=row.pk).unit.code == "CA.T1"
    assert not Partition.objects.filter(round=round_).exists()
    assert keeping.keep(at=AT) == {"delta": 0, "rebuilt": 1}
    assert checking.check(round_).equal

    organisation.undo(actor=cast["administrator"], change=change.pk, basis=basis, at=AT)
    assert not Partition.objects.filter(round=round_).exists(), "the way back is announced too"
