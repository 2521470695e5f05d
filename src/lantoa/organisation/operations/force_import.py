"""A table of numbers of forces: looked at batch by batch under the rules of ``record_force``, written in batches."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict, Problem

from .. import queries
from ..force_models import ForceCount
from ..models import Revision, Unit
from ..rules.forces import Count, check
from ..rules.imports import Values
from .changes import civil
from .forces import RECORD, check_counts, check_past, counted_elsewhere
from .ground import allow, lock, need_basis
from .importing import LABELS, Asked, Outcome, Progress, Rows, batches, quiet, remark_of

IMPORT = "organisation.force.import"
Spoken = dict[str, dict[date, bool]]
"""Unit → day → whether it counts anything of one force then; of several for a day the last recorded stands."""


@dataclass(slots=True)
class _Forces:
    """Looks at rows and spools the good ones; each place is asked about once, each force's counts read once."""

    actor: Actor
    today: date
    spool: IO[str]
    outcome: Outcome
    asked: Asked = field(default_factory=Asked)
    spoken: dict[str, Spoken] = field(default_factory=dict)

    def take(self, rows: list[tuple[int, Values]]) -> None:
        for number, row in rows:
            try:
                count = self._good(row)
            except Problem as problem:
                self.outcome.tell(remark_of(number, problem.fault, LABELS["forces"]))
                continue
            self._of(count.force).setdefault(count.unit, {})[count.day] = not count.empty
            self.spool.write(json.dumps(_kept(count)) + "\n")
            self.outcome.new += 1

    def _good(self, row: Values) -> Count:
        given: Any = {**row, "trained": row["trained"] or 0, "support": row["support"] or 0}
        count = Count(**given)
        self.asked.once(("unit", count.unit), lambda: allow(self.actor, count.unit, self.today, RECORD))
        check_past(count.day, self.today)
        check(count)
        self.asked.once(("place", count.unit, count.day), lambda: check_counts(count.unit, count.day))
        if not count.empty:
            self._counted_once(count)
        return count

    def _of(self, force: str) -> Spoken:
        if force not in self.spoken:
            found: Spoken = defaultdict(dict)
            rows = ForceCount.objects.filter(force=force).order_by("pk")
            for unit, day, teams, members in rows.values_list("unit__code", "day", "teams", "members"):
                found[unit][day] = bool(teams or members)
            self.spoken[force] = found
        return self.spoken[force]

    def _counted_once(self, count: Count) -> None:
        now, spoken = queries.standing(count.day), self._of(count.force)
        others = (frozenset(now.graph.lineage(count.unit)) | now.reach_of(count.unit)) & now.in_force
        for code in sorted((others - {count.unit}) & spoken.keys()):
            days = [day for day in spoken[code] if day <= count.day]
            if days and spoken[code][max(days)]:
                raise counted_elsewhere(code, max(days), count.day)


def _kept(count: Count) -> list[Any]:
    return [
        count.unit, count.force, count.day.isoformat(), count.teams, count.members, count.trained, count.support,
    ]  # fmt: skip


def import_forces(
    *,
    actor: Actor,
    rows: Rows,
    basis: str,
    digest: str,
    at: datetime,
    trial: bool,
    progress: Progress = quiet,
) -> Outcome:
    """Every number of ``rows`` or none; a ``trial`` only looks. ``digest``: the file's SHA-256 for the journal.

    Looking holds no lock; ``Conflict`` when units or numbers changed between looking and writing.
    """
    basis = need_basis(basis)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        seen, done = _state(), 0
        work = _Forces(actor, civil(at), spool, Outcome())
        for batch in batches(rows):
            work.take(batch)
            done += len(batch)
            progress(done)
        if not trial:
            work.outcome.refuse()
            spool.seek(0)
            _write(actor, map(json.loads, spool), basis, digest, at, work.outcome, seen)
    return work.outcome


def _state() -> tuple[str, int]:
    """What the looking rests on: the organisation, and the last number recorded."""
    last = ForceCount.objects.order_by("-pk").values_list("pk", flat=True).first()
    return Revision.current(), last or 0


@transaction.atomic
def _write(
    actor: Actor, kept: Iterator[Any], basis: str, digest: str, at: datetime, outcome: Outcome,
    seen: tuple[str, int],
) -> None:  # fmt: skip
    lock()
    if _state() != seen:
        raise Conflict(
            "CHANGED_MEANWHILE",
            "Tổ chức hoặc số liệu lực lượng vừa được người khác ghi.",
            place="tệp",
            remedy="Kiểm tra lại tệp rồi ghi.",
        )
    for batch in batches(kept):
        codes = {row[0] for row in batch}
        ids = dict(Unit.objects.filter(code__in=codes).order_by("code").values_list("code", "pk"))
        ForceCount.objects.bulk_create(
            ForceCount(
                unit_id=ids[unit], force=force, day=day, teams=teams, members=members, trained=trained,
                support=support, basis=basis[:300], by=actor.name, recorded_at=at,
            )
            for unit, force, day, teams, members, trained, support in batch
        )  # fmt: skip
    journal.record(
        actor=actor, action=IMPORT, subject="organisation.forces:import", at=at, basis=basis,
        after={"digest": digest, "new": outcome.new},
    )  # fmt: skip
