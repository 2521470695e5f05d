"""Where a round's reporters count, as small Parquet files beside the figures: built by reporting's own rules from the
organisation in the database, once per state of the organisation, arrangement, geography and set of reporters."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Max, Sum

from lantoa.organisation.models import Revision, Unit
from lantoa.reporting import facts, scope
from lantoa.reporting.models import Round, Submission
from lantoa.reporting.rules.boards import Board as Arranged

from . import engine
from .drawing import Drawn, Lost, draw
from .reading import path_text
from .rules.dialects import Dialect, quoted
from .rules.questions import Board

WAIVED = "waived"
ONE = timedelta(days=1)
KEPT = 60
"""Boards on disk; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A board on disk. ``lost``: reporters that nobody took over; ``gone``: units that owe and were no more on the
    period's last day, with what stood above them last."""

    folder: Path
    split: bool
    whole: bool
    lost: tuple[Lost, ...]
    gone: tuple[Lost, ...]

    def board(self, dialect: Dialect) -> Board:
        places = f"SELECT unit, pos, share, branch FROM {self._file('places', dialect)}"
        return Board(
            places, f"SELECT node, above FROM {self._file('climb', dialect)}", self.split, self.whole
        )

    def nodes(self, dialect: Dialect) -> str:
        return self._file("nodes", dialect)

    def _file(self, name: str, dialect: Dialect) -> str:
        return dialect.file.format(path_text(self.folder / f"{name}.parquet"))


class Owing(NamedTuple):
    """What ``scope.build`` reads of an obligation."""

    pk: int
    round_id: int
    unit: Any


class Named(NamedTuple):
    code: str


def obligations(round_: Round) -> Any:
    return Submission.objects.filter(round=round_).exclude(state=WAIVED)


def places(rounds: Sequence[Round], *, unit: str, cluster: str, geography: date | None) -> tuple[Placed, ...]:
    """Each round's board for the arrangement that ``unit`` or ``cluster`` asks; two queries where they stand already.
    ``NotFound`` for an unknown unit."""
    rows = Submission.objects.filter(round__in=rounds).order_by().values("round_id")
    whole = {told["round_id"]: told for told in rows.annotate(n=Count("pk"), last=Max("pk"))}
    waived = {
        told["round_id"]: told for told in rows.filter(state=WAIVED).annotate(n=Count("pk"), sum=Sum("pk"))
    }
    arrangement = f"cluster:{cluster}" if cluster else ("land" if _land(unit) else "line")
    base, revision = str(settings.FIGURES), Revision.current()

    def stamp(pk: int) -> str:
        held, spared = whole.get(pk, {}), waived.get(pk, {})
        return f"{held.get('n')}.{held.get('last')}.{spared.get('n')}.{spared.get('sum')}"

    found = []
    for one in rounds:
        folder = _folder(base, revision, one.pk, stamp(one.pk), arrangement, geography)
        if not (folder / "meta.json").exists():
            _write(folder, _drawn(one, _owing(one), unit, cluster, geography))
            _read.cache_clear()
        os.utime(folder)  # what is asked stays when the oldest go
        found.append(_read(folder))
    return tuple(found)


def _land(unit: str) -> bool:
    return _kinds(Revision.current()).get(unit, "") in scope.LAND


@lru_cache(maxsize=2)
def _kinds(revision: str) -> dict[str, str]:
    return {spell.unit: kind for spell, _, kind in facts.spells()}


@lru_cache(maxsize=512)
def _folder(
    base: str, revision: str, round_id: int, stamp: str, arrangement: str, geography: date | None
) -> Path:
    round_ = Round.objects.get(pk=round_id)
    day = round_.ends - ONE
    said = [revision, arrangement, str(geography), str(_stretch(revision, day)), *_owing(round_)]
    return Path(base) / "boards" / hashlib.sha256("\n".join(said).encode()).hexdigest()[:24]


def _owing(round_: Round) -> list[str]:
    return sorted(obligations(round_).order_by().values_list("unit__code", flat=True))


def _stretch(revision: str, day: date) -> date | None:
    """Boards of periods that end between the same two turning days are the same."""
    return max((turn for turn in _turns(revision) if turn <= day), default=None)


@lru_cache(maxsize=2)
def _turns(revision: str) -> tuple[date, ...]:
    found = {spell.valid.start for spell, _, _ in facts.spells()}
    found |= {spell.valid.end for spell, _, _ in facts.spells() if spell.valid.end is not None}
    return tuple(sorted(found | {move.on for move in facts.moves()}))


def _drawn(round_: Round, owing: Sequence[str], unit: str, cluster: str, geography: date | None) -> Drawn:
    rows = [Owing(0, round_.pk, Named(code)) for code in owing]
    asked = scope.build([round_], rows, unit=unit, cluster=cluster, geography=geography)  # type: ignore[arg-type]
    board: Arranged = asked.board(round_.period)
    numbers = dict(Unit.objects.order_by().values_list("code", "pk"))
    day = geography or round_.ends - ONE
    kinds = {spell.unit: kind for spell, _, kind in facts.spells() if spell.valid.covers(day)}
    return draw(board, asked, round_, numbers, kinds, owing)


def _write(folder: Path, drawn: Drawn) -> None:
    """The whole folder under another name first: a reader sees it complete or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=folder.parent, prefix="part-"))
    cursor = engine.cursor()
    for name, columns, rows in drawn.tables:
        _parquet(cursor, part / f"{name}.parquet", columns, rows)
    meta = {
        "split": drawn.split,
        "whole": drawn.whole,
        "lost": [(one.unit, one.code, one.share, one.above) for one in drawn.lost],
        "gone": [(one.unit, one.code, one.share, one.above) for one in drawn.gone],
    }
    (part / "meta.json").write_text(json.dumps(meta), "utf-8")
    try:
        part.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(part, ignore_errors=True)
    _sweep(folder.parent)


def _parquet(cursor: Any, path: Path, columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
    text = path.with_suffix(".csv")
    with text.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    named = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns.items())
    cursor.execute(
        f"COPY (SELECT * FROM read_csv({quoted(str(text))}, header = false, auto_detect = false, delim = ',', "
        f"quote = '\"', escape = '\"', columns = {{{named}}})) TO {quoted(str(path))} "
        "(FORMAT parquet, COMPRESSION zstd)"
    )
    text.unlink()


@lru_cache(maxsize=512)
def _read(folder: Path) -> Placed:
    told = json.loads((folder / "meta.json").read_text("utf-8"))
    lost, gone = (tuple(Lost(*one[:3], tuple(one[3])) for one in told[name]) for name in ("lost", "gone"))
    return Placed(folder, told["split"], told["whole"], lost, gone)


def _sweep(boards: Path) -> None:
    found = sorted(_folders(boards), key=lambda pair: pair[0], reverse=True)
    for _, path in found[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _folders(boards: Path) -> Iterator[tuple[float, Path]]:
    for path in boards.iterdir():
        try:
            yield path.stat().st_mtime, path
        except OSError:
            continue
