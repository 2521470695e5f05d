"""Open work of a unit that ends: carried to its heir or closed, by the rule of its province, else asked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import on_screen

from .. import hooks, queries
from ..models import Carry, CarryPolicy, Revision, UnitChange
from . import changes, seats
from .ground import allow, lock, need_basis, unit_of

MAIN = {"": "theo quy định của tỉnh", **dict(Carry.choices)}


def rule_of(units: Mapping[str, str], day: date) -> str:
    """The rule set nearest above each ended unit; where they differ, or none is set, a person is asked."""
    eve = day.fromordinal(day.toordinal() - 1)
    rows = CarryPolicy.objects.filter(valid_from__lte=day).exclude(valid_to__lte=day)
    rules = dict(rows.order_by("valid_from").values_list("unit__code", "rule"))
    found = {
        next((rules[code] for code in queries.place_of(unit, eve).lineage if code in rules), Carry.ASK)
        for unit in units
    }
    return found.pop() if len(found) == 1 else Carry.ASK


def main_heirs(shares: Mapping[str, Decimal]) -> str:
    """Of several heirs the one with the largest share takes the open work; of equals the first by code."""
    return min(shares, key=lambda code: (-shares[code], code))


def checked(carry: str) -> str:
    if carry not in MAIN:
        raise BadInput(
            "BAD_CARRY", f"Không có cách xử lý “{carry}”.", place="việc đang dở",
            remedy=f"Chọn một trong: {', '.join(code for code in MAIN if code)}, hoặc bỏ trống.",
        )  # fmt: skip
    return carry


def settle_new(
    change: UnitChange,
    preview: hooks.Preview,
    heirs: Mapping[str, str],
    carry: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Inside the operation that ends ``heirs``' units. A day to come, or a rule to ask, leaves it to a person."""
    open_ = [line for line in preview.lines if line.open and line.count]
    if not open_:
        return
    rule = carry or rule_of(preview.units, change.day)
    if rule == Carry.CARRY and not all(heirs.values()):
        rule = Carry.ASK
    if change.day > changes.civil(at) or rule == Carry.ASK:
        change.carry = Carry.ASK
        change.said = {**change.said, "carry": rule, "heirs": dict(heirs)}
        change.save(update_fields=["carry", "said"])
        hooks.asking.tell(
            hooks.Asking(change.pk, change.unit.code, tuple(preview.units.values()), change.day, False, at)
        )
        return
    change.said = {**change.said, "heirs": dict(heirs)}
    _settle(change, rule, actor, at)


def settle_seats(
    change: UnitChange, heirs: Mapping[str, str], names: Mapping[str, str], at: datetime
) -> None:
    """Seats of a whole set, each by the rule above its own unit; those without one are asked about together.

    ``heirs``: ended member → who follows ("" for nobody: its seat has simply ended).
    """
    rules = seat_rules(heirs, change.day)
    given = seats.follow(change, {code: heirs[code] for code, rule in rules.items() if rule == Carry.CARRY})
    asked = {code: heirs[code] for code, rule in rules.items() if rule == Carry.ASK}
    if given:
        Revision.renew()
        change.said = {**change.said, "done": [[seats.FOLLOWED, given]]}
    if asked:
        change.carry = Carry.ASK
        change.said = {**change.said, "heirs": asked, "seats_only": True}
        told = tuple(names[code] for code in asked)
        hooks.asking.tell(hooks.Asking(change.pk, change.unit.code, told, change.day, False, at))
    change.save(update_fields=["carry", "effects", "said"])


def seat_rules(heirs: Mapping[str, str], day: date) -> dict[str, str]:
    """Ended member with somebody to follow it → the rule for its seats."""
    return {code: rule_of({code: ""}, day) for code, heir in heirs.items() if heir}


