"""Outgoing papers: number series, the paper itself, its steps, versions and the opinions asked on it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lantoa.kernel.vi.text import search_key

from ..rules.arriving import URGENCIES
from ..rules.lifecycle import PAPER


class Series(models.Model):
    """Dãy số văn bản given to Lan Tỏa: one per body, year and kind rule; ``kind`` '' numbers all kinds together."""

    body = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="number_series")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    last = models.PositiveIntegerField(default=0)
    basis = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_series", fields=["body", "year", "kind"])]

    def __str__(self) -> str:
        return f"{self.body}/{self.year}/{self.kind or '*'}"


class Abbreviation(models.Model):
    """Chữ viết tắt tên cơ quan, as it stands in symbols ('CAT-PV05'); set by the unit's clerk."""

    unit = models.OneToOneField(
        "organisation.Unit", on_delete=models.PROTECT, related_name="symbol_abbreviation"
    )
    text = models.CharField(max_length=30)
    basis = models.CharField(max_length=300, blank=True)
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text


class CheckPage(models.Model):
    """Where the public checks the unit's papers ('https://…/tra-cuu'), printed on them as a QR; empty: nothing is
    added to the prescribed layout. Off until the unit's clerk switches it on."""

    unit = models.OneToOneField("organisation.Unit", on_delete=models.PROTECT, related_name="check_page")
    address = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit}: {self.address or '-'}"


class PaperState(models.TextChoices):
    """The states of ``rules.lifecycle.PAPER``."""

    DRAFT = "DRAFT", PAPER.states["DRAFT"]
    ASKING = "ASKING", PAPER.states["ASKING"]
    PRESENTED = "PRESENTED", PAPER.states["PRESENTED"]
    INITIALLED = "INITIALLED", PAPER.states["INITIALLED"]
    SIGNED = "SIGNED", PAPER.states["SIGNED"]
    NUMBERED = "NUMBERED", PAPER.states["NUMBERED"]
    ISSUED = "ISSUED", PAPER.states["ISSUED"]
    ARCHIVED = "ARCHIVED", PAPER.states["ARCHIVED"]
    RETURNED = "RETURNED", PAPER.states["RETURNED"]
    VOID = "VOID", PAPER.states["VOID"]


class Paper(models.Model):
    """Văn bản trong sổ đi: what it is, its number once it has one, its files and where it stands.

    ``subject`` ties it to what it is about ('commendation.decision:7'); 'registry.paper' is one whose words are
    here (``text``). ``restricted``: seen by its own body and those asked only, never named in notices.
    ``order`` is the number as a figure. ``drafter`` is an actor id.
    """

    subject = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20)
    body = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(max_length=11, blank=True)
    order = models.PositiveIntegerField(null=True)
    symbol = models.CharField(max_length=60)
    issued_on = models.DateField(null=True)
    summary = models.CharField(max_length=500)
    search = models.CharField(max_length=700, editable=False, default="")
    state = models.CharField(max_length=12, choices=PaperState.choices, default="DRAFT")
    text = models.TextField(blank=True)
    place = models.CharField(max_length=60, blank=True)
    addressees = models.TextField(blank=True)
    recipients = models.TextField(blank=True)
    urgency = models.CharField(max_length=12, choices=list(URGENCIES.items()), blank=True)
    restricted = models.BooleanField(default=False)
    drafter = models.CharField(max_length=150, blank=True)
    drafter_name = models.CharField(max_length=120, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    signer_post = models.CharField(max_length=160, blank=True)
    signer_line = models.CharField(max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)
    void_reason = models.CharField(max_length=1000, blank=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="papers")
    record = models.ForeignKey(
        "registry.RecordFile", on_delete=models.PROTECT, null=True, related_name="papers"
    )
    docx = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_paper_per_number",
                fields=["body", "number", "symbol", "issued_on"],
                condition=~Q(number=""),
            )
        ]
        indexes = [models.Index(fields=["body", "state"], name="paper_of_body_in_state")]

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With its search key and its number as a figure."""
        self.search = search_key(f"{self.summary} {self.number} {self.symbol} {self.signer}")[:700]
        self.order = int(self.number) if self.number.isdecimal() else None
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search", "order"}
        super().save(*args, **kwargs)

    @property
    def reference(self) -> str:
        """'05/KH-BCĐ'; empty while there is no number."""
        return str(self) if self.number else ""


class PaperStep(models.Model):
    """One thing that happened to a paper, for its timeline; ``behalf`` names whose right was used."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(max_length=12)
    state = models.CharField(max_length=12, choices=PaperState.choices)
    who = models.CharField(max_length=120)
    behalf = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True)
    version = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.action}"


class PaperVersion(models.Model):
    """The paper's words at one moment, line by line, as its tree read then."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    lines = models.JSONField()
    who = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(name="one_version", fields=["paper", "number"])]

    def __str__(self) -> str:
        return f"{self.paper_id} v{self.number}"


class Opinion(models.Model):
    """Ý kiến asked of a unit, or of one person, by a day; kept as it was given. ``withdrawn``: no longer waited for."""

    class Stance(models.TextChoices):
        AGREE = "AGREE", "Nhất trí"
        CHANGE = "CHANGE", "Nhất trí, có góp ý"
        OBJECT = "OBJECT", "Không nhất trí"

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="opinions")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="+")
    question = models.CharField(max_length=500, blank=True)
    due = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    stance = models.CharField(max_length=8, choices=Stance.choices, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="opinion_of_unit_or_user", condition=Q(unit__isnull=False) ^ Q(user__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}: {self.pk}"
