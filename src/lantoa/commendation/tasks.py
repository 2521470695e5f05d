"""Background work of commendation: certificates of a large decision are set in batches, told as they go."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from lantoa.documents.certificate import render_certificates
from lantoa.documents.joining import join_pdfs
from lantoa.jobs import operations as jobs
from lantoa.kernel import clock
from lantoa.registry import files

from . import queries
from .certificates import certificates, printable

BATCH = 40
"""Sheets set between two reports of progress: about a second of work."""


@task()
def print_certificates(job: int, decision: int) -> None:
    """Every certificate of the decision as one PDF, kept in the store; ``result`` names it."""
    jobs.run(job, lambda: _printed(job, decision))


def _printed(job: int, decision: int) -> dict[str, Any]:
    of = queries.whole_decision(decision)
    printable(of)
    sheets = certificates(of)
    jobs.advance(job=job, done=0, total=len(sheets))
    parts = []
    for start in range(0, len(sheets), BATCH):
        parts.append(render_certificates(sheets[start : start + BATCH]))
        jobs.advance(job=job, done=min(start + BATCH, len(sheets)), total=len(sheets))
    kept = files.store(join_pdfs(parts), media_type=files.MEDIA_TYPES["pdf"], at=clock.now())
    name = f"giay-chung-nhan-{str(of.paper).replace('/', '-')}.pdf"
    return {"file": kept.sha256, "file_name": name, "pages": len(sheets)}
