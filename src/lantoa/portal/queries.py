"""What anybody may ask, signed in or not: only published rows."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.text import search_key

from .models import PublishedDecision, PublishedHonour

SHORTEST = 2
"""A search needs at least this many letters: the page is for finding, not for listing people."""


def search(text: str) -> QuerySet[PublishedHonour]:
    """Published honours whose name, or whose decision's number, holds the words; with or without diacritics."""
    key = search_key(text)
    rows = PublishedHonour.objects.select_related("decision").order_by("-decision__issued_on", "sort", "pk")
    if len(key) < SHORTEST:
        return rows.none()
    code = key.replace("-", "").replace(" ", "").upper()
    return rows.filter(
        Q(search__contains=key) | Q(decision__number_search__startswith=key) | Q(decision__code=code)
    )


def decision(code: str) -> PublishedDecision:
    """By the public code, however it was typed: ABCD-EFGH-JKLM or abcdefghjklm."""
    plain = code.replace("-", "").replace(" ", "").upper()
    found = PublishedDecision.objects.filter(code=plain).prefetch_related("honours").first()
    if found is None:
        raise NotFound(
            "NOT_PUBLISHED",
            "Không có quyết định công khai nào mang mã này.",
            place="mã tra cứu",
            remedy="Kiểm tra lại mã in trên văn bản; quyết định không công khai thì liên hệ cơ quan ban hành.",
        )
    return found


def spaced(code: str) -> str:
    """ABCD-EFGH-JKLM, as it stands on the paper."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def shown(found: PublishedDecision) -> list[PublishedHonour]:
    """The decision's recipients in Vietnamese order."""
    return sorted(found.honours.all(), key=lambda one: (not one.collective, one.sort))
