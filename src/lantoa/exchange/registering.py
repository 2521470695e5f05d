"""Papers of the catalogue go the registry's way to be signed: built from the facts that their drafter may see."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.documents.tree import Paper
from lantoa.registry import owners
from lantoa.registry.models import Paper as Registered

from . import papers

PREFIX = "exchange.paper"


def subject_of(code: str, key: str) -> str:
    """As the registry keeps it; the key of a long review does not fit and is refused by the caller's check."""
    return f"{PREFIX}:{code}|{key}"


def build(reference: str, row: Registered, day: date) -> Paper:
    """The facts as the drafter may see them; gone facts are ``NotFound`` as everywhere."""
    code, _mark, key = reference.partition("|")
    drafter = User.objects.filter(pk=int(row.drafter.removeprefix("user:") or 0)).first()
    if drafter is None:
        raise papers.hidden()
    return papers.paper(code, key, actor=access.actor_of(drafter), day=day)


def link(reference: str) -> str:
    code, _mark, key = reference.partition("|")
    return f"/giay-to/{code}/{quote(key)}/"


owners.register(owners.Owner(PREFIX, build, link, signs=False))
