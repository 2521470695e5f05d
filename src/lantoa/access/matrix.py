"""The role matrix as rows: role × action, where it reaches, who must agree to give it, whether it is handed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .rules.actions import AREAS, PERSONAL, SIGNING, area_of, label_of
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
    """By area in the order of the year, then action, then role."""
    first = {area: order for order, area in enumerate(AREAS)}
    every = sorted(
        {action for code in ROLES for action in actions_of(code)},
        key=lambda action: (first.get(action.partition(".")[0], 99), label_of(action)),
    )
    pairs = [(action, role) for action in every for role in ROLES.values() if action in actions_of(role.code)]
    for order, (action, role) in enumerate(pairs):
        yield Line(role, action, order)


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """(area label, [(action, label)]) for a choice of what to do."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for line in lines():
        chosen = groups.setdefault(line.area_label, [])
        if (line.action, line.action_label) not in chosen:
            chosen.append((line.action, line.action_label))
    return list(groups.items())
