"""What the typed words may mean among the words the index knows. Two or three small queries, whatever is typed."""

from __future__ import annotations

from collections.abc import Sequence
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


def wider(meant: Sequence[Meant]) -> list[Meant] | None:
    """A second try when nothing mentions all the words: each word, though known, may be a slip for another.
    None when nothing wider can be meant."""
    if any(one.guessed for one in meant):
        return None
    found = []
    for one in meant:
        near = _near(one.text)
        ids = tuple(dict.fromkeys((*one.ids, *near.values())))
        texts = tuple(dict.fromkeys((*one.texts, *near)))
        found.append(Meant(one.text, ids, texts, one.prefix, guessed=bool(near)))
    return found if any(one.guessed for one in found) else None


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
