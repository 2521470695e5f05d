"""Named people: who, with which rank and post, in which part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import gazetteer, roles, titles
from .facts import Event, Person
from .text import LOWER, UPPER, Span, View, any_of, folded

_SYLLABLE = rf"[{UPPER}](?:'?[{LOWER}]+(?:'[{LOWER}]+)?|'[{UPPER}][{LOWER}]*)?(?!\w)"
_RUN = re.compile(rf"(?<![\w.])(?:{_SYLLABLE})(?: {{1,2}}(?:{_SYLLABLE}))*")
_CAPITALS = re.compile(rf"(?<!\w)[{UPPER}]{{2,}}(?: [{UPPER}]{{1,}}){{1,4}}(?!\w)")
_WORD = re.compile(r"\S+")
COMMON = frozenset(folded(gazetteer.FAMILY_COMMON.replace("\n", "|")).split("|")) - {""}
FAMILY = COMMON | (frozenset(folded(gazetteer.FAMILY_OTHER.replace("\n", "|")).split("|")) - {""})
_PLACE = re.compile(any_of(gazetteer.PROVINCES, gazetteer.NATIONAL) + r" *")
_TITLE = re.compile(rf"(?:{titles.ADDRESS}|{titles.RANK}|{titles.POST})[ ,.]*")
_TITLE_AFTER = re.compile(rf"(?:{titles.RANK}|{titles.POST}|{titles.ORG})")
_NOT = re.compile(any_of(gazetteer.NOT_PERSON_BEFORE) + r"[ \"]*$")
_NEVER = re.compile(
    any_of(
        "Hồ Chí Minh|Bác Hồ|Tổ quốc|Việt Nam|Lý Thường Kiệt|Trần Hưng Đạo|Võ Nguyên Giáp|"
        "Tôn Đức Thắng|Mác - Lênin|Nam Bộ|Bắc Bộ|Tết Nguyên Đán|Tân Hiệp Phát"
    )
)
_CREDIT = re.compile(
    r"(?:ảnh|bài|tin|bài, ảnh|bài và ảnh|tin, ảnh|tin ảnh|tin và ảnh|theo|nguồn|thực hiện|"
    r"tác giả|clip|video|biên tập|photo|đồ họa|pv|ctv)\s*(?:minh họa|"
    r"và ảnh)?\s*[:/]\s*[^\n]{0,60}$"
)
_DETAIL = re.compile(
    r"[ ]*[,(–-][ ]*(?:\d{2} tuổi|sn |sinh năm|sinh ngày|trú|ngụ|ở |người |quê |dân tộc|"
    r"học sinh|một |đại diện|con |vợ |chồng |mẹ |bố |thường trú|hội viên|thôn |ấp |xã |"
    r"khu |bản |lớp |đơn vị )"
)


@dataclass(frozen=True, slots=True)
class Mention:
    span: Span
    name: Span
    person: Person


def _credits(view: View) -> list[Span]:
    """Bylines: a line that is only names, and what follows 'Ảnh:' or 'Bài, ảnh:'."""
    found: list[Span] = []
    for line in view.lines:
        text = view.norm[line.start : line.end].strip(" .*()-")
        if (
            re.fullmatch(rf"(?:{_SYLLABLE}|[{UPPER}.]+|[-–,&/ ]|và|\([^)]*\))+", text)
            and len(text.split()) <= 10
        ):
            found += [line] if line != view.lines[0] else []
        elif (m := _CREDIT.search(view.low, line.start, line.end)) and (
            m.start() == line.start or view.low[m.start() - 1] in " (-."
        ):
            found.append(Span(m.start(), line.end))
    return found


def _name_in(view: View, run: Span, cued: bool) -> Span | None:
    """The personal name inside a run of capitalised words: places and titles before it are passed over."""
    start = run.start
    while True:
        rest = view.low[start : run.end]
        title = _TITLE.match(view.low, start)
        if title and len(title[0].rstrip()) > len(rest):
            return None
        m = _TITLE.match(rest) or (_PLACE.match(rest) if not _never_place(rest) else None)
        if m and m[0].strip() == rest.strip():
            return None
        if not m or not m.end() or m.end() >= len(rest):
            break
        start += m.end()
    words = list(_WORD.finditer(view.low, start, run.end))
    for at, word in enumerate(words):
        left = len(words) - at
        if word[0] in FAMILY and left >= 2 and (word[0] in COMMON or cued or left >= 3):
            return _bounded(view, words[at:])
    if cued and 2 <= len(words) <= 5 and start == run.start:
        return _bounded(view, words)
    return None


def _never_place(rest: str) -> bool:
    """'Hà Nam' is a province, but 'Hà Nam Trung' may be a name: what follows must be a name by itself."""
    m = _PLACE.match(rest)
    tail = rest[m.end() :].split() if m else []
    return bool(tail) and (len(tail) == 1 or tail[0] not in FAMILY)


def _bounded(view: View, words: list[re.Match[str]]) -> Span | None:
    """At most five syllables, stopping where a title or an organisation begins."""
    last = 0
    for at, word in enumerate(words[:5]):
        if at >= 2 and _TITLE_AFTER.match(view.low, word.start()) and at + 1 < len(words):
            break
        last = at
    return Span(words[0].start(), words[last].end()) if last >= 1 else None


def _accepted(view: View, name: Span, near: list[tuple[str, int, int]], floor: int) -> bool:
    kinds = {kind for kind, _, _ in near}
    words = view.low[name.start : name.end].split()
    family = words[0] in FAMILY
    if kinds & {"address", "rank"}:
        return family or len(words) >= 2
    if kinds and family:
        return True
    if _NOT.search(view.low, max(floor, name.start - 30), name.start):
        return _post_before_place(view, name, floor)
    if (words[0] in COMMON and len(words) >= 3 and words[-1] not in {"ninh", "minh"}) or (
        words[0] in COMMON and _follows(view, name)
    ):
        return True
    return family and (_follows(view, name) or titles.preceding_post(view, name.start, floor) is not None)


def _post_before_place(view: View, name: Span, floor: int) -> bool:
    """'Phó Chủ tịch UBND huyện Lê Văn A': a bare unit word stands before the name."""
    if not re.search(
        r"(?:ubnd|hđnd|mttq|công an|hội [^,]{2,30}|ủy ban nhân dân|hội đồng nhân dân) (?:xã|"
        r"phường|huyện|quận|thị trấn|tỉnh|thành phố|tp)\.? *$",
        view.low[max(floor, name.start - 60) : name.start],
    ):
        return False
    return (
        titles.preceding_post(view, name.start, floor) is not None
        and len(view.low[name.start : name.end].split()) >= 3
    )


def _follows(view: View, name: Span) -> bool:
    sentence = view.sentence(name.start)
    _, position, _ = titles.after(view, name.end, sentence.end)
    return position is not None or bool(_DETAIL.match(view.low, name.end)) or titles.speaks(view, name.end)


def _mention(view: View, name: Span, sentence: Span) -> Mention | None:
    start, near = titles.before(view, name.start, sentence.start)
    if not _accepted(view, name, near, sentence.start) or _NEVER.match(view.low, name.start):
        return None
    rank = next((view.printed(s, e) for kind, s, e in near if kind == "rank"), None)
    ahead = titles.preceding_post(view, name.start, sentence.start)
    end, position, organisation = titles.after(view, name.end, sentence.end)
    if position is None and ahead:
        start, position, organisation = min(start, ahead[0]), ahead[1], ahead[2]
    if start == name.start and near:
        start = near[-1][1]
    span = view.trimmed(start, end)
    person = Person(span, view.printed(name.start, name.end), rank, position, organisation, "mentioned")
    return Mention(span, name, person)


def mentions(view: View) -> list[Mention]:
    """Every place where a person is named in full, in order."""
    skipped = _credits(view)
    found: list[Mention] = []
    for run in _runs(view):
        if any(run.overlaps(line) for line in skipped):
            continue
        sentence = view.sentence(run.start)
        if run.start < sentence.start:
            continue
        name = _name_in(view, run, cued=_cued(view, run, sentence))
        if name and (mention := _mention(view, name, sentence)):
            found.append(mention)
    return found


def _cued(view: View, run: Span, sentence: Span) -> bool:
    _, near = titles.before(view, run.start, sentence.start)
    return any(kind in {"address", "rank"} for kind, _, _ in near) or bool(
        _TITLE.match(view.low, run.start, run.end)
    )


def _runs(view: View) -> Iterator[Span]:
    for m in _RUN.finditer(view.norm):
        yield Span(m.start(), m.end())
    for m in _CAPITALS.finditer(view.norm):
        words = view.low[m.start() : m.end()].split()
        if (
            words[0] in COMMON
            and 2 <= len(words) <= 5
            and _cued(view, Span(m.start(), m.end()), view.sentence(m.start()))
        ):
            yield Span(m.start(), m.end())


def _key(name: str) -> str:
    return folded(" ".join(name.split()))


def _fullness(person: Person) -> tuple[int, int]:
    return (
        2 * bool(person.position) + 2 * bool(person.organisation) + bool(person.rank),
        min(person.span.end - person.span.start, 160),
    )


def find(view: View, found: list[Mention] | None = None) -> list[Person]:
    """Each person once, quoted where named most fully, with the first role that fits over all mentions."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions(view) if found is None else found:
        groups.setdefault(_key(mention.person.name), []).append(mention)
    people: list[Person] = []
    for same in groups.values():
        best = max((m.person for m in same), key=_fullness)
        rank = best.rank or next((m.person.rank for m in same if m.person.rank), None)
        role = roles.best(roles.of(view, m.span, m.name) for m in same)
        people.append(replace(best, rank=rank, role=role))
    return people


def presiding(people: list[Person], event: Event | None) -> list[Person]:
    """Those the event names as chair have that role, wherever they are named most fully."""
    chairs = {_key(chair.name) for chair in event.chair} if event else set()
    return [replace(one, role="chair") if _key(one.name) in chairs else one for one in people]
