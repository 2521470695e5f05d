"""Papers that wait for an initial, a signature, a number, an answer or a handler are on the right table."""

from __future__ import annotations

from lantoa.registry import hooks

from . import operations


def put(told: hooks.Turn) -> None:
    """``own``: whoever only stands above the unit is not asked to do its clerk's work."""
    if not told.open_:
        operations.close(key=told.key, at=told.at)
        return
    operations.put(
        key=told.key, area="registry", title=told.title, action=told.action, link=told.link, at=told.at,
        unit=told.unit, due=told.due,
    )  # fmt: skip


def listen() -> None:
    hooks.turn.listen(put)
