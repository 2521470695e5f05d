"""Life cycles as tables of steps: the table feeds buttons, the API's 409, the docs and the tests."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import Conflict


@dataclass(frozen=True, slots=True)
class Step:
    """``action`` takes the thing from ``source`` to ``target``; ``permission`` is what the actor needs;
    ``label`` is the button; ``reason`` says whether a written reason is required."""

    action: str
    source: str
    target: str
    permission: str
    label: str
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A named table of steps. ``states`` maps each state's code to its Vietnamese label, in order."""

    name: str
    states: dict[str, str]
    steps: tuple[Step, ...]

    def open_to(self, state: str, permissions: frozenset[str]) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.source == state and step.permission in permissions)

    def step(self, state: str, action: str) -> Step:
        """The step, or ``Conflict`` saying what is possible instead."""
        for step in self.steps:
            if step.source == state and step.action == action:
                return step
        possible = (
            ", ".join(f"“{step.label}”" for step in self.steps if step.source == state)
            or "không còn bước nào"
        )
        raise Conflict(
            "STEP_NOT_OPEN",
            f"Không thể làm bước này khi {self.name} đang ở trạng thái “{self.states.get(state, state)}”.",
            place=self.name,
            remedy=f"Các bước có thể làm lúc này: {possible}.",
        )
