"""Changes of the organisation to look at: one in force, one planned, one taken back. The teams are made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lantoa.organisation import operations
from lantoa.organisation.models import UnitKind
from lantoa.organisation.operations import Wanted

from .world import POLICE, actor, on

FIRST, SECOND, THIRD = (f"{POLICE}-TO{number}" for number in (1, 2, 3))
BASIS = "Quyết định minh họa số {number}/QĐ-CAT"


def _founded(day: date) -> None:
    for number, code in enumerate((FIRST, SECOND, THIRD), 1):
        operations.create_unit(
            actor=actor("quantri"), code=code, kind=UnitKind.OTHER, parent=POLICE, day=day,
            name=f"Tổ công tác phong trào số {number} (minh họa)", basis=BASIS.format(number=10 + number),
            at=on(day, 8, number),
        )  # fmt: skip


def _changed(kind: str, unit: str, day: date, number: int, entered: date, **said: object) -> int:
    wanted = Wanted(kind=kind, unit=unit, day=day, basis=BASIS.format(number=number), **said)  # type: ignore[arg-type]
    return operations.make(actor=actor("quantri"), wanted=wanted, at=on(entered)).pk


def play() -> int:
    """Returns how many changes stand in the list."""
    _founded(date(2026, 2, 2))
    name = "Tổ công tác phong trào địa bàn biên giới (minh họa)"
    _changed("rename", FIRST, date(2026, 6, 1), 21, date(2026, 5, 25), name=name)
    _changed("merge", SECOND, date(2027, 1, 1), 22, date(2026, 11, 16), into=FIRST)
    wrong = _changed(
        "split", THIRD, date(2026, 9, 1), 23, date(2026, 8, 24),
        shares={FIRST: Decimal("0.5"), POLICE: Decimal("0.5")},
    )  # fmt: skip
    operations.undo(
        actor=actor("quantri"), change=wrong, basis=BASIS.format(number=24), at=on(date(2026, 9, 4))
    )
    operations.set_carry_rule(
        actor=actor("quantri"), unit=POLICE, rule="carry", day=date(2026, 3, 1),
        basis=BASIS.format(number=15), at=on(date(2026, 2, 20)),
    )  # fmt: skip
    return 6
