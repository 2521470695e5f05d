"""Days that a paper makes free or worked, over the holiday library and the packs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SpecialDay(models.Model):
    """Ngày nghỉ, ngày làm bù: one dated day with its paper. Withdrawn, never edited."""

    class Kind(models.TextChoices):
        OFF = "off", "Ngày nghỉ"
        WORKING = "working", "Ngày làm bù"

    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=300)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_special_day", fields=["day"], condition=Q(withdrawn_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
