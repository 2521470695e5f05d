"""A table of units: looked at batch by batch, 100,000 at a time in bounded memory, written in one operation."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor, may
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import Conflict

from .. import queries
from ..bulk import insert
from ..models import Placement, Revision, Unit, names_of
from ..rules.imports import Remark, Values
from .ground import CHANGE, lock, need_basis
from .importing import Outcome, Progress, Rows, batches, quiet
from .units import CODE

NAMED = ("kind", "name", "short_name", "search", "sort")
"""Columns of a placement that a row gives, its keys computed."""


@dataclass(slots=True)
class _Units:
    """Looks at rows batch by batch and spools the new ones to disk with their keys computed."""

    actor: Actor
    day: date
    spool: IO[str] | None
    outcome: Outcome
    in_file: set[str] = field(default_factory=set)
    allowed: dict[str, bool] = field(default_factory=dict)

    def take(self, rows: list[tuple[int, Values]]) -> None:
        codes = {str(row["code"]) for _, row in rows}
        wanted = {str(row[key]) for _, row in rows for key in ("parent", "territory") if row.get(key)}
        standing = _standing(codes | wanted, self.day)
        known = set(
            Unit.objects.filter(code__in=codes | wanted).values_list("code", flat=True).order_by("code")
        )
        for number, row in rows:
            remark = self._wrong(number, row, standing, known)
            if remark is not None:
                self.outcome.tell(remark)
                continue
            if str(row["code"]) in standing:
                self.outcome.same += 1
                continue
            self.outcome.new += 1
            self.in_file.add(str(row["code"]))
            if self.spool is not None:
                self._keep(row)

    def _wrong(
        self, number: int, row: Values, standing: dict[str, _Stands], known: set[str]
    ) -> Remark | None:
        code, parent = str(row["code"]), str(row["parent"])
        if not CODE.fullmatch(code):
            return Remark(
                number,
                "Mã đơn vị",
                "BAD_CODE",
                f"Mã “{code[:40]}” không dùng được.",
                "Dùng chữ không dấu, chữ số, dấu chấm và gạch nối.",
            )
        if len(str(row["name"])) < 2:
            return Remark(number, "Tên đơn vị", "BAD_NAME", "Tên quá ngắn.", "Ghi đủ tên như trong văn bản.")
        if not self._there(parent, standing):
            return Remark(
                number,
                "Mã đơn vị cấp trên",
                "UNKNOWN_UNIT",
                f"Không có đơn vị cấp trên mã “{parent[:40]}” vào ngày đó.",
                "Sửa mã, hoặc đưa đơn vị cấp trên lên dòng phía trên.",
            )
        territory = str(row.get("territory") or "")
        if territory and territory not in known and territory not in self.in_file:
            return Remark(
                number,
                "Mã địa bàn",
                "UNKNOWN_UNIT",
                f"Không có địa bàn mã “{territory[:40]}”.",
                "Sửa mã hoặc để trống.",
            )
        if not self._may(parent):
            return Remark(
                number,
                "Mã đơn vị cấp trên",
                "NOT_ALLOWED",
                "Bạn không có quyền ghi đơn vị dưới đơn vị này.",
                "Bỏ dòng này, hoặc đề nghị người có quyền ghi.",
            )
        there = standing.get(code)
        if there is not None:
            return _differs(number, row, there)
        if code in known:
            return Remark(
                number,
                "Mã đơn vị",
                "FORMER_UNIT",
                f"Mã “{code}” là của một đơn vị đã thôi hoặc chưa hoạt động.",
                "Dùng mã khác, hoặc ghi đơn vị trở lại ở trang Ghi đơn vị mới.",
            )
        return None

    def _there(self, parent: str, standing: dict[str, _Stands]) -> bool:
        row = standing.get(parent)
        return parent in self.in_file or (row is not None and row.until is None)

    def _may(self, parent: str) -> bool:
        if self.actor == SYSTEM or parent in self.in_file:
            return True
        if parent not in self.allowed:
            place = queries.place_of(parent, self.day)
            self.allowed[parent] = may(self.actor, CHANGE, place, self.day)
        return self.allowed[parent]

    def _keep(self, row: Values) -> None:
        values = {"kind": row["kind"], **names_of(str(row["name"]), str(row.get("short_name") or ""))}
        kept = (row["code"], row["parent"], row.get("territory") or "", values)
        assert self.spool is not None
        self.spool.write(json.dumps(kept, ensure_ascii=False) + "\n")


class _Stands(NamedTuple):
    """A unit in force, as much of it as a row is held against."""

    name: str
    kind: str
    parent: str | None
    until: date | None


def _standing(codes: set[str], day: date) -> dict[str, _Stands]:
    rows = Placement.objects.on(day).filter(unit__code__in=codes).order_by("pk")
    found = rows.values_list("unit__code", "name", "kind", "parent__code", "valid_to")
    return {code: _Stands(*said) for code, *said in found}


def _differs(number: int, row: Values, there: _Stands) -> Remark | None:
    """A unit that stands already is left alone when the row says the same, else it is a conflict."""
    if (there.name, there.kind, there.parent or "") == (row["name"], row["kind"], row["parent"]):
        return None
    return Remark(
        number,
        "Mã đơn vị",
        "UNIT_KNOWN",
        f"Mã “{row['code']}” đã là “{there.name}”, khác với dòng này.",
        "Đổi tên, chuyển cấp trên là việc riêng có căn cứ; ở đây dùng mã khác hoặc bỏ dòng.",
    )


def check_units(
    *, actor: Actor, rows: Rows, day: date, progress: Progress = quiet, spool: IO[str] | None = None
) -> Outcome:
    """What ``rows`` of ``sheets.UNITS`` would bring on ``day``; nothing is changed."""
    work = _Units(actor, day, spool, Outcome())
    done = 0
    for batch in batches(rows):
        work.take(batch)
        done += len(batch)
        progress(done)
    return work.outcome


def import_units(
    *,
    actor: Actor,
    rows: Rows,
    day: date,
    basis: str,
    digest: str,
    at: datetime,
    progress: Progress = quiet,
) -> Outcome:
    """Every new unit of ``rows`` from ``day`` on, or none. Looking at the rows holds no lock; writing them is one
    short transaction, so an interrupted import leaves nothing behind and is simply run again.

    ``digest`` is the file's SHA-256 for the journal. Raises ``BadInput`` when any row is wrong.
    """
    basis = need_basis(basis)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        outcome = check_units(actor=actor, rows=rows, day=day, progress=progress, spool=spool)
        outcome.refuse()
        spool.seek(0)
        _write_units(actor, map(json.loads, spool), day, basis, digest, at, outcome)
    return outcome


@transaction.atomic
def _write_units(
    actor: Actor, kept: Iterator[Any], day: date, basis: str, digest: str, at: datetime, outcome: Outcome
) -> None:
    lock()
    for batch in batches(kept):
        _write_batch(batch, day, basis)
    if outcome.new:
        Revision.renew()
    journal.record(
        actor=actor,
        action="organisation.unit.import",
        subject="organisation.units:import",
        at=at,
        basis=basis,
        after={"digest": digest, "new": outcome.new, "same": outcome.same, "day": str(day)},
    )


def _write_batch(batch: list[Any], day: date, basis: str) -> None:
    """Units first: a parent or a territory may stand in the same batch."""
    try:
        with transaction.atomic():
            insert(Unit, ("code",), [(code,) for code, *_ in batch])
    except IntegrityError:
        raise Conflict(
            "CHANGED_MEANWHILE",
            "Có đơn vị trong tệp vừa được người khác ghi.",
            place="tệp",
            remedy="Kiểm tra lại tệp rồi ghi.",
        ) from None
    codes = {one for code, parent, territory, _ in batch for one in (code, parent, territory) if one}
    ids = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk").order_by("code"))
    lands = [Unit(pk=ids[code], territory_id=ids[territory]) for code, _, territory, _ in batch if territory]
    Unit.objects.bulk_update(lands, ["territory"])
    since = connection.ops.adapt_datefield_value(day)
    same = (since, basis[:300], basis[:300], Mark.VERIFIED.value, "", False)
    insert(
        Placement,
        ("unit_id", "parent_id", *NAMED, "valid_from", "basis", "source", "mark", "official_code", "planned"),
        [
            (ids[code], ids[parent], *(values[name] for name in NAMED), *same)
            for code, parent, _, values in batch
        ],
    )
