"""Start printing the certificates of a decision; the work itself is a task."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.jobs import operations as jobs
from lantoa.jobs.models import Job
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor

from .. import queries
from ..certificates import printable
from ..models import Decision
from ..rules import lifecycle


@transaction.atomic
def print_certificates(*, actor: Actor, decision: Decision | int, day: date, at: datetime) -> Job:
    """A job that sets one certificate for each recipient; its file is taken from the job's page."""
    pk = decision if isinstance(decision, int) else decision.pk
    found = queries.decision(pk, visible_to=actor, day=day)
    access.allow(actor, lifecycle.PRINT, found.authority.code, day)
    printable(found)
    job = jobs.start(
        task="lantoa.commendation.tasks.print_certificates",
        kind="commendation.certificates",
        title=f"In giấy chứng nhận theo Quyết định số {found.paper}",
        user=access.user_of(actor),
        link=f"/khen-thuong/quyet-dinh/{pk}/",
        at=at,
        decision=pk,
    )
    journal.record(
        actor=actor,
        action=lifecycle.PRINT,
        subject=f"commendation.decision:{pk}",
        at=at,
        after={"job": job.pk, "certificates": len(found.lines.all())},
    )
    return job
