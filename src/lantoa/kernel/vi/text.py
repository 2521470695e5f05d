"""Vietnamese text at the entrance, in search and in order.

NFC everywhere; a stored search key without diacritics; a stored collation key so that both databases sort
as a Vietnamese reader expects (… Da, Dũng, Đà, Đức, e, Em, Ế …).
"""

from __future__ import annotations

import re
import unicodedata

SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Dictionary order of tones: ngang, huyền, hỏi, ngã, sắc, nặng."""
SHAPES = {"\u0306", "\u0302", "\u031b"}
"""Breve, circumflex, horn: part of the letter, not a tone."""
_ORDER = {letter: str(20 + rank) for rank, letter in enumerate(ALPHABET)}

_NEW_STYLE = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
              "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
              "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip
_TONE_PLACE = re.compile(r"(?<![qQ])(" + "|".join(_NEW_STYLE) + r")(?!\w)", re.IGNORECASE)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC, no-break and zero-width spaces as one space, ends trimmed: for every single-line field."""
    return SPACES.sub(" ", nfc(text)).strip()


def tone_folded(text: str) -> str:
    """One tone placement: 'uỷ' → 'ủy', 'hoà' → 'hòa', as NĐ 30/2020 papers mostly print; 'quý' stays."""

    def fold(match: re.Match[str]) -> str:
        found = match.group(1)
        new = _NEW_STYLE[found.lower()]
        if found.isupper():
            return new.upper()
        return new.capitalize() if found[0].isupper() else new

    return _TONE_PLACE.sub(fold, nfc(text))


def unaccented(text: str) -> str:
    """Without diacritics and with đ as d; case kept."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.replace("đ", "d").replace("Đ", "D")


def search_key(text: str) -> str:
    """What is stored and searched: unaccented, lower case, single spaces, no punctuation at word edges."""
    return SPACES.sub(" ", re.sub(r"[^\w/%-]+", " ", unaccented(clean(text)).lower())).strip()


def slug(text: str) -> str:
    """For page addresses: 'Vì An ninh Tổ quốc' → 'vi-an-ninh-to-quoc'."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(text).lower()).strip("-")


def _letters(word: str) -> tuple[str, str, str]:
    """(letters in alphabet order, tones, cases) of one word, each as digits."""
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for char in nfc(word):
        base, tone = "", 0
        for part in unicodedata.normalize("NFD", char):
            if part in TONES:
                tone = TONES[part]
            elif part in SHAPES or not unicodedata.combining(part):
                base += part
        letter = nfc(base)
        low = letter.lower()
        letters.append(_ORDER.get(low) or "".join(f"9{ord(other):06d}" for other in low))
        tones.append(str(tone + 1))
        cases.append("2" if letter != low else "1")
    return "".join(letters), "".join(tones), "".join(cases)


def collation_key(text: str) -> str:
    """A string of digits that sorts, in any database collation, the way a Vietnamese dictionary does.

    Words are compared by letters first (đ after d, ă and â after a), then by tones, then by case; numbers
    inside compare by value ('Cụm 2' before 'Cụm 10'). Levels end with 00, words with 01.
    """
    levels: tuple[list[str], list[str], list[str]] = ([], [], [])
    for word in re.findall(r"\d+|[^\W\d]+", clean(text)):
        if word.isdecimal():
            digits = str(int(word))
            levels[0].append(f"1{min(len(digits), 99):02d}{digits}")
            continue
        for level, part in zip(levels, _letters(word), strict=True):
            level.append(part)
    return "00".join("01".join(level) for level in levels)
