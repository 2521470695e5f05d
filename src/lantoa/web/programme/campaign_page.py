"""One campaign: its year in order, its tasks, its next steps, and its launch plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.documents.render import file_name, render
from lantoa.kernel.clock import start_of
from lantoa.programme import papers, queries
from lantoa.programme.models import Assignment, Campaign, Pledge
from lantoa.programme.queries import TaskRow
from lantoa.registry.files import MEDIA_TYPES
from lantoa.web.kit import (
    Request,
    attachment,
    page,
    signed_in,
)
from lantoa.web.parts import Crumb, Event
from lantoa.web.states import said

from .campaigns import ONE, TONES, crumb


@dataclass(frozen=True, slots=True)
class Step:
    action: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A key task with each unit that carries it, by name."""

    row: TaskRow
    units: Sequence[tuple[str, Assignment]]


@dataclass(frozen=True, slots=True)
class Shown:
    campaign: Campaign
    unit: str
    audience: str
    last_day: Any
    tone: str
    events: Sequence[Event]
    tasks: Sequence[Card]
    accepted: int
    assigned: int
    pledges: Sequence[Pledge]
    steps: Sequence[Step]
    may_assign: bool
    crumbs: Sequence[Crumb]


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    found = queries.campaign(request.actor, pk, request.day)
    rows = queries.tasks_of(request.actor, found, request.day)
    names = queries.names_on(request.day)
    pledges = [one for one in queries.pledges(request.actor, request.day) if one.campaign_id == found.pk]
    urls = {"launch": "programme:launch", "close": "programme:close"}
    return page(
        request,
        "programme/campaign.html",
        Shown(
            found,
            names.get(found.unit.code, found.unit.code),
            _audience(found, names),
            found.valid_to - ONE,
            TONES[found.state],
            _events(found, rows, pledges, request),
            [
                Card(row, [(names.get(one.unit.code, one.unit.code), one) for one in row.assignments])
                for row in rows
            ],
            sum(row.accepted for row in rows),
            sum(len(row.assignments) for row in rows),
            pledges,
            [
                Step(step.action, _(step.label), reverse(urls[step.action], args=[pk]))
                for step in queries.campaign_steps(request.actor, found, request.day)
            ],
            queries.may_assign(request.actor, found, request.day),
            [crumb(), Crumb(found.name)],
        ),
    )


def _audience(found: Campaign, names: dict[str, str]) -> str:
    if found.audience_cluster is not None:
        return found.audience_cluster.name
    code = found.audience_unit.code if found.audience_unit else ""
    return _("%(unit)s và cấp dưới") % {"unit": names.get(code, code)}


def _events(
    found: Campaign, rows: Sequence[TaskRow], pledges: Sequence[Pledge], request: Request
) -> list[Event]:
    """The campaign's year in order: what happened, and what is still to come (no tone)."""
    above = found.directive
    events = [
        Event(
            _("Văn bản chỉ đạo: %(title)s") % {"title": above.title},
            above.issued_on,
            url=reverse("programme:directive", args=[above.pk])
            if queries.directives(request.actor, request.day).filter(pk=above.pk).exists()
            else "",
            icon="paper",
            tone="ok" if above.state == "issued" else "",
            paper=above.reference,
        ),
        Event(
            _("Phát động") if found.launched_on else _("Dự kiến phát động"),
            found.launched_on or found.valid_from,
            found.slogan,
            icon="campaign",
            tone="ok" if found.launched_on else "",
        ),
    ]
    for pledge in pledges:
        signed, total = len(pledge.signatures.all()), len(pledge.members.all())
        events.append(
            Event(
                _("Giao ước thi đua %(cluster)s") % {"cluster": pledge.cluster.name},
                pledge.signed_at or pledge.created_at,
                _("%(signed)s/%(total)s đơn vị đã ký") % {"signed": signed, "total": total},
                reverse("programme:pledge", args=[pledge.pk]),
                "signed",
                "ok" if pledge.state == "signed" else "doing",
            )
        )
    for row in rows:
        total = len(row.assignments)
        finished = total > 0 and row.accepted == total
        events.append(
            Event(
                row.task.title,
                row.task.due,
                _("%(done)s/%(total)s đơn vị hoàn thành%(standing)s")
                % {
                    "done": row.accepted,
                    "total": total,
                    "standing": f" · {said(row.standing)}" if row.standing else "",
                },
                f"#nhiem-vu-{row.task.order}",
                "check" if finished else "late" if row.late else "clock",
                "ok" if finished else "bad" if row.late else "",
            )
        )
    events.append(
        Event(
            _("Tổng kết đợt thi đua") if found.closed_on else _("Kết thúc, tổng kết"),
            found.closed_on or found.valid_to - ONE,
            found.result,
            icon="issued" if found.closed_on else "calendar",
            tone="ok" if found.closed_on else "",
        )
    )
    head, rest = events[:1], events[1:]
    return head + sorted(rest, key=lambda event: _instant(event.at))


def _instant(at: Any) -> Any:
    return at if hasattr(at, "hour") else start_of(at)


@signed_in
def paper(request: Request, pk: int) -> HttpResponse:
    """The launch plan as it will print; ?tep=docx or pdf downloads it."""
    found = queries.campaign(request.actor, pk, request.day)
    told = papers.launch_plan(found, request.day)
    form = request.GET.get("tep", "")
    if form in ("docx", "pdf"):
        return attachment(render(told, form), file_name(told, form), MEDIA_TYPES[form])
    context = {
        "html": render(told, "html"),
        "title": _("Kế hoạch phát động"),
        "lead": found.name,
        "files": [(one.upper(), f"?tep={one}") for one in ("docx", "pdf")],
        "crumbs": [crumb(), Crumb(found.name, reverse("programme:campaign", args=[pk]))],
    }
    return page(request, "programme/paper.html", context)
