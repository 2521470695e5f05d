"""The work behind many papers at once: batch by batch, each kept, so that the next worker goes on behind the last."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from lantoa.access import queries as access
from lantoa.documents.joining import join_pdfs
from lantoa.documents.render import file_name, render
from lantoa.jobs import operations as jobs
from lantoa.jobs.models import Job
from lantoa.kernel import clock
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.registry import files
from lantoa.registry.models import StoredFile

from . import papers

BATCH = 20
"""Papers between two reports of progress: about a second of work."""
ZIPPED_ON = (2020, 3, 5, 0, 0, 0)
ZIP = "application/zip"


def made(job: int, code: str, keys: list[str], form: str, day: date) -> dict[str, Any]:
    """{file, file_name, papers}; with the rights of whoever started the job."""
    user = Job.objects.select_related("started_by").get(pk=job).started_by
    if user is None:
        raise papers.hidden()
    actor = access.actor_of(user)
    kept = jobs.kept(job)
    parts: list[str] = list(kept["parts"]) if kept.get("size") == BATCH else []
    jobs.advance(job=job, done=min(len(parts) * BATCH, len(keys)), total=len(keys))
    for start in range(len(parts) * BATCH, len(keys), BATCH):
        parts.append(_stored(_batch(code, keys, start, form, actor, day), form))
        done = min(start + BATCH, len(keys))
        jobs.keep(job=job, done=done, total=len(keys), cursor={"parts": parts, "size": BATCH})
    pieces = [files.read(_part(one)) for one in parts]
    whole = join_pdfs(pieces) if form == "pdf" else _joined(pieces)
    return {"file": _stored(whole, form), "file_name": f"{code}-{len(keys)}.{form}", "papers": len(keys)}


def _batch(code: str, keys: list[str], start: int, form: str, actor: Actor, day: date) -> bytes:
    trees = [
        (at, papers.paper(code, key, actor=actor, day=day))
        for at, key in enumerate(keys[start : start + BATCH], start=start + 1)
    ]
    if form == "pdf":
        return join_pdfs([render(told, "pdf") for _at, told in trees])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, told in trees:
            for one in ("docx", "pdf"):
                _add(archive, f"{at:04d}_{file_name(told, one)}", render(told, one))
    return out.getvalue()


def _joined(pieces: list[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for piece in pieces:
            with zipfile.ZipFile(io.BytesIO(piece)) as part:
                for name in part.namelist():
                    _add(archive, name, part.read(name))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes | str) -> None:
    entry = zipfile.ZipInfo(name, ZIPPED_ON)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


def _stored(data: bytes, form: str) -> str:
    kind = files.MEDIA_TYPES["pdf"] if form == "pdf" else ZIP
    return files.store(data, media_type=kind, at=clock.now()).sha256


def _part(sha256: str) -> StoredFile:
    row = files.stored(sha256)
    if row is None:
        raise NotFound(
            "FILE_DAMAGED", "Kho tệp thiếu một phần đã lập.", place=sha256[:12], remedy="Lập lại từ đầu."
        )
    return row
