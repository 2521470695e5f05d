"""What a roll-up is asked over: the reporters of some rounds, arranged under a unit, a land or a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.periods import Validity
from lantoa.organisation.models import UnitKind
from lantoa.organisation.rules.reach import Spell
from lantoa.organisation.rules.succession import History
from lantoa.organisation.rules.succession import Succession as Move

from . import facts
from .models import Round, Submission
from .rules.boards import Board, Boards, Designation, Span

LAND = frozenset({UnitKind.NATION, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE})
ONE = timedelta(days=1)


@dataclass
class Scope:
    """``root`` is the code asked about in ``history`` (a unit's own code, or 'cluster:<key>').

    ``submissions`` by (unit, period) are all obligations of the rounds, inside the scope or not.
    """

    root: str
    history: History
    rounds: dict[str, Round]
    submissions: dict[tuple[str, str], Submission]
    designations: tuple[Designation, ...]
    geography: date | None = None
    _boards: Boards | None = field(default=None, repr=False)

    @property
    def span(self) -> Span:
        return self._span

    def _span(self, code: str, place: str) -> Validity:
        found = self.rounds.get(code)
        if found is None:
            raise BadInput(
                "UNKNOWN_PERIOD",
                f"Biểu này chưa mở kỳ “{code[:40]}”.",
                place=place,
                remedy=f"Chọn một trong: {', '.join(self.rounds) or 'chưa có kỳ nào'}.",
            )
        return Validity(found.starts, found.ends)

    @property
    def boards(self) -> Boards:
        if self._boards is None:
            self._boards = Boards(self.history, self.designations, self._span)
        return self._boards

    def board(self, period: str) -> Board:
        return self.boards.board(period, self.geography)

    def reporters(self, period: str, root: str = "") -> list[str]:
        """Units that owe the period inside the scope (or inside ``root``), each once, in tree order."""
        return list(dict.fromkeys(self.board(period).inside(root or self.root)[0]))

    def inside(self) -> list[int]:
        """Numbers of the reports of every unit that counts inside the scope in some period: those of periods in which
        it counted elsewhere too, since they tell which of its stocks is its last."""
        units = {unit for period in self.rounds for unit in self.reporters(period)}
        return [row.pk for (unit, _), row in self.submissions.items() if unit in units]

    def children(self, periods: Sequence[str]) -> list[str]:
        """Units directly below the root on the last period's tree."""
        latest = max(periods, key=lambda code: self.rounds[code].ends)
        return list(self.board(latest).tree.children.get(self.root, ()))

    def last_lineage(self, unit: str, day: date) -> tuple[str, ...]:
        """The unit and what stood above it when it was last placed, up to ``day``; empty when it never was."""
        days = [
            span.end - ONE for span in self.history.spans(unit) if span.end is not None and span.end <= day
        ]
        return self.history.on(max(days)).lineage(unit) if days else ()

    def placed(self, unit: str, period: str) -> bool:
        return unit in self.boards.reporters(period)


def build(
    rounds: Sequence[Round],
    submissions: Iterable[Submission],
    *,
    unit: str = "",
    cluster: str = "",
    geography: date | None = None,
) -> Scope:
    """The scope of one question. Raises ``NotFound`` for a unit nobody knows."""
    by_period = {found.period: found for found in rounds}
    held = {(row.unit.code, by_id(rounds, row.round_id).period): row for row in submissions}
    owing = {code for code, _ in held}
    everything, moves = facts.spells(), facts.moves()
    kinds = {spell.unit: kind for spell, _, kind in everything}
    if not cluster and unit not in kinds:
        raise NotFound(
            "UNKNOWN_UNIT", f"Không có đơn vị mã “{unit}”.", place="đơn vị", remedy="Tìm ở trang Tổ chức."
        )
    wanted = _with_heirs(owing, moves)
    spells = [spell for spell, _, _ in everything]
    if cluster:
        root, arranged = f"cluster:{cluster}", _under_cluster(spells, wanted, cluster)
    elif kinds[unit] in LAND:
        root, arranged = unit, _on_land(spells, wanted, facts.territories())
    else:
        root, arranged = unit, spells
    kept = _pruned(arranged, wanted | {root})
    history = History(
        kept, [move for move in moves if move.predecessor in wanted and move.successor in wanted]
    )
    return Scope(
        root, history, by_period, held, _designations(rounds, held, {spell.unit for spell in kept}), geography
    )


def by_id(rounds: Sequence[Round], pk: int) -> Round:
    return next(found for found in rounds if found.pk == pk)


def _with_heirs(owing: set[str], moves: Sequence[Move]) -> set[str]:
    """The reporters and everybody who took over from them."""
    wanted = set(owing)
    todo = True
    while todo:
        heirs = {move.successor for move in moves if move.predecessor in wanted} - wanted
        wanted |= heirs
        todo = bool(heirs)
    return wanted


def _under_cluster(spells: Sequence[Spell], wanted: set[str], cluster: str) -> list[Spell]:
    members = {unit for unit, _, _ in facts.memberships(cluster)}
    root = Spell(f"cluster:{cluster}", None, Validity(date.min))
    placed = [
        Spell(spell.unit, root.unit if spell.unit in members else None, spell.valid)
        for spell in spells
        if spell.unit in wanted
    ]
    return [root, *placed]


def _on_land(spells: Sequence[Spell], wanted: set[str], land: dict[str, str]) -> list[Spell]:
    """Each reporting organ stands directly under the land it answers for."""
    return [
        Spell(spell.unit, land[spell.unit], spell.valid)
        if spell.unit in wanted and spell.unit in land
        else spell
        for spell in spells
    ]


def _pruned(spells: Sequence[Spell], wanted: set[str]) -> list[Spell]:
    """Only the wanted units and whatever stands above them on any day."""
    parents: dict[str, set[str]] = {}
    for spell in spells:
        if spell.parent is not None:
            parents.setdefault(spell.unit, set()).add(spell.parent)
    kept, todo = set(wanted), list(wanted)
    while todo:
        for above in parents.get(todo.pop(), set()) - kept:
            kept.add(above)
            todo.append(above)
    return [spell for spell in spells if spell.unit in kept]


def _designations(
    rounds: Sequence[Round], held: dict[tuple[str, str], Submission], units: set[str]
) -> tuple[Designation, ...]:
    """On each round's last day exactly the units with an obligation report."""
    return tuple(
        Designation(unit, Validity(found.ends - ONE, found.ends), (unit, found.period) in held)
        for found in rounds
        for unit in units
    )
