"""Conferences and what was said at them, every fact with its source in ``registry.Citation``."""

from __future__ import annotations

from django.db import models

KINDS = {
    "hoi_nghi_tong_ket": "Hội nghị tổng kết",
    "hoi_nghi_so_ket": "Hội nghị sơ kết",
    "hoi_nghi_giao_ban": "Hội nghị giao ban",
    "hoi_nghi_trien_khai": "Hội nghị triển khai công tác",
    "hoi_nghi_danh_gia": "Hội nghị đánh giá",
    "hoi_nghi_ban_chap_hanh": "Hội nghị Ban Chấp hành",
    "hoi_nghi": "Hội nghị",
    "dai_hoi": "Đại hội thi đua",
    "le_ky_niem": "Lễ kỷ niệm",
    "le_tuyen_duong": "Lễ tuyên dương",
    "bai_phan_anh": "Bài phản ánh",
    "khac": "Sự kiện khác",
}
"""Codes shared with the reading schema, so that an accepted event keeps its kind."""


class Conference(models.Model):
    """Hội nghị. ``unit`` keeps the record and scopes it; ``province`` and ``place`` say where it met."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="conferences")
    kind = models.CharField(max_length=24, choices=list(KINDS.items()))
    title = models.CharField(max_length=400)
    search = models.CharField(max_length=400, editable=False)
    held_on = models.DateField(null=True)
    province = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="conferences_hosted"
    )
    place = models.CharField(max_length=300, blank=True)
    host = models.CharField(max_length=300, blank=True)
    cluster = models.ForeignKey(
        "organisation.Cluster", on_delete=models.PROTECT, null=True, related_name="conferences"
    )
    illustrative = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Người dự, as named and titled in the source."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    rank = models.CharField(max_length=80, blank=True)
    position = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=20, default="attendee")

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """Số liệu được nêu tại hội nghị: as said there, never added to the reporting figures by itself."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="figures")
    value = models.DecimalField(max_digits=24, decimal_places=4)
    unit_word = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=400, blank=True)
    period = models.CharField(max_length=120, blank=True)
    qualifier = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.value} {self.unit_word}"


class Award(models.Model):
    """Khen thưởng được nêu tại hội nghị; ``count`` None where the source says only 'nhiều'."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="awards")
    form = models.CharField(max_length=300)
    form_code = models.CharField(max_length=40)
    count = models.PositiveIntegerField(null=True)
    recipient_kind = models.CharField(max_length=12)
    authority = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=12, default="conferred")

    def __str__(self) -> str:
        return self.form


class CitedDocument(models.Model):
    """Văn bản được viện dẫn."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=80)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=500, blank=True)
    issued_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Conclusion(models.Model):
    """Kết luận hội nghị: what was concluded, and the task it became."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="conclusions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    due = models.DateField(null=True)
    task = models.OneToOneField(
        "programme.Task", on_delete=models.PROTECT, null=True, related_name="conclusion"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_conclusion_per_order", fields=["conference", "order"])
        ]

    def __str__(self) -> str:
        return self.text
