"""Report forms, their rounds, and what each unit reported, cell by cell."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lantoa.kernel.decisions import Mark
from lantoa.organisation.models import UnitKind

from .rules.indicators import Kind
from .rules.lifecycle import SUBMISSION
from .rules.regimes import FORM_CALENDARS

MARKS = [(mark.value, mark.label) for mark in Mark]
STATES = list(SUBMISSION.states.items())
CALENDARS = [(one.code, one.name) for one in FORM_CALENDARS.values()]


class Form(models.Model):
    """Biểu mẫu báo cáo, one version. ``owner`` published it; the audience is a kind of unit under
    ``audience_root`` (None: everywhere) or the members of a cluster. ``due_days``: working days."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    calendar = models.CharField(max_length=16, choices=CALENDARS)
    due_days = models.PositiveSmallIntegerField(default=5)
    basis = models.CharField(max_length=300)
    mark = models.CharField(max_length=12, choices=MARKS, default=Mark.TO_CONFIRM)
    owner = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="forms")
    audience_kind = models.CharField(max_length=24, choices=UnitKind.choices, blank=True)
    audience_root = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="forms_owed_below"
    )
    audience_cluster = models.ForeignKey(
        "organisation.Cluster", on_delete=models.PROTECT, null=True, related_name="forms"
    )
    published_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_form_version", fields=["code", "version"]),
            models.CheckConstraint(
                name="form_audience_kind_or_cluster",
                condition=Q(audience_cluster__isnull=True) ^ Q(audience_kind=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class FormIndicator(models.Model):
    """Dòng chỉ tiêu của biểu: the indicator as it stood when the form was published."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.label) for kind in Kind])
    group = models.CharField(max_length=120, blank=True)
    numerator = models.CharField(max_length=20, blank=True)
    denominator = models.CharField(max_length=20, blank=True)
    required = models.BooleanField(default=True)
    small_cell = models.BooleanField(default=False)
    mark = models.CharField(max_length=12, choices=MARKS, default=Mark.TO_CONFIRM)

    class Meta:
        ordering = ["form_id", "order"]
        constraints = [models.UniqueConstraint(name="one_line_per_indicator", fields=["form", "code"])]

    def __str__(self) -> str:
        return f"{self.form_id}:{self.code}"


class Round(models.Model):
    """Kỳ báo cáo của một biểu: half-open ``[starts, ends)``, due on ``due``."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()
    due = models.DateField()
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

    ``revision`` grows with every saved change, ``version`` with every sending; ``filled`` counts cells.
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
