"""The published read model: nothing is in here that a decision did not say may be shown."""

from __future__ import annotations

from django.db import models


class PublishedDecision(models.Model):
    """Quyết định đã công khai. ``code`` is the check page's address and stands on the paper."""

    code = models.CharField(max_length=12, unique=True)
    source = models.PositiveBigIntegerField(unique=True)
    number = models.CharField(max_length=80)
    number_search = models.CharField(max_length=80, db_index=True)
    issued_on = models.DateField()
    authority = models.CharField(max_length=300)
    award = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    revoked_on = models.DateField(null=True)
    illustrative = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.number} ({self.issued_on})"


class PublishedHonour(models.Model):
    """Một tập thể, cá nhân được tặng: the name and the award, nothing more of a person."""

    decision = models.ForeignKey(PublishedDecision, on_delete=models.CASCADE, related_name="honours")
    name = models.CharField(max_length=300)
    search = models.CharField(max_length=300)
    sort = models.CharField(max_length=1400)
    collective = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["search"], name="published_search")]

    def __str__(self) -> str:
        return self.name
