"""What else the product holds about a unit, as far as the actor may see it: reports, dossiers, honours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.commendation import queries as commendation
from lantoa.reporting import queries as reporting
from lantoa.reporting.rules.regimes import period_name
from lantoa.rulebook import packs
from lantoa.web.kit import Request
from lantoa.web.states import said

MOST = 3


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """``links``: the newest; ``total``: how many the actor may see."""

    label: str
    icon: str
    total: int
    links: Sequence[Link]


def related(request: Request, code: str) -> list[Related]:
    """One question per area; areas with nothing to show are left out."""
    found = (_reports(request, code), _dossiers(request, code), _honours(request, code))
    return [one for one in found if one.total]


def _reports(request: Request, code: str) -> Related:
    rows = list(
        reporting.submissions(request.actor, request.day).filter(unit__code=code).order_by("-due", "-pk")
    )
    links = [
        Link(
            f"{row.round.form.title}, {said(period_name(row.round.form.calendar, row.round.period))}",
            reverse("reporting:sheet", args=[row.pk]),
            _(row.get_state_display()),
        )
        for row in rows[:MOST]
    ]
    return Related(_("Báo cáo số liệu"), "report", len(rows), links)


def _award(code: str) -> str:
    return said(packs.award(code).name)


def _dossiers(request: Request, code: str) -> Related:
    rows = list(commendation.dossiers(visible_to=request.actor, day=request.day).filter(unit__code=code))
    links = [
        Link(f"{_award(row.award)} {row.year}", reverse("commendation:dossier", args=[row.pk]))
        for row in rows[:MOST]
    ]
    return Related(_("Hồ sơ khen thưởng"), "award", len(rows), links)


def _honours(request: Request, code: str) -> Related:
    rows = [
        row
        for row in commendation.honours_of(unit=code, visible_to=request.actor, day=request.day)
        if row.revoked_by is None
    ]
    links = [
        Link(f"{_award(row.award)} {row.year}", reverse("commendation:decision", args=[row.decision.pk]))
        for row in rows[:MOST]
    ]
    return Related(_("Danh hiệu, hình thức đã được tặng"), "honour", len(rows), links)
