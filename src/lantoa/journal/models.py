"""The journal's rows. Nothing but ``journal.operations`` writes them."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """Mục nhật ký: one operation, append-only. ``actor`` is an internal id, ``subject`` 'area.thing:code'."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    action = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "seq"], name="journal_subject"),
            models.Index(fields=["actor", "seq"], name="journal_actor"),
        ]

    def __str__(self) -> str:
        return f"#{self.seq} {self.action} {self.subject}"


class Payload(models.Model):
    """Nội dung của một mục: basis, before, after. Erasable; the chain covers only its salted digest."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=32, blank=True)
    content = models.JSONField(null=True)
    erased_by = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="erasures")

    def __str__(self) -> str:
        return f"payload of #{self.entry_id}"


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is added."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(name="journal_one_head", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"head #{self.seq}"
