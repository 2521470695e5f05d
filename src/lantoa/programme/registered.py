"""Directives in the registry: signed and numbered on their own page, initialled and returned with all papers."""

from __future__ import annotations

from datetime import date

from lantoa.documents.tree import Paper
from lantoa.registry import owners
from lantoa.registry.models import Paper as Registered

from . import papers
from .models import Directive


def build(reference: str, row: Registered, day: date) -> Paper:
    found = Directive.objects.select_related("unit", "paper", "basis").get(pk=int(reference))
    return papers.directive(found, day)


owners.register(
    owners.Owner("programme.directive", build, lambda reference: f"/phong-trao/van-ban/{reference}/")
)
