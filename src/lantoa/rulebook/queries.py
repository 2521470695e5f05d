"""Which rules hold for a unit on a day, what has been confirmed, and who laid down what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lantoa.kernel.actors import Actor, may
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound, Problem
from lantoa.organisation import queries as organisation

from . import facts, packs
from .models import Confirmation, LocalPack
from .rules import local
from .rules.differences import Difference, between
from .rules.overlay import Overlay, Resolved, Step, resolve
from .rules.rows import Row, with_confirmed

CONFIRM = "rulebook.rule.confirm"
VIEW = "rulebook.rule.view"


def _in_force(day: date) -> Q:
    return Q(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day, withdrawn_at=None)


def confirmed(unit: str, day: date) -> frozenset[str]:
    """Ids of the rules that the unit, or any unit above it, has confirmed and that hold on ``day``."""
    lineage = organisation.place_of(unit, day).lineage
    rows = Confirmation.objects.filter(_in_force(day), unit__code__in=lineage)
    return frozenset(rows.values_list("rule", flat=True))


def confirmed_anywhere(day: date) -> frozenset[str]:
    """Ids of the rules that any unit of this installation has confirmed."""
    return frozenset(Confirmation.objects.filter(_in_force(day)).values_list("rule", flat=True))


def confirmations() -> list[Confirmation]:
    return list(Confirmation.objects.select_related("unit").order_by("-confirmed_at", "-pk"))


def confirmations_of(rule: str, *, visible_to: Actor, day: date) -> list[Confirmation]:
    """Newest first; those of units the actor has to do with."""
    rows = Confirmation.objects.filter(rule=rule).select_related("unit").order_by("-confirmed_at", "-pk")
    return [row for row in rows if sees(visible_to, row.unit.code, day)]


def may_confirm(actor: Actor, unit: str, day: date) -> bool:
    """Whether the actor may confirm, and take back, at this unit."""
    return may(actor, CONFIRM, organisation.place_of(unit, day), day)


def confirming_units(actor: Actor, day: date) -> list[str]:
    """The units on which the actor holds a grant that may confirm rules."""
    units = {
        grant.unit
        for grant in actor.grants
        if grant.unit and CONFIRM in grant.actions and grant.valid.covers(day)
    }
    return sorted(units)


def homes(actor: Actor, day: date) -> list[str]:
    """The units an actor holds a role at, in the order of the grants: whose rules are shown first."""
    return list(dict.fromkeys(one.unit for one in actor.grants if one.unit and one.valid.covers(day)))


def sees(actor: Actor, unit: str, day: date) -> bool:
    """Whether what ``unit`` has said of rules concerns the actor: it stands above or below a unit of theirs."""
    above = organisation.place_of(unit, day).lineage
    return any(
        home in above or unit in organisation.place_of(home, day).lineage for home in homes(actor, day)
    )


# Local rules -----------------------------------------------------------------------------------------


def local_packs(*, visible_to: Actor, day: date) -> list[LocalPack]:
    """Newest first, withdrawn ones too; of units above or below one of the actor's."""
    rows = LocalPack.objects.select_related("unit").order_by("-loaded_at", "-pk")
    return [row for row in rows if sees(visible_to, row.unit.code, day)]


def local_pack(pk: int, *, visible_to: Actor, day: date) -> LocalPack:
    row = LocalPack.objects.select_related("unit").filter(pk=pk).first()
    if row is None or not sees(visible_to, row.unit.code, day):
        raise missing_pack()
    return row


def missing_pack() -> NotFound:
    return NotFound("NOT_FOUND", "Không có gói quy định này.", remedy="Xem danh sách gói quy định riêng.")


def _standing_packs(lineage: Sequence[str]) -> QuerySet[LocalPack]:
    rows = LocalPack.objects.filter(unit__code__in=lineage, withdrawn_at=None)
    return rows.select_related("unit").order_by("pk")


def contents(pack: LocalPack, day: date) -> local.LocalFile | Problem:
    """What the pack says, or why it can no longer be read."""
    return facts.kept(pack, day)


