"""The record of a change, and taking it back: cancelled before its day, undone after it, always by a new entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.clock import HANOI
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import Conflict, NotFound
from lantoa.kernel.vi.dates import on_screen

from .. import hooks
from ..models import Carry, ChangeKind, Membership, Placement, Revision, Succession, Unit, UnitChange
from . import seats
from .ground import allow, check_whole, lock, need_basis
from .ledger import Ledger

FEW = 200


def civil(at: datetime) -> date:
    """The day in Hà Nội on which something is done."""
    return at.astimezone(HANOI).date()


def record(
    actor: Actor,
    kind: ChangeKind,
    unit: Unit,
    day: date,
    basis: str,
    said: Mapping[str, Any],
    ledger: Ledger,
    at: datetime,
    *,
    before: Any = None,
    after: Any = None,
    mark: str = Mark.VERIFIED,
    others: Iterable[str] = (),
    settle: Any = None,
    citing: str = "",
) -> UnitChange:
    """Keep the change with all it wrote, settle the open work (``settle(change)``), and write the one entry."""
    change = UnitChange.objects.create(
        kind=kind, unit=unit, day=day, basis=basis, citing=citing, said=dict(said), effects=ledger.rows(),
        mark=mark, by=actor.id, at=at,
    )  # fmt: skip
    beside = (ledger.units | set(others)) - {unit.code}
    change.others.set(Unit.objects.filter(code__in=beside))
    Revision.renew()
    if settle is not None:
        settle(change)
    entry = journal.record(
        actor=actor, action=f"organisation.unit.{kind}", subject=f"organisation.unit:{unit.code}", at=at,
        basis=basis, before=before, after={**(after or {}), "change": change.pk},
    )  # fmt: skip
    UnitChange.objects.filter(pk=change.pk).update(entry=entry.seq)
    change.entry = entry.seq
    return change


def found(pk: int) -> UnitChange:
    """The change, locked; ``NotFound`` for a number that names none."""
    row = UnitChange.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound(
            "UNKNOWN_CHANGE", f"Không có thay đổi tổ chức số {pk}.", place="thay đổi",
            remedy="Xem danh sách ở trang Thay đổi tổ chức.",
        )  # fmt: skip
    return row


@transaction.atomic
def undo(*, actor: Actor, change: int, basis: str, at: datetime) -> UnitChange:
    """Take a change back: placements, successions and seats stand exactly as before it.

    Only the latest change of every unit it touched; ``Conflict`` says what later fact rests on it.
    """
    lock()
    row = found(change)
    touched = [row.unit.code, *row.others.order_by("code").values_list("code", flat=True)]
    for code in _asked(row, touched):
        allow(actor, code, row.day)
    basis = need_basis(basis)
    _check_latest(row)
    _check_rests(row)
    _take_back(row)
    check_whole()
    _check_supported(row)
    Revision.renew()
    if len(touched) > FEW:
        hooks.rewritten.tell(hooks.Rewritten(tuple(touched), at))
    settled = row.effects.get("settled")
    if settled:
        hooks.unsettling.tell(hooks.Unsettling(row.pk, settled, row.day, actor, at))
    if row.carry == Carry.ASK:
        hooks.asking.tell(hooks.Asking(row.pk, row.unit.code, (), row.day, True, at))
    row.undone_at, row.undone_on, row.undone_by, row.undone_basis = at, civil(at), actor.id, basis
    row.save(update_fields=["undone_at", "undone_on", "undone_by", "undone_basis"])
    entry = journal.record(
        actor=actor, action="organisation.change.undo", subject=f"organisation.unit:{row.unit.code}", at=at,
        basis=basis, before={"change": row.pk, "entry": row.entry, "kind": row.kind, "day": str(row.day)},
    )  # fmt: skip
    UnitChange.objects.filter(pk=row.pk).update(undone_entry=entry.seq)
    row.undone_entry = entry.seq
    return row


def _asked(row: UnitChange, touched: list[str]) -> list[str]:
    """Whose leave is needed: of a set of thousands only the unit it is filed under and its roots."""
    roots = row.said.get("roots")
    return list(roots) if roots else touched


def _check_latest(row: UnitChange) -> None:
    if row.undone_at is not None:
        raise Conflict(
            "ALREADY_UNDONE", "Thay đổi này đã được hoàn tác.", place=f"thay đổi số {row.pk}",
            remedy="Muốn làm lại thì ghi một thay đổi mới.",
        )  # fmt: skip
    units = [row.unit_id, *row.others.values_list("pk", flat=True)]
    later = (
        UnitChange.objects.filter(Q(unit__in=units) | Q(others__in=units), pk__gt=row.pk, undone_at=None)
        .order_by("pk")
        .first()
    )
    if later is not None:
        raise Conflict(
            "LATER_CHANGE",
            f"Sau đó đã có thay đổi số {later.pk} ({ChangeKind(later.kind).label.lower()}, "
            f"từ {on_screen(later.day)}) dựa trên thay đổi này.",
            place=f"thay đổi số {row.pk}",
            remedy="Hoàn tác thay đổi sau trước, rồi đến thay đổi này.",
        )


def _check_rests(row: UnitChange) -> None:
    heirs = Succession.objects.filter(pk__in=row.effects.get("inherited", ()))
    gained = list(heirs.order_by("successor__code").values_list("successor__code", flat=True))
    founded = [row.unit.code] if row.kind == ChangeKind.CREATE else []
    notice = hooks.Undoing(row.kind, tuple(dict.fromkeys([*founded, *gained])), row.day)
    hooks.undoing.tell(notice)
    if notice.rests:
        more = f" và {len(notice.rests) - 1} việc khác" if len(notice.rests) > 1 else ""
        raise Conflict(
            "RESTED_ON",
            f"Không hoàn tác được: {notice.rests[0]}{more}.",
            place=f"thay đổi số {row.pk}",
            remedy="Xử lý các việc đã dựa trên thay đổi này trước, hoặc ghi một thay đổi mới có căn cứ.",
        )


def _moved_on(row: UnitChange) -> Conflict:
    return Conflict(
        "MOVED_ON", "Dữ liệu do thay đổi này ghi đã được sửa sau đó.", place=f"thay đổi số {row.pk}",
        remedy="Ghi một thay đổi mới có căn cứ thay cho hoàn tác.",
    )  # fmt: skip


def _take_back(row: UnitChange) -> None:
    """The inverse of ``Ledger``, refused where a row is no longer as the change left it."""
    done = row.effects
    placed = {pk: end for pk, end in done.get("placed", ())}
    rows = Placement.objects.in_bulk(placed)
    if {pk: _iso(one.valid_to) for pk, one in rows.items()} != placed:
        raise _moved_on(row)
    if not seats.take_back(row):
        raise _moved_on(row)
    _remove(Succession, done.get("inherited", ()))
    _remove(Placement, placed)
    _reopen(row, Placement, done.get("closed", ()))
    _reopen(row, Membership, done.get("left", ()))
    Membership.objects.bulk_create(
        Membership(
            pk=pk, cluster_id=cluster, unit_id=unit, role=role, valid_from=_day(start), valid_to=_day(end)
        )
        for pk, cluster, unit, role, start, end in done.get("dropped", ())
    )
    for unit, land in reversed(done.get("lands", ())):
        Unit.objects.filter(pk=unit).update(territory_id=land)


def _remove(model: Any, ids: Iterable[int]) -> None:
    """Few rows one by one, so that whoever follows them hears; a whole set at once, told by ``hooks.rewritten``."""
    rows = model.objects.filter(pk__in=list(ids))
    if rows.count() <= FEW:
        rows.delete()
    else:
        rows._raw_delete(rows.db)


def _reopen(row: UnitChange, model: Any, closed: Iterable[list[Any]]) -> None:
    ends = {pk: (before, after) for pk, before, after in closed}
    rows = model.objects.in_bulk(ends)
    if {pk: _iso(one.valid_to) for pk, one in rows.items()} != {pk: after for pk, (_, after) in ends.items()}:
        raise _moved_on(row)
    for pk, one in rows.items():
        one.valid_to = _day(ends[pk][0])
    model.objects.bulk_update(rows.values(), ["valid_to"], batch_size=500)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _check_supported(row: UnitChange) -> None:
    """``Conflict`` when, from the day of the change on, a unit would stand below one that is not there."""
    units = {row.unit_id, *row.others.values_list("pk", flat=True)}
    rows = Placement.objects.filter(Q(unit__in=units) | Q(parent__in=units), parent__isnull=False)
    hanging = [one for one in rows.select_related("unit") if one.valid_to is None or one.valid_to > row.day]
    above: dict[int | None, list[Placement]] = {}
    for one in Placement.objects.filter(unit__in={one.parent_id for one in hanging}).order_by("valid_from"):
        above.setdefault(one.unit_id, []).append(one)
    for one in hanging:
        if not _covers(above.get(one.parent_id, []), max(one.valid_from, row.day), one.valid_to):
            raise Conflict(
                "LEFT_HANGING",
                f"“{one.name}” sẽ trực thuộc một đơn vị không hoạt động.",
                place=f"đơn vị {one.unit.code}",
                remedy="Chuyển đơn vị ấy sang nơi khác trước, rồi hoàn tác.",
            )


def _covers(spells: list[Placement], start: date, end: date | None) -> bool:
    """Whether placements, in order of time, leave no gap in ``[start, end)``."""
    at: date | None = start
    for one in spells:
        if at is not None and one.valid_from <= at and (one.valid_to is None or one.valid_to > at):
            at = one.valid_to
            if at is None:
                return True
    return end is not None and at is not None and at >= end
