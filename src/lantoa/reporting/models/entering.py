"""What stands around a report while it is being entered: drafts, sendings, files taken in, evidence of cells."""

from __future__ import annotations

from django.db import models

from .forms import Form, FormIndicator
from .submissions import Submission


class Draft(models.Model):
    """Bản nháp tự lưu: what one person typed and did not save yet, readable or not; nobody else sees it.

    ``cells``: indicator code → {part: text as typed}; ``base``: the cells and ``revision`` the writer began from.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="drafts")
    author = models.CharField(max_length=150)
    revision = models.PositiveIntegerField()
    base = models.JSONField(default=dict)
    cells = models.JSONField(default=dict)
    note = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_draft_per_author", fields=["submission", "author"]),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.author}"


class Sending(models.Model):
    """Lần gửi có khóa: a sending that arrives again with its key is answered as before and done once.

    ``digest`` is what was sent; the same key with something else is refused.
    """

    author = models.CharField(max_length=150)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="sendings")
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_sending_per_key", fields=["author", "key"])]

    def __str__(self) -> str:
        return f"{self.author} {self.key}"


class TakenFile(models.Model):
    """Tệp số liệu đã nhập: which bytes were taken in, when and by whom; ``submission`` is None for a file of many."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="taken_files")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, related_name="taken_files"
    )
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sha256", "form"], name="taken_file_bytes")]

    def __str__(self) -> str:
        return self.name


class CellFile(models.Model):
    """Minh chứng của một ô: a file that stands behind the figure; taken back, never erased."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="cell_files")
    line = models.ForeignKey(FormIndicator, on_delete=models.PROTECT, related_name="cell_files")
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
