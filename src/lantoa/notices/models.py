"""Notices to people, the mail that carries them out, and what each person chose to receive."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .rules.kinds import LABELS, When

KINDS = [(kind.value, label) for kind, label in LABELS.items()]


class Notice(models.Model):
    """Thông báo cho một người. ``restricted``: mail about it says only that it is there. ``mail_as`` is how it goes
    out by mail, as the person had chosen when it came; ``mailed_at`` when a digest took it."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="notices")
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=10, choices=KINDS, default="other")
    restricted = models.BooleanField(default=False)
    mail_as = models.CharField(
        max_length=6, choices=[(when.value, when.label) for when in When], default=When.NEVER.value
    )
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "read_at"], name="notice_unread"),
            models.Index(
                fields=["mail_as", "user"], name="notice_to_mail",
                condition=Q(mailed_at=None, mail_as__in=(When.DAILY.value, When.WEEKLY.value)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class MailState(models.TextChoices):
    WAITING = "WAITING", "Chờ gửi"
    SENDING = "SENDING", "Đang gửi"
    SENT = "SENT", "Đã gửi"
    FAILED = "FAILED", "Không gửi được"
    UNSURE = "UNSURE", "Chưa rõ đã gửi hay chưa"
    KEPT = "KEPT", "Giữ lại, không gửi"


class Mail(models.Model):
    """Thư điện tử đã lập. In the demo, and while no mail server is set, it stays on its page.

    ``message_id`` is made with the row, so that the same mail is the same mail to every server that sees it.
    """

    user = models.ForeignKey("access.User", on_delete=models.SET_NULL, null=True, related_name="mails")
    to = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    html = models.TextField(blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.KEPT)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], name="mail_to_send", condition=Q(state__in=("WAITING", "SENDING"))
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_mail_per_message_id", fields=["message_id"], condition=~Q(message_id="")
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Choice(models.Model):
    """Người dùng chọn khi nào nhận một loại thông báo qua thư."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=10, choices=KINDS)
    when = models.CharField(max_length=6, choices=[(when.value, when.label) for when in When])

    class Meta:
        constraints = [models.UniqueConstraint(name="one_choice_per_kind", fields=["user", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.when}"
