"""What has yet to reach the partitions, and which state of each partition the database stands for."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """Outbox: in the transaction in which a report's figures began or ceased to count, or were corrected. The row
    goes when a partition holds what the report then counts."""

    round = models.ForeignKey("reporting.Round", on_delete=models.CASCADE, related_name="+")
    submission = models.ForeignKey("reporting.Submission", on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["round", "submission"], name="change_round")]

    def __str__(self) -> str:
        return f"{self.round_id}:{self.submission_id} {self.event}"


class Partition(models.Model):
    """The files of one round. ``token`` is that of the manifest on disk, or of the one before it when the writer was
    killed between the two; any other means that files and database have parted (a restore): they are remade."""

    round = models.OneToOneField("reporting.Round", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=32)
    as_of = models.DateTimeField()
    reports = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.round_id} {self.as_of:%Y-%m-%d %H:%M}"