@dataclass(frozen=True, slots=True)
class Preview:
    """What one rule of a file would change: the row as it is and as it would be (None: a further row)."""

    overlay: Overlay
    before: Row | None
    after: Row
    step: Step


def preview(file: local.LocalFile, day: date) -> list[Preview]:
    """Each rule of a file over the national row, on the first day both hold."""
    shown = []
    for one in file.overlays:
        base = facts.law().at(one.pack, one.rule, one.valid.start)
        assert base is not None  # the file was read against the same law
        on = max(one.valid.start, base.valid.start)
        found = resolve(one.pack, [base], [one], packs.delegations(on), [one.unit], on)
        last = next((piece for piece in reversed(found) if piece.own), None)
        if last is not None:
            shown.append(Preview(one, None if one.added else base, last.row, last.steps[-1]))
    return shown


# Rules as they hold for a unit -----------------------------------------------------------------------


def held(pack: str, rows: Iterable[Row], *, unit: str, on: date, day: date) -> tuple[Resolved, ...]:
    """``rows`` of a pack, in force ``on`` a day, as they hold for ``unit``; ``day``: whose word counts now."""
    lineage = organisation.place_of(unit, day).lineage
    laid = facts.overlays(_standing_packs(lineage), day)
    if not laid:
        return resolve(pack, rows, (), (), lineage, on)
    return resolve(pack, rows, laid, packs.delegations(on), lineage, on, confirmed(unit, day))


def rules_on(on: date, *, unit: str = "", day: date) -> list[tuple[str, Resolved]]:
    """(pack, rule) of all packs in force ``on`` a day, as they hold for ``unit``; without it, as shipped."""
    lineage: Sequence[str] = organisation.place_of(unit, day).lineage if unit else ()
    said = confirmed(unit, day) if unit else frozenset[str]()
    laid = facts.overlays(_standing_packs(lineage), day) if unit else ()
    delegations = packs.delegations(on)
    return [
        (pack, one)
        for pack, rows in packs.load(on).items()
        for one in resolve(pack, with_confirmed(rows, said), laid, delegations, lineage, on, said)
    ]


def rule_on(rule: str, on: date, *, unit: str = "", day: date) -> list[tuple[str, Resolved]]:
    """(pack, rule) of one code ``on`` a day as it holds for ``unit``: its own row and what was added to it; empty
    where it is not in force; ``NotFound`` for a code nobody knows."""
    rows = [(pack, row) for pack, row in history(rule) if row.valid.covers(on)]
    lineage: Sequence[str] = organisation.place_of(unit, day).lineage if unit else ()
    said = confirmed(unit, day) if unit else frozenset[str]()
    laid = facts.overlays(_standing_packs(lineage), day) if unit else ()
    return [
        (pack, one)
        for pack, row in rows
        for one in resolve(pack, with_confirmed([row], said), laid, packs.delegations(on), lineage, on, said)
    ]


def history(rule: str) -> list[tuple[str, Row]]:
    """(pack, row) of every row that ever bore the code, the oldest first; ``NotFound`` for a code nobody knows."""
    found = [(pack, row) for pack, row in packs.every() if row.id == rule]
    if not found:
        raise NotFound(
            "UNKNOWN_RULE",
            f"Không có quy tắc mã “{rule}”.",
            place=rule,
            remedy="Xem danh sách ở trang Căn cứ pháp lý, hoặc: lantoa rules list.",
        )
    return sorted(found, key=lambda pair: pair[1].valid.start)


def differences(first: date, second: date, *, unit: str = "", day: date) -> tuple[Difference, ...]:
    """What differs between the rules of two days, as they hold for ``unit``."""
    before, after = (
        [(pack, one.row) for pack, one in rules_on(on, unit=unit, day=day)] for on in (first, second)
    )
    return between(before, after)


def to_confirm(on: date, *, unit: str = "", day: date) -> list[tuple[str, Row]]:
    """Rows in force that no one has read in full nor vouched for, here or above."""
    return [
        (pack, one.row)
        for pack, one in rules_on(on, unit=unit, day=day)
        if one.row.mark is Mark.TO_CONFIRM and not one.own
    ]
