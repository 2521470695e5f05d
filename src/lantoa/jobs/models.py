"""A piece of background work that somebody started and can watch."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    WAITING = "WAITING", "Đang chờ"
    RUNNING = "RUNNING", "Đang chạy"
    DONE = "DONE", "Đã xong"
    FAILED = "FAILED", "Không hoàn thành"
    STOPPED = "STOPPED", "Đã hủy"


UNFINISHED = (State.WAITING, State.RUNNING)


class Job(models.Model):
    """Việc nền. ``result`` and ``problem`` are JSON objects; a problem has code, message, place, remedy.

    ``task`` and ``arguments`` say how to run it again; ``cursor`` is how far it surely got, written in the
    transaction of the work itself; ``attempt`` counts the times a worker took it, ``worker`` and ``beat_at`` say
    which one has it and when it last spoke.
    """

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
    task = models.CharField(max_length=200, blank=True)
    arguments = models.JSONField(default=dict)
    cursor = models.JSONField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)
    beat_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state"], name="job_unfinished", condition=models.Q(state__in=UNFINISHED)),
            models.Index(fields=["started_by", "-id"], name="job_of_user"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def again(self) -> bool:
        """Whether it ended without its result and knows how to run again."""
        return self.state in (State.FAILED, State.STOPPED) and bool(self.task)


class Turn(models.Model):
    """Một lần chạy việc định kỳ: ``name`` ran for ``period`` ('2026-11-21'). The row is in the transaction of its
    work, so that no period is served twice and none is marked without being served."""

    name = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    at = models.DateTimeField()
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_turn_per_period", fields=["name", "period"])]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"
