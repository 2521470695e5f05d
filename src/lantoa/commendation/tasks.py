"""Background work of commendation: certificates of a large decision are set in batches, told as they go."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from lantoa.documents.certificate import render_certificates
from lantoa.documents.joining import join_pdfs
from lantoa.jobs import operations as jobs
from lantoa.kernel import clock
from lantoa.kernel.errors import NotFound
from lantoa.registry import files
from lantoa.registry.models import StoredFile

from . import queries
from .certificates import certificates, printable

BATCH = 40
"""Sheets set between two reports of progress: about a second of work."""


@task()
def print_certificates(job: int, decision: int) -> None:
    """Every certificate of the decision as one PDF, kept in the store; ``result`` names it."""
    jobs.run(job, lambda: _printed(job, decision))


def _printed(job: int, decision: int) -> dict[str, Any]:
    """Each batch is kept in the store with its place: the next worker goes on behind the last one."""
    of = queries.whole_decision(decision)
    printable(of)
    sheets = certificates(of)
    kept = jobs.kept(job)
    parts: list[str] = list(kept["parts"]) if kept.get("size") == BATCH else []
    jobs.advance(job=job, done=min(len(parts) * BATCH, len(sheets)), total=len(sheets))
    for start in range(len(parts) * BATCH, len(sheets), BATCH):
        parts.append(_stored(render_certificates(sheets[start : start + BATCH])))
        done = min(start + BATCH, len(sheets))
        jobs.keep(job=job, done=done, total=len(sheets), cursor={"parts": parts, "size": BATCH})
        jobs.advance(job=job, done=done, total=len(sheets))
    whole = _stored(join_pdfs([files.read(_part(one)) for one in parts]))
    name = f"giay-chung-nhan-{str(of.paper).replace('/', '-')}.pdf"
    return {"file": whole, "file_name": name, "pages": len(sheets)}


def _stored(data: bytes) -> str:
    return files.store(data, media_type=files.MEDIA_TYPES["pdf"], at=clock.now()).sha256


def _part(sha256: str) -> StoredFile:
    row = files.stored(sha256)
    if row is None:
        raise NotFound(
            "FILE_DAMAGED", "Kho tệp thiếu một phần đã in.", place=sha256[:12], remedy="In lại từ đầu."
        )
    return row
