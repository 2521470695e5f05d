"""Users, their grants and API tokens. How people sign in is in models_sign_in.py."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.text import clean, collation_key, search_key

from .rules.delegating import SIGNS
from .rules.roles import ROLES

ROLE_CHOICES = [(role.code, role.label) for role in ROLES.values()]


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Người dùng. What they may do is in ``Grant`` rows, never on this row.

    ``must_change_password``: somebody else set the password, so pages open only after a new one is chosen.
    """

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    search = models.CharField(max_length=200, editable=False, default="")
    sort = models.CharField(max_length=600, editable=False, default="")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, null=True, related_name="users"
    )
    home_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="users"
    )
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="vi")
    must_change_password = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The name cleaned, with its search and collation keys."""
        self.name = clean(self.name)
        self.search = search_key(f"{self.name} {self.username}")[:200]
        self.sort = collation_key(self.name)[:600]
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "search", "sort"}
        super().save(*args, **kwargs)

    @property
    def actor_id(self) -> str:
        return f"user:{self.pk}"


class Scoped(models.Model):
    """A role on a unit (``subtree``: and below) or on a cluster, while ``valid_from <= day < valid_to``.

    ``capacity`` ACTING: the post is vacant and this person looks after it for the time being.
    """

    class Capacity(models.TextChoices):
        HOLDER = "HOLDER", "Chính thức"
        ACTING = "ACTING", "Phụ trách (khuyết vị trí)"

    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="%(class)ss"
    )
    cluster = models.ForeignKey(
        "organisation.Cluster", on_delete=models.PROTECT, null=True, related_name="%(class)ss"
    )
    subtree = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)
    capacity = models.CharField(max_length=8, choices=Capacity.choices, default=Capacity.HOLDER)

    class Meta:
        abstract = True

    @property
    def valid(self) -> Validity:
        return Validity(self.valid_from, self.valid_to)

    @property
    def role_label(self) -> str:
        return ROLES[self.role].label


class Grant(Scoped):
    """Vai trò giao trên một đơn vị (cả cấp dưới) hoặc một cụm, trong một thời hạn. Never deleted: a grant
    called back before its first day keeps its row, with ``cancelled_at``."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="grants_given")
    cancelled_at = models.DateTimeField(null=True)
    warned_of = models.DateField(null=True)
    """The ``valid_to`` that its holder was last told of."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_on_unit_or_cluster", condition=Q(unit__isnull=False) ^ Q(cluster__isnull=False)
            ),
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class Proposal(Scoped):
    """Đề nghị giao một vai trò cần hai người: one proposes, another holder of the right approves or refuses."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Chờ người thứ hai"
        APPROVED = "APPROVED", "Đã duyệt"
        REFUSED = "REFUSED", "Không duyệt"
        WITHDRAWN = "WITHDRAWN", "Đã rút"
        EXPIRED = "EXPIRED", "Hết hạn"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals_made")
    proposed_at = models.DateTimeField()
    expires_on = models.DateField()
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="proposals_decided"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_on_unit_or_cluster",
                condition=Q(unit__isnull=False) ^ Q(cluster__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_two_persons",
                condition=Q(decided_by__isnull=True) | Q(state="WITHDRAWN") | ~Q(decided_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.state}"


class Delegation(models.Model):
    """Ủy quyền khi vắng mặt: the grant's holder lets a colleague act on their behalf for a period.

    ``valid_to`` is the first day on which it no longer holds; calling it back sets it and ``revoked_at``. Once it
    ended by itself the tick says so and sets ``ended_at``.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_held")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=300)
    basis = models.CharField(max_length=300, blank=True)
    signs = models.CharField(max_length=3, choices=list(SIGNS.items()), blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="delegations_made")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_not_before_start", condition=Q(valid_to__gte=F("valid_from"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant} → {self.delegate}"

    @property
    def valid(self) -> Validity:
        return Validity(self.valid_from, self.valid_to)


class ApiToken(models.Model):
    """Khóa API của một người dùng; only a digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    scope = models.CharField(
        max_length=8,
        default="full",
        choices=[("full", gettext_noop("Xem và làm")), ("read", gettext_noop("Chỉ xem"))],
    )
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


from . import models_sign_in  # noqa: E402, F401 -- its tables belong to this app
