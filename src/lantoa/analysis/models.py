"""The board's kept rows, tables that officers keep, and their sending."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .rules.sending import Every


class BoardRow(models.Model):
    """Dòng bảng tin của một đơn vị hay cụm, một biểu: small, ready to show, made again after figures changed.

    ``said``: {"headlines": [{code, name, measure, ratio, value, before}], "before", "final", "sample"}. ``stale_at``:
    since when a newer figure waits to be counted in; None when it is up to date.
    """

    unit = models.ForeignKey("organisation.Unit", on_delete=models.CASCADE, null=True, related_name="+")
    cluster = models.ForeignKey("organisation.Cluster", on_delete=models.CASCADE, null=True, related_name="+")
    form = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    period = models.CharField(max_length=10)
    label = models.CharField(max_length=60)
    counted = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    in_time = models.PositiveIntegerField(default=0)
    due = models.DateField()
    said = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    stale_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_board_row_of_unit", fields=["unit", "form"]),
            models.UniqueConstraint(name="one_board_row_of_cluster", fields=["cluster", "form"]),
            models.CheckConstraint(
                name="board_row_of_unit_or_cluster",
                condition=Q(unit__isnull=False) ^ Q(cluster__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["stale_at"], name="board_stale", condition=~Q(stale_at=None))]

    def __str__(self) -> str:
        return f"{self.unit_id or self.cluster_id} {self.form} {self.period}"


class SavedTable(models.Model):
    """Bảng đã lưu: a question by name, of one person; ``unit`` shares it with that unit's people. Deleted ones stay for
    undoing."""

    owner = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="saved_tables")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    question = models.JSONField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_table_per_name", fields=["owner", "name"], condition=Q(deleted_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """Lịch gửi một bảng đã lưu: to named receivers, each of whom gets what they themselves may see."""

    table = models.ForeignKey(SavedTable, on_delete=models.PROTECT, related_name="schedules")
    owner = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="schedules")
    every = models.CharField(max_length=6, choices=[(one.value, one.label) for one in Every])
    receivers = models.ManyToManyField("access.User", related_name="+")
    created_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    last_turn = models.CharField(max_length=20, blank=True)
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.table_id} {self.every}"


class Sending(models.Model):
    """Một lần gửi tới một người: sent, or not sent because the receiver may not see it (``why`` says so)."""

    class State(models.TextChoices):
        SENT = "sent", "Đã lập thư"
        REFUSED = "refused", "Không gửi: người nhận không có quyền xem"
        NO_ADDRESS = "no_addr", "Chỉ báo trong phần mềm: chưa có địa chỉ thư"
        EMPTY = "empty", "Không gửi: bảng chưa có kỳ nào để tính"

    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="sendings")
    receiver = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    turn = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_sending_a_turn", fields=["schedule", "receiver", "turn"]),
        ]
        indexes = [models.Index(fields=["schedule", "-at"], name="sending_of_schedule")]

    def __str__(self) -> str:
        return f"{self.schedule_id} {self.turn} {self.state}"
