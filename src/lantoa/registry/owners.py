"""Where a paper's words come from. An upper area names its papers at start: how to build their tree, where their page
is, and whether they are signed and numbered there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lantoa.documents import tree as documents

from .models import Paper

OWN = "registry.paper"
"""Papers whose words are kept in the registry itself."""


@dataclass(frozen=True, slots=True)
class Owner:
    """``prefix`` of the subject before ':'. ``build`` and ``link`` take what follows it. ``signs``: signing and
    numbering are operations of that area, on its own page."""

    prefix: str
    build: Callable[[str, Paper, date], documents.Paper]
    link: Callable[[str], str]
    signs: bool = True


OWNERS: dict[str, Owner] = {}


def register(owner: Owner) -> None:
    OWNERS[owner.prefix] = owner


def of(paper: Paper) -> Owner | None:
    """The area that owns the paper; None for the registry's own."""
    return OWNERS.get(paper.subject.partition(":")[0])


def signs_itself(paper: Paper) -> bool:
    owner = of(paper)
    return owner is not None and owner.signs


def link_of(paper: Paper) -> str:
    """The page of the paper's own area; '' for the registry's own."""
    owner = of(paper)
    return owner.link(paper.subject.partition(":")[2]) if owner else ""
