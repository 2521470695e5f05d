"""Biểu mẫu: report forms and their lines, one row a version."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lantoa.kernel.decisions import Mark
from lantoa.organisation.models import UnitKind

from ..rules.indicators import Kind
from ..rules.regimes import FORM_CALENDARS, Regime

MARKS = [(mark.value, mark.label) for mark in Mark]
CALENDARS = [(one.code, one.name) for one in FORM_CALENDARS.values()]
REGIMES = [(one.value, one.label) for one in Regime]


class Form(models.Model):
    """Biểu mẫu báo cáo, one version. ``owner`` published it; the audience is a kind of unit under
    ``audience_root`` (None: everywhere) or the members of a cluster. ``due_days``: working days after the cut-off;
    ``level_days`` says otherwise for a kind of unit, and by when the levels above have decided (kind → working days).

    ``effective_from``: periods that start on that day or later are reported on this version (None: all).
    ``cut_off`` is the last day of a cluster's year ('10-31', calendar CLUSTER only). ``checks`` are rules as data
    (``rules.ruling``). ``escalate_days``: working days late until the level above hears of it, 0 for never.
    """

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
    regime = models.CharField(max_length=8, choices=REGIMES, default=Regime.PERIODIC)
    effective_from = models.DateField(null=True)
    cut_off = models.CharField(max_length=5, blank=True)
    level_days = models.JSONField(default=dict)
    escalate_days = models.PositiveSmallIntegerField(default=3)
    opens_itself = models.BooleanField(default=False)
    checks = models.JSONField(default=list)
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
    """Dòng chỉ tiêu của biểu: the indicator as it stood when the form was published.

    ``part_of`` names the line of which this one is a part (a breakdown along ``axis``). ``formula`` computes the line
    from others (``rules.formulas``). ``minimum``: counts from 1 to one less may point at single persons.
    """

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
    minimum = models.PositiveSmallIntegerField(null=True)
    part_of = models.CharField(max_length=20, blank=True)
    axis = models.CharField(max_length=60, blank=True)
    formula = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default=Mark.TO_CONFIRM)

    class Meta:
        ordering = ["form_id", "order"]
        constraints = [models.UniqueConstraint(name="one_line_per_indicator", fields=["form", "code"])]

    def __str__(self) -> str:
        return f"{self.form_id}:{self.code}"
