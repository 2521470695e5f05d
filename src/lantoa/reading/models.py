"""Texts that were read and what was proposed from them, until a person decides."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules.corrections import KINDS
from .rules.lifecycle import PROPOSAL


class SourceText(models.Model):
    """Văn bản nguồn, kept as read so that every quote stays checkable. ``unit`` keeps it and scopes it.

    ``conference`` is what its accepted event became.
    """

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="read_texts")
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=400)
    search = models.CharField(max_length=400, editable=False)
    origin = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    conference = models.ForeignKey(
        "conference.Conference", on_delete=models.SET_NULL, null=True, related_name="read_from"
    )
    kept_by = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_text_per_unit", fields=["unit", "sha256"])]

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    """Đề xuất: one fact with its quote. ``facts`` as read; ``corrected`` as the person took it, where changed."""

    text = models.ForeignKey(SourceText, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=12, choices=[(code, label) for code, (label, _) in KINDS.items()])
    facts = models.JSONField()
    corrected = models.JSONField(null=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=list(PROPOSAL.states.items()), default="PROPOSED")
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="proposal_quotes_something", condition=Q(end__gt=F("start")))
        ]
        indexes = [models.Index(name="proposal_by_state", fields=["text", "state"])]

    def __str__(self) -> str:
        return self.quote[:60]

    @property
    def taken(self) -> dict[str, object]:
        """The facts as they count: corrected where a person changed them."""
        return self.corrected or self.facts
