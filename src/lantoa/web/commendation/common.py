"""What the pages of commendation share: chips, crumbs, tabs, who may."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.commendation import facts
from lantoa.commendation.models import Dossier
from lantoa.kernel.actors import Actor, may
from lantoa.organisation import queries as organisation
from lantoa.rulebook import packs
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

CHIPS = {
    "draft": "draft",
    "submitted": "submitted",
    "returned": "returned",
    "verified": "approved",
    "voted": "approved",
    "decided": "awarded",
    "refused": "refused",
    "signed": "signed",
    "numbered": "waiting",
    "issued": "issued",
    "revoked": "revoked",
}


def allowed(actor: Actor, permission: str, unit: str, day: date) -> bool:
    return may(actor, permission, organisation.place_of(unit, day), day)


def tabs_of(current: str) -> tuple[Tab, ...]:
    return (
        Tab(_("Hồ sơ"), reverse("commendation:index"), current == "index"),
        Tab(_("Quyết định"), reverse("commendation:decisions"), current == "decisions"),
        Tab(_("Hội đồng"), reverse("commendation:boards"), current == "boards"),
    )


def crumbs_of(*more: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(_("Khen thưởng"), reverse("commendation:index")), *more)


def title_of(dossier: Dossier, day: date) -> str:
    return said(facts.award_title(dossier.award, dossier.authority.code, day))


def heading_of(dossier: Dossier, day: date) -> str:
    return f"{facts.recipient_name(dossier, day)} – {title_of(dossier, day)} {dossier.year}"


def clause_of(award: str) -> str:
    return packs.award(award).clause
