"""Bodies that act: those people speak for, and the host. The main ones only."""

from __future__ import annotations

import re

from .facts import Event, Organisation, Person
from .text import Span, View

_UNIT = re.compile(
    r"(?:bộ|ban|cục|sở|hội|ubnd|hđnd|công an|đảng ủy|tỉnh ủy|huyện ủy|thành ủy|mttq|ủy ban|"
    r"đoàn|trung ương|tổng|viện|trường|phòng|cụm|khối|liên đoàn|hội đồng|quân|evn|công ty|"
    r"tòa|chi|văn phòng|học viện|đội)"
)


def find(view: View, people: list[Person], event: Event | None) -> list[Organisation]:
    """Each name once, where it is first printed."""
    names = [one.organisation for one in people if one.organisation]
    if event and event.host:
        names.insert(0, event.host)
    found: dict[str, Organisation] = {}
    for name in names:
        at = _place(view, name)
        if at and _UNIT.match(name.lower()):
            found.setdefault(" ".join(name.lower().split()), Organisation(at, name))
    return list(found.values())


def _place(view: View, name: str) -> Span | None:
    m = re.search(r"\s+".join(re.escape(word) for word in name.split()), view.words)
    return Span(m.start(), m.end()) if m and m.end() > m.start() else None
