"""Rounds of a form, and what each unit reported in them, cell by cell."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ..rules.lifecycle import SUBMISSION
from .forms import Form, FormIndicator

STATES = list(SUBMISSION.states.items())


class Round(models.Model):
    """Kỳ báo cáo của một biểu: half-open ``[starts, ends)``, due on ``due``. ``basis``: the paper that asked for it,
    where it is not the form's own (thematic and ad hoc reports)."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()
    due = models.DateField()
    basis = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_round_per_period", fields=["form", "period"]),
            models.CheckConstraint(name="round_ends_after_start", condition=Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.period}"


class Submission(models.Model):
    """Báo cáo của một đơn vị trong một kỳ: from the obligation to the locked figures.

    ``revision`` grows with every saved change, ``version`` with every sending and every correction; ``filled`` counts
    cells. ``first_sent_at`` tells whether it was in time: a report returned later was still sent then.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="submissions")
    province = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    revision = models.PositiveIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=0)
    filled = models.PositiveSmallIntegerField(default=0)
    due = models.DateField()
    submitted_by = models.CharField(max_length=150, blank=True)
    submitted_at = models.DateTimeField(null=True)
    first_sent_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_submission_per_unit_and_round", fields=["round", "unit"])
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="submission_unit_state"),
            models.Index(fields=["round", "state"], name="submission_round_state"),
            models.Index(fields=["province", "round"], name="submission_province"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"


class Value(models.Model):
    """Số liệu một ô. Only the fields of the indicator's kind are filled; ``no_data`` is not zero."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="values")
    line = models.ForeignKey(FormIndicator, on_delete=models.PROTECT, related_name="values")
    province = models.CharField(max_length=8, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    keys = models.JSONField(null=True)
    text = models.TextField(blank=True)
    no_data = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_value_per_cell", fields=["submission", "line"])]
        indexes = [models.Index(fields=["line", "province"], name="value_line_province")]

    def __str__(self) -> str:
        return f"{self.submission_id}:{self.line_id}"


class Return(models.Model):
    """Lần trả lại: the reason, and what to mend cell by cell (``cells``: indicator code → reason)."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="returns")
    version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000)
    cells = models.JSONField(default=dict)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.submission_id} v{self.version}"
