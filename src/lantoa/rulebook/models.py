"""What a deploying unit has said about rules that ship 'to be confirmed'. The rules themselves are packs."""

from __future__ import annotations

from django.db import models


class Confirmation(models.Model):
    """Xác nhận quy tắc: ``rule`` (pack row id) holds for ``unit`` and all below it from ``valid_from``.

    A confirmation can be withdrawn; it is never edited.
    """

    rule = models.CharField(max_length=80, db_index=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="confirmations")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    confirmed_by = models.CharField(max_length=150)
    confirmed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.rule} ({self.unit})"
