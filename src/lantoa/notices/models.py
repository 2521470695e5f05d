"""Notices to people, and the mail that would carry them out."""

from __future__ import annotations

from django.db import models


class Notice(models.Model):
    """Thông báo cho một người."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="notices")
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return self.title


class Mail(models.Model):
    """Thư điện tử đã lập. In the demo it stays on a page and never goes out."""

    to = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.subject
