"""Bring the shipped units into the database, at once and only once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM
from lantoa.kernel.errors import Conflict

from ..bulk import insert
from ..geography import Bundle, ClusterRow, PlacementRow, UnitRow, bundle, former, sets
from ..geography.rows import FROM_2025
from ..models import (
    ChangeKind,
    Cluster,
    Membership,
    Placement,
    Revision,
    Succession,
    Unit,
    UnitChange,
    names_of,
)
from .ground import lock

BATCH = 1000
Progress = Callable[[str, int, int], None]
"""Told (what, done, total) after each batch."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new; all zero when everything was there already."""

    units: int
    placements: int
    successions: int
    clusters: int
    digest: str

    @property
    def anything(self) -> bool:
        return bool(self.units or self.successions or self.clusters)


def _quiet(what: str, done: int, total: int) -> None:
    return None


@transaction.atomic
def load_geography(*, at: datetime, progress: Progress = _quiet, until: date | None = None) -> Loaded:
    """Add every shipped unit, succession and cluster that is missing; never touch one that is there.

    A second run changes nothing and records nothing; the one journal entry carries the data's digest.
    ``until`` brings only the situation of that day, as if nothing later were known: the sets then apply it
    (``reorganise``). A database that waits for a set of July 2025 is not loaded past it.
    """
    lock()
    shipped = bundle()
    ids = dict(Unit.objects.values_list("code", "id"))
    until = until or _waiting()
    if until is not None:
        shipped = sets.on_eve(shipped, until)
    new = frozenset(row.code for row in shipped.units if row.code not in ids)
    _add_units([row for row in shipped.units if row.code in new], ids)
    placements = [row for row in shipped.placements if row.unit in new]
    _add_placements(placements, ids, progress)
    successions = _add_successions(shipped, ids)
    clusters = _add_clusters(shipped.clusters, ids)
    loaded = Loaded(len(new), len(placements), successions, clusters, shipped.digest)
    if loaded.anything:
        _loaded(loaded, "VN", at)
    return loaded


@transaction.atomic
def load_former(*, at: datetime, progress: Progress = _quiet) -> Loaded:
    """Add the districts and communes of before July 2025 that the load leaves out, with what became of each.

    A second run changes nothing. ``Conflict`` before the country is there, and after the set of July 2025 was
    applied by a change, which would not know of them: undo it, load, apply it again.
    """
    lock()
    ids = dict(Unit.objects.values_list("code", "id"))
    if "VN" not in ids:
        raise Conflict(
            "NO_COUNTRY", "Chưa nạp các đơn vị của hôm nay.", place="dữ liệu",
            remedy="Chạy trước: lantoa units load.",
        )  # fmt: skip
    if UnitChange.objects.filter(kind=ChangeKind.REORGANISE, undone_at=None, said__key=sets.JULY).exists():
        raise Conflict(
            "SET_APPLIED", "Bộ sắp xếp 01/7/2025 đã được áp dụng bằng một thay đổi.", place=sets.JULY,
            remedy="Hoàn tác bộ đó, nạp đơn vị cũ, rồi áp dụng lại.",
        )  # fmt: skip
    until = _waiting()
    shipped = former() if until is None else sets.on_eve(former(), until)
    new = [row for row in shipped.units if row.code not in ids]
    _add_units(new, ids)
    standing = set(Placement.objects.filter(valid_from__lt=FROM_2025).values_list("unit__code", flat=True))
    placements = [row for row in shipped.placements if row.unit not in standing]
    _add_placements(placements, ids, progress)
    loaded = Loaded(len(new), len(placements), _add_successions(shipped, ids), 0, shipped.digest)
    if loaded.anything:
        _loaded(loaded, "former", at)
    return loaded


