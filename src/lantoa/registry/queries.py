"""Registers and sources."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import Citation, Paper


def papers_about(subject: str) -> QuerySet[Paper]:
    return Paper.objects.filter(subject=subject).select_related("body", "docx", "pdf").order_by("pk")


def sources_of(subject: str) -> QuerySet[Citation]:
    return Citation.objects.filter(subject=subject).order_by("pk")
