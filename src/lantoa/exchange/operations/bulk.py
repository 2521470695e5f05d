"""Many papers of one kind as one background job: a merged PDF, or a zip of DOCX and PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.commendation import queries as commendation
from lantoa.documents.catalogue.table import BY_PAPER
from lantoa.jobs import operations as jobs
from lantoa.jobs.models import Job
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput

from .. import papers

MOST = 2_000
FORMS = {"pdf": "một tệp PDF gộp", "zip": "một tệp zip gồm DOCX và PDF"}


@transaction.atomic
def make_many(
    *,
    actor: Actor,
    code: str,
    form: str,
    day: date,
    at: datetime,
    keys: Sequence[str] = (),
    year: int | None = None,
) -> Job:
    """Start it. ``keys``: as for one paper; for award_decision ``year`` takes all issued ones that the actor sees. The
    worker makes each with the rights of whoever started it; a paper out of reach stops the job in words."""
    user = access.user_of(actor)
    if code not in papers.LIVE or user is None:
        raise papers.hidden()
    if form not in FORMS:
        raise BadInput("BAD_FORMAT", f"Không có dạng “{form}”.", place="dạng", remedy="Chọn pdf hoặc zip.")
    wanted = list(dict.fromkeys(one.strip() for one in keys if one.strip()))
    if not wanted and code == "award_decision" and year:
        rows = commendation.decisions(visible_to=actor, day=day).filter(state="issued", year=year)
        wanted = [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)[: MOST + 1]]
    if not 0 < len(wanted) <= MOST:
        raise BadInput(
            "BAD_COUNT",
            f"Có {len(wanted)} văn bản; mỗi lần lập từ 1 đến {MOST} văn bản.",
            place="keys",
            remedy="Ghi mỗi dòng một khóa, hoặc chọn năm có quyết định đã ban hành.",
        )
    job = jobs.start(
        task="lantoa.exchange.tasks.make_papers",
        kind="exchange.papers",
        title=f"Lập {len(wanted)} văn bản: {BY_PAPER[code].name}",
        user=user,
        at=at,
        link="/giay-to/hang-loat/",
        code=code,
        keys=wanted,
        form=form,
        day=day.isoformat(),
    )
    journal.record(
        actor=actor, action="exchange.papers.make", subject=f"jobs.job:{job.pk}", at=at,
        after={"code": code, "form": form, "count": len(wanted), "keys": _digest(wanted)},
    )  # fmt: skip
    return job


def _digest(keys: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()
