"""A unit's own layouts, saved words of reports, signed copies that came back."""

from __future__ import annotations

from django.db import models


class Layout(models.Model):
    """Mẫu riêng của đơn vị for one paper of the catalogue: a Word template with fields, or a superior's form whose
    blanks were mapped once. Only ``unit`` and those above it see it."""

    SORTS = (("WORD", "Mẫu Word có trường"), ("FORM", "Biểu của cấp trên, gán một lần"))
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="layouts")
    paper = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    sort = models.CharField(max_length=4, choices=SORTS)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "paper"], name="layout_of_unit")]

    def __str__(self) -> str:
        return self.name


class LayoutVersion(models.Model):
    """One file of a layout with its ``mapping`` (place → field); a change is a new version, old ones stay."""

    layout = models.ForeignKey(Layout, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    mapping = models.JSONField(default=dict)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(name="one_layout_version", fields=["layout", "number"])]

    def __str__(self) -> str:
        return f"{self.layout_id} v{self.number}"


class ReportWords(models.Model):
    """Lời báo cáo đã lưu of one officer for one report: the words with their tokens, and ``numbers`` (token →
    [as printed then, source]), so that a source which has changed since is told."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="report_words")
    code = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    text = models.TextField()
    numbers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_report_words", fields=["user", "code", "key"])]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"


class SignedCopy(models.Model):
    """Bản đã ký số của một văn bản, nộp lại: what its signatures proved when it came, in ``seen``."""

    paper = models.ForeignKey("registry.Paper", on_delete=models.PROTECT, related_name="signed_copies")
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    seen = models.JSONField(default=dict)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(name="one_signed_copy", fields=["paper", "file"])]

    def __str__(self) -> str:
        return self.file_name
