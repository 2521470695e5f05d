"""Criteria sheets, what was scored on them in three columns, the ranking kept, and the cluster's ballots."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from .rules.criteria import Direction, Formula, Kind

POINTS = {"max_digits": 9, "decimal_places": 2}


class SheetState(models.TextChoices):
    """Bảng chấm điểm: scoring goes on, the ranking is fixed, the ranking is told to everybody."""

    OPEN = "OPEN", "Đang chấm"
    FINALISED = "FINALISED", "Đã chốt"
    PUBLISHED = "PUBLISHED", "Đã công bố"


class Column(models.TextChoices):
    """Cột điểm. A later column takes over the one before where nobody wrote anything else."""

    SELF = "self", "Tự chấm"
    CLUSTER = "cluster", "Cụm chấm"
    APPRAISED = "appraised", "Thẩm định"


class CriteriaSheet(models.Model):
    """Bảng tiêu chí, thang điểm của một cụm trong một năm. ``rules``: what ranks, most important first."""

    cluster = models.ForeignKey("organisation.Cluster", on_delete=models.PROTECT, related_name="sheets")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    basis = models.CharField(max_length=300, blank=True)
    formula = models.CharField(max_length=16, choices=[(one.value, one.label) for one in Formula])
    rules = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=SheetState.choices, default=SheetState.OPEN)
    due = models.DateField(null=True)
    opened_at = models.DateTimeField()
    finalised_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_sheet_per_year", fields=["cluster", "year"])]

    def __str__(self) -> str:
        return f"{self.cluster} {self.year}"


class CriterionRow(models.Model):
    """Tiêu chí: a group or a leaf, in the sheet's order."""

    sheet = models.ForeignKey(CriteriaSheet, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=20)
    parent = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=14, choices=[(one.value, one.label) for one in Kind])
    label = models.CharField(max_length=500)
    max = models.DecimalField(**POINTS)
    direction = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Direction])
    bonus_points = models.DecimalField(**POINTS, default=0)
    penalty_points = models.DecimalField(**POINTS, default=0)
    min = models.DecimalField(**POINTS, default=0)
    indicator = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        constraints = [models.UniqueConstraint(name="one_criterion_code", fields=["sheet", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class Evaluation(models.Model):
    """Phiếu chấm của một đơn vị. ``excluded`` says why it may not be ranked (law.md X03), or is empty."""

    sheet = models.ForeignKey(CriteriaSheet, on_delete=models.PROTECT, related_name="evaluations")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="evaluations")
    state = models.CharField(max_length=16)
    explanation = models.TextField(blank=True)
    return_reason = models.CharField(max_length=500, blank=True)
    violations = models.PositiveSmallIntegerField(null=True)
    women_share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    excluded = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_evaluation", fields=["sheet", "unit"])]

    def __str__(self) -> str:
        return f"{self.sheet} – {self.unit}"


class Score(models.Model):
    """Điểm một cột của một tiêu chí. ``entry`` is what was entered, in the fields of ``rules.scoring.Entry``."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(CriterionRow, on_delete=models.PROTECT, related_name="scores")
    column = models.CharField(max_length=9, choices=Column.choices)
    entry = models.JSONField()
    reason = models.CharField(max_length=500, blank=True)
    evidence = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    evidence_name = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_score", fields=["evaluation", "criterion", "column"])
        ]

    def __str__(self) -> str:
        return f"{self.criterion.code} {self.column}"


class Ranking(models.Model):
    """Kết quả đã chốt của một đơn vị: points with each reason, rank and the rule that made the gap."""

    sheet = models.ForeignKey(CriteriaSheet, on_delete=models.PROTECT, related_name="ranking")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="rankings")
    points = models.DecimalField(**POINTS)
    assigned = models.DecimalField(**POINTS)
    percent = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(null=True)
    decided_by = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=500)
    criteria = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_rank_per_unit", fields=["sheet", "unit"])]

    def __str__(self) -> str:
        return f"{self.rank or '–'} {self.unit}"


class Ballot(models.Model):
    """Bỏ phiếu suy tôn trong cụm for ``award``: one vote for each member unit, at most ``max_rounds`` rounds."""

    sheet = models.ForeignKey(CriteriaSheet, on_delete=models.PROTECT, related_name="ballots")
    award = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField(default=1)
    max_rounds = models.PositiveSmallIntegerField(default=2)
    secret = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    result = models.CharField(
        max_length=8,
        blank=True,
        choices=[
            ("chosen", "Đã suy tôn"),
            ("again", "Phải bỏ phiếu lần nữa"),
            ("leaders", "Trưởng, phó cụm quyết định"),
        ],
    )
    chosen = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    settled_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_ballot_per_round", fields=["sheet", "award", "round"]),
            models.CheckConstraint(name="ballot_rounds", condition=Q(round__gte=1) & Q(round__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.award} – {self.sheet} ({self.round})"

    @property
    def open(self) -> bool:
        return self.closed_at is None


class BallotCandidate(models.Model):
    """Đơn vị trong danh sách bầu, frozen when the ballot opens; ``votes`` only once it is closed."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="candidates")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)
    votes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("rank", "pk")
        constraints = [models.UniqueConstraint(name="one_candidate", fields=["ballot", "unit"])]

    def __str__(self) -> str:
        return str(self.unit)


class BallotElector(models.Model):
    """Đơn vị có quyền bỏ phiếu and whether it has; never what it voted."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="electors")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    voted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_elector", fields=["ballot", "unit"])]

    def __str__(self) -> str:
        return str(self.unit)


class BallotVote(models.Model):
    """Một phiếu. ``elector`` is filled only in an open ballot; secret votes carry no time and no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    candidate = models.ForeignKey(BallotCandidate, on_delete=models.CASCADE, null=True, related_name="+")
    elector = models.ForeignKey(BallotElector, on_delete=models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.id)
