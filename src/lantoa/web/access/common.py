"""What the pages of this area share: the tabs, the crumbs, how a scope and a period are said."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.access import queries as access
from lantoa.access.models import Scoped
from lantoa.access.rules import giving
from lantoa.kernel.vi import dates
from lantoa.organisation import queries as organisation
from lantoa.web.kit import Request
from lantoa.web.parts import Crumb, Tab

HANDS = (giving.MANAGE, giving.GIVE)


def manages(request: Request, action: str = giving.MANAGE) -> bool:
    """Whether the viewer looks after accounts (or roles) anywhere."""
    within = access.reach(request.actor, action, request.day)
    return bool(within.units or within.clusters)


def tabs(request: Request) -> list[Tab]:
    """The area's pages that this viewer has."""
    known = [
        ("access:index", _("Ai được làm gì")),
        ("access:matrix", _("Ma trận vai trò")),
        ("access:delegations", _("Ủy quyền")),
    ]
    if manages(request):
        known += [("access:users", _("Người dùng")), ("access:proposals", _("Đề nghị giao vai trò"))]
    return [Tab(label, reverse(name), request.path == reverse(name)) for name, label in known]


def crumbs(*last: Crumb) -> list[Crumb]:
    return [Crumb(_("Quyền hạn"), reverse("access:index")), *last]


def scope(row: Scoped, day: date) -> str:
    """Where a role holds, as people say it."""
    if row.cluster is not None:
        return row.cluster.name
    name = organisation.name_of(row.unit.code if row.unit else "", day)
    return name if row.subtree else _("%(name)s (không kể cấp dưới)") % {"name": name}


def until(end: date | None) -> str:
    """The last day of a half-open period; words where it has no end."""
    return dates.on_screen(end - timedelta(days=1)) if end else _("không thời hạn")


def next_day(last: date | None) -> date | None:
    """'Đến hết ngày' as typed → the day it no longer holds."""
    return last + timedelta(days=1) if last else None
