"""Units in time. A unit's code is its identity; its name, kind and place are rows with a validity."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection, models
from django.db.models import F, Q

from lantoa.kernel.decisions import Mark
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi import names
from lantoa.kernel.vi.text import clean, collation_key, search_key

from . import among  # noqa: F401 -- registers the lookup

MARKS = [(mark.value, mark.label) for mark in Mark]


class UnitKind(models.TextChoices):
    """Loại đơn vị. Levels are rows, never columns."""

    NATION = "NATION", "Cả nước"
    PROVINCE = "PROVINCE", "Tỉnh, thành phố"
    DISTRICT = "DISTRICT", "Huyện, quận (đến 30/6/2025)"
    COMMUNE = "COMMUNE", "Xã, phường, đặc khu"
    RESIDENTIAL_AREA = "RESIDENTIAL_AREA", "Khu dân cư"
    MINISTRY = "MINISTRY", "Bộ"
    DEPARTMENT = "DEPARTMENT", "Cục, vụ, tổng cục"
    PROVINCIAL_POLICE = "PROVINCIAL_POLICE", "Công an tỉnh, thành phố"
    FIRE_POLICE = "FIRE_POLICE", "Cảnh sát phòng cháy và chữa cháy (đến 2018)"
    POLICE_DIVISION = "POLICE_DIVISION", "Phòng thuộc Công an tỉnh"
    COMMUNE_POLICE = "COMMUNE_POLICE", "Công an xã, phường, đặc khu"
    PEOPLES_COMMITTEE = "PEOPLES_COMMITTEE", "Ủy ban nhân dân"
    SPECIALISED_AGENCY = "SPECIALISED_AGENCY", "Cơ quan chuyên môn"
    COUNCIL = "COUNCIL", "Hội đồng thi đua – khen thưởng"
    STEERING_COMMITTEE = "STEERING_COMMITTEE", "Ban Chỉ đạo"
    PARTY_BODY = "PARTY_BODY", "Cấp ủy, cơ quan Đảng"
    FRONT = "FRONT", "Mặt trận Tổ quốc"
    MASS_ORGANISATION = "MASS_ORGANISATION", "Đoàn thể, tổ chức quần chúng"
    AGENCY = "AGENCY", "Cơ quan, đơn vị"
    ENTERPRISE = "ENTERPRISE", "Doanh nghiệp"
    SCHOOL = "SCHOOL", "Học viện, nhà trường, cơ sở giáo dục"
    MOVEMENT_GROUP = "MOVEMENT_GROUP", "Tổ, nhóm nòng cốt của phong trào"
    OTHER = "OTHER", "Đơn vị khác"


class Unit(models.Model):
    """Đơn vị. ``territory`` ties an organ (police, People's Committee) to the land it answers for."""

    code = models.CharField(max_length=32, unique=True)
    territory = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="organs")

    def __str__(self) -> str:
        return self.code


