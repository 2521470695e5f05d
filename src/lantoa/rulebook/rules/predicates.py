"""The predicate language of eligibility: written as data, judged by one evaluator, three-valued.

``None`` is 'not known' everywhere; a known absence is an empty text, an empty set, 0 or False. Operators:

| operator | arguments | holds when |
|---|---|---|
| all, any | a list of conditions | all of them; one of them |
| streak | award, years | the title in each of the last ``years`` years, ending in the year asked about |
| has | awards | one of these titles in the year |
| grade | at_least | the year's grade (or the collective's) is at least this |
| merit | kind, scope (at least), applied, accepted | an unused one inside ``window`` years |
| share | of, base, at_least | two counts |
| count | of, at_least / at_most, say | one count |
| flag | name | the fact is true |
| window | lasted years (of), at_least | a movement's duration in years |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lantoa.kernel.decisions import Finding, Mark, all_of, any_of

GRADES = ("KHT", "HT", "HTT", "HTXS")
GRADE_NAMES = {
    "": "không xếp loại",
    "KHT": "không hoàn thành nhiệm vụ",
    "HT": "hoàn thành nhiệm vụ",
    "HTT": "hoàn thành tốt nhiệm vụ",
    "HTXS": "hoàn thành xuất sắc nhiệm vụ",
}
SCOPES = ("base", "province", "national")
SCOPE_NAMES = {
    "": "chưa được công nhận phạm vi",
    "base": "cấp cơ sở",
    "province": "cấp bộ, tỉnh",
    "national": "toàn quốc",
}
MERIT_NAMES = {
    "initiative": "sáng kiến",
    "research": "đề tài, đề án, công trình",
    "combat_merit": "mưu trí, sáng tạo trong chiến đấu",
}


@dataclass(frozen=True, slots=True)
class Merit:
    """An initiative, a topic or a combat merit. ``used``: already used for an award (X02)."""

    kind: str | None
    scope: str | None
    applied: bool | None = None
    accepted: bool | None = None
    used: bool | None = False
    used_for: str = ""


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One person's year. ``counts``: the year counts as achievement time (X04)."""

    grade: str | None = None
    titles: frozenset[str] | None = None
    proposed: frozenset[str] = frozenset()
    merits: tuple[Merit, ...] | None = None
    flags: Mapping[str, bool | None] = field(default_factory=dict)
    counts: bool | None = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one candidate. ``counts`` and ``flags`` not listed are not known."""

    year: int
    years: Mapping[int, YearFacts] = field(default_factory=dict)
    counts: Mapping[str, int | None] = field(default_factory=dict)
    flags: Mapping[str, bool | None] = field(default_factory=dict)
    grade: str | None = None
    collective: bool = False

    def at(self, year: int) -> YearFacts:
        return self.years.get(year, UNKNOWN_YEAR)


UNKNOWN_YEAR = YearFacts(counts=None)


@dataclass(frozen=True, slots=True)
class Condition:
    """One operator with its arguments. The top-level ones of a rule carry ``code``, ``say`` (what the
    clause asks, as an officer would say it) and ``cure``."""

    operator: str
    arguments: Mapping[str, Any]
    parts: tuple[Condition, ...] = ()
    code: str = ""
    say: str = ""
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition's value and what was seen, one line a fact."""

    met: bool | None
    seen: tuple[str, ...]


def _all(condition: Condition, facts: Facts) -> Judged:
    parts = [judge(part, facts) for part in condition.parts]
    return Judged(all_of(part.met for part in parts), _joined(parts))


def _any(condition: Condition, facts: Facts) -> Judged:
    parts = [judge(part, facts) for part in condition.parts]
    met = [part for part in parts if part.met is True]
    return Judged(any_of(part.met for part in parts), _joined(met or parts))


def _joined(parts: list[Judged]) -> tuple[str, ...]:
    return tuple(line for part in parts for line in part.seen)


def holds(title: str, year: YearFacts) -> bool | None:
    """Whether a decided title stands in that year; one still proposed, or an unknown list, is not known."""
    if year.counts is False:
        return False
    if year.titles is not None and title in year.titles:
        return year.counts
    return None if year.titles is None or title in year.proposed else False


