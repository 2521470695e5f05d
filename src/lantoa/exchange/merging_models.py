"""A draft put together from subordinates' reports."""

from __future__ import annotations

from django.db import models


class Merge(models.Model):
    """Bản ghép: ``sections`` are [{heading, sentences: [{unit, name, text, same_as, doubts}]}]; ``sources`` are
    [{unit, name, file, sha256}] (file '' where the report was composed from figures). Exactly one of ``unit``,
    ``cluster``."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    cluster = models.ForeignKey("organisation.Cluster", on_delete=models.PROTECT, null=True, related_name="+")
    form = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    title = models.CharField(max_length=300)
    sections = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title