class PlacementQuerySet(models.QuerySet["Placement"]):
    def on(self, day: date) -> PlacementQuerySet:
        """Placements in force on ``day``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Placement(models.Model):
    """A unit's name, kind and parent while ``valid_from <= day < valid_to``.

    ``official_code`` is the code of the state's list of that time (mã đơn vị hành chính); the state has given
    a code to another unit before, which is why it is not the identity (docs/decisions/0002).
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="child_placements")
    kind = models.CharField(max_length=24, choices=UnitKind.choices)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120, blank=True)
    official_code = models.CharField(max_length=10, blank=True)
    search = models.CharField(max_length=300, editable=False)
    sort = models.CharField(max_length=1400, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default=Mark.TO_CONFIRM)
    planned = models.BooleanField(default=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "valid_from"], name="placement_kind"),
            models.Index(fields=["search"], name="placement_search"),
            models.Index(fields=["parent", "valid_from"], name="placement_parent"),
        ]
        constraints = [
            models.CheckConstraint(
                name="placement_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="one_open_placement_per_unit", fields=["unit"], condition=Q(valid_to__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from})"

    def save(self, *args: object, **kwargs: object) -> None:
        self.keyed()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def keyed(self) -> Placement:
        """Name cleaned, search and collation keys filled; returns itself for bulk creation."""
        for column, value in names_of(self.name, self.short_name).items():
            setattr(self, column, value)
        return self


def names_of(name: str, short_name: str) -> dict[str, str]:
    """The columns of a placement that follow from its names."""
    name, short = clean(name), search_key(short_name)
    search = search_key(name)
    if short and short not in search:
        search = f"{search} {short}"[:300]
    return {"name": name, "short_name": short_name, "search": search, "sort": collation_key(name)}


class Succession(models.Model):
    """Kế thừa: ``share`` of what belonged to ``predecessor`` goes to ``successor`` from ``on``."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_in")
    on = models.DateField()
    share = models.DecimalField(max_digits=9, decimal_places=8, default=1)
    basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default=Mark.TO_CONFIRM)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_succession", fields=["predecessor", "successor", "on"]),
            models.CheckConstraint(name="succession_share", condition=Q(share__gt=0) & Q(share__lte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({self.on})"


class Cluster(models.Model):
    """Cụm, khối thi đua. Known by issuer, series, number and period; never by number alone."""

    key = models.CharField(max_length=80, unique=True)
    issuer = models.CharField(max_length=32)
    series = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    period_kind = models.CharField(
        max_length=10, choices=[("CALENDAR", "Năm dương lịch"), ("SCHOOL", "Năm học")], default="CALENDAR"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    members_known = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default=Mark.TO_CONFIRM)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_cluster_per_number_and_start", fields=["issuer", "series", "number", "valid_from"]
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def last_day(self) -> date | None:
        """The last day inside, as people say periods; None while it has no end."""
        return Validity(self.valid_from, self.valid_to).last_day


class Membership(models.Model):
    """Thành viên cụm, with the role of the year: head (cụm trưởng), deputy (cụm phó), member."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=8,
        choices=[("HEAD", "Cụm trưởng"), ("DEPUTY", "Cụm phó"), ("MEMBER", "Thành viên")],
        default="MEMBER",
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_membership", fields=["cluster", "unit", "valid_from"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit} in {self.cluster}"


class Person(models.Model):
    """Người được ghi tên vì một danh hiệu, chức trách hoặc chữ ký; nothing else about them is kept."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    search = models.CharField(max_length=120, editable=False)
    sort = models.CharField(max_length=600, editable=False)
    rank = models.CharField(max_length=60, blank=True)
    gender = models.CharField(max_length=6, choices=[("MALE", "Nam"), ("FEMALE", "Nữ")], blank=True)
    citizen_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 -- unknown is not ""
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["search"], name="person_search")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.keyed()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def keyed(self) -> Person:
        """Name cleaned, search and collation keys filled; returns itself for bulk creation."""
        self.name = clean(self.name)
        self.search, self.sort = search_key(self.name), names.sort_key(self.name)
        return self


class Posting(models.Model):
    """Chức vụ của một người ở một đơn vị trong một thời gian."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="postings")
    post = models.CharField(max_length=160)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=300, blank=True)
    end_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="posting_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.post}"


class Revision(models.Model):
    """Which state of the organisation this is: a new token at every change, so caches never go stale."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token

    @classmethod
    def current(cls) -> str:
        """Asked by every request, often: so without the cost of building a query."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT token FROM organisation_revision WHERE id = 1")
            row = cursor.fetchone()
        return row[0] if row else "none"

    @classmethod
    def renew(cls) -> None:
        """Called by every operation that changes units, placements, successions or clusters."""
        cls.objects.update_or_create(id=1, defaults={"token": secrets.token_hex(16)})


from .change_models import Carry, CarryPolicy, ChangeKind, UnitChange  # noqa: E402 -- these point to Unit
from .force_models import ForceCount  # noqa: E402 -- points to Unit
from .people_models import PersonMerge, RankSpell  # noqa: E402 -- these point to Person

__all__ = [
    "MARKS",
    "Carry",
    "CarryPolicy",
    "ChangeKind",
    "Cluster",
    "ForceCount",
    "Membership",
    "Person",
    "PersonMerge",
    "Placement",
    "PlacementQuerySet",
    "Posting",
    "RankSpell",
    "Revision",
    "Succession",
    "Unit",
    "UnitChange",
    "UnitKind",
]
