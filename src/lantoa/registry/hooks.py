"""What the worklist and the notices hear about papers. They listen in ``AppConfig.ready``; run in the transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lantoa.access.models import User
from lantoa.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class Turn:
    """Something waits at ``unit`` for whoever may do ``action``; with ``open_`` False it waits no longer."""

    key: str
    at: datetime
    title: str = ""
    action: str = ""
    unit: str = ""
    link: str = ""
    due: date | None = None
    open_: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """Tell ``users``, never ``by``. ``title`` of a restricted paper names nothing of it."""

    title: str
    link: str
    at: datetime
    users: tuple[User, ...]
    body: str = ""
    by: str = ""


turn: Hook[Turn] = Hook("registry.turn")
word: Hook[Word] = Hook("registry.word")
