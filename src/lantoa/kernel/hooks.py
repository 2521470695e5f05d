"""How a lower area tells upper ones: a typed list of listeners, filled at start, called in the transaction.

A listener that raises stops the operation: what belongs together happens together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Notice = TypeVar("Notice")


class Hook(Generic[Notice]):
    """``hook.listen(function)`` in an ``AppConfig.ready``; ``hook.tell(notice)`` in the lower operation."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: list[Callable[[Notice], None]] = []

    def listen(self, listener: Callable[[Notice], None]) -> Callable[[Notice], None]:
        if listener not in self._listeners:
            self._listeners.append(listener)
        return listener

    def tell(self, notice: Notice) -> None:
        for listener in self._listeners:
            listener(notice)
