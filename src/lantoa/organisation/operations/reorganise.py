"""A whole reorganisation at once: one script, one preview, one change, one journal entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.dates import on_screen

from .. import hooks, queries
from ..models import Carry, ChangeKind, Membership, Placement, Revision, Succession, Unit, UnitChange
from ..rules import changes as rules
from ..rules.changes import Heir, Script, Spot
from . import seats
from .changes import civil, record
from .citing import basis_of
from .geography import BATCH
from .ground import allow, check_whole, lock, need_basis
from .ledger import Ledger
from .previews import memberships
from .settling import main_heirs, seat_rules, settle_seats


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a script will do: counts before and after, samples of each step, and what upper areas say."""

    script: Script
    day: date
    before: dict[str, int]
    after: dict[str, int]
    samples: dict[str, list[str]]
    clusters: dict[str, str]
    lines: list[hooks.Line]


def standing_before(day: date) -> dict[str, Spot]:
    """Everyone in force on the eve of ``day``."""
    rows = Placement.objects.on(day - timedelta(days=1)).values_list(
        "unit__code", "parent__code", "kind", "name", "short_name", "official_code", "basis", "source", "mark"
    )
    return {row[0]: Spot(*row) for row in rows}


def _day(script: Script) -> date:
    if script.day is None:
        raise BadInput(
            "NO_DAY", f"Bộ “{script.title}” chưa có ngày hiệu lực.", place="ngày",
            remedy="Ghi ngày theo văn bản đã đọc.",
        )  # fmt: skip
    return script.day


def _roots(script: Script, day: date) -> list[str]:
    """The roots of the lines that a script touches: whoever applies it must reach them all."""
    touched = [
        *(spot.parent or spot.unit for spot in script.founded),
        *(spot.unit for spot in script.changed),
    ]
    now = queries.standing(day - timedelta(days=1))
    lines = (now.graph.lineage(code)[-1] for code in (*touched, *script.ended) if code in now.names)
    return sorted(dict.fromkeys(lines))


def preview_reorganise(*, actor: Actor, script: Script) -> Forecast:
    """What ``reorganise`` would do; ``BadInput`` with a fault a line where it cannot. Changes nothing."""
    day = _day(script)
    if actor != SYSTEM:
        for code in _roots(script, day):
            allow(actor, code, day)
    before = standing_before(day)
    after = rules.after(script, before)
    ended = dict.fromkeys(script.ended)
    held = _seats(script, day)
    clusters = {seat.cluster.key: seat.cluster.name for seat in held}
    preview = hooks.Preview(
        ChangeKind.REORGANISE, {code: before[code].name for code in ended},
        {heir.successor: after[heir.successor].name for heir in script.heirs}, day, {}, clusters,
        _seat_lines(held, script, day),
    )  # fmt: skip
    hooks.previewing.tell(preview)
    return Forecast(
        script, day, rules.census(before.values()), rules.census(after.values()),
        {
            "founded": [spot.name for spot in script.founded[:5]],
            "changed": [f"{before[spot.unit].name} → {spot.name}" for spot in script.changed[:5]],
            "ended": [before[code].name for code in script.ended[:5]],
        },
        clusters, preview.lines,
    )  # fmt: skip


