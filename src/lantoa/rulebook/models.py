"""What a deploying unit has said about rules: what it vouches for, and what it lays down itself where it may.

The national rules themselves are packs.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Confirmation(models.Model):
    """Xác nhận quy tắc: ``rule`` (pack row id) holds for ``unit`` and all below it from ``valid_from``.

    ``document`` is the SHA-256 of the official file that was read, where the unit keeps one. A confirmation can be
    withdrawn; it is never edited: made again, it is a new row.
    """

    rule = models.CharField(max_length=80, db_index=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="confirmations")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    document = models.CharField(max_length=64, blank=True)
    confirmed_by = models.CharField(max_length=150)
    confirmed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.rule} ({self.unit})"


class LocalPack(models.Model):
    """Gói quy định riêng: the file of a ministry's or a province's own rules, word for word (``text``, YAML).

    ``rules.local`` reads it; it is never edited, only withdrawn, brought back or followed by another of its code.
    """

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="local_packs")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    file_name = models.CharField(max_length=200)
    text = models.TextField()
    rules = models.PositiveSmallIntegerField()
    loaded_by = models.CharField(max_length=150)
    loaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_local_pack_of_a_code", fields=["unit", "code"], condition=Q(withdrawn_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.unit})"


from .special_models import SpecialDay  # noqa: E402 -- beside the others

__all__ = ["Confirmation", "LocalPack", "SpecialDay"]
