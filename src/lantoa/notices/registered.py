"""Whose turn a paper is, told to those whose turn it is; the mail says only that something is there."""

from __future__ import annotations

from lantoa.access import queries as access
from lantoa.registry import hooks

from . import operations
from .rules.kinds import Kind


def tell(told: hooks.Word) -> None:
    people = told.users or tuple(access.holders(told.action, told.unit, told.day))
    operations.tell(
        users=[user for user in people if user.actor_id != told.by],
        title=told.title,
        body=told.body,
        link=told.link,
        at=told.at,
        kind=Kind.PAPER,
        restricted=True,
    )


def listen() -> None:
    hooks.word.listen(tell)
