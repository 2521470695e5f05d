"""``lantoa try eligibility``: one candidate, one title, every condition with its clause."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lantoa.commendation.rules.eligibility import PENDING, Candidate, Rules, Term, verdict
from lantoa.kernel.decisions import Verdict
from lantoa.rulebook import packs
from lantoa.rulebook.rules.predicates import GRADES, MERIT_NAMES, SCOPES, Facts, Merit, YearFacts

from .fields import Fields, bad, chosen
from .sentences import award_name, day_text, findings_json, findings_text

INDIVIDUAL = ("T_LDTT", "T_CSTT", "T_CSTDCS", "T_CSTDT", "T_CSTDTQ")
COLLECTIVE = ("T_TTLDTT", "T_TTLDXS", "T_COTINH")
COUNTS = ("completed", "ldtt", "cstdcs", "disciplined_canh_cao_or_above")


def run(case: dict[str, Any]) -> dict[str, Any]:
    """The verdict as documented. Raises ``BadInput`` located in the case."""
    fields, found = _judge(case)
    return {
        "award": fields.get("award"),
        "law": list(found.instruments),
        "outcome": found.outcome.value,
        "findings": findings_json(found.findings),
    }


def explain(case: dict[str, Any]) -> list[str]:
    return [line for finding in _judge(case)[1].findings for line in finding.trace]


def render(answer: dict[str, Any]) -> str:
    return findings_text(f"{award_name(answer['award'])}", answer)


def _judge(case: dict[str, Any]) -> tuple[Fields, Verdict]:
    common = ("pending", "force", "law_confirmed")
    award = chosen(case.get("award"), (*INDIVIDUAL, *COLLECTIVE), "award") if "award" in case else ""
    own = ("collective",) if award in COLLECTIVE else ("years", "selected")
    fields = Fields.of(case, required=("award", "accepted_on", "year"), optional=(*common, *own))
    if fields.has("force"):
        fields.choice("force", ("CAND", "civil"))
    candidate = _collective(fields) if award in COLLECTIVE else _individual(fields)
    return fields, verdict(candidate, award, _rules(fields))


def _rules(fields: Fields) -> Rules:
    day = fields.day("accepted_on")
    if day.year < 2004:
        raise bad(
            "BAD_DATE",
            f"Chưa có quy tắc cho ngày {day_text(day)}.",
            fields.at("accepted_on"),
            "Nhập ngày tiếp nhận hồ sơ từ năm 2004 trở đi.",
        )
    blocks = {row.id: row for row in packs.blocks(day)}
    return Rules(
        day=day,
        eligibility=packs.eligibility(day),
        blocks=blocks,
        governing=packs.governing(day),
        quotas=packs.quotas(day) if "LAW_UNREAD" in blocks else (),
        law_confirmed=_flag(fields, "law_confirmed") is True,
    )


def _year(fields: Fields) -> int:
    return fields.whole("year", 1945, 2200)


def _pending(fields: Fields) -> frozenset[str] | None:
    if not fields.has("pending"):
        return None
    if fields.get("pending") is None:
        return frozenset()
    return frozenset(chosen(item, tuple(PENDING), place) for item, place in fields.items("pending"))


def _flag(fields: Fields, key: str) -> bool | None:
    """Absent: not known. Null: known to be none."""
    if not fields.has(key):
        return None
    return fields.get(key) is not None and fields.flag(key)


def _grade(fields: Fields) -> str | None:
    if not fields.has("grade"):
        return None
    return "" if fields.get("grade") is None else fields.choice("grade", GRADES)


def _individual(fields: Fields) -> Candidate:
    years: dict[int, YearFacts] = {}
    known: dict[int, bool] = {}
    terms: list[Term] = []
    for number, own in _year_fields(fields):
        years[number] = _year_facts(own)
        known[number] = own.has("disciplined")
        terms += _terms(own, number)
    facts = Facts(_year(fields), years, flags={"selected": _flag(fields, "selected")})
    return Candidate(facts, _pending(fields), tuple(terms), known)


def _year_fields(fields: Fields) -> list[tuple[int, Fields]]:
    if not fields.has("years") or fields.get("years") is None:
        return []
    found = []
    raw = fields.get("years")
    keys = tuple(raw) if isinstance(raw, dict) else ()
    for key, value in Fields.of(raw, "years", optional=keys).values.items():
        place = f"years.{key}"
        if not (len(key) == 4 and key.isascii() and key.isdecimal() and 1945 <= int(key) <= 2200):
            raise bad(
                "BAD_YEAR", f"“{key[:20]}” không phải là năm.", place, "Ghi năm bốn chữ số, ví dụ 2025."
            )
        names = ("grade", "spirit", "titles", "proposed", "initiatives", "disciplined")
        found.append((int(key), Fields.of(value, place, optional=names)))
    return found


def _year_facts(own: Fields) -> YearFacts:
    return YearFacts(
        grade=_grade(own),
        titles=_titles(own, "titles"),
        proposed=_titles(own, "proposed") or frozenset(),
        merits=_merits(own),
        flags={"spirit": _flag(own, "spirit")},
    )


def _titles(own: Fields, key: str) -> frozenset[str] | None:
    if not own.has(key):
        return None
    if own.get(key) is None:
        return frozenset()
    return frozenset(_title(item, place) for item, place in own.items(key))


def _title(item: Any, place: str) -> str:
    """A title's code: a form here is the field's commonest mistake, so it is refused by name."""
    row = packs.award(chosen(item, tuple(packs.award_codes()), place), place)
    if row.kind != "title":
        raise bad(
            "NOT_A_TITLE",
            f"“{row.name}” là hình thức khen thưởng, không phải danh hiệu thi đua.",
            place,
            "Chỉ ghi danh hiệu (mã T_…) vào titles, proposed.",
        )
    return row.id


def _merits(own: Fields) -> tuple[Merit, ...] | None:
    if not own.has("initiatives"):
        return None
    if own.get("initiatives") is None:
        return ()
    return tuple(_merit(item, place) for item, place in own.items("initiatives"))


def _merit(item: Any, place: str) -> Merit:
    own = Fields.of(item, place, optional=("kind", "scope", "applied", "accepted", "used_for"))
    used_for = own.get("used_for") if own.has("used_for") else None
    if used_for is not None:
        used_for = packs.award(chosen(used_for, tuple(packs.award_codes()), own.at("used_for"))).name
    return Merit(
        kind=_choice(own, "kind", tuple(MERIT_NAMES)),
        scope=_choice(own, "scope", SCOPES),
        applied=_flag(own, "applied"),
        accepted=_flag(own, "accepted"),
        used=(used_for is not None) if own.has("used_for") else None,
        used_for=used_for or "",
    )


def _choice(own: Fields, key: str, options: tuple[str, ...]) -> str | None:
    if not own.has(key):
        return None
    return "" if own.get(key) is None else own.choice(key, options)


def _terms(own: Fields, year: int) -> list[Term]:
    if not own.has("disciplined") or own.get("disciplined") is None:
        return []
    names = ("kind", "at_or_above_canh_cao", "from", "to")
    term = Fields.of(own.get("disciplined"), own.at("disciplined"), optional=names)
    if term.has("kind"):
        term.text("kind")
    _flag(term, "at_or_above_canh_cao")
    starts = term.day("from") if term.has("from") else None
    open_ended = term.has("to") and term.get("to") is None
    ends: date | None = term.day("to") if term.has("to") and not open_ended else None
    if ends and ends < (starts or date(year, 1, 1)):
        raise bad(
            "BAD_TERM",
            "Thời hạn kỷ luật kết thúc trước khi bắt đầu.",
            term.at("to"),
            "Kiểm tra lại ngày bắt đầu và ngày hết thời hạn.",
        )
    return [Term(year, starts, ends, open_ended)]


def _collective(fields: Fields) -> Candidate:
    names = ("members", *COUNTS, "grade", "cluster_rank", "chosen_by_ballot", "targets_exceeded")
    own = Fields.of(
        fields.get("collective") if fields.has("collective") else {}, "collective", optional=names
    )
    members = own.whole("members", 1) if own.has("members") else None
    counts: dict[str, int | None] = {"members": members, "cluster_rank": _rank(own)}
    for key in COUNTS:
        counts[key] = _count(own, key, members)
    flags: Mapping[str, bool | None] = {
        key: _flag(own, key) for key in ("chosen_by_ballot", "targets_exceeded")
    }
    facts = Facts(_year(fields), counts=counts, flags=flags, grade=_grade(own), collective=True)
    return Candidate(facts, _pending(fields))


def _rank(own: Fields) -> int | None:
    """Absent: not known (None). Null: known not to be ranked, which is rank 0: nobody's first place."""
    if not own.has("cluster_rank"):
        return None
    return 0 if own.get("cluster_rank") is None else own.whole("cluster_rank", 1)


def _count(own: Fields, key: str, members: int | None) -> int | None:
    if not own.has(key):
        return None
    found = 0 if own.get(key) is None else own.whole(key)
    if members is not None and found > members:
        raise bad(
            "MORE_THAN_ALL",
            f"{found} người ở mục “{key}” nhiều hơn {members} thành viên.",
            own.at(key),
            f"Nhập từ 0 đến {members}.",
        )
    return found
