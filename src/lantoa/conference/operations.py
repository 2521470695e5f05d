"""Convene a conference and record what was said at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.vi.text import clean, search_key
from lantoa.organisation.models import Cluster, Unit
from lantoa.programme import operations as programme
from lantoa.registry import operations as registry

from .models import KINDS, Attendance, Award, CitedDocument, Conclusion, Conference, Figure


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a fact stands in its source text: ``source`` is 'reading.text:<id>', offsets in code points."""

    source: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said: ``kind`` person | figure | award | document; ``fields`` as the model names them."""

    kind: str
    fields: dict[str, Any]
    quote: Quote | None = field(default=None)


_MODELS = {"person": Attendance, "figure": Figure, "award": Award, "document": CitedDocument}


@transaction.atomic
def convene(
    *,
    actor: Actor,
    unit: str,
    kind: str,
    title: str,
    day: date,
    at: datetime,
    held_on: date | None = None,
    province: str | None = None,
    place: str = "",
    host: str = "",
    cluster: str | None = None,
    illustrative: bool = False,
    facts: Sequence[Fact] = (),
    quote: Quote | None = None,
) -> Conference:
    """A conference with the facts already known; ``unit`` keeps its record, ``province`` is a unit code."""
    access.allow(actor, "conference.convene", unit, day)
    if kind not in KINDS:
        raise BadInput(
            "UNKNOWN_KIND",
            f"Không có loại hội nghị “{kind}”.",
            place="loại",
            remedy=f"Chọn: {', '.join(KINDS)}.",
        )
    title = clean(title)
    if not title:
        raise BadInput("NO_TITLE", "Chưa ghi tên hội nghị.", place="tên", remedy="Ghi tên như trên giấy mời.")
    conference = Conference.objects.create(
        unit=Unit.objects.get(code=unit),
        kind=kind,
        title=title[:400],
        search=search_key(title)[:400],
        held_on=held_on,
        province=Unit.objects.filter(code=province).first() if province else None,
        place=clean(place)[:300],
        host=clean(host)[:300],
        cluster=Cluster.objects.filter(key=cluster).first() if cluster else None,
        illustrative=illustrative,
        created_at=at,
    )
    if quote is not None:
        _cite(f"conference.conference:{conference.pk}", quote)
    for fact in facts:
        _keep(conference, fact)
    journal.record(
        actor=actor,
        action="conference.convene",
        subject=f"conference.conference:{conference.pk}",
        at=at,
        after={"title": conference.title, "facts": len(facts)},
    )
    return conference


@transaction.atomic
def record_facts(
    *, actor: Actor, conference: int, facts: Sequence[Fact], day: date, at: datetime
) -> Conference:
    """Add what was said: people, figures, awards, documents, each with its quote where it was read."""
    found = (
        Conference.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(pk=conference)
        .first()
    )
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy hội nghị này.", remedy="Xem danh sách hội nghị.")
    access.allow(actor, "conference.record", found.unit.code, day)
    for fact in facts:
        _keep(found, fact)
    journal.record(
        actor=actor,
        action="conference.record",
        subject=f"conference.conference:{found.pk}",
        at=at,
        after={"facts": len(facts)},
    )
    return found


@transaction.atomic
def conclude(
    *,
    actor: Actor,
    conference: int,
    text: str,
    day: date,
    at: datetime,
    due: date | None = None,
    campaign: int | None = None,
) -> Conclusion:
    """One conclusion. With ``campaign`` and ``due`` it becomes a task of that campaign's whole audience at
    once (``programme`` checks the right to assign and adds its own entry)."""
    found = (
        Conference.objects.select_for_update(of=("self",))
        .select_related("unit")
        .filter(pk=conference)
        .first()
    )
    if found is None:
        raise NotFound("NOT_FOUND", "Không tìm thấy hội nghị này.", remedy="Xem danh sách hội nghị.")
    access.allow(actor, "conference.conclude", found.unit.code, day)
    words = clean(text)[:300]
    if not words:
        raise BadInput("NO_TEXT", "Chưa ghi kết luận.", place="kết luận", remedy="Ghi một việc cụ thể.")
    if campaign is not None and due is None:
        raise BadInput(
            "NO_DUE",
            "Giao thành nhiệm vụ thì phải có hạn.",
            place="hạn",
            remedy="Ghi ngày, ví dụ 30/06/2026.",
        )
    task = None
    if campaign is not None and due is not None:
        (task,) = programme.assign_tasks(
            actor=actor, campaign=campaign, tasks=[programme.NewTask(words, due)], day=day, at=at
        )
    row = Conclusion.objects.create(
        conference=found, order=found.conclusions.count() + 1, text=words, due=due, task=task
    )
    journal.record(
        actor=actor,
        action="conference.conclude",
        subject=f"conference.conference:{found.pk}",
        at=at,
        after={"order": row.order, "task": task.pk if task else None},
    )
    return row


def _keep(conference: Conference, fact: Fact) -> None:
    model = _MODELS.get(fact.kind)
    if model is None:
        raise BadInput(
            "UNKNOWN_FACT", f"Không có loại dữ kiện “{fact.kind}”.", place="dữ kiện", remedy="Chọn loại khác."
        )
    fields = {name: value for name, value in fact.fields.items() if value is not None}
    if "value" in fields:
        fields["value"] = Decimal(str(fields["value"]))
    row = model.objects.create(conference=conference, **fields)
    if fact.quote is not None:
        _cite(f"conference.{fact.kind}:{row.pk}", fact.quote)


def _cite(subject: str, quote: Quote) -> None:
    registry.cite(subject=subject, source=quote.source, start=quote.start, end=quote.end, quote=quote.quote)
