"""Awards to people or units that are named: '… cho Phòng Tham mưu', 'ông A được tặng Huân chương'."""

from __future__ import annotations

import re

from . import gazetteer
from .award_parts import DIRECT, GETS, make
from .facts import Award, Person
from .forms import Form
from .recipients import Recipients
from .text import UPPER, Span, View, any_of

UNIT = re.compile(
    r"(?:(?:[Tt]ập thể|[Pp]hòng|[Cc]ục|[Bb]an|[Cc]ông an|[Đđ]ội|[Hh]ội|[Ss]ở|[Đđ]ảng bộ|"
    r"[Xx]ã|[Pp]hường|[Hh]uyện|[Cc]hi bộ|[Tt]rường|[Tt]rung tâm|UBND|[Đđ]oàn|[Vv]ăn phòng|"
    r"[Cc]ông ty|[Bb]ệnh viện) )[^.,;:()\n\"]{2,80}"
)
_HEAD = re.compile(any_of(gazetteer.ORG_HEADS) + " ")
_PRONOUN = re.compile(
    r"(?:^|[,.;:] |với [^.;\n]{0,90}, )(?:ông|bà|anh|chị|cô|thầy|đồng chí|"
    r"em)(?: [^\W\d]+)? (?:[^\W\d]+ ){0,5}$"
)
_TOGETHER = re.compile(r"[ ,]*(?:và|cùng|,)?[ ,]*")


def named(view: View, form: Form, clause: Span, people: list[Person], others: list[Form]) -> Award | None:
    """One person or one unit named: '… trao Cờ thi đua cho Phòng Tham mưu', 'ông A được tặng Huân chương'."""
    after = re.compile(r"[^.;:\n]{0,60}?(?<!\w)(?:cho|tặng) +").match(view.low, form.span.end, clause.end)
    if after and not any(f.span.start < after.end() and f.span.start > form.span.end for f in others):
        for person in people:
            if 0 <= person.span.start - after.end() <= 6:
                return make(
                    view,
                    form,
                    clause,
                    Recipients(person.span, 1, "individual"),
                    1,
                    "individual",
                    (person.name,),
                )
        if units := _units(view, after.end(), clause.end):
            whole = Recipients(Span(units[0].start, units[-1].end), len(units), "collective")
            names = tuple(view.printed(unit.start, unit.end) for unit in units)
            return make(view, form, clause, whole, len(units), "collective", names)
    return _passive(view, form, clause, people)


def _units(view: View, at: int, limit: int) -> list[Span]:
    """The units named in a row: 'Sư đoàn 2, Bộ CHQS tỉnh A và Công an tỉnh B'."""
    stop = re.compile(r"[.;:()\n]").search(view.low, at, limit)
    end = _cut_name(view, at, stop.start() if stop else limit)
    found: list[Span] = []
    for part in re.finditer(r"(?:(?!, | và ).)+", view.norm[at:end]):
        piece = view.trimmed(at + part.start() + (4 if part[0].startswith(" và ") else 0), at + part.end())
        if not (
            _HEAD.match(view.low, piece.start, piece.end) or UNIT.match(view.norm, piece.start, piece.end)
        ):
            break
        if re.search(f"[{UPPER}]", view.norm[piece.start : piece.end]):
            found.append(piece)
    return found


def _cut_name(view: View, start: int, end: int) -> int:
    stop = re.compile(r" (?:vì|đã|có|trong|về|được|nhân|do|năm|là)(?!\w)").search(view.low, start, end)
    return stop.start() if stop else end


def _passive(view: View, form: Form, clause: Span, people: list[Person]) -> Award | None:
    verbs = list(GETS.finditer(view.low, clause.start, form.span.start))
    if not verbs or form.span.start - verbs[-1].end() > (60 if form.code in DIRECT else 90):
        return None
    first = verbs[0].start()
    if subjects := _subjects(view, clause, people, first):
        whole = Recipients(Span(subjects[0].span.start, subjects[-1].span.end), len(subjects), "individual")
        return make(view, form, clause, whole, len(subjects), "individual", tuple(p.name for p in subjects))
    unit = UNIT.search(view.norm, clause.start, first)
    if unit and first - unit.end() <= 2:
        name = view.printed(unit.start(), unit.end())
        return make(
            view,
            form,
            clause,
            Recipients(Span(unit.start(), unit.end()), 1, "collective"),
            1,
            "collective",
            (name,),
        )
    before = [p for p in people if p.span.end <= clause.start or p.span.start < first]
    if before and _PRONOUN.search(view.low[clause.start : first]):
        return make(view, form, clause, None, 1, "individual", (before[-1].name,))
    return None


def _subjects(view: View, clause: Span, people: list[Person], verb: int) -> list[Person]:
    """The people right before 'được …', as many as are joined by commas and 'và'."""
    inside = [p for p in people if clause.start <= p.span.start and p.span.end <= verb]
    if not inside or verb - inside[-1].span.end > 40:
        return []
    kept = [inside[-1]]
    for person in reversed(inside[:-1]):
        if not _TOGETHER.fullmatch(view.low, person.span.end, kept[0].span.start):
            break
        kept.insert(0, person)
    return kept
