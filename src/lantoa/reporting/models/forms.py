"""Biểu mẫu: report forms and their lines, one row a version."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lantoa.kernel.decisions import Mark
from lantoa.organisation.models import UnitKind

from ..rules.indicators import Kind
from ..rules.regimes import FORM_CALENDARS

MARKS = [(mark.value, mark.label) for mark in Mark]
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
