"""Background work that px03 started: certificates and a set of papers that are ready, one set that failed.

The worker's own tasks run here at once; delivered again later, each finds its job no longer waiting and leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence

from lantoa.commendation import operations as commendation
from lantoa.commendation import tasks as printing
from lantoa.exchange import operations as exchange
from lantoa.exchange import tasks as papers
from lantoa.jobs.models import Job
from lantoa.kernel import clock

from .world import TODAY, actor

GONE = "999999"
"""The key of a decision that is not there: the set cannot be made whole."""


def work(decisions: Sequence[int]) -> int:
    """How many jobs the list shows. ``decisions``: issued ones that px03 sees, his own unit's last."""
    px03 = actor("px03")
    keys = [str(pk) for pk in decisions]
    printed = commendation.print_certificates(actor=px03, decision=decisions[-1], day=TODAY, at=clock.now())
    printing.print_certificates.call(job=printed.pk, **printed.arguments)
    for wanted in ([*keys, GONE], keys):
        made = exchange.make_many(
            actor=px03, code="award_decision", form="pdf", keys=wanted, day=TODAY, at=clock.now()
        )
        papers.make_papers.call(job=made.pk, **made.arguments)
    return Job.objects.count()