def _loaded(loaded: Loaded, what: str, at: datetime) -> None:
    """The end of a load: the database knows its sizes, caches and search know of the change, one entry says so."""
    _measure()
    Revision.renew()
    journal.record(
        actor=SYSTEM,
        action="organisation.geography.load",
        subject=f"organisation.geography:{what}",
        at=at,
        basis="Nghị quyết 202/2025/QH15; Quyết định 19/2025/QĐ-TTg",
        after={
            "digest": loaded.digest,
            "units": loaded.units,
            "placements": loaded.placements,
            "successions": loaded.successions,
            "clusters": loaded.clusters,
        },
    )


def _waiting() -> date | None:
    """The eve of July 2025 when its set was not applied here: a province of before it has no end."""
    former = [row.predecessor for row in bundle().successions if row.on == FROM_2025]
    open_ = Placement.objects.filter(unit__code__in=former[:100], valid_to=None)
    return FROM_2025 - timedelta(days=1) if open_.exists() else None


def _measure() -> None:
    """Tell the database how many rows there now are; it plans as for empty tables until it knows."""
    with connection.cursor() as cursor:
        for model in (Unit, Placement, Succession, Membership):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _add_units(rows: list[UnitRow], ids: dict[str, int]) -> None:
    """Lands first: an organ's territory must have its id."""
    for lands in (True, False):
        part = [row for row in rows if (row.territory is None) is lands]
        made = Unit.objects.bulk_create(
            [Unit(code=row.code, territory_id=row.territory and ids[row.territory]) for row in part],
            batch_size=BATCH,
        )
        ids.update({unit.code: unit.pk for unit in made})


NAMED = ("name", "short_name", "search", "sort")
COLUMNS = (
    "unit_id", "parent_id", "kind", "official_code", "valid_from", "valid_to", "basis", "source", "mark",
    "planned", *NAMED,
)  # fmt: skip


def _add_placements(rows: list[PlacementRow], ids: dict[str, int], progress: Progress) -> None:
    for start in range(0, len(rows), BATCH):
        insert(Placement, COLUMNS, [_placement(row, ids) for row in rows[start : start + BATCH]])
        progress("đơn vị", min(start + BATCH, len(rows)), len(rows))


def _placement(row: PlacementRow, ids: dict[str, int]) -> tuple[object, ...]:
    """The values of ``COLUMNS``."""
    day, named = connection.ops.adapt_datefield_value, names_of(row.name, row.short_name)
    return (
        ids[row.unit], row.parent and ids[row.parent], str(row.kind), row.official_code, day(row.valid_from),
        day(row.valid_to), row.basis, row.source, row.mark.value, False, *(named[name] for name in NAMED),
    )  # fmt: skip


def _add_successions(shipped: Bundle, ids: dict[str, int]) -> int:
    there = set(Succession.objects.values_list("predecessor_id", "successor_id", "on"))
    rows = [
        Succession(
            predecessor_id=ids[row.predecessor], successor_id=ids[row.successor], on=row.on, share=row.share,
            basis=row.basis, source=row.source, mark=row.mark,
        )
        for row in shipped.successions
        if (ids[row.predecessor], ids[row.successor], row.on) not in there
    ]  # fmt: skip
    Succession.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _add_clusters(rows: tuple[ClusterRow, ...], ids: dict[str, int]) -> int:
    there = set(Cluster.objects.values_list("key", flat=True))
    new = [row for row in rows if row.key not in there]
    made = Cluster.objects.bulk_create(
        Cluster(
            key=row.key, issuer=row.issuer, series=row.series, number=row.number, name=row.name,
            period_kind=row.period_kind, valid_from=row.valid_from, valid_to=row.valid_to,
            members_known=row.members_known, source=row.source, mark=row.mark,
        )
        for row in new
    )  # fmt: skip
    Membership.objects.bulk_create(
        Membership(
            cluster=cluster, unit_id=ids[member.unit], role=member.role,
            valid_from=row.valid_from, valid_to=row.valid_to,
        )
        for cluster, row in zip(made, new, strict=True)
        for member in row.members
    )  # fmt: skip
    return len(new)
