"""The role matrix as rows: role × action, where it reaches, who must agree to give it, whether it is handed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .rules.actions import AREAS, LABELS, PERSONAL, SIGNING, area_of, label_of
from .rules.roles import ROLES, Relation, Role, actions_of, relations_of


@dataclass(frozen=True, slots=True)
class Line:
    """One role may do one action. ``delegable``: yes, no (personal), or only with a named way of signing."""

    role: Role
    action: str
    order: int

    @property
    def role_code(self) -> str:
        return self.role.code

    @property
    def role_label(self) -> str:
        return self.role.label

    @property
    def action_label(self) -> str:
        return label_of(self.action)

    @property
    def area(self) -> str:
        return self.action.partition(".")[0]

    @property
    def area_label(self) -> str:
        return area_of(self.action)

    @property
    def relations(self) -> tuple[Relation, ...]:
        return relations_of(self.role)

    def reaches(self, relation: Relation) -> bool:
        return relation in self.relations

    @property
    def two_persons(self) -> bool:
        return self.role.high

    @property
    def delegable(self) -> str:
        if self.action in PERSONAL:
            return "no"
        return "signing" if self.action in SIGNING else "yes"


def lines() -> Iterator[Line]:
    """By area in the order of the year, then action as its area's work goes, then role."""
    first = {area: order for order, area in enumerate(AREAS)}
    said = {action: order for order, action in enumerate(LABELS)}
    every = sorted(
        {action for code in ROLES for action in actions_of(code)},
        key=lambda action: (first.get(action.partition(".")[0], 99), said.get(action, len(said)), action),
    )
    pairs = [(action, role) for action in every for role in ROLES.values() if action in actions_of(role.code)]
    for order, (action, role) in enumerate(pairs):
        yield Line(role, action, order)


@dataclass(frozen=True, slots=True)
class Row:
    """One action; ``cells`` as the table's ``roles``, None where that role may not do it."""

    action: str
    label: str
    cells: tuple[Line | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One area of work: the roles that do anything there, and a row for each action."""

    area: str
    label: str
    roles: tuple[Role, ...]
    rows: tuple[Row, ...]


def tables(chosen: Iterable[Line]) -> list[Table]:
    """The lines as one table for each area, in the order of ``lines``; roles in the order they are declared."""
    areas: dict[str, list[Line]] = {}
    for line in chosen:
        areas.setdefault(line.area, []).append(line)
    return [_table(area, held) for area, held in areas.items()]


def _table(area: str, held: list[Line]) -> Table:
    cells = {(line.action, line.role_code): line for line in held}
    there = {line.role_code for line in held}
    roles = tuple(role for role in ROLES.values() if role.code in there)
    rows = tuple(
        Row(action, label_of(action), tuple(cells.get((action, role.code)) for role in roles))
        for action in dict.fromkeys(line.action for line in held)
    )
    return Table(area, held[0].area_label, roles, rows)


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """(area label, [(action, label)]) for a choice of what to do."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for line in lines():
        chosen = groups.setdefault(line.area_label, [])
        if (line.action, line.action_label) not in chosen:
            chosen.append((line.action, line.action_label))
    return list(groups.items())
