"""Users, their grants, API tokens and sign-in attempts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from .rules.roles import ROLES

ROLE_CHOICES = [(role.code, role.label) for role in ROLES.values()]


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Người dùng. What they may do is in ``Grant`` rows, never on this row."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, null=True, related_name="users"
    )
    home_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="users"
    )
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="vi")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.username

    @property
    def actor_id(self) -> str:
        return f"user:{self.pk}"


class Grant(models.Model):
    """Vai trò giao trên một đơn vị (cả cấp dưới) hoặc một cụm, trong một thời hạn."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="grants")
    cluster = models.ForeignKey(
        "organisation.Cluster", on_delete=models.PROTECT, null=True, related_name="grants"
    )
    subtree = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)

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


class ApiToken(models.Model):
    """Khóa API của một người dùng; only a digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class SignInAttempt(models.Model):
    """One try to sign in, for the throttle and the sign-in journal; ``subject`` is a keyed digest."""

    subject = models.CharField(max_length=64)
    at = models.DateTimeField()
    succeeded = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="signin_subject")]

    def __str__(self) -> str:
        return f"{self.at} {self.succeeded}"
