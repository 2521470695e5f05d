"""Dossiers, their verdicts and papers, councils and ballots, decisions and honours."""

from __future__ import annotations

import secrets
import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from lantoa.kernel.decisions import Outcome

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that are not mistaken for each other when read from paper."""


def public_code() -> str:
    """A random code of 12 letters for a decision's public check page (60 bits: not to be guessed)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class Dossier(models.Model):
    """Hồ sơ đề nghị khen thưởng: one award, one recipient (a person of ``unit``, or ``unit`` itself), one year.

    ``authority`` decides. ``facts`` are the keys of ``rules.cases``. ``law_day``: whose rules it is judged by where a
    person chose a newer, more favourable law (``law_reason``); without it, those of ``accepted_on``.
    """

    award = models.CharField(max_length=20)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="dossiers")
    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, null=True, related_name="dossiers"
    )
    post = models.CharField(max_length=200, blank=True)
    authority = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="dossiers_decided"
    )
    year = models.PositiveSmallIntegerField()
    accepted_on = models.DateField()
    law_day = models.DateField(null=True)
    law_reason = models.CharField(max_length=500, blank=True)
    merit = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="draft")
    return_reason = models.CharField(max_length=500, blank=True)
    resolutions = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    illustrative = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["authority", "state"], name="dossier_authority")]

    def __str__(self) -> str:
        return f"{self.award} {self.person or self.unit} {self.year}"

    @property
    def collective(self) -> bool:
        return self.person_id is None

    @property
    def judged_on(self) -> date:
        """The day whose law the dossier is judged by."""
        return self.law_day or self.accepted_on


class DossierPaper(models.Model):
    """Thành phần hồ sơ. ``source``: made by the product (submission, minutes) or brought; ``on_paper`` says that
    the original was handed in on paper."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="papers")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=10)
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    on_paper = models.BooleanField(default=False)

    class Meta:
        ordering = ("order",)
        constraints = [models.UniqueConstraint(name="one_dossier_paper", fields=["dossier", "order"])]

    def __str__(self) -> str:
        return self.title

    @property
    def present(self) -> bool:
        return self.file_id is not None or self.on_paper


class VerdictRow(models.Model):
    """Kết quả thẩm định đã chụp lại: findings as they were on ``day``; never edited."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="verdicts")
    day = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    outcome = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Outcome])
    law = models.JSONField(default=list)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.dossier}: {self.outcome}"


class Council(models.Model):
    """Hội đồng thi đua – khen thưởng of ``body``; the number of members is the base of every vote."""

    body = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="councils")
    name = models.CharField(max_length=300)
    basis = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    dissolved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class CouncilMember(models.Model):
    """Thành viên Hội đồng."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="councils")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200, blank=True)
    role = models.CharField(
        max_length=9,
        choices=[
            ("CHAIR", "Chủ tịch"),
            ("VICE", "Phó Chủ tịch"),
            ("MEMBER", "Ủy viên"),
            ("SECRETARY", "Ủy viên, thư ký"),
        ],
        default="MEMBER",
    )

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                name="one_seat_per_user", fields=["council", "user"], condition=Q(user__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.name


class CouncilBallot(models.Model):
    """Bỏ phiếu của Hội đồng về một hồ sơ. ``members`` is frozen when it opens; counts are filled when it closes."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="ballots")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="ballots")
    round = models.PositiveSmallIntegerField(default=1)
    secret = models.BooleanField(default=True)
    held_on = models.DateField()
    members = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    yes_present = models.PositiveSmallIntegerField(null=True)
    written = models.PositiveSmallIntegerField(default=0)
    yes_written = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(name="one_council_round", fields=["dossier", "round"])]

    def __str__(self) -> str:
        return f"{self.dossier} ({self.round})"

    @property
    def open(self) -> bool:
        return self.closed_at is None


class CouncilVoter(models.Model):
    """Thành viên đã bỏ phiếu, how; never what in a secret ballot. A written opinion is part of the minutes."""

    ballot = models.ForeignKey(CouncilBallot, on_delete=models.CASCADE, related_name="voters")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(
        max_length=7, choices=[("PRESENT", "Tại phiên họp"), ("WRITTEN", "Ý kiến bằng văn bản")]
    )
    written_yes = models.BooleanField(null=True)
    opinion = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("member",)
        constraints = [models.UniqueConstraint(name="one_council_vote", fields=["ballot", "member"])]

    def __str__(self) -> str:
        return str(self.member)


class CouncilVote(models.Model):
    """Một phiếu tại phiên họp: no time, no order; ``voter`` only in an open ballot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    ballot = models.ForeignKey(CouncilBallot, on_delete=models.CASCADE, related_name="votes")
    yes = models.BooleanField()
    voter = models.ForeignKey(CouncilVoter, on_delete=models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.id)


class Decision(models.Model):
    """Quyết định khen thưởng of one authority for one award; append-only once issued."""

    authority = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="award_decisions"
    )
    award = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, default="draft")
    paper = models.OneToOneField("registry.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    public_code = models.CharField(max_length=12, unique=True, default=public_code)
    published = models.BooleanField(default=False)
    place = models.CharField(max_length=120)
    signer_name = models.CharField(max_length=120)
    signer_rank = models.CharField(max_length=60, blank=True)
    deputy = models.BooleanField(default=False)
    proposed_by = models.CharField(max_length=300, blank=True)
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    illustrative = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.award} {self.year} – {self.authority}"


class DecisionLine(models.Model):
    """Một trường hợp trong quyết định, with its prize once the day of the decision is known."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="lines")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="line")
    amount = models.PositiveBigIntegerField(null=True)
    paid = models.BooleanField(default=True)
    prize_why = models.CharField(max_length=300, blank=True)
    prize_sure = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.dossier)


class Revocation(models.Model):
    """Hủy quyết định (Law Article 93): by the authority that gave it, on a basis."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="revocation")
    cause = models.CharField(max_length=500)
    basis = models.CharField(max_length=300)
    revoked_on = models.DateField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision}: {self.basis}"


class Honour(models.Model):
    """Danh hiệu, hình thức đã được tặng: append-only; a revoked one keeps its row and names the revocation."""

    award = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="honours")
    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, null=True, related_name="honours"
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="honours")
    given_on = models.DateField()
    revoked_by = models.ForeignKey(Revocation, on_delete=models.PROTECT, null=True, related_name="honours")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "year"], name="honour_unit"),
            models.Index(fields=["person", "year"], name="honour_person"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year}"
