"""What every change of the organisation asks first: leave, the lock, a basis, a free place in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lantoa.kernel.actors import SYSTEM, Actor, require
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.dates import on_screen

from .. import facts, queries
from ..models import Placement, Revision, Unit
from ..rules import tree
from .ledger import Ledger

CHANGE = "organisation.unit.change"


def allow(actor: Actor, unit: str, day: date, action: str = CHANGE) -> None:
    """The product itself may load its data; anybody else needs a role at the place."""
    if actor != SYSTEM:
        require(actor, action, queries.place_of(unit, day), day, queries.name_of(unit, day))


def lock() -> None:
    """One change of the organisation at a time: held until commit."""
    Revision.objects.select_for_update().get_or_create(id=1, defaults={"token": "none"})


def need_basis(basis: str) -> str:
    if not basis.strip():
        raise BadInput(
            "NO_BASIS",
            "Chưa ghi văn bản làm căn cứ.",
            place="căn cứ",
            remedy="Ghi số, ký hiệu và ngày của văn bản, ví dụ: Quyết định 12/QĐ-BCA ngày 05/01/2026.",
        )
    return basis.strip()


def unit_of(code: str, place: str = "đơn vị") -> Unit:
    """The unit, or ``NotFound`` located at the field."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(
            "UNKNOWN_UNIT",
            f"Không có đơn vị mã “{code}”.",
            place=place,
            remedy="Tìm theo tên ở trang Tổ chức, hoặc dùng lệnh: lantoa units find TÊN.",
        )
    return unit


def placed(unit: Unit, day: date, place: str = "đơn vị") -> Placement:
    """The placement in force on ``day``, or ``Conflict``: the unit is not there then."""
    row = Placement.objects.on(day).filter(unit=unit).select_related("parent").first()
    if row is None:
        raise Conflict(
            "NOT_IN_FORCE",
            f"“{queries.name_of(unit.code, day)}” không hoạt động vào ngày {on_screen(day)}.",
            place=place,
            remedy="Chọn ngày nằm trong thời gian đơn vị hoạt động; xem lịch sử ở trang đơn vị.",
        )
    return row


def lasting(unit: Unit, valid: Validity, place: str) -> None:
    """``Conflict`` when the unit above is not there on the first day, or ends before the unit below does."""
    placed(unit, valid.start, place)
    last = Placement.objects.filter(unit=unit).order_by("-valid_from")[0]
    if last.valid_to is not None and (valid.end is None or last.valid_to < valid.end):
        raise Conflict(
            "PARENT_ENDS",
            f"“{last.name}” đã có văn bản kết thúc từ ngày {on_screen(last.valid_to)}.",
            place=place,
            remedy="Chọn đơn vị sẽ tiếp nhận làm cấp trên.",
        )


def check_free(unit: Unit, valid: Validity, leaving: Placement | None = None) -> None:
    """``Conflict`` when another placement of the unit overlaps ``valid``. Ask under ``lock``."""
    rows = Placement.objects.filter(unit=unit).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid.start))
    if valid.end is not None:
        rows = rows.filter(valid_from__lt=valid.end)
    other = rows.exclude(pk=leaving.pk if leaving else None).order_by("valid_from").first()
    if other is not None:
        until = f"đến trước {on_screen(other.valid_to)}" if other.valid_to else "và còn hiệu lực"
        raise Conflict(
            "TWO_PLACEMENTS",
            f"“{other.name}” đã có vị trí từ {on_screen(other.valid_from)} {until}; "
            "một đơn vị không thể ở hai nơi cùng lúc.",
            place=f"đơn vị {unit.code}, từ {on_screen(valid.start)}",
            remedy="Chọn ngày khác, hoặc kết thúc vị trí cũ trước.",
        )


def check_whole() -> None:
    """``Conflict`` when, on any day to come, units would stand below themselves. Ask after saving."""
    try:
        tree.check([spell for spell, _, _ in facts.spells()])
    except BadInput as found:
        raise Conflict(
            "UNDER_ITSELF",
            found.fault.message,
            place="đơn vị cấp trên",
            remedy="Xem các thay đổi đã ghi cho những ngày sau, rồi chọn cấp trên khác.",
        ) from None


@dataclass(frozen=True, slots=True)
class Change:
    """What the new placement differs in; None keeps what was."""

    name: str | None = None
    kind: str | None = None
    short_name: str | None = None
    parent: Unit | None = None


def succeed(row: Placement, day: date, basis: str, change: Change, ledger: Ledger) -> Placement:
    """End ``row`` at ``day`` and open the changed one, which lasts as long as ``row`` would have.

    Raises ``Conflict`` when the placement began that very day: the past is not overwritten.
    """
    if row.valid_from == day:
        raise Conflict(
            "ALREADY_CHANGED_THAT_DAY",
            f"“{row.name}” đã có thay đổi từ ngày {on_screen(day)}.",
            place=f"đơn vị {row.unit.code}",
            remedy="Gộp hai thay đổi vào một lần, hoặc chọn ngày sau đó.",
        )
    end = row.valid_to
    ledger.close(row, day)
    after = Placement(
        unit=row.unit,
        parent=change.parent or row.parent,
        kind=change.kind or row.kind,
        name=change.name or row.name,
        short_name=row.short_name if change.short_name is None else change.short_name,
        official_code=row.official_code,
        valid_from=day,
        valid_to=end,
        basis=basis,
        mark=row.mark,
    )
    check_free(row.unit, Validity(day, end))
    return ledger.place(after)


def shown(row: Placement) -> dict[str, str | None]:
    """A placement as the journal keeps it."""
    return {
        "name": row.name,
        "kind": row.kind,
        "parent": row.parent.code if row.parent else None,
        "from": str(row.valid_from),
        "to": row.valid_to and str(row.valid_to),
    }
