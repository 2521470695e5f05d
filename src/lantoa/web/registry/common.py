"""What the pages of văn thư share."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.access.models import User
from lantoa.documents.kinds import OFFICIAL
from lantoa.kernel.actors import Actor
from lantoa.organisation import queries as organisation
from lantoa.registry import queries
from lantoa.registry.rules.lifecycle import KEEP
from lantoa.web.kit import Request
from lantoa.web.parts import Crumb, Tab
from lantoa.web.states import said

TONES = {
    "DRAFT": "draft", "ASKING": "wait", "PRESENTED": "wait", "INITIALLED": "wait", "SIGNED": "signed",
    "NUMBERED": "signed", "ISSUED": "issued", "ARCHIVED": "closed", "RETURNED": "returned", "VOID": "cancelled",
    "REGISTERED": "wait", "FORWARDED": "doing", "DONE": "done",
}  # fmt: skip
"""state of a paper, in or out → its look."""


def tabs(request: Request, here: str) -> list[Tab]:
    found = [
        Tab(_("Trình ký"), reverse("registry:index"), here == "index"),
        Tab(_("Sổ văn bản đi"), reverse("registry:outgoing"), here == "outgoing"),
        Tab(_("Sổ văn bản đến"), reverse("registry:incoming"), here == "incoming"),
    ]
    if queries.bodies(request.actor, KEEP, request.day):
        found += [
            Tab(_("Dãy số, chữ viết tắt"), reverse("registry:series"), here == "series"),
            Tab(_("Hồ sơ, nộp lưu"), reverse("registry:records"), here == "records"),
        ]
    return found


def crumb() -> Crumb:
    return Crumb(_("Văn thư"), reverse("registry:index"))


def names_on(request: Request) -> dict[str, str]:
    return organisation.standing(request.day).names


def own_bodies(actor: Actor, action: str, request: Request) -> list[tuple[str, str]]:
    """(code, name) of the bodies at which the actor may do it, for a drop-down."""
    names = names_on(request)
    return sorted(
        ((code, names.get(code, code)) for code in queries.bodies(actor, action, request.day)),
        key=lambda one: one[1],
    )


def kinds() -> list[tuple[str, str]]:
    return [(kind.code, said(kind.name)) for kind in OFFICIAL]


def people(users: Iterable[User]) -> list[tuple[str, str]]:
    return [(user.username, user.name) for user in users]
