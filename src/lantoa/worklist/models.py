"""One thing that somebody has to do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Item(models.Model):
    """Việc phải làm. ``key`` names it ('reporting.submission:12'); the area that put it there closes it.

    ``action`` is the permission that doing it takes. ``own`` items belong to those who hold a grant on
    exactly this unit; others show to everybody above who may do it.
    """

    key = models.CharField(max_length=120, unique=True)
    area = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    action = models.CharField(max_length=80)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="work")
    cluster = models.ForeignKey(
        "organisation.Cluster", on_delete=models.PROTECT, null=True, related_name="work"
    )
    own = models.BooleanField(default=True)
    due = models.DateField(null=True)
    link = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["action", "unit"], condition=Q(closed_at=None), name="worklist_open"),
        ]
        constraints = [
            models.CheckConstraint(
                name="work_of_unit_or_cluster", condition=Q(unit__isnull=False) ^ Q(cluster__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.title
