"""Hồ sơ: papers of one matter kept together, and their hand-over to the archive."""

from __future__ import annotations

from django.db import models


class HandOver(models.Model):
    """Giao nộp hồ sơ vào lưu trữ: one list, one biên bản giao nhận."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="file_hand_overs")
    on = models.DateField()
    giver = models.CharField(max_length=120)
    giver_post = models.CharField(max_length=160, blank=True)
    taker = models.CharField(max_length=120)
    taker_unit = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.unit}: {self.on}"


class RecordFile(models.Model):
    """Hồ sơ of ``unit``. ``years`` 0: kept for good; ``basis`` is where the unit takes that term from."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="record_files")
    year = models.PositiveSmallIntegerField()
    notation = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    years = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=300)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, null=True, related_name="files")
    made_by = models.CharField(max_length=120)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_file_notation", fields=["unit", "year", "notation"])]

    def __str__(self) -> str:
        return self.notation
