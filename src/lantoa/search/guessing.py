"""What the typed words may mean among the words the index knows. Two or three small queries, whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count

from .models import Gram, Word
from .rules.likeness import SHORTEST, halves, joined, nearest
from .rules.words import grams

STARTS = 400
"""Known words that one beginning may stand for."""
CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Meant:
    """One typed word: ``ids`` and ``texts`` of the known words it may stand for; ``prefix``: it is being typed;
    ``guessed``: nothing is spelt so, these are the nearest."""

    text: str
    ids: tuple[int, ...]
    texts: tuple[str, ...]
    prefix: bool = False
    guessed: bool = False


def meanings(words: Sequence[str]) -> list[Meant]:
    """Each word as it is spelt; the last (and any that nothing is spelt as) also as a beginning; an unknown one
    as two run together, else as the nearest known words."""
    known = dict(Word.objects.filter(text__in=words).values_list("text", "pk"))
    found: list[Meant] = []
    for at, word in enumerate(words):
        if word in known and at < len(words) - 1:
            found.append(Meant(word, (known[word],), (word,)))
            continue
        starting = _starting(word)
        if starting:
            found.append(Meant(word, tuple(starting.values()), tuple(starting), prefix=True))
        else:
            found += _guessed(word)
    return found


def wider(meant: Sequence[Meant]) -> Iterator[list[Meant]]:
    """Second tries when nothing mentions all the words: one word at a time, though known, may be a slip for
    another; the longest is doubted first. Two doubted at once would find anything."""
    if len(meant) < 2 or any(one.guessed or not one.ids for one in meant):
        return
    for doubted in sorted(meant, key=lambda one: (-len(one.text), one.text)):
        near = _near(doubted.text)
        if near:
            other = Meant(doubted.text, tuple(near.values()), tuple(near), guessed=True)
            yield [other if one is doubted else one for one in meant]


def _starting(word: str) -> dict[str, int]:
    """Known words that begin so; the word itself among them. One letter stands only for itself."""
    rows = Word.objects.filter(text__startswith=word) if len(word) > 1 else Word.objects.filter(text=word)
    return dict(rows.order_by("text").values_list("text", "pk")[:STARTS])


def _guessed(word: str) -> list[Meant]:
    pairs = halves(word) if not any(letter.isdigit() for letter in word) else []
    known = dict(
        Word.objects.filter(text__in={half for pair in pairs for half in pair}).values_list("text", "pk")
    )
    pair = joined(word, known)
    if pair is not None:
        return [Meant(half, (known[half],), (half,)) for half in pair]
    near = _near(word)
    if not near and len(word) < SHORTEST and not word.isdigit():
        return []  # two letters of nothing known: half a word, left out
    return [Meant(word, tuple(near.values()), tuple(near), guessed=bool(near))]


def _near(word: str) -> dict[str, int]:
    """The nearest known words, from those that share most runs of letters with this one."""
    parts = grams(word)
    if len(word) < SHORTEST or not parts:
        return {}
    shared = (
        Gram.objects.filter(text__in=parts)
        .values_list("word__text", "word")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word__text")[:CANDIDATES]
    )
    candidates = {text: pk for text, pk, _ in shared}
    close = nearest(word, candidates)
    return {text: candidates[text] for text in close}
