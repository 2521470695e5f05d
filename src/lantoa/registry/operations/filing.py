"""Files and the archive: open a file, lay papers into it, close it, hand it over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean
from lantoa.organisation.models import Unit

from .. import queries
from ..models import HandOver, Incoming, Paper, RecordFile
from ..rules import keeping
from ..rules.lifecycle import KEEP
from .common import held, move, note, own, record


@transaction.atomic
def open_record(
    *,
    actor: Actor,
    unit: str,
    year: int,
    notation: str,
    title: str,
    years: int,
    basis: str,
    day: date,
    at: datetime,
    illustrative: bool = False,
) -> RecordFile:
    """A file of ``unit``, kept ``years`` (0: for good) on the ``basis`` that the unit goes by."""
    own(actor, KEEP, unit, day)
    faults = keeping.faults(clean(title), years, clean(basis))
    if faults or not clean(notation):
        first = faults[0] if faults else None
        raise BadInput(
            first.code if first else "NO_NOTATION",
            first.message if first else "Chưa ghi số, ký hiệu hồ sơ.",
            place=first.place if first else "số, ký hiệu hồ sơ",
            remedy=first.remedy if first else "Theo danh mục hồ sơ của cơ quan, ví dụ 01.TĐKT.",
            faults=faults,
        )
    of = Unit.objects.select_for_update().get(code=unit)
    if RecordFile.objects.filter(unit=of, year=year, notation=clean(notation)[:20]).exists():
        raise Conflict(
            "FILE_EXISTS",
            f"Hồ sơ {clean(notation)} năm {year} đã có.",
            place="số, ký hiệu hồ sơ",
            remedy="Chọn số khác.",
        )
    row = RecordFile.objects.create(
        unit=of, year=year, notation=clean(notation)[:20], title=clean(title)[:500], years=years,
        basis=clean(basis)[:300], opened_on=day, made_by=actor.name[:120], illustrative=illustrative,
    )  # fmt: skip
    journal.record(
        actor=actor, action="registry.record.open", subject=f"registry.record:{row.pk}", at=at, basis=row.basis,
        after={"unit": unit, "notation": row.notation, "years": years},
    )  # fmt: skip
    return row


def _record(actor: Actor, pk: int, day: date) -> RecordFile:
    queries.record(pk, visible_to=actor, day=day)
    row = RecordFile.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)
    access.allow(actor, KEEP, row.unit.code, day)
    if row.closed_on is not None:
        raise Conflict("FILE_CLOSED", "Hồ sơ đã kết thúc.", place=row.notation, remedy="Chọn hồ sơ đang mở.")
    return row


@transaction.atomic
def archive(*, actor: Actor, paper: int, record_file: int, day: date, at: datetime) -> Paper:
    """An issued paper goes into an open file of the same body."""
    row, step = held(actor, paper, "archive", day)
    file = _record(actor, record_file, day)
    _same_body(file, row.body_id, row.body.code)
    before = row.state
    row.record = file
    move(row, step.target, "record")
    note(row, "archive", actor, at, reason=f"Hồ sơ {file.notation}")
    record(actor, row, "registry.paper.archive", at, before, record=file.pk)
    return row


@transaction.atomic
def file_incoming(*, actor: Actor, incoming: int, record_file: int, day: date, at: datetime) -> Incoming:
    """A paper that was worked off goes into an open file of its body."""
    queries.arrived(incoming, visible_to=actor, day=day)
    row = Incoming.objects.select_for_update(of=("self",)).select_related("unit").get(pk=incoming)
    file = _record(actor, record_file, day)
    _same_body(file, row.unit_id, row.unit.code)
    if row.state != "DONE":
        raise Conflict(
            "NOT_DONE",
            "Văn bản đến chưa xử lý xong.",
            place=str(row),
            remedy="Chờ nơi được giao báo kết quả.",
        )
    row.record = file
    row.save(update_fields=["record"])
    journal.record(
        actor=actor, action="registry.incoming.file", subject=f"registry.incoming:{row.pk}", at=at,
        after={"record": file.pk},
    )  # fmt: skip
    return row


def _same_body(file: RecordFile, body: int, code: str) -> None:
    if file.unit_id != body:
        raise Conflict(
            "OTHER_BODY", "Hồ sơ này của cơ quan khác.", place=file.notation, remedy=f"Chọn hồ sơ của {code}."
        )


@transaction.atomic
def close_record(*, actor: Actor, record_file: int, day: date, at: datetime) -> RecordFile:
    """The matter is finished: nothing is added any more."""
    row = _record(actor, record_file, day)
    if not row.papers.exists() and not row.incoming.exists():
        raise Conflict(
            "FILE_EMPTY", "Hồ sơ chưa có văn bản nào.", place=row.notation, remedy="Đưa văn bản vào trước."
        )
    row.closed_on = day
    row.save(update_fields=["closed_on"])
    journal.record(
        actor=actor, action="registry.record.close", subject=f"registry.record:{row.pk}", at=at,
        after={"closed_on": day.isoformat()},
    )  # fmt: skip
    return row


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    unit: str,
    records: Sequence[int],
    giver: str,
    taker: str,
    taker_unit: str,
    day: date,
    at: datetime,
    giver_post: str = "",
    note: str = "",
    illustrative: bool = False,
) -> HandOver:
    """Closed files of ``unit`` go to the archive: one list (mục lục), one biên bản giao nhận."""
    own(actor, KEEP, unit, day)
    rows = list(
        RecordFile.objects.select_for_update(of=("self",))
        .filter(pk__in=records, unit__code=unit)
        .order_by("pk")
    )
    if not rows or len(rows) != len(set(records)):
        raise BadInput(
            "NO_FILES", "Chưa chọn hồ sơ của cơ quan mình.", place="hồ sơ", remedy="Chọn ít nhất một hồ sơ."
        )
    for one in rows:
        if one.closed_on is None or one.hand_over_id is not None:
            raise Conflict(
                "FILE_NOT_READY", f"Hồ sơ {one.notation} chưa kết thúc hoặc đã giao nộp.", place="hồ sơ",
                remedy="Chỉ giao nộp hồ sơ đã kết thúc, chưa giao.",
            )  # fmt: skip
    if not clean(giver) or not clean(taker) or not clean(taker_unit):
        raise BadInput(
            "NO_SIDES", "Chưa ghi đủ bên giao, bên nhận.", place="bên nhận", remedy="Ghi họ tên và đơn vị."
        )
    made = HandOver.objects.create(
        unit=Unit.objects.get(code=unit), on=day, giver=clean(giver)[:120], giver_post=clean(giver_post)[:160],
        taker=clean(taker)[:120], taker_unit=clean(taker_unit)[:200], note=clean(note)[:300], made_by=actor.name[:120],
        made_at=at, illustrative=illustrative,
    )  # fmt: skip
    for one in rows:
        one.hand_over = made
        one.save(update_fields=["hand_over"])
    journal.record(
        actor=actor, action="registry.record.hand_over", subject=f"registry.hand_over:{made.pk}", at=at,
        after={"records": [one.pk for one in rows], "taker": made.taker_unit},
    )  # fmt: skip
    return made
