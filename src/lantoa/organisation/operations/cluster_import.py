"""A table of clusters and their members: every cluster looked at under the rules of ``create_cluster``, then written
in bulk. A cluster's rows may stand anywhere in the file, so its members are held by their codes alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import Conflict, Problem
from lantoa.kernel.vi.text import clean

from ..models import Cluster, Membership, Placement, Revision
from .clusters import CHANGE, check_leaders, check_shape, exists_already, label, not_in_force, role_of
from .ground import allow, lock, need_basis
from .importing import LABELS, Asked, Outcome, Progress, Rows, batches, quiet, remark_of

IMPORT = "organisation.cluster.import"


@dataclass(slots=True)
class _Given:
    """One cluster of the file; ``row``: its first, where its faults are shown."""

    row: int
    series: str
    number: int
    name: str = ""
    head: str | None = None
    deputy: str | None = None
    members: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Period:
    issuer: str
    start: date
    end: date


def import_clusters(
    *,
    actor: Actor,
    rows: Rows,
    period: Period,
    basis: str,
    digest: str,
    at: datetime,
    trial: bool,
    progress: Progress = quiet,
) -> Outcome:
    """One cluster of ``period`` for each series and number of ``rows``, all or none; a ``trial`` only looks.

    Looking holds no lock; ``Conflict`` when units or clusters changed between looking and writing.
    """
    basis, seen = need_basis(basis), Revision.current()
    given, outcome, asked = _gathered(rows, progress), Outcome(), Asked()
    units = _in_force((code for one in given for code in one.members), period.start)
    standing = _standing(period)
    for one in given:
        try:
            asked.once(("issuer",), lambda: allow(actor, period.issuer, period.start, CHANGE))
            _check(one, period, units, standing)
            outcome.new += len(one.members)
        except Problem as problem:
            outcome.tell(remark_of(one.row, problem.fault, LABELS["members"]))
    if not trial:
        outcome.refuse()
        _write(actor, given, period, units, basis, digest, at, outcome, seen)
    return outcome


def _gathered(rows: Rows, progress: Progress) -> list[_Given]:
    found: dict[tuple[str, int], _Given] = {}
    done = 0
    for batch in batches(rows):
        for number, row in batch:
            series, order, unit = str(row["series"]), int(str(row["number"])), str(row["unit"])
            one = found.setdefault((series, order), _Given(number, series, order))
            one.members.append(unit)
            one.name = one.name or str(row["name"] or "")
            if row["role"] == "HEAD":
                one.head = unit
            elif row["role"] == "DEPUTY":
                one.deputy = unit
        done += len(batch)
        progress(done)
    return list(found.values())


def _in_force(codes: Iterable[str], day: date) -> dict[str, int]:
    found: dict[str, int] = {}
    for batch in batches(dict.fromkeys(codes)):
        rows = Placement.objects.on(day).filter(unit__code__in=batch).order_by("pk")
        found.update(rows.values_list("unit__code", "unit_id"))
    return found


def _standing(period: Period) -> tuple[dict[tuple[str, int], str], frozenset[str]]:
    """Clusters of the issuer in the period by series and number; the keys of all it ever had."""
    rows = Cluster.objects.filter(issuer=period.issuer).order_by("pk")
    then = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=period.start), valid_from__lt=period.end)
    held = {(series, number): key for series, number, key in then.values_list("series", "number", "key")}
    return held, frozenset(rows.values_list("key", flat=True))


def _check(
    one: _Given,
    period: Period,
    units: dict[str, int],
    standing: tuple[dict[tuple[str, int], str], frozenset[str]],
) -> None:
    check_shape(one.series, one.number, period.start, period.end, one.members)
    check_leaders(one.head, one.deputy, one.members)
    held, keys = standing
    other, key = held.get((one.series, one.number)), _key(one, period)
    if other is not None or key in keys:
        raise exists_already(other or key)
    missing = next((code for code in one.members if code not in units), None)
    if missing is not None:
        raise not_in_force(missing, period.start)


def _key(one: _Given, period: Period) -> str:
    return f"{period.issuer}:{one.series}:{one.number}:{label(period.start, period.end)}"


@transaction.atomic
def _write(
    actor: Actor, given: list[_Given], period: Period, units: dict[str, int], basis: str, digest: str,
    at: datetime, outcome: Outcome, seen: str,
) -> None:  # fmt: skip
    lock()
    if Revision.current() != seen:
        raise Conflict(
            "CHANGED_MEANWHILE",
            "Tổ chức hoặc cụm thi đua vừa được người khác ghi.",
            place="tệp",
            remedy="Kiểm tra lại tệp rồi ghi.",
        )
    for batch in batches(given):
        _write_batch(batch, period, units, basis)
    Revision.renew()
    journal.record(
        actor=actor, action=IMPORT, subject="organisation.clusters:import", at=at, basis=basis,
        after={"digest": digest, "new": outcome.new},
    )  # fmt: skip


def _write_batch(batch: list[_Given], period: Period, units: dict[str, int], basis: str) -> None:
    made = Cluster.objects.bulk_create(
        Cluster(
            key=_key(one, period), issuer=period.issuer, series=one.series, number=one.number,
            name=clean(one.name) or f"Cụm thi đua số {one.number}", period_kind="CALENDAR",
            valid_from=period.start, valid_to=period.end, members_known=True, source=basis[:300],
            mark=Mark.VERIFIED,
        )
        for one in batch
    )  # fmt: skip
    Membership.objects.bulk_create(
        (
            Membership(
                cluster=cluster, unit_id=units[code], role=role_of(code, one.head, one.deputy),
                valid_from=period.start, valid_to=period.end,
            )
            for cluster, one in zip(made, batch, strict=True)
            for code in one.members
        ),
        batch_size=1000,
    )  # fmt: skip
