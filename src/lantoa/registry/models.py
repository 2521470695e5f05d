"""Numbers, registered papers, stored files and citations."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    """Dãy số văn bản: one per body, year and kind rule; ``kind`` '' numbers all kinds together."""

    body = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="number_series")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_series", fields=["body", "year", "kind"])]

    def __str__(self) -> str:
        return f"{self.body}/{self.year}/{self.kind or '*'}"


class StoredFile(models.Model):
    """Tệp đã lưu, addressed by its SHA-256 under the files folder, never served from the web root."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class PaperState(models.TextChoices):
    DRAFT = "DRAFT", "Dự thảo"
    SIGNED = "SIGNED", "Đã ký, chờ cấp số"
    ISSUED = "ISSUED", "Đã ban hành"
    VOID = "VOID", "Đã hủy số"


class Paper(models.Model):
    """Văn bản trong sổ đi: what it is, its number once it has one, and its files.

    ``subject`` ties it to what it is about ('commendation.decision:7').
    """

    subject = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20)
    body = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(max_length=11, blank=True)
    symbol = models.CharField(max_length=60)
    issued_on = models.DateField(null=True)
    summary = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=PaperState.choices, default=PaperState.DRAFT)
    signer = models.CharField(max_length=120, blank=True)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_paper_per_number",
                fields=["body", "number", "symbol", "issued_on"],
                condition=~models.Q(number=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"


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
