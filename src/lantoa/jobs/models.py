"""A piece of background work that somebody started and can watch."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    WAITING = "WAITING", "Đang chờ"
    RUNNING = "RUNNING", "Đang chạy"
    DONE = "DONE", "Đã xong"
    FAILED = "FAILED", "Không hoàn thành"


class Job(models.Model):
    """Việc nền. ``result`` and ``problem`` are JSON objects; a problem has code, message, place, remedy."""

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="jobs")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    problem = models.JSONField(null=True)
    link = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title
