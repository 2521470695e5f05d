"""Jobs: who sees them, stopping, running again, going on after a worker is gone, and turns that come once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lantoa.access.models import User
from lantoa.jobs import operations, processes, queries, upkeep
from lantoa.jobs.models import Job, State, Turn
from lantoa.jobs.rules import workers
from lantoa.journal.models import Entry
from lantoa.kernel.errors import Conflict, NotFound
from tests.cast import Cast
from tests.jobs.trying import ITEMS

DAY = date(2026, 11, 21)
TASK = "tests.jobs.trying.add_users"
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds are naive


def job_of(cast: Cast, at: datetime, who: str = "province", **over: object) -> Job:
    fields = {"kind": "test", "title": "Nhập 40 người", "task": TASK, "created_at": at, **over}
    return Job.objects.create(started_by=cast.users[who], **fields)


# --- rules --------------------------------------------------------------------------------------------------------


@given(
    st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True),
    st.integers(1, 10**6),
    st.from_regex(r"[0-9]{0,9}", fullmatch=True),
)
def test_a_worker_is_read_as_it_was_written(host: str, pid: int, started: str) -> None:
    worker = workers.Worker(host, pid, started)
    assert workers.read(str(worker)) == worker


@given(INSTANTS, INSTANTS)
def test_another_machine_s_worker_is_lost_only_after_its_lease(beat: datetime, at: datetime) -> None:
    other = workers.Worker("kia", 7, "1")
    assert workers.lost(other, "day", None, beat, at) == (at - beat > workers.LEASE)


def test_a_number_given_to_another_process_is_not_the_worker() -> None:
    mine, at = workers.Worker("day", 7, "100"), datetime(2026, 11, 21, tzinfo=UTC)
    assert workers.lost(mine, "day", None, at, at)
    assert workers.lost(mine, "day", "999", at, at)
    assert not workers.lost(mine, "day", "100", at - timedelta(days=1), at)


# --- running ------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks):  # type: ignore[no-untyped-def]
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_job_runs_in_batches_and_says_what_it_made(cast: Cast, at: datetime, at_once) -> None:  # type: ignore[no-untyped-def]
    with at_once():
        job = operations.start(task=TASK, kind="test", title="x", user=cast.users["province"], at=at)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result, job.attempt) == (
        "DONE",
        ITEMS,
        ITEMS,
        {"made": ITEMS},
        1,
    )
    assert User.objects.filter(username__startswith="job-").count() == ITEMS


def test_a_task_delivered_twice_is_run_once(cast: Cast, at: datetime, at_once) -> None:  # type: ignore[no-untyped-def]
    job = job_of(cast, at)
    with at_once():
        operations.enqueue(job)
        operations.enqueue(job)
    assert User.objects.filter(username__startswith="job-").count() == ITEMS


def test_the_next_worker_goes_on_behind_the_last_whole_batch(cast: Cast, at: datetime, at_once) -> None:  # type: ignore[no-untyped-def]
    job = job_of(cast, at, cursor={"done": 35}, attempt=1)
    with at_once():
        operations.enqueue(job)
    assert sorted(User.objects.filter(username__startswith="job-").values_list("username", flat=True)) == [
        f"job-{number}" for number in range(36, 41)
    ]


def test_who_asked_to_stop_is_heard_between_two_batches(cast: Cast, at: datetime, at_once) -> None:  # type: ignore[no-untyped-def]
    job = job_of(cast, at, stop_asked_at=at)
    with at_once():
        operations.enqueue(job)
    job.refresh_from_db()
    assert (job.state, job.cursor) == ("STOPPED", None)
    assert not User.objects.filter(username__startswith="job-").exists()


def test_a_worker_that_lost_its_job_saves_nothing_more(cast: Cast, at: datetime) -> None:
    job = job_of(cast, at)

    def work() -> dict[str, object]:
        Job.objects.filter(pk=job.pk).update(attempt=2)  # another worker has it by now
        operations.advance(job=job.pk, done=1, total=2)
        raise AssertionError("never reached")

    operations.run(job.pk, work)
    job.refresh_from_db()
    assert (job.state, job.done, job.attempt) == ("RUNNING", 0, 2)


# --- stopping, again, reviving ------------------------------------------------------------------------------------


def test_a_waiting_job_stops_at_once_and_runs_again_when_asked(cast: Cast, at: datetime, at_once) -> None:  # type: ignore[no-untyped-def]
    job = job_of(cast, at)
    before = Entry.objects.count()
    assert upkeep.stop(actor=cast["province"], job=job.pk, day=DAY, at=at).state == State.STOPPED
    with pytest.raises(Conflict, match="không còn gì để hủy"):
        upkeep.stop(actor=cast["province"], job=job.pk, day=DAY, at=at)
    with at_once():
        upkeep.again(actor=cast["province"], job=job.pk, day=DAY, at=at)
    job.refresh_from_db()
    assert job.state == State.DONE
    assert Entry.objects.count() == before + 2
    with pytest.raises(Conflict):
        upkeep.again(actor=cast["province"], job=job.pk, day=DAY, at=at)


def test_a_dead_worker_s_job_goes_to_the_next_and_after_three_to_a_person(
    cast: Cast, at: datetime, at_once
) -> None:  # type: ignore[no-untyped-def]
    gone = str(workers.Worker(processes.here(), 2**22 + 1, "1"))
    job = job_of(cast, at, state=State.RUNNING, worker=gone, attempt=1, cursor={"done": 20}, beat_at=at)
    poison = job_of(cast, at, state=State.RUNNING, worker=gone, attempt=workers.ATTEMPTS, beat_at=at)
    alive = job_of(cast, at, state=State.RUNNING, worker=str(processes.myself()), attempt=1, beat_at=at)
    with at_once():
        assert upkeep.revive(at=at) == 2
    found = {row.pk: row for row in Job.objects.all()}
    assert (found[job.pk].state, found[job.pk].attempt) == (State.DONE, 2)
    assert (found[poison.pk].state, found[poison.pk].problem["code"]) == (State.FAILED, "WORKER_DIED")
    assert found[alive.pk].state == State.RUNNING
    assert User.objects.filter(username__startswith="job-").count() == ITEMS - 20


def test_a_task_that_never_reached_the_queue_is_sent_again(cast: Cast, at: datetime, at_once) -> None:  # type: ignore[no-untyped-def]
    job = job_of(cast, at - workers.LEASE - timedelta(seconds=1))
    job_of(cast, at)
    with at_once():
        assert upkeep.revive(at=at) == 1
    job.refresh_from_db()
    assert job.state == State.DONE


# --- who sees -----------------------------------------------------------------------------------------------------


def test_a_person_sees_their_own_and_who_watches_sees_all(cast: Cast, at: datetime) -> None:
    job = job_of(cast, at)
    seen = {
        key: queries.visible(visible_to=cast[key], day=DAY).count()
        for key in ("province", "stranger", "administrator", "nobody", "ministry")
    }
    assert seen == {"province": 1, "stranger": 0, "administrator": 1, "nobody": 0, "ministry": 0}
    for act in (upkeep.stop, upkeep.again):
        with pytest.raises(NotFound):
            act(actor=cast["stranger"], job=job.pk, day=DAY, at=at)


def test_the_file_is_only_for_who_started_the_job(cast: Cast, at: datetime, client: Client) -> None:
    job = job_of(cast, at, state=State.DONE, result={"file": "0" * 64, "file_name": "x.pdf"})
    client.force_login(cast.users["administrator"])
    assert client.get(f"/viec-nen/{job.pk}/").status_code == 200
    assert client.get(f"/viec-nen/{job.pk}/tep/").status_code == 404


@pytest.mark.parametrize("address", ["/viec-nen/{}/", "/viec-nen/{}/tep/"])
def test_a_stranger_finds_nothing(cast: Cast, at: datetime, client: Client, address: str) -> None:
    job = job_of(cast, at, title="Nhập danh sách kín")
    client.force_login(cast.users["stranger"])
    assert client.get(address.format(job.pk)).status_code == 404
    assert "kín" not in client.get("/viec-nen/").content.decode()
    assert client.get("/api/v1/jobs").json() == []


def test_the_page_polls_while_a_job_runs_and_tells_when_it_ended(
    cast: Cast, at: datetime, client: Client
) -> None:
    job = job_of(cast, at, state=State.RUNNING, done=1200, total=3321)
    client.force_login(cast.users["province"])
    page = client.get(f"/viec-nen/{job.pk}/")
    assert 'hx-trigger="every 2s"' in page.content.decode()
    assert "1.200" in page.content.decode()
    assert "every 3s" in client.get("/viec-nen/").content.decode()
    client.post(f"/viec-nen/{job.pk}/huy/")
    job.refresh_from_db()
    assert (job.state, job.stop_asked_at is not None) == ("RUNNING", True)
    Job.objects.filter(pk=job.pk).update(
        state=State.FAILED, stop_asked_at=None, problem=operations.crashed(job.pk)
    )
    ended = client.get(f"/viec-nen/{job.pk}/", headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"
    assert "Chạy lại" in ended.content.decode()


# --- turns --------------------------------------------------------------------------------------------------------


def test_a_turn_comes_once_in_its_period(db: None, at: datetime) -> None:
    done: list[str] = []

    def work() -> str:
        done.append("x")
        return "xong"

    told = [upkeep.turn(name="t", period=period, at=at, work=work) for period in ("a", "a", "b")]
    assert (told, len(done)) == (["xong", None, "xong"], 2)


def test_a_turn_that_fails_is_not_marked(db: None, at: datetime) -> None:
    def work() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        upkeep.turn(name="t", period="a", at=at, work=work)
    assert not Turn.objects.exists()
    assert upkeep.turn(name="t", period="a", at=at, work=lambda: "", inside=False) == ""
    assert Turn.objects.count() == 1
