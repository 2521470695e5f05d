"""Grassroots forces, counted. There is no table of their members, and none is to be added: numbers only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules.forces import FORCES


class ForceCount(models.Model):
    """Số liệu một lực lượng ở một đơn vị vào một ngày. Never changed: a later row for the same day replaces it."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="force_counts")
    force = models.CharField(max_length=24, choices=[(one.code, one.label) for one in FORCES.values()])
    day = models.DateField()
    teams = models.PositiveIntegerField()
    members = models.PositiveIntegerField()
    trained = models.PositiveIntegerField(default=0)
    support = models.PositiveBigIntegerField(default=0)
    basis = models.CharField(max_length=300)
    by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "force", "day"], name="force_count_day")]
        constraints = [
            models.CheckConstraint(name="force_trained_are_members", condition=Q(trained__lte=F("members"))),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.force} ({self.day})"
