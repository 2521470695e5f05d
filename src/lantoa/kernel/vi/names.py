"""Vietnamese personal names: family name first, sorted by given name, addressed by given name."""

from __future__ import annotations

from dataclasses import dataclass

from .text import clean, collation_key

PARTICLES = frozenset({"de", "van", "von"})


@dataclass(frozen=True, slots=True)
class Name:
    """``family`` 'Nguyễn', ``middle`` 'Thị Minh', ``given`` 'Khai'."""

    family: str
    middle: str
    given: str

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.family, self.middle, self.given) if part)


def split(full: str) -> Name:
    words = clean(full).split(" ")
    if len(words) == 1:
        return Name("", "", words[0])
    return Name(words[0], " ".join(words[1:-1]), words[-1])


def sort_key(full: str) -> str:
    """Lists of people go by given name, then family name, then middle name: the 'A, B, C' of offices."""
    name = split(full)
    return collation_key(f"{name.given} {name.family} {name.middle}")


def titled(full: str) -> str:
    """Each word capitalised, spaces mended: 'NGUYỄN  văn an' → 'Nguyễn Văn An'."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in clean(full).split(" "))