@transaction.atomic
def reorganise(*, actor: Actor, script: Script, at: datetime) -> UnitChange:
    """Apply a script. ``Conflict`` when it was applied already or when later rows are in its way.

    Seats in clusters of units that end go to their heirs, are left, or are asked about, each by the rule of its
    province (``seats``). Upper areas' open work stays where it is; the heirs reach it.
    """
    day, basis = _day(script), need_basis(script.basis)
    basis_of(actor, script.citing, basis, civil(at))
    roots = _roots(script, day)
    if actor != SYSTEM:
        for code in roots:
            allow(actor, code, day)
    lock()
    _check_new(script)
    rules.after(script, standing_before(day))
    touched = {spot.unit for spot in (*script.changed, *script.founded)} | set(script.ended)
    _check_no_later(touched, day)
    ledger, held = Ledger(), _seats(script, day)
    for seat in held:
        ledger.leave(seat, day)
    _close(touched, day, ledger)
    ids = _units(script, ledger)
    _place(script, day, ids, ledger)
    _inherit(script.heirs, day, basis, ids, ledger)
    check_whole()
    Revision.renew()
    standing = {spot.unit for spot in script.changed} | set(script.ended)
    hooks.rewritten.tell(hooks.Rewritten(tuple(sorted(standing)), at))
    counts = {name: len(getattr(script, name)) for name in ("founded", "changed", "ended", "heirs")}
    said = {"key": script.key, "title": script.title, "roots": roots, **counts}
    filed = Unit.objects.get(code="VN" if "VN" in roots or not roots else roots[0])
    return record(
        actor, ChangeKind.REORGANISE, filed, day, basis, said, ledger, at, after=said,
        mark=script.mark, others=touched, citing=script.citing,
        settle=lambda change: settle_seats(change, _followers(held, script), _names(held, day), at),
    )  # fmt: skip


def _seats(script: Script, day: date) -> list[Membership]:
    return memberships(list(Unit.objects.filter(code__in=script.ended).order_by("code")), day)


def _followers(held: Iterable[Membership], script: Script) -> dict[str, str]:
    """Ended member of a cluster → its heir with the largest share, "" where it has none."""
    shares: dict[str, dict[str, Decimal]] = {seat.unit.code: {} for seat in held}
    for heir in script.heirs:
        if heir.predecessor in shares:
            shares[heir.predecessor][heir.successor] = heir.share
    return {code: main_heirs(found) if found else "" for code, found in shares.items()}


def _names(held: Iterable[Membership], day: date) -> dict[str, str]:
    return {seat.unit.code: queries.name_of(seat.unit.code, day - timedelta(days=1)) for seat in held}


def _seat_lines(held: Sequence[Membership], script: Script, day: date) -> list[hooks.Line]:
    """What becomes of the seats, as the page says it: how many are followed, left, asked about."""
    rules = seat_rules(_followers(held, script), day)
    labels = {Carry.CARRY: seats.FOLLOWED, Carry.ASK: seats.ASKED}
    found = Counter(labels.get(Carry(rules.get(seat.unit.code, Carry.CLOSE)), seats.LEFT) for seat in held)
    return [hooks.Line(label, found[label], "/to-chuc/cum/", label == seats.ASKED) for label in sorted(found)]


def _check_new(script: Script) -> None:
    same = UnitChange.objects.filter(kind=ChangeKind.REORGANISE, undone_at=None, said__key=script.key).first()
    if same is not None:
        raise Conflict(
            "SET_APPLIED", f"Bộ “{script.title}” đã được áp dụng (thay đổi số {same.pk}).",
            place=script.key, remedy="Xem ở trang Thay đổi tổ chức; muốn làm lại thì hoàn tác trước.",
        )  # fmt: skip


def _check_no_later(touched: set[str], day: date) -> None:
    rows = Placement.objects.filter(valid_from__gte=day).select_related("unit").order_by("valid_from")
    other = next((row for row in rows.iterator(chunk_size=5000) if row.unit.code in touched), None)
    if other is not None:
        raise Conflict(
            "PLANNED_LATER", f"“{other.name}” còn thay đổi đã ghi từ ngày {on_screen(other.valid_from)}.",
            place=f"đơn vị {other.unit.code}", remedy="Hoàn tác thay đổi đó trước.",
        )  # fmt: skip


def _close(touched: set[str], day: date, ledger: Ledger) -> None:
    rows = [row for row in Placement.objects.on(day).select_related("unit") if row.unit.code in touched]
    for row in rows:
        ledger.closed.append([row.pk, row.valid_to and row.valid_to.isoformat(), day.isoformat()])
        row.valid_to = day
    Placement.objects.bulk_update(rows, ["valid_to"], batch_size=500)


