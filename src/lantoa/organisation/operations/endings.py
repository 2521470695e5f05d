"""Units end: merged into another, divided among several, or dissolved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import on_screen

from .. import hooks, queries
from ..models import ChangeKind, Placement, Revision, Succession, Unit
from .changes import record
from .ground import Change, allow, check_whole, lock, need_basis, placed, succeed, unit_of
from .ledger import Ledger
from .previews import children, gather, memberships
from .settling import checked, main_heirs, settle_new


def _check_no_later_children(units: Sequence[Unit], day: date) -> None:
    """``Conflict`` when a unit is already planned to come below one of ``units`` after ``day``."""
    later = Placement.objects.filter(parent__in=units, valid_from__gt=day).select_related("unit")
    row = later.order_by("valid_from", "sort").first()
    if row is not None:
        raise Conflict(
            "PLANNED_BELOW",
            f"Đã ghi “{row.name}” trực thuộc đơn vị này từ ngày {on_screen(row.valid_from)}.",
            place=f"đơn vị {row.unit.code}",
            remedy="Chọn ngày sau đó, hoặc chuyển đơn vị ấy sang nơi tiếp nhận trước.",
        )


def _end(row: Placement, day: date, ledger: Ledger) -> None:
    """Close a placement at ``day``, with its memberships. Raises ``Conflict`` when it began that day."""
    if row.valid_from >= day:
        raise Conflict(
            "BEGAN_THAT_DAY",
            f"“{row.name}” mới có vị trí từ ngày {on_screen(row.valid_from)}.",
            place=f"đơn vị {row.unit.code}",
            remedy="Chọn một ngày sau đó.",
        )
    if Placement.objects.filter(unit=row.unit, valid_from__gte=day).exists():
        raise Conflict(
            "PLANNED_LATER",
            f"“{row.name}” còn thay đổi đã ghi cho sau ngày {on_screen(day)}.",
            place=f"đơn vị {row.unit.code}",
            remedy="Chọn ngày sau thay đổi đó.",
        )
    ledger.close(row, day)
    for held in memberships([row.unit], day):
        ledger.leave(held, day)


@transaction.atomic
def merge(
    *,
    actor: Actor,
    predecessors: Sequence[str],
    successor: str,
    day: date,
    basis: str,
    at: datetime,
    carry: str = "",
) -> None:
    """``predecessors`` end at ``day``; ``successor`` (in force then; may be one of them) takes over all they had.

    Their children answer to the successor from that day; cluster seats end. Successions carry the whole share.
    ``carry`` says what becomes of their open work; empty: as the province has ruled, else a person is asked.
    """
    gone = [code for code in dict.fromkeys(predecessors) if code != successor]
    for code in (*gone, successor):
        allow(actor, code, day)
    lock()
    basis = need_basis(basis)
    if not gone:
        raise BadInput(
            "NOTHING_TO_MERGE", "Chưa chọn đơn vị nào để hợp nhất vào.", place="đơn vị hợp nhất",
            remedy="Chọn ít nhất một đơn vị khác đơn vị tiếp nhận.",
        )  # fmt: skip
    heir = unit_of(successor, "đơn vị tiếp nhận")
    placed(heir, day, "đơn vị tiếp nhận")
    units = [unit_of(code, "đơn vị hợp nhất") for code in gone]
    rows = [placed(unit, day) for unit in units]
    if any(code in queries.place_of(successor, day).lineage for code in gone):
        raise Conflict(
            "HEIR_BELOW", "Đơn vị tiếp nhận đang trực thuộc đơn vị sẽ kết thúc.", place="đơn vị tiếp nhận",
            remedy="Chuyển đơn vị tiếp nhận lên cấp trên trước, bằng một thay đổi riêng.",
        )  # fmt: skip
    _check_no_later_children(units, day)
    preview = gather(ChangeKind.MERGE, units, [heir], day)
    ledger, below = Ledger(), children(units, day)
    for child in below:
        succeed(child, day, basis, Change(parent=heir), ledger)
    for row in rows:
        _end(row, day, ledger)
        _inherit(row.unit, heir, day, Decimal(1), basis, ledger)
    check_whole()
    Revision.renew()
    hooks.merged.tell(hooks.Merged(tuple(gone), successor, day, actor, at))
    said = {"predecessors": gone, "day": str(day), "moved": [child.unit.code for child in below]}
    heirs = dict.fromkeys(gone, successor)
    record(
        actor, ChangeKind.MERGE, heir, day, basis, said, ledger, at, after=said,
        settle=lambda change: settle_new(change, preview, heirs, checked(carry), actor, at),
    )  # fmt: skip


def _inherit(unit: Unit, heir: Unit, day: date, share: Decimal, basis: str, ledger: Ledger) -> None:
    ledger.inherit(
        Succession(predecessor=unit, successor=heir, on=day, share=share, basis=basis, mark=Mark.VERIFIED)
    )


def _need_empty(unit: Unit, day: date) -> None:
    _check_no_later_children([unit], day)
    below = children([unit], day)
    if below:
        raise Conflict(
            "HAS_CHILDREN",
            f"Còn {len(below)} đơn vị trực thuộc, ví dụ “{below[0].name}”.",
            place=f"đơn vị {unit.code}",
            remedy="Chuyển các đơn vị trực thuộc sang đơn vị khác trước.",
        )


@transaction.atomic
def split(
    *,
    actor: Actor,
    unit: str,
    shares: dict[str, Decimal],
    day: date,
    basis: str,
    at: datetime,
    carry: str = "",
) -> None:
    """``unit`` ends at ``day``; each unit of ``shares`` (in force then) takes its share; they add up to one.

    Open work that is carried goes to the heir with the largest share.
    """
    for code in (unit, *shares):
        allow(actor, code, day)
    lock()
    basis = need_basis(basis)
    if unit in shares or len(shares) < 2 or sum(shares.values()) != 1 or min(shares.values()) <= 0:
        raise BadInput(
            "BAD_SHARES",
            "Chia tách cần từ hai đơn vị tiếp nhận khác chính nó, các phần đều dương và cộng lại bằng 1.",
            place="tỷ lệ",
            remedy="Sửa các phần cho tổng bằng 1, ví dụ 0.6 và 0.4.",
        )
    ending = unit_of(unit)
    row = placed(ending, day)
    _need_empty(ending, day)
    heirs = {code: unit_of(code, "đơn vị tiếp nhận") for code in shares}
    preview = gather(ChangeKind.SPLIT, [ending], list(heirs.values()), day)
    ledger = Ledger()
    _end(row, day, ledger)
    for code, share in shares.items():
        _inherit(ending, heirs[code], day, share, basis, ledger)
    said = {code: str(share) for code, share in shares.items()}
    Revision.renew()
    hooks.divided.tell(hooks.Divided(unit, said, day, actor, at))
    after, to = {"shares": said, "day": str(day)}, {unit: main_heirs(shares)}
    record(
        actor, ChangeKind.SPLIT, ending, day, basis, after, ledger, at, after=after,
        settle=lambda change: settle_new(change, preview, to, checked(carry), actor, at),
    )  # fmt: skip


@transaction.atomic
def dissolve(*, actor: Actor, unit: str, day: date, basis: str, at: datetime, carry: str = "") -> None:
    """``unit`` ends at ``day`` and nobody succeeds it: what it left stays with its last parent."""
    allow(actor, unit, day)
    lock()
    basis = need_basis(basis)
    ending = unit_of(unit)
    row = placed(ending, day)
    _need_empty(ending, day)
    preview, ledger = gather(ChangeKind.DISSOLVE, [ending], [], day), Ledger()
    _end(row, day, ledger)
    Revision.renew()
    hooks.dissolved.tell(hooks.Dissolved(unit, day, actor, at))
    record(
        actor, ChangeKind.DISSOLVE, ending, day, basis, {}, ledger, at, after={"day": str(day)},
        settle=lambda change: settle_new(change, preview, {unit: ""}, checked(carry), actor, at),
    )  # fmt: skip
