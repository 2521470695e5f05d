"""What the level above sets and grants: targets, later deadlines and waivers, reminders, corrections after the lock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .submissions import Submission


class Target(models.Model):
    """Chỉ tiêu giao: what ``unit`` is to reach for one indicator in one period of ``calendar``; set by ``given_by``.

    ``at_most``: the smaller the better. Setting it again replaces it; the journal keeps what stood before.
    """

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="reporting_targets")
    code = models.CharField(max_length=20)
    calendar = models.CharField(max_length=16)
    period = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    at_most = models.BooleanField(default=False)
    basis = models.CharField(max_length=300)
    given_by = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="reporting_targets_given"
    )
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_target", fields=["unit", "code", "calendar", "period"]),
        ]
        indexes = [models.Index(fields=["calendar", "period", "code"], name="target_period")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.code} {self.period}"


class Relief(models.Model):
    """Gia hạn hoặc miễn một báo cáo: asked by the unit or granted outright; one open question at a time."""

    class Kind(models.TextChoices):
        EXTEND = "extend", "Gia hạn"
        WAIVE = "waive", "Miễn báo cáo"

    class State(models.TextChoices):
        ASKED = "asked", "Chờ cấp trên trả lời"
        GRANTED = "granted", "Đồng ý"
        REFUSED = "refused", "Không đồng ý"
        ENDED = "ended", "Đã thôi"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reliefs")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    due_before = models.DateField()
    due = models.DateField(null=True)
    reason = models.CharField(max_length=1000)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_relief", fields=["submission"], condition=Q(state="asked")
            ),
            models.CheckConstraint(
                name="relief_extends_to_a_day", condition=Q(kind="extend") ^ Q(due__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind}"


class Reminder(models.Model):
    """Lần nhắc một báo cáo chậm: by the level above (``remind``) or told upwards by itself (``escalate``)."""

    class Kind(models.TextChoices):
        REMIND = "remind", "Đã nhắc"
        ESCALATE = "escalate", "Đã báo cấp trên"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    day = models.DateField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_reminder_a_day", fields=["submission", "kind", "day"]),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.kind} {self.day}"


class Correction(models.Model):
    """Đính chính sau khi khóa: a new ``version`` with the paper it rests on; ``before`` and ``after`` are code → cell,
    only the cells that changed. ``told``: codes of the units whose totals used the numbers, in order upwards."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="corrections")
    version = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=300)
    reason = models.CharField(max_length=1000)
    before = models.JSONField()
    after = models.JSONField()
    told = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_correction_a_version", fields=["submission", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} v{self.version}"
