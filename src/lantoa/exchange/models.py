"""Files brought in, deployments that packages are exchanged with, and packages sent and taken."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lantoa.organisation.sheets import SHEETS

from .merging_models import Merge
from .paper_models import Layout, LayoutVersion, ReportWords, SignedCopy

__all__ = [
    "Import", "Layout", "LayoutVersion", "Merge", "Package", "Peer", "Received", "ReportWords",
    "SignedCopy",
]  # fmt: skip


class Import(models.Model):
    """Một tệp bảng được đưa vào: ``checked`` (row by row, nothing written), then ``applied`` once and for all.

    ``remarks`` are [row, column, code, message, remedy], at most a thousand; ``marked`` is the file with these
    cells coloured. ``options`` holds the cluster issuer and period.
    """

    STATES = (
        ("CHECKING", "Đang kiểm tra"),
        ("WRONG", "Cần sửa"),
        ("CHECKED", "Đạt, chờ ghi"),
        ("APPLYING", "Đang ghi"),
        ("APPLIED", "Đã ghi"),
        ("FAILED", "Không đọc được"),
    )
    kind = models.CharField(max_length=12, choices=[(one.code, one.title) for one in SHEETS.values()])
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    form = models.CharField(max_length=4)
    day = models.DateField()
    basis = models.CharField(max_length=300)
    options = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=STATES, default="CHECKING")
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    remarks = models.JSONField(default=list)
    marked = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="imports")
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"], name="import_of_user")]
        constraints = [
            models.UniqueConstraint(
                name="one_file_applied_once",
                fields=["kind", "file", "day"],
                condition=Q(state="APPLIED"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"


class Peer(models.Model):
    """Bản cài khác: its public keys, compared by fingerprint over another channel before it is trusted."""

    name = models.CharField(max_length=120)
    network = models.CharField(
        max_length=8,
        choices=[("internal", "Mạng nội bộ Công an"), ("internet", "Internet, mạng số liệu Chính phủ")],
    )
    fingerprint = models.CharField(max_length=64, unique=True)
    signing_key = models.CharField(max_length=64)
    sealing_key = models.CharField(max_length=64)
    basis = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Package(models.Model):
    """Gói đã lập hoặc đã nhận. ``number`` is the package's own random name: taken once, never again."""

    direction = models.CharField(max_length=3, choices=[("OUT", "Gửi đi"), ("IN", "Nhận vào")])
    number = models.CharField(max_length=32)
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="packages")
    contents = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=[("OPENED", "Đã mở, chờ ghi"), ("APPLIED", "Đã ghi"), ("SENT", "Đã lập")]
    )
    file = models.ForeignKey("registry.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_package_per_number", fields=["direction", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.number[:8]}"


class Received(models.Model):
    """Một dòng nhận từ bản cài khác, giữ như nơi gửi nói: a figure or a decision of theirs, never mixed with our
    own. ``key`` names it at the sender; a later package replaces ``body``."""

    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="received")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="received")
    kind = models.CharField(
        max_length=12, choices=[("figures", "Số liệu báo cáo"), ("decisions", "Quyết định đã công khai")]
    )
    key = models.CharField(max_length=200)
    body = models.JSONField()
    search = models.CharField(max_length=400, editable=False)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_received_row", fields=["peer", "kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"
