"""What signing in leaves behind: sessions, tries, second factors, identities of a provider, and the journal of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_noop

METHODS = (
    ("PASSWORD", gettext_noop("Mật khẩu")),
    ("TOTP", gettext_noop("Bước hai: mã xác thực")),
    ("RECOVERY", gettext_noop("Bước hai: mã dự phòng")),
    ("SECOND_PASSKEY", gettext_noop("Bước hai: khóa truy cập")),
    ("PASSKEY", gettext_noop("Khóa truy cập")),
    ("SSO", gettext_noop("Đăng nhập một lần")),
    ("TOKEN", gettext_noop("Khóa API")),
)
EVENTS = (
    ("SIGNED_IN", gettext_noop("Đăng nhập")),
    ("FAILED", gettext_noop("Đăng nhập không thành")),
    ("CODE_FAILED", gettext_noop("Sai mã ở bước hai")),
    ("LOCKED", gettext_noop("Tạm khóa vì thử sai nhiều lần")),
    ("UNLOCKED", gettext_noop("Quản trị mở khóa")),
    ("SIGNED_OUT", gettext_noop("Đăng xuất")),
    ("SESSION_ENDED", gettext_noop("Kết thúc phiên")),
    ("PASSWORD_CHANGED", gettext_noop("Đổi mật khẩu")),
    ("PASSWORD_SET", gettext_noop("Quản trị đặt lại mật khẩu")),
    ("TOTP_ON", gettext_noop("Bật mã xác thực")),
    ("TOTP_OFF", gettext_noop("Tắt mã xác thực")),
    ("RECOVERY_RENEWED", gettext_noop("Lập lại mã dự phòng")),
    ("PASSKEY_ADDED", gettext_noop("Thêm khóa truy cập")),
    ("PASSKEY_REMOVED", gettext_noop("Bỏ khóa truy cập")),
    ("SECOND_FACTOR_RESET", gettext_noop("Quản trị đặt lại xác thực hai bước")),
    ("IDENTITY_LINKED", gettext_noop("Gắn tài khoản đăng nhập một lần")),
    ("IDENTITY_UNLINKED", gettext_noop("Bỏ gắn tài khoản đăng nhập một lần")),
    ("TOKEN_ISSUED", gettext_noop("Tạo khóa API")),
    ("TOKEN_REVOKED", gettext_noop("Thu hồi khóa API")),
)


class SignInEvent(models.Model):
    """Một mục của nhật ký đăng nhập. ``user`` is empty where the name typed belongs to nobody: what was typed is
    not kept, it may have been a password."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="sign_ins")
    at = models.DateTimeField()
    kind = models.CharField(max_length=24, choices=EVENTS)
    method = models.CharField(max_length=20, choices=METHODS, blank=True)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=300, blank=True)
    device = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at"], name="signin_event_user"),
            models.Index(fields=["-at"], name="signin_event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.kind}"


class Throttle(models.Model):
    """Failed tries on one subject (a keyed digest: a name, an address, a user's codes) since the last success."""

    subject = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.subject[:8]} {self.failures}"


class UserSession(models.Model):
    """Một phiên đang mở. ``digest`` is the key the session is stored under; the cookie cannot be made from it."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="sessions")
    digest = models.CharField(max_length=40, unique=True)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.opened_at}"


class Totp(models.Model):
    """Mã xác thực theo thời gian. ``sealed`` is the secret, encrypted; ``last_step`` the newest time step used."""

    user = models.OneToOneField("access.User", on_delete=models.CASCADE, related_name="totp")
    sealed = models.CharField(max_length=300)
    confirmed_at = models.DateTimeField()
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"totp of {self.user_id}"


class RecoveryCode(models.Model):
    """Mã dự phòng, dùng một lần; only its password hash is kept."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="recovery_codes")
    hash = models.CharField(max_length=128)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"


class Passkey(models.Model):
    """Khóa truy cập (WebAuthn): the public half of a key that stays on the person's device."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=80)
    credential = models.CharField(max_length=1400, unique=True)
    public_key = models.TextField()
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Identity(models.Model):
    """Tài khoản ở hệ thống đăng nhập một lần (nơi cấp, mã người dùng ở đó) đã gắn với một người dùng ở đây."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="identity_once", fields=["issuer", "subject"]),
            models.UniqueConstraint(name="identity_one_per_user", fields=["user", "issuer"]),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"
