"""``lantoa try commune``: whether a commune can be recognised, and what is missing (TT 124/2021, Điều 5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.kernel.calendars import period
from lantoa.recognition.rules.commune import PAPERS, Commune, Judgement, judge
from lantoa.rulebook import packs

from .fields import Fields, bad
from .sentences import findings_json, findings_text

ROWS = {
    "antt_tt124": {
        "RECOGNISED": "XA4",
        "REGISTERED": "XA4",
        "PRACTICE": "XA1",
        "PAPERS": "XA1",
        "DISCIPLINE": "XA3",
        "CLAUSES": "XA2",
    },
    "antt_tt23": {
        "RECOGNISED": "TT23_XA4",
        "REGISTERED": "TT23_XA1",
        "PRACTICE": "TT23_XA1",
        "PAPERS": "TT23_XA1",
        "DISCIPLINE": "TT23_XA3",
        "CLAUSES": "TT23_XA2",
    },
}
"""criteria set → the row behind each finding."""

COUNTS = ("registered", "recognised")


def run(case: dict[str, Any]) -> dict[str, Any]:
    """Outcome, needed, missing and findings. Raises ``BadInput`` located in the case."""
    found = _judge(case)
    return {
        "outcome": found.verdict.outcome.value,
        "needed": found.needed,
        "missing": found.missing,
        "findings": findings_json(found.verdict.findings),
    }


def explain(case: dict[str, Any]) -> list[str]:
    return [line for finding in _judge(case).verdict.findings for line in finding.trace]


def render(answer: dict[str, Any]) -> str:
    text = findings_text("Xã, phường, đặc khu “An toàn về an ninh, trật tự”", answer)
    if answer["needed"] is None:
        return text
    missing = "" if not answer["missing"] else f", còn thiếu {answer['missing']}"
    return f"{text}\nCần ít nhất {answer['needed']} đối tượng được công nhận{missing}."


def _judge(case: dict[str, Any]) -> Judgement:
    names = ("objects", *COUNTS, "active_practices", "police_disciplined", "clauses_2_3_4", "papers")
    fields = Fields.of(case, required=("year",), optional=names)
    return judge(_commune(fields), _rows(fields.whole("year", 1945, 2200)))


def _rows(year: int) -> dict[str, Any]:
    """The criteria in force on the last day of the year's window (16/11 of the year before → 15/11)."""
    last = period("ANTT_UNIT", year).last_day or date(year, 11, 15)
    sets = packs.criteria_sets(last)
    for name, codes in ROWS.items():
        if name in sets:
            by_id = {row.id: row for row in sets[name]}
            return {code: by_id[row] for code, row in codes.items()}
    raise bad("NO_RULES", f"Chưa có tiêu chí cho năm {year}.", "year", "Nhập năm từ 2012 trở đi.")


def _commune(fields: Fields) -> Commune:
    objects = fields.whole("objects", 1) if fields.has("objects") else None
    counts = {key: _count(fields, key) for key in (*COUNTS, "active_practices", "police_disciplined")}
    for key in COUNTS:
        found = counts[key]
        if objects is not None and found is not None and found > objects:
            raise bad(
                "MORE_THAN_ALL",
                f"{found} ở mục “{key}” nhiều hơn {objects} đối tượng.",
                key,
                f"Nhập từ 0 đến {objects}.",
            )
    return Commune(
        objects=objects,
        registered=counts["registered"],
        recognised=counts["recognised"],
        active_practices=counts["active_practices"],
        police_disciplined=counts["police_disciplined"],
        clauses_2_3_4=_flag(fields, "clauses_2_3_4"),
        papers=_papers(fields),
    )


def _papers(fields: Fields) -> dict[str, bool | None]:
    if not fields.has("papers"):
        return dict.fromkeys(PAPERS)
    if fields.get("papers") is None:
        return dict.fromkeys(PAPERS, False)
    own = Fields.of(fields.get("papers"), "papers", optional=tuple(PAPERS))
    return {key: _flag(own, key) for key in PAPERS}


def _count(fields: Fields, key: str) -> int | None:
    """Absent: not known. Null: known to be none."""
    if not fields.has(key):
        return None
    return 0 if fields.get(key) is None else fields.whole(key)


def _flag(fields: Fields, key: str) -> bool | None:
    if not fields.has(key):
        return None
    return fields.get(key) is not None and fields.flag(key)
