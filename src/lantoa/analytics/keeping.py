"""Keeping the partitions: what changed is taken over as a delta, deltas are joined to the base, all is made anew.

None of it changes what counts, so none is journalled: the database is the truth, and ``checking`` proves the copy.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from lantoa.reporting.models import Round, Submission

from . import engine, files, filling, reading
from .files import Delta, Manifest
from .models import Change, Partition
from .rules.dialects import DUCKDB

MOST_DELTAS = 12
MOST_UNITS = 2_000
"""Beyond either the deltas are joined to the base."""


def keep(*, at: datetime) -> dict[str, int]:
    """One round of upkeep: every round with something waiting, or with figures and no partition."""
    told = {"delta": 0, "rebuilt": 0}
    for round_ in waiting():
        done = take_over(round_=round_, at=at)
        told["delta"] += done == "delta"
        told["rebuilt"] += done == "rebuilt"
    return told


def waiting() -> list[Round]:
    """Rounds with an outbox, with counted reports and no partition yet, or whose files are gone or another's."""
    pending = set(Change.objects.order_by().values_list("round_id", flat=True).distinct())
    made = set(Partition.objects.order_by().values_list("round_id", flat=True))
    counting = Submission.objects.filter(state__in=filling.COUNTED).exclude(round__in=made).order_by()
    pending |= set(counting.values_list("round_id", flat=True).distinct())
    rounds = Round.objects.filter(pk__in=pending | made).select_related("form").order_by("pk")
    return [one for one in rounds if one.pk in pending or standing(one, files.folder_of(one)) is None]


def take_over(*, round_: Round, at: datetime) -> str:
    """The outbox into a delta: 'delta', 'rebuilt' where that was the only way, '' where nothing waited."""
    folder = files.folder_of(round_)
    with files.writing(folder):
        manifest = standing(round_, folder)
        if manifest is None:
            _rebuild(round_, folder, at)
            return "rebuilt"
        changes = list(Change.objects.filter(round=round_).order_by("pk").values_list("pk", "submission_id"))
        if not changes:
            return ""
        submissions = sorted({submission for _, submission in changes})
        if len(submissions) > MOST_UNITS:
            _rebuild(round_, folder, at)
            return "rebuilt"
        _delta(round_, folder, manifest, submissions, [pk for pk, _ in changes], at)
        return "delta"


def rebuild(*, round_: Round, at: datetime) -> Manifest:
    """The partition from the database alone, whatever was there."""
    folder = files.folder_of(round_)
    with files.writing(folder):
        return _rebuild(round_, folder, at)


def compact(*, round_: Round, at: datetime) -> bool:
    """The deltas joined to the base; whether there were any."""
    folder = files.folder_of(round_)
    with files.writing(folder):
        manifest = standing(round_, folder)
        if manifest is None or not manifest.deltas:
            return False
        _compact(round_, folder, manifest)
        return True


def standing(round_: Round, folder: Path) -> Manifest | None:
    """The manifest, where the database knows it; None where the files have to be made (anew)."""
    manifest = files.read(folder)
    if manifest is None:
        return None
    known = Partition.objects.filter(round=round_).values_list("token", flat=True).first()
    return manifest if known in (manifest.token, manifest.before) else None


def _rebuild(round_: Round, folder: Path, at: datetime) -> Manifest:
    """The outbox is read first: what comes while the rows are read stays in it and is taken over once more."""
    done = list(Change.objects.filter(round=round_).values_list("pk", flat=True))
    name = _name("base")
    with filling.typed(filling.rows_of(round_)) as relation:
        rows = filling.write(engine.cursor(), relation, folder / name)
    manifest = Manifest(
        token=secrets.token_hex(12),
        before="",
        base=name,
        kinds=filling.kinds_of(round_),
        reports=filling.counted(round_).count(),
        rows=rows,
        as_of=at.isoformat(),
    )
    _publish(round_, folder, manifest, done)
    return manifest


def _delta(
    round_: Round,
    folder: Path,
    manifest: Manifest,
    submissions: Sequence[int],
    done: Sequence[int],
    at: datetime,
) -> None:
    name = _name("delta")
    units = filling.units_of(submissions)
    with filling.typed(filling.rows_of(round_, submissions)) as relation:
        filling.write(engine.cursor(), relation, folder / name)
    following = manifest.following(
        deltas=(*manifest.deltas, Delta(name, units)),
        reports=filling.counted(round_).count(),
        as_of=at.isoformat(),
    )
    _publish(round_, folder, following, done)
    if len(following.deltas) > MOST_DELTAS or len(following.touched) > MOST_UNITS:
        _compact(round_, folder, following)


def _compact(round_: Round, folder: Path, manifest: Manifest) -> None:
    name = _name("base")
    rows = filling.write(engine.cursor(), reading.relation(folder, manifest, DUCKDB), folder / name)
    _publish(round_, folder, manifest.following(base=name, deltas=(), rows=rows), ())


def _name(what: str) -> str:
    return f"{what}-{secrets.token_hex(8)}.parquet"


def _publish(round_: Round, folder: Path, manifest: Manifest, done: Sequence[int]) -> None:
    """First the files, then the outbox: killed in between, the same reports are taken over twice, which is once."""
    files.publish(folder, manifest)
    with transaction.atomic():
        Partition.objects.update_or_create(
            round=round_,
            defaults={
                "token": manifest.token,
                "as_of": datetime.fromisoformat(manifest.as_of),
                "reports": manifest.reports,
                "rows": manifest.rows,
            },
        )
        for first in range(0, len(done), filling.MANY):
            Change.objects.filter(pk__in=done[first : first + filling.MANY]).delete()
