"""Directives, campaigns, pledges, registrations and the key tasks with their evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lantoa.kernel.periods import Validity

from .rules.lifecycle import CAMPAIGN, DIRECTIVE, PLEDGE, TASK


class Directive(models.Model):
    """Văn bản chỉ đạo. ``paper`` stands in the outgoing register; a directive received from above keeps the
    number it came with in ``reference`` and has no paper of ours."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="directives")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    body = models.TextField(blank=True)
    place = models.CharField(max_length=60, blank=True)
    basis = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    reference = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    signer_post = models.CharField(max_length=160, blank=True)
    paper = models.OneToOneField(
        "registry.Paper", on_delete=models.PROTECT, null=True, related_name="directive"
    )
    state = models.CharField(max_length=8, choices=list(DIRECTIVE.states.items()), default="draft")
    created_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.reference or self.title


class Campaign(models.Model):
    """Đợt thi đua. ``slogan`` is the khẩu hiệu, ``motto`` the phương châm; the audience is a unit with
    everything below it, or a cluster."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="campaigns")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=300)
    slogan = models.CharField(max_length=300)
    motto = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    contents = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    audience_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="campaigns_joined"
    )
    audience_cluster = models.ForeignKey(
        "organisation.Cluster", on_delete=models.PROTECT, null=True, related_name="campaigns"
    )
    state = models.CharField(max_length=8, choices=list(CAMPAIGN.states.items()), default="planned")
    result = models.TextField(blank=True)
    created_at = models.DateTimeField()
    launched_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="campaign_audience_unit_or_cluster",
                condition=Q(audience_unit__isnull=False) ^ Q(audience_cluster__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_ends_after_start", condition=Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def valid(self) -> Validity:
        return Validity(self.valid_from, self.valid_to)


class Pledge(models.Model):
    """Bản giao ước thi đua của một cụm trong một năm; ``members`` are the units that are to sign."""

    cluster = models.ForeignKey("organisation.Cluster", on_delete=models.PROTECT, related_name="pledges")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="pledges")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    members = models.ManyToManyField("organisation.Unit", related_name="pledges")
    state = models.CharField(max_length=8, choices=list(PLEDGE.states.items()), default="draft")
    created_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_pledge_per_cluster_and_year", fields=["cluster", "year"])
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.year}"


class PledgeTarget(models.Model):
    """Chỉ tiêu thi đua trong phụ lục của bản giao ước."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="targets")
    order = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=500)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    measure = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pledge_id", "order"]

    def __str__(self) -> str:
        return self.text


class PledgeSignature(models.Model):
    """Chữ ký của một thành viên, given by somebody who speaks for exactly that unit."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="signatures")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="pledge_signatures")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=160)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_signature_per_member", fields=["pledge", "unit"])]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.unit_id}"


class Registration(models.Model):
    """Đăng ký danh hiệu của một đơn vị trong một năm: codes of the award catalogue. A change is a new version."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="registrations")
    province = models.CharField(max_length=8, blank=True)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, null=True, related_name="registrations")
    titles = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_registration_version", fields=["unit", "year", "version"])
        ]
        indexes = [models.Index(fields=["year", "province"], name="registration_year")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} v{self.version}"


class Task(models.Model):
    """Nhiệm vụ trọng tâm của một đợt thi đua, with its deadline."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    due = models.DateField()

    class Meta:
        ordering = ["campaign_id", "order"]
        constraints = [models.UniqueConstraint(name="one_task_per_place", fields=["campaign", "order"])]

    def __str__(self) -> str:
        return self.title


class Assignment(models.Model):
    """Một nhiệm vụ giao cho một đơn vị: reported, then accepted or returned by the level that assigned it."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="assignments")
    province = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=8, choices=list(TASK.states.items()), default="assigned")
    result = models.TextField(blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    reported_by = models.CharField(max_length=150, blank=True)
    reported_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_assignment", fields=["task", "unit"])]
        indexes = [
            models.Index(fields=["unit", "state"], name="assignment_unit_state"),
            models.Index(fields=["province", "state"], name="assignment_province"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.unit_id}"


class TaskEvidence(models.Model):
    """Minh chứng kèm báo cáo nhiệm vụ: a stored file that passed the upload door."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
