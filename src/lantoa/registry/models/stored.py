"""Stored files, citations and official texts."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """Tệp đã lưu, addressed by its SHA-256 under the files folder, never served from the web root."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Citation(models.Model):
    """Trích dẫn: an exact quote at its place in a stored text, as the source of a figure or a fact."""

    subject = models.CharField(max_length=120, db_index=True)
    source = models.CharField(max_length=120)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=400)

    def __str__(self) -> str:
        return self.quote[:60]


class OfficialText(models.Model):
    """Bản chính thức của một văn bản căn cứ (``instrument``: its code in the rulebook), kept by ``unit`` for itself
    and the units above and below it; taken back, never overwritten."""

    instrument = models.CharField(max_length=40, db_index=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="official_texts")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
