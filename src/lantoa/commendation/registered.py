"""Decisions in the registry: signed and numbered on their own page, initialled and returned with all papers."""

from __future__ import annotations

from datetime import date

from lantoa.documents.tree import Paper
from lantoa.registry import owners
from lantoa.registry.models import Paper as Registered

from . import papers
from .models import Decision


def build(reference: str, row: Registered, day: date) -> Paper:
    found = (
        Decision.objects.select_related("authority", "paper")
        .prefetch_related("lines__dossier__unit", "lines__dossier__person", "lines__dossier__authority")
        .get(pk=int(reference))
    )
    return papers.decision(found, day)


owners.register(
    owners.Owner("commendation.decision", build, lambda reference: f"/khen-thuong/quyet-dinh/{reference}/")
)