def _units(script: Script, ledger: Ledger) -> dict[str, int]:
    """code → id of every unit, those of the script added; lands before the organs that answer for them."""
    ids = dict(Unit.objects.values_list("code", "id"))
    new = [spot.unit for spot in script.founded if spot.unit not in ids]
    for codes in ([code for code in new if code not in script.lands], [c for c in new if c in script.lands]):
        made = Unit.objects.bulk_create(
            [Unit(code=code, territory_id=ids.get(script.lands.get(code, ""))) for code in codes],
            batch_size=BATCH,
        )
        ids.update({unit.code: unit.pk for unit in made})
    return ids


def _place(script: Script, day: date, ids: Mapping[str, int], ledger: Ledger) -> None:
    rows = [
        Placement(
            unit_id=ids[spot.unit], parent_id=spot.parent and ids[spot.parent], kind=spot.kind, name=spot.name,
            short_name=spot.short_name, official_code=spot.official_code, valid_from=day, basis=spot.basis,
            source=spot.source, mark=spot.mark,
        ).keyed()
        for spot in (*script.changed, *script.founded)
    ]  # fmt: skip
    ledger.placed += [[row.pk, None] for row in Placement.objects.bulk_create(rows, batch_size=BATCH)]


def _inherit(heirs: tuple[Heir, ...], day: date, basis: str, ids: Mapping[str, int], ledger: Ledger) -> None:
    rows = [
        Succession(
            predecessor_id=ids[heir.predecessor], successor_id=ids[heir.successor], on=day, share=heir.share,
            basis=heir.basis, source=heir.source, mark=heir.mark,
        )
        for heir in heirs
    ]  # fmt: skip
    ledger.inherited += [row.pk for row in Succession.objects.bulk_create(rows, batch_size=BATCH)]


def script_of(said: Mapping[str, Any], *, key: str = "") -> Script:
    """A script written by hand (docs/reference/organisation-changes.md). ``BadInput`` located in the file.

    Lines that name no basis rest on the script's own; a changed unit keeps whatever is not said anew.
    """
    try:
        day = said["day"] if isinstance(said["day"], date) else date.fromisoformat(str(said["day"]))
        basis, before = str(said["basis"]), standing_before(day)
        common = {"basis": basis, "source": "", "mark": Mark.VERIFIED}
        founded = tuple(
            Spot(**{**common, **{name: value for name, value in one.items() if name != "territory"}})
            for one in said.get("founded", ())
        )
        changed = tuple(_changed(one, before, common) for one in said.get("changed", ()))
        ended = [(str(one["unit"]), one.get("into") or {}) for one in said.get("ended", ())]
        return Script(
            str(said.get("key") or key), day, str(said["title"]), basis, mark=Mark.VERIFIED,
            founded=founded, changed=changed, ended=tuple(unit for unit, _ in ended),
            heirs=tuple(
                Heir(unit, str(to), rules.Decimal(str(share)), basis, "", Mark.VERIFIED)
                for unit, into in ended
                for to, share in into.items()
            ),
            citing=str(said.get("citing") or ""),
            expect={str(name): int(count) for name, count in (said.get("expect") or {}).items()},
            lands={one["unit"]: one["territory"] for one in said.get("founded", ()) if one.get("territory")},
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise BadInput(
            "BAD_SET", f"Tệp bộ thay đổi thiếu hoặc sai chỗ: {error}.", place="tệp",
            remedy="Cần key, day, title, basis và các phần founded, changed, ended; xem tài liệu kèm theo.",
        ) from None  # fmt: skip


def _changed(one: Mapping[str, Any], before: Mapping[str, Spot], common: Mapping[str, Any]) -> Spot:
    old = before.get(str(one["unit"]))
    kept = {} if old is None else {name: getattr(old, name) for name in old.__slots__}
    return Spot(**{**kept, **common, **one})