def _title_seen(title: str, number: int, year: YearFacts) -> str:
    if year.counts is False:
        return f"năm {number} không được tính thành tích do thời hạn kỷ luật"
    if year.titles is None:
        return f"năm {number} chưa rõ danh hiệu"
    if title in year.titles:
        return f"năm {number} có" + ("" if year.counts else ", nhưng chưa rõ thời hạn kỷ luật")
    return (
        f"năm {number} mới đề nghị, chưa có quyết định"
        if title in year.proposed
        else f"năm {number} không có"
    )


def _streak(condition: Condition, facts: Facts) -> Judged:
    title, length = condition.arguments["award"], condition.arguments["years"]
    window = range(facts.year - length + 1, facts.year + 1)
    met = all_of(holds(title, facts.at(number)) for number in window)
    return Judged(met, tuple(_title_seen(title, number, facts.at(number)) for number in window))


def _has(condition: Condition, facts: Facts) -> Judged:
    year = facts.at(facts.year)
    met = any_of(holds(title, year) for title in condition.arguments["awards"])
    if met:
        return Judged(met, (f"năm {facts.year} có danh hiệu này",))
    best = next((title for title in condition.arguments["awards"] if title in year.proposed), "")
    return Judged(met, (_title_seen(best, facts.year, year),))


def _grade(condition: Condition, facts: Facts) -> Judged:
    grade = facts.grade if facts.collective else facts.at(facts.year).grade
    where = "tập thể" if facts.collective else f"năm {facts.year}"
    if grade is None:
        return Judged(None, (f"{where} chưa rõ mức xếp loại",))
    met = grade in GRADES and GRADES.index(grade) >= GRADES.index(condition.arguments["at_least"])
    return Judged(met, (f"{where} {GRADE_NAMES[grade]}",))


def fits(merit: Merit, wanted: Mapping[str, Any]) -> bool | None:
    """Whether one merit is of the kind, scope and state asked for, and unused."""
    kind = None if merit.kind is None else merit.kind == wanted["kind"]
    scope = (
        None
        if merit.scope is None
        else merit.scope in SCOPES and SCOPES.index(merit.scope) >= SCOPES.index(wanted["scope"])
    )
    used = None if merit.used is None else not merit.used
    applied = merit.applied if wanted.get("applied") else True
    accepted = merit.accepted if wanted.get("accepted") else True
    return all_of((kind, scope, used, applied, accepted))


def _merit(condition: Condition, facts: Facts) -> Judged:
    wanted = condition.arguments
    name = MERIT_NAMES[wanted["kind"]]
    found: list[bool | None] = []
    seen: list[str] = []
    for number in range(facts.year - wanted.get("window", 1) + 1, facts.year + 1):
        year = facts.at(number)
        if year.merits is None:
            found.append(None)
            seen.append(f"năm {number} chưa rõ {name}")
            continue
        for merit in year.merits:
            if merit.kind not in (None, wanted["kind"]):
                continue
            value = fits(merit, wanted) if year.counts is not False else False
            found.append(value)
            seen.append(f"{name} năm {number} {_merit_seen(merit, value, wanted)}")
    return Judged(any_of(found), tuple(seen) or (f"không có {name}",))


def _merit_seen(merit: Merit, value: bool | None, wanted: Mapping[str, Any]) -> str:
    if value:
        return f"{SCOPE_NAMES[merit.scope or '']}, chưa dùng cho lần khen nào"
    if merit.used:
        return f"đã dùng để xét {merit.used_for or 'lần trước'}, không tính lại (X02)"
    if value is None:
        return "còn thiếu thông tin (phạm vi, việc áp dụng, nghiệm thu hoặc đã dùng hay chưa)"
    if wanted.get("applied") and merit.applied is False:
        return "chưa được áp dụng"
    if wanted.get("accepted") and merit.accepted is False:
        return "chưa được nghiệm thu"
    return f"{SCOPE_NAMES[merit.scope or '']}, thấp hơn phạm vi yêu cầu"


