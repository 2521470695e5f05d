"""Emulation clusters as people ask for them. Re-exported by ``queries``.

A number alone means nothing: the same number had other members in other years, and four series use it at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.vi.dates import on_screen

from .lookup import names_on
from .models import Cluster, Membership
from .rules.rotation import Proposal, propose

SERIES = {
    "provincial": "Công an tỉnh, thành phố",
    "department": "Cục và đơn vị tương đương thuộc Bộ",
    "academy": "Học viện, nhà trường",
    "commune": "Công an cấp xã",
}
"""Known series; a unit may set up others, shown by their own code."""


@dataclass(frozen=True, slots=True)
class Seat:
    code: str
    name: str
    role: str

    @property
    def role_label(self) -> str:
        return {"HEAD": "Cụm trưởng", "DEPUTY": "Cụm phó"}.get(self.role, "Thành viên")


@dataclass(frozen=True, slots=True)
class ClusterView:
    """A cluster on a day within its period. ``members_known`` False: only some members are known to us."""

    key: str
    issuer: str
    issuer_name: str
    series: str
    number: int
    name: str
    valid_from: date
    valid_to: date | None
    head: str | None
    deputy: str | None
    members: tuple[Seat, ...]
    members_known: bool
    sources: tuple[str, ...]
    mark: Mark

    @property
    def series_label(self) -> str:
        return SERIES.get(self.series, self.series)

    @property
    def last_day(self) -> date | None:
        return None if self.valid_to is None else self.valid_to - timedelta(days=1)


def _unknown(message: str, remedy: str) -> NotFound:
    return NotFound("UNKNOWN_CLUSTER", message, place="cụm thi đua", remedy=remedy)


def _within(cluster: Cluster, day: date) -> date:
    """``day``, or the nearest day on which the cluster existed."""
    last = day if cluster.valid_to is None else min(day, cluster.valid_to - timedelta(days=1))
    return max(cluster.valid_from, last)


def _views(rows: Iterable[Cluster], day: date) -> list[ClusterView]:
    """In three queries, whatever the number of clusters, when all exist on ``day``."""
    clusters = list(rows)
    seats: dict[int, list[Membership]] = {cluster.pk: [] for cluster in clusters}
    found = Membership.objects.filter(cluster__in=clusters).select_related("unit").order_by("pk")
    asked = {cluster.pk: _within(cluster, day) for cluster in clusters}
    for seat in found:
        here = asked[seat.cluster_id]
        if seat.valid_from <= here and (seat.valid_to is None or here < seat.valid_to):
            seats[seat.cluster_id].append(seat)
    codes = {seat.unit.code for held in seats.values() for seat in held}
    codes |= {cluster.issuer for cluster in clusters}
    names = {there: names_on(codes, there) for there in set(asked.values())}
    return [_view(cluster, seats[cluster.pk], names[asked[cluster.pk]]) for cluster in clusters]


ORDER = {"HEAD": 0, "DEPUTY": 1, "MEMBER": 2}


def _view(cluster: Cluster, held: list[Membership], names: dict[str, str]) -> ClusterView:
    ordered = sorted(held, key=lambda seat: ORDER[seat.role])
    led = {seat.role: seat.unit.code for seat in held}
    return ClusterView(
        key=cluster.key,
        issuer=cluster.issuer,
        issuer_name=names.get(cluster.issuer, cluster.issuer),
        series=cluster.series,
        number=cluster.number,
        name=cluster.name,
        valid_from=cluster.valid_from,
        valid_to=cluster.valid_to,
        head=led.get("HEAD"),
        deputy=led.get("DEPUTY"),
        members=tuple(
            Seat(seat.unit.code, names.get(seat.unit.code, seat.unit.code), seat.role) for seat in ordered
        ),
        members_known=cluster.members_known,
        sources=(cluster.source,) if cluster.source else (),
        mark=Mark(cluster.mark),
    )


def cluster(key: str, day: date) -> ClusterView:
    """The cluster with its seats on ``day``, or on the nearest day of its period."""
    row = Cluster.objects.filter(key=key).first()
    if row is None:
        raise _unknown(f"Không có cụm thi đua mã “{key}”.", "Xem danh sách cụm ở trang Tổ chức.")
    return _views([row], day)[0]


def clusters_on(
    day: date, *, issuer: str | None = None, series: str | None = None, number: int | None = None
) -> list[ClusterView]:
    """Clusters whose period covers ``day``, by issuer, series and number."""
    asked = {"issuer": issuer, "series": series, "number": number}
    rows = Cluster.objects.filter(**{name: value for name, value in asked.items() if value is not None})
    rows = rows.filter(valid_from__lte=day).order_by("issuer", "series", "number", "valid_from")
    return _views((row for row in rows if row.valid_to is None or day < row.valid_to), day)


def cluster_on(issuer: str, series: str, number: int, day: date) -> ClusterView:
    """The one cluster of that number on ``day``; ``NotFound`` says for which years it is known."""
    found = clusters_on(day, issuer=issuer, series=series, number=number)
    if found:
        return found[0]
    known = Cluster.objects.filter(issuer=issuer, series=series, number=number).order_by("valid_from")
    years = ", ".join(dict.fromkeys(str(row.valid_from.year) for row in known))
    raise _unknown(
        f"Chưa có cụm số {number} (hệ {SERIES.get(series, series)}, do {issuer} lập) vào ngày {on_screen(day)}.",
        f"Các năm đã có: {years}." if years else "Kiểm tra lại nơi lập, hệ và số cụm.",
    )


def clusters_of(code: str) -> list[tuple[Cluster, str]]:
    """(cluster, the unit's highest role in it), newest first."""
    best: dict[str, tuple[Cluster, str]] = {}
    for seat in Membership.objects.filter(unit__code=code).select_related("cluster"):
        held = best.get(seat.cluster.key)
        if held is None or ORDER[seat.role] < ORDER[held[1]]:
            best[seat.cluster.key] = (seat.cluster, seat.role)
    return sorted(best.values(), key=lambda one: (one[0].valid_from, -one[0].number), reverse=True)


def all_clusters() -> QuerySet[Cluster]:
    """Every cluster with ``known``, the number of units that ever sat in it as far as we know."""
    return Cluster.objects.annotate(known=Count("memberships__unit", distinct=True))


def cluster_years() -> list[int]:
    """Years in which some cluster began, newest first."""
    days = Cluster.objects.values_list("valid_from", flat=True).distinct()
    return sorted({day.year for day in days}, reverse=True)


def cluster_issuers() -> set[str]:
    """Codes of all units that have set up a cluster."""
    return set(Cluster.objects.values_list("issuer", flat=True))


def same_number(key: str) -> list[Cluster]:
    """The clusters of the same issuer, series and number in all years, oldest first."""
    like = Cluster.objects.filter(key=key).values_list("issuer", "series", "number").first()
    if like is None:
        return []
    issuer, series, number = like
    return list(all_clusters().filter(issuer=issuer, series=series, number=number).order_by("valid_from"))


@dataclass(frozen=True, slots=True)
class HandOver:
    """The lead passing on: within a cluster's period, or from one year's cluster to the next. Unit codes."""

    day: date
    from_head: str | None
    to_head: str | None
    to_deputy: str | None


def _leads(seats: list[Membership], day: date) -> dict[str, str]:
    return {
        seat.role: seat.unit.code
        for seat in seats
        if seat.role != "MEMBER" and seat.valid_from <= day and (seat.valid_to is None or day < seat.valid_to)
    }


def hand_overs_of(key: str) -> list[HandOver]:
    """Every change of head or deputy in the cluster, and how its first head took over; oldest first."""
    own = Cluster.objects.filter(key=key).first()
    if own is None:
        return []
    line = [one for one in same_number(key) if one.valid_from <= own.valid_from]
    before = next((one for one in reversed(line) if one.key != key), None)
    asked = [own, before] if before else [own]
    rows = Membership.objects.filter(cluster__in=asked).select_related("unit").order_by("pk")
    seats = {cluster.pk: [row for row in rows if row.cluster_id == cluster.pk] for cluster in asked}
    found: list[HandOver] = []
    held = _leads(seats[before.pk], before.valid_to - timedelta(days=1)) if before and before.valid_to else {}
    for day in sorted({own.valid_from, *(seat.valid_from for seat in seats[own.pk])}):
        now = _leads(seats[own.pk], day)
        if now != held and (now.get("HEAD") or held.get("HEAD")):
            found.append(HandOver(day, held.get("HEAD"), now.get("HEAD"), now.get("DEPUTY")))
        held = now
    return found


def next_lead(shown: ClusterView) -> Proposal:
    """Who might lead the following period: a proposal by rotation, for the members to decide."""
    codes = [seat.code for seat in shown.members]
    rows = Membership.objects.filter(
        role="HEAD", unit__code__in=codes, cluster__issuer=shown.issuer, cluster__series=shown.series
    ).values_list("unit__code", "valid_from", "valid_to")
    led: dict[str, date] = {}
    for code, start, end in rows.order_by("valid_from"):
        last = end - timedelta(days=1) if end else start
        led[code] = max(last, led.get(code, last))
    return propose(codes, shown.head, shown.deputy, led)


def clusters_in_force(units: set[str], day: date) -> dict[str, list[str]]:
    """unit → names of the clusters it sits in on ``day``: one query for a whole map or list."""
    rows = Membership.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day, unit__code__in=units
    )
    found: dict[str, list[str]] = {}
    for code, name in rows.order_by("cluster__number").values_list("unit__code", "cluster__name"):
        found.setdefault(code, []).append(name)
    return found
