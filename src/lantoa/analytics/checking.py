"""Proof that a partition holds exactly what the database counts: row by row, by checksums, and the first difference."""

from __future__ import annotations

from dataclasses import dataclass

from lantoa.organisation.models import Unit
from lantoa.reporting.models import Round

from . import engine, files, filling, reading
from .keeping import standing
from .models import Change
from .rules.dialects import DUCKDB

SUM = "count(*), sum(hash(unit, indicator, value, numerator, denominator, keys)::HUGEINT)::VARCHAR"


@dataclass(frozen=True, slots=True)
class Checked:
    """``equal``: same rows on both sides, each once. ``waiting``: reports in the outbox, which readers lay over the
    files. ``difference``: the first one, in words for people; '' where there is none."""

    form: str
    period: str
    equal: bool
    rows: int
    stored: int
    checksum: str
    waiting: int
    difference: str


def check(round_: Round) -> Checked:
    """What readers see (files and outbox) against the database, under the writers' lock."""
    folder = files.folder_of(round_)
    with files.writing(folder):
        manifest = standing(round_, folder)
        waiting = sorted(set(Change.objects.filter(round=round_).values_list("submission_id", flat=True)))
        if manifest is None:
            missing = filling.counted(round_).count()
            told = "" if not missing else f"Chưa có tệp số liệu của kỳ này; {missing} báo cáo đã duyệt."
            return Checked(round_.form.code, round_.period, not missing, 0, 0, "", len(waiting), told)
        units = filling.units_of(waiting)
        with (
            filling.typed(filling.rows_of(round_)) as truth,
            filling.typed(filling.rows_of(round_, waiting)) as over,
        ):
            stored = reading.relation(folder, manifest, DUCKDB, units, over)
            return _compared(round_, truth, stored, len(waiting))


def _compared(round_: Round, truth: str, stored: str, waiting: int) -> Checked:
    cursor = engine.cursor()
    wide = "CAST(value AS DECIMAL(20, 4)) AS value, CAST(numerator AS DECIMAL(20, 4)) AS numerator"
    columns = f"unit, indicator, {wide}, CAST(denominator AS DECIMAL(20, 4)) AS denominator, list_sort(keys) AS keys"
    cursor.execute(f"CREATE TEMP TABLE truth AS SELECT {columns} FROM ({truth}) t")
    cursor.execute(f"CREATE TEMP TABLE stored AS SELECT {columns} FROM ({stored}) s")
    sums = [cursor.execute(f"SELECT {SUM} FROM {name}").fetchone() for name in ("truth", "stored")]
    left, right = (found if found is not None else (0, "") for found in sums)
    first = None if left == right else cursor.execute(DIFFERENCE).fetchone()
    cursor.execute("DROP TABLE truth")
    cursor.execute("DROP TABLE stored")
    return Checked(
        round_.form.code,
        round_.period,
        left == right,
        left[0],
        right[0],
        right[1] or "0",
        waiting,
        _said(first, left[0], right[0]),
    )


DIFFERENCE = """
SELECT unit, indicator, t.n, s.n, t.cell, s.cell
FROM (SELECT unit, indicator, count(*) AS n,
             min(concat_ws('/', value, numerator, denominator, keys::VARCHAR)) AS cell FROM truth GROUP BY ALL) t
FULL JOIN (SELECT unit, indicator, count(*) AS n,
             min(concat_ws('/', value, numerator, denominator, keys::VARCHAR)) AS cell FROM stored GROUP BY ALL) s
USING (unit, indicator)
WHERE t.n IS DISTINCT FROM s.n OR t.cell IS DISTINCT FROM s.cell
ORDER BY unit, indicator LIMIT 1
"""


def _said(first: tuple[object, ...] | None, rows: int, stored: int) -> str:
    if first is None:
        return "" if rows == stored else f"Cơ sở dữ liệu có {rows} số, tệp có {stored}."
    unit, code, there, here, truth, held = first
    name = Unit.objects.filter(pk=unit).values_list("code", flat=True).first() or f"#{unit}"
    if not here:
        return f"Đơn vị {name}, chỉ tiêu {code}: cơ sở dữ liệu có {truth}, tệp không có."
    if not there:
        return f"Đơn vị {name}, chỉ tiêu {code}: tệp có {held}, cơ sở dữ liệu không có."
    if here != there:
        return f"Đơn vị {name}, chỉ tiêu {code}: tệp ghi {here} lần."
    return f"Đơn vị {name}, chỉ tiêu {code}: cơ sở dữ liệu có {truth}, tệp có {held}."