def _share(condition: Condition, facts: Facts) -> Judged:
    part, base = (facts.counts.get(condition.arguments[key]) for key in ("of", "base"))
    if part is None or base is None:
        return Judged(None, ("chưa đủ số liệu để tính tỷ lệ",))
    needed: Decimal = condition.arguments["at_least"]
    return Judged(part >= needed * base, (f"{part}/{base} người ({percent(part, base)})",))


def percent(part: int, base: int) -> str:
    """For reading only: one decimal, Vietnamese comma; never rounded up to a threshold it misses."""
    return f"{Decimal(part * 1000 // base) / 10:f}".replace(".", ",") + " %"


def _count(condition: Condition, facts: Facts) -> Judged:
    found = facts.counts.get(condition.arguments["of"])
    if found is None:
        return Judged(None, ("chưa có số liệu",))
    low, high = condition.arguments.get("at_least"), condition.arguments.get("at_most")
    return Judged(
        (low is None or found >= low) and (high is None or found <= high), (_count_seen(condition, found),)
    )


def _count_seen(condition: Condition, found: int) -> str:
    return f"{condition.arguments.get('say', 'có')} {found}" if found else "không có"


def _flag(condition: Condition, facts: Facts) -> Judged:
    name = condition.arguments["name"]
    own = facts.at(facts.year).flags
    value = own[name] if name in own else facts.flags.get(name)
    seen = {None: "chưa rõ", True: "có", False: "không"}[value]
    said = condition.arguments.get("say", "")
    return Judged(value, (f"{said}: {seen}" if said else seen,))


def _window(condition: Condition, facts: Facts) -> Judged:
    found = facts.counts.get(condition.arguments["of"])
    if found is None:
        return Judged(None, ("chưa rõ thời gian thực hiện",))
    return Judged(found >= condition.arguments["at_least"], (f"kéo dài {found} năm",))


OPERATORS: dict[str, Callable[[Condition, Facts], Judged]] = {
    "all": _all,
    "any": _any,
    "streak": _streak,
    "has": _has,
    "grade": _grade,
    "merit": _merit,
    "share": _share,
    "count": _count,
    "flag": _flag,
    "window": _window,
}

ARGUMENTS: dict[str, tuple[dict[str, type], dict[str, type]]] = {
    "streak": ({"award": str, "years": int}, {}),
    "has": ({"awards": list}, {}),
    "grade": ({"at_least": str}, {}),
    "merit": ({"kind": str, "scope": str}, {"applied": bool, "accepted": bool, "window": int}),
    "share": ({"of": str, "base": str, "at_least": Decimal}, {}),
    "count": ({"of": str}, {"at_least": int, "at_most": int, "say": str}),
    "flag": ({"name": str}, {"say": str}),
    "window": ({"of": str, "at_least": int}, {}),
}
"""operator → (required, optional) arguments and their types; the pack's schema refuses anything else."""


def judge(condition: Condition, facts: Facts) -> Judged:
    return OPERATORS[condition.operator](condition, facts)


def finding(rule: str, clause: str, mark: Mark, at: str, condition: Condition, facts: Facts) -> Finding:
    """One top-level condition of rule row ``rule`` (at 'pack:line'), judged, with its trace."""
    judged = judge(condition, facts)
    seen = "; ".join(judged.seen)
    return Finding(
        code=f"{rule}_{condition.code}",
        met=judged.met,
        clause=clause,
        mark=mark,
        detail=f"{condition.say}: {seen}." if seen else f"{condition.say}.",
        cure="" if judged.met else condition.cure,
        trace=(f"{at} {rule}.{condition.code} [{mark.label}] {clause}", *judged.seen),
    )


def rests_on(condition: Condition, year: int) -> tuple[tuple[str, int], ...]:
    """The (title, year) pairs a condition of ``year`` looks back to: what a revoked title shakes."""
    if condition.operator == "streak":
        length = condition.arguments["years"]
        return tuple((condition.arguments["award"], year - back) for back in range(length))
    if condition.operator == "has":
        return tuple((award, year) for award in condition.arguments["awards"])
    return tuple(pair for part in condition.parts for pair in rests_on(part, year))
