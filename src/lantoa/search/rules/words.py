"""How a text becomes words, and a name the keys it is found by. Only a–z, 0–9: both databases order them alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lantoa.kernel.vi.text import unaccented

WORD = re.compile(r"[a-z0-9]+")
LATIN = {code: unaccented(chr(code)).lower() for code in range(0x41, 0x1F00)}
"""``unaccented`` and lower case of every letter that a Vietnamese text has, as one table: ten times as fast when
a hundred thousand names are indexed."""
LONGEST = 40
"""Letters kept of one word."""
MOST = 8
"""Words of one question that count."""


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """'Công an xã Đồng Ấm' → ('cong', 'an', 'xa', 'dong', 'am')."""
    return tuple(word[:LONGEST] for word in WORD.findall(text.translate(LATIN)))


def folded(text: str) -> str:
    return " ".join(words(text))


def asked(text: str) -> list[str]:
    """The words of a question, each once, in order."""
    return list(dict.fromkeys(words(text[:200])))[:MOST]


def keys(names: Iterable[str]) -> str:
    """Every name a thing is known by, as '|ha noi|thu do|': an exact or a leading match is one LIKE."""
    found = dict.fromkeys(name for name in (folded(one) for one in names) if name)
    return f"|{'|'.join(found)}|" if found else "|"


def grams(word: str) -> list[str]:
    """Runs of three letters of a word with its ends marked: '  n', ' ng', … A number has none: a wrong digit
    is another number, never a slip."""
    if any(letter.isdigit() for letter in word):
        return []
    padded = f"  {word} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})
