"""Changes of the organisation as they were decided: what was asked, what it did, whether it was undone.

A change acts through validity dates alone: one for a coming day stands in the rows at once and is in force when
that day comes. ``effects`` holds every row it wrote, so that it can be taken back exactly.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from lantoa.kernel.decisions import Mark

MARKS = [(mark.value, mark.label) for mark in Mark]


class ChangeKind(models.TextChoices):
    CREATE = "create", "Thành lập"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển cấp trên"
    MERGE = "merge", "Hợp nhất, sáp nhập"
    SPLIT = "split", "Chia tách"
    DISSOLVE = "dissolve", "Giải thể"
    KIND = "kind", "Đổi loại"
    REORGANISE = "reorganise", "Sắp xếp đồng loạt"


class Carry(models.TextChoices):
    """What becomes of the open work of a unit that ends."""

    ASK = "ask", "Hỏi người có thẩm quyền"
    CARRY = "carry", "Chuyển sang đơn vị kế thừa"
    CLOSE = "close", "Khép lại"


class UnitChange(models.Model):
    """Thay đổi tổ chức: one decision on a unit, from ``day`` on. ``said`` are the arguments it was asked with.

    ``carry`` says what became of the open work of units that ended: empty where the change leaves none.
    ``citing`` is the key of a document that the product holds (``hooks.Cited``); empty: ``basis`` was typed.
    """

    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="changes")
    others = models.ManyToManyField("organisation.Unit", related_name="changes_beside")
    day = models.DateField()
    basis = models.CharField(max_length=300)
    citing = models.CharField(max_length=80, blank=True, default="")
    said = models.JSONField(default=dict)
    effects = models.JSONField(default=dict)
    carry = models.CharField(max_length=6, choices=Carry.choices, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default=Mark.VERIFIED)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    entry = models.BigIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_on = models.DateField(null=True)
    undone_by = models.CharField(max_length=150, blank=True)
    undone_basis = models.CharField(max_length=300, blank=True)
    undone_entry = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "day"], name="unit_change_unit")]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit} ({self.day})"

    def state_on(self, today: date) -> str:
        """``planned`` (its day is to come), ``in_force``, ``cancelled`` (taken back before its day), ``undone``."""
        if self.undone_on is not None:
            return "cancelled" if self.undone_on < self.day else "undone"
        return "planned" if today < self.day else "in_force"


class CarryPolicy(models.Model):
    """Quy định của tỉnh: what happens to open work when ``unit`` or a unit below it ends.

    No row: a person is asked each time, because no national text says what is to be done.
    """

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="carry_policies")
    rule = models.CharField(max_length=6, choices=Carry.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_carry_policy", fields=["unit"], condition=Q(valid_to__isnull=True)
            ),
            models.CheckConstraint(
                name="carry_policy_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.rule} ({self.valid_from})"
