"""Which stretches of a title answer the question: for a page to mark, never as HTML."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from .words import folded

RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    hit: bool


def stretches(title: str, whole: Collection[str], starts: Collection[str]) -> list[Stretch]:
    """The title cut up; a word is hit when it folds to one of ``whole`` or begins with one of ``starts``."""
    found: list[Stretch] = []
    at = 0
    for run in RUN.finditer(title):
        key = folded(run.group())
        if key in whole or any(key.startswith(start) for start in starts):
            if run.start() > at:
                found.append(Stretch(title[at : run.start()], False))
            found.append(Stretch(run.group(), True))
            at = run.end()
    if at < len(title):
        found.append(Stretch(title[at:], False))
    return found
