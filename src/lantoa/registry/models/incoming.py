"""Incoming papers and who works on them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lantoa.kernel.vi.text import search_key

from ..rules.arriving import URGENCIES
from ..rules.lifecycle import INCOMING


class Incoming(models.Model):
    """Văn bản đến of ``unit``: ``arrival`` is the số đến, without gaps in a year."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="incoming")
    year = models.PositiveSmallIntegerField()
    arrival = models.PositiveIntegerField()
    arrived_on = models.DateField()
    sender = models.CharField(max_length=200)
    reference = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    kind = models.CharField(max_length=20)
    summary = models.CharField(max_length=500)
    search = models.CharField(max_length=900, editable=False, default="")
    urgency = models.CharField(max_length=12, choices=list(URGENCIES.items()), blank=True)
    due = models.DateField(null=True)
    restricted = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=list(INCOMING.states.items()), default="REGISTERED")
    record = models.ForeignKey(
        "registry.RecordFile", on_delete=models.PROTECT, null=True, related_name="incoming"
    )
    entered_by = models.CharField(max_length=120)
    entered_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_arrival_number", fields=["unit", "year", "arrival"])]
        indexes = [models.Index(fields=["unit", "reference"], name="incoming_reference")]

    def __str__(self) -> str:
        return f"{self.arrival}/{self.year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = search_key(f"{self.summary} {self.reference} {self.sender}")[:900]
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search"}
        super().save(*args, **kwargs)


class Handling(models.Model):
    """Chuyển xử lý: an incoming paper on the table of a unit or of one person."""

    incoming = models.ForeignKey(Incoming, on_delete=models.CASCADE, related_name="handlings")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="+")
    instruction = models.CharField(max_length=500, blank=True)
    due = models.DateField(null=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    result = models.CharField(max_length=1000, blank=True)
    done_by = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="handled_by_unit_or_user", condition=Q(unit__isnull=False) ^ Q(user__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.incoming_id}: {self.pk}"
