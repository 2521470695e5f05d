"""Key tasks: assigned in bulk, reported with safe files, returned with a reason, accepted from above."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.journal.models import Entry
from lantoa.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, Problem, TooLarge
from lantoa.programme import operations, queries
from lantoa.programme.models import Assignment, Task, TaskEvidence
from lantoa.programme.operations import NewTask
from lantoa.worklist import queries as worklist
from tests.cast import Cast

from .build import AT, DAY, TASKS, assigned, launched, of

GOOD = ("ket-qua.txt", "Đã rà soát 12 mô hình.".encode())


def entries(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def report(cast: Cast, row: Assignment, who: str = "province", **more: Any) -> Assignment:
    given = {"result": "Đã hoàn thành.", **more}
    return operations.report_task(actor=cast[who], assignment=row.pk, day=DAY, at=AT, **given)


@pytest.fixture
def task(cast: Cast) -> Task:
    return assigned(cast)[0]


def test_tasks_go_to_every_member_and_onto_their_tables(cast: Cast, task: Task) -> None:
    assert set(task.assignments.values_list("unit__code", "province")) == {("CA.T1", "T1"), ("CA.T2", "T2")}
    assert [(item.title, item.due) for item in worklist.waiting_for(cast["province"], DAY)] == [
        ("Nhiệm vụ: Rà soát, củng cố mô hình", date(2026, 4, 30)),
        ("Nhiệm vụ: Tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc", date(2026, 8, 19)),
    ]
    assert entries("programme.task.assign") == 1


def test_assigning_costs_the_same_for_one_task_and_for_three(cast: Cast) -> None:
    row = launched(cast)
    assigned(cast, row)
    counts = []
    for tasks in (TASKS[:1], (*TASKS, TASKS[0])):
        with CaptureQueriesContext(connection) as asked:
            assigned(cast, row, tasks)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("tasks", "code"),
    [
        ((), "NO_TASKS"),
        ((NewTask(" ", date(2026, 5, 1)),), "EMPTY"),
        ((NewTask("Muộn", date(2027, 5, 1)),), "DUE_OUTSIDE"),
    ],
)
def test_a_task_needs_words_and_a_day_inside_the_campaign(
    cast: Cast, tasks: tuple[NewTask, ...], code: str
) -> None:
    row = launched(cast)
    with pytest.raises(BadInput) as refused:
        assigned(cast, row, tasks)
    assert refused.value.fault.code == code
    assert Task.objects.count() == 0


def test_a_closed_campaign_takes_no_tasks_and_a_stranger_assigns_none(cast: Cast) -> None:
    row = launched(cast)
    with pytest.raises(NotFound):
        operations.assign_tasks(actor=cast["province"], campaign=row.pk, tasks=TASKS, day=DAY, at=AT)
    operations.close_campaign(actor=cast["ministry"], campaign=row.pk, result="Xong.", day=DAY, at=AT)
    with pytest.raises(Conflict):
        assigned(cast, row)


def test_reported_returned_once_and_accepted(cast: Cast, task: Task) -> None:
    row = report(cast, of(task, "CA.T1"), evidence=(GOOD,))
    assert (row.state, row.reported_by) == ("reported", cast["province"].id)
    assert TaskEvidence.objects.get().name == "ket-qua.txt"
    assert any(item.title.startswith("Xác nhận") for item in worklist.waiting_for(cast["ministry"], DAY))

    row = operations.return_task(
        actor=cast["ministry"], assignment=row.pk, reason="Thiếu danh sách.", day=DAY, at=AT
    )
    assert (row.state, row.reason) == ("returned", "Thiếu danh sách.")
    assert "Thiếu danh sách." in [item.note for item in worklist.waiting_for(cast["province"], DAY)]

    report(cast, row)
    row = operations.accept_task(actor=cast["ministry"], assignment=row.pk, day=DAY, at=AT)
    assert row.state == "accepted"
    assert list(worklist.waiting_for(cast["ministry"], DAY)) == []
    assert [entries(f"programme.task.{step}") for step in ("report", "return", "accept")] == [2, 1, 1]


def test_a_return_needs_a_reason(cast: Cast, task: Task) -> None:
    row = report(cast, of(task, "CA.T1"))
    with pytest.raises(BadInput):
        operations.return_task(actor=cast["ministry"], assignment=row.pk, reason=" ", day=DAY, at=AT)
    row.refresh_from_db()
    assert row.state == "reported"


def test_what_is_not_reported_is_not_accepted(cast: Cast, task: Task) -> None:
    with pytest.raises(Conflict):
        operations.accept_task(actor=cast["ministry"], assignment=of(task, "CA.T1").pk, day=DAY, at=AT)


def test_nobody_accepts_their_own_work(cast: Cast, task: Task) -> None:
    row = report(cast, of(task, "CA.T1"))
    with pytest.raises(NotAllowed):
        operations.accept_task(actor=cast["province"], assignment=row.pk, day=DAY, at=AT)
    with pytest.raises(NotFound):
        operations.accept_task(actor=cast["stranger_commune"], assignment=row.pk, day=DAY, at=AT)


@pytest.mark.parametrize("who", ["stranger", "stranger_commune", "nobody", "council_office"])
def test_a_stranger_neither_sees_nor_reports_another_s_task(cast: Cast, task: Task, who: str) -> None:
    row = of(task, "CA.T1")
    assert not queries.assignments(cast[who], DAY).filter(pk=row.pk).exists()
    with pytest.raises(NotFound):
        queries.assignment(cast[who], row.pk, DAY)
    with pytest.raises(NotFound):
        report(cast, row, who)


@pytest.mark.parametrize(
    ("name", "data", "error", "code"),
    [
        ("a.docx", b"khong phai Word", BadInput, "FILE_NOT_WHAT_IT_SAYS"),
        ("a.txt", b"x" * (50 * 1024 * 1024), TooLarge, "FILE_TOO_LARGE"),
        ("a.txt", "TỐI MẬT\nnội dung".encode(), NotAllowed, "SECRET"),
        ("a.txt", b"", BadInput, "FILE_EMPTY"),
    ],
)
def test_a_bad_file_is_refused_whole_and_the_task_stays(
    cast: Cast, task: Task, name: str, data: bytes, error: type[Problem], code: str
) -> None:
    row = of(task, "CA.T1")
    with pytest.raises(error) as refused:
        report(cast, row, evidence=(GOOD, (name, data)))
    assert refused.value.fault.code == code
    row.refresh_from_db()
    assert (row.state, TaskEvidence.objects.count()) == ("assigned", 0)


def test_too_many_files_or_no_words_are_refused(cast: Cast, task: Task) -> None:
    row = of(task, "CA.T1")
    with pytest.raises(BadInput):
        report(cast, row, evidence=(GOOD,) * 11)
    with pytest.raises(BadInput):
        report(cast, row, result=" ")


def test_the_campaign_s_tasks_with_their_standing(cast: Cast, task: Task) -> None:
    row = queries.campaign(cast["ministry"], task.campaign_id, DAY)
    rows = queries.tasks_of(cast["ministry"], row, date(2026, 5, 4))
    assert [(one.late, one.standing, len(one.assignments)) for one in rows] == [
        (True, "chậm 1 ngày làm việc", 2),
        (False, "còn 77 ngày làm việc", 2),
    ]
    assert [len(one.assignments) for one in queries.tasks_of(cast["province"], row, DAY)] == [1, 1]
