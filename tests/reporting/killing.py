"""Run by tests/reporting/test_entry_killed.py in a process of its own: takes in a file, sends and accepts one report,
killed with SIGKILL before each commit and right after it, and prints what stands after every step."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.db import connections, transaction  # noqa: E402 -- after setup

from lantoa.access.queries import actor_of, user_named  # noqa: E402
from lantoa.journal import operations as journal  # noqa: E402
from lantoa.journal.models import Entry  # noqa: E402
from lantoa.journal.queries import verify  # noqa: E402
from lantoa.kernel.errors import Problem  # noqa: E402
from lantoa.reporting import cells_sending, operations, queries  # noqa: E402
from lantoa.reporting.models import Submission, Value  # noqa: E402
from tests.reporting.build import AT, DAY  # noqa: E402
from tests.reporting.test_entry import FULL  # noqa: E402


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], Any], when: str) -> int:
    """``work`` in a child killed ``before`` its commit or ``after`` it; how the child ended."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        if when == "before":
            wrote = journal.record

            def then_die(**given: Any) -> Any:
                wrote(**given)
                die()

            with patch.object(journal, "record", then_die):
                work()
        else:
            work()
        die()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def stands(pk: int) -> dict[str, Any]:
    """The report as every later reader finds it."""
    row = Submission.objects.get(pk=pk)
    entries = Entry.objects.filter(subject=f"reporting.submission:{pk}").order_by("seq")
    return {
        "state": row.state,
        "version": row.version,
        "cells": Value.objects.filter(submission=pk).count(),
        "entries": [action.rpartition(".")[2] for action in entries.values_list("action", flat=True)],
        "chain": verify()[1] is None,
    }


def again(work: Callable[[], Any]) -> str:
    """What the same call answers once more."""
    try:
        found = work()
    except Problem as problem:
        return problem.fault.code
    return "again" if getattr(found, "again", False) else "done"


def main(pk: int, file: str) -> None:
    province, ministry = (actor_of(user_named(name)) for name in ("province", "ministry"))
    with open(file, "rb") as opened:
        data = opened.read()

    def take() -> Any:
        return operations.import_workbook(
            actor=province, submission=pk, name="bieu.xlsx", data=data, day=DAY, at=AT
        )

    def send() -> Any:
        with transaction.atomic():
            return cells_sending.take_in(
                actor=province, submission=pk, cells=FULL, base={}, action="send", key="may-1", note="đã xem",
                day=DAY, at=AT,
            )  # fmt: skip

    def accept() -> Any:
        return operations.accept(actor=ministry, submission=pk, day=DAY, at=AT)

    told = []
    for name, work in (("import", take), ("submit", send), ("accept", accept)):
        for when in ("before", "after"):
            ended = in_child(work, when)
            told.append([name, when, ended, stands(pk)])
        told.append([name, "again", again(work), stands(pk)])
    assert queries.LIFE.states
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
