"""What is kept of a person beside their record: ranks over time, and two records found to be one person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class RankSpell(models.Model):
    """Cấp bậc của một người trong một thời gian, theo một văn bản."""

    person = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="ranks")
    rank = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rank_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank} ({self.valid_from})"


class PersonMerge(models.Model):
    """Hai bản ghi là một người: ``moved`` says which rows followed ({model: {column: [row, …]}}), so that the
    step can be taken back."""

    kept = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="taken_over")
    gone = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    parted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
