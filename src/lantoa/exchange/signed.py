"""Questions about signed copies that came back; who sees the paper sees them."""

from __future__ import annotations

from datetime import date

from lantoa.kernel.actors import Actor
from lantoa.registry import queries as registry
from lantoa.registry.models import Paper

from .models import SignedCopy


def copies(row: Paper) -> list[SignedCopy]:
    """Those not taken back, newest first. ``row`` is one the asker may see."""
    return list(
        SignedCopy.objects.filter(paper=row, withdrawn_at=None).select_related("file").order_by("-pk")
    )


def copy_seen(pk: int, *, visible_to: Actor, day: date) -> SignedCopy:
    """``NotFound`` where the paper is out of sight, as where there is no such copy."""
    one = SignedCopy.objects.filter(pk=pk, withdrawn_at=None).select_related("file").first()
    if one is None:
        raise registry.hidden("bản ký số")
    registry.paper(one.paper_id, visible_to=visible_to, day=day)
    return one
