"""Whose turn a paper is, told to those whose turn it is; the mail says only that something is there."""

from __future__ import annotations

from lantoa.registry import hooks

from . import operations
from .rules.kinds import Kind


def tell(told: hooks.Word) -> None:
    operations.tell(
        users=[user for user in told.users if user.actor_id != told.by],
        title=told.title,
        body=told.body,
        link=told.link,
        at=told.at,
        kind=Kind.PAPER,
        restricted=True,
    )


def listen() -> None:
    hooks.word.listen(tell)