def _settle(change: UnitChange, rule: str, actor: Actor, at: datetime) -> list[hooks.Line]:
    heirs = dict(change.said["heirs"])
    notice = hooks.Settling(change.pk, heirs, change.day, rule, change.basis, actor, at)
    given = seats.follow(change, heirs) if rule == Carry.CARRY else 0
    if given:
        Revision.renew()
        notice.done.append(hooks.Line(seats.FOLLOWED, given))
    if not change.said.get("seats_only"):
        hooks.settling.tell(notice)
    change.carry = rule
    change.effects = {**change.effects, "settled": notice.back}
    change.said = {**change.said, "done": [[line.label, line.count] for line in notice.done]}
    change.save(update_fields=["carry", "effects", "said"])
    return notice.done


@transaction.atomic
def settle(*, actor: Actor, change: int, carry: str, at: datetime) -> UnitChange:
    """A person says what becomes of the open work that a change left to be asked about."""
    lock()
    row = changes.found(change)
    allow(actor, row.unit.code, row.day)
    if row.carry != Carry.ASK or row.undone_at is not None:
        raise Conflict(
            "NOTHING_ASKED", "Thay đổi này không còn việc nào chờ quyết định.", place=f"thay đổi số {change}",
            remedy="Xem lại trang của thay đổi.",
        )  # fmt: skip
    if row.day > changes.civil(at):
        raise Conflict(
            "NOT_YET", f"Thay đổi có hiệu lực từ {on_screen(row.day)}; đến ngày đó mới chuyển hoặc khép việc.",
            place=f"thay đổi số {change}", remedy="Làm lại từ ngày có hiệu lực.",
        )  # fmt: skip
    if carry not in (Carry.CARRY, Carry.CLOSE) or (
        carry == Carry.CARRY and not all(row.said["heirs"].values())
    ):
        raise BadInput(
            "BAD_CARRY", "Chọn chuyển sang đơn vị kế thừa (nếu có) hoặc khép lại.", place="việc đang dở",
            remedy="Đơn vị giải thể không có nơi kế thừa thì chỉ khép lại được.",
        )  # fmt: skip
    done = _settle(row, carry, actor, at)
    hooks.asking.tell(hooks.Asking(row.pk, row.unit.code, (), row.day, True, at))
    journal.record(
        actor=actor, action="organisation.change.settle", subject=f"organisation.unit:{row.unit.code}", at=at,
        basis=row.basis, after={"change": row.pk, "rule": carry, "done": [[one.label, one.count] for one in done]},
    )  # fmt: skip
    return row


@transaction.atomic
def set_carry_rule(*, actor: Actor, unit: str, rule: str, day: date, basis: str, at: datetime) -> CarryPolicy:
    """From ``day`` on open work of units below ``unit`` that end is treated so; the former rule ends that day."""
    allow(actor, unit, day)
    lock()
    basis = need_basis(basis)
    if not rule or checked(rule) not in Carry.values:
        raise BadInput("BAD_CARRY", "Chưa chọn cách xử lý.", place="việc đang dở", remedy="Chọn một cách.")
    above = unit_of(unit)
    former = CarryPolicy.objects.filter(unit=above).exclude(valid_to__lte=day).order_by("-valid_from").first()
    before = None
    if former is not None:
        if former.valid_from >= day:
            raise Conflict(
                "LATER_RULE", f"Đã có quy định từ {on_screen(former.valid_from)}.", place="từ ngày",
                remedy="Chọn ngày sau ngày đó.",
            )  # fmt: skip
        before, former.valid_to = former.rule, day
        former.save(update_fields=["valid_to"])
    row = CarryPolicy.objects.create(unit=above, rule=rule, valid_from=day, basis=basis, by=actor.id, at=at)
    journal.record(
        actor=actor, action="organisation.carry.set", subject=f"organisation.unit:{unit}", at=at, basis=basis,
        before={"rule": before}, after={"rule": rule, "day": str(day)},
    )  # fmt: skip
    return row
