"""Which kind of unit decides which award (law.md §7, pack ``authorities``), and how its head is called."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.kernel.decisions import Finding, Mark
from lantoa.rulebook.rules.rows import Authority, Award

MINISTER = frozenset({"MINISTRY"})
PROVINCE = frozenset({"PEOPLES_COMMITTEE"})
HEADS = frozenset(
    {"PROVINCIAL_POLICE", "DEPARTMENT", "SPECIALISED_AGENCY", "PEOPLES_COMMITTEE", "FIRE_POLICE"}
)
KINDS: dict[str, frozenset[str]] = {
    "T_COTINH": MINISTER | PROVINCE,
    "T_CSTDT": MINISTER | PROVINCE,
    "T_TTLDXS": MINISTER | PROVINCE,
    "F_BKT": MINISTER | PROVINCE,
    "K_BVANTQ": MINISTER,
    "T_CSTDCS": HEADS,
    "T_TTLDTT": HEADS,
    "T_LDTT": HEADS | {"COMMUNE_POLICE"},
    "T_CSTT": HEADS | {"COMMUNE_POLICE"},
    "F_GK": HEADS | {"COMMUNE_POLICE"},
}
"""Unit kinds that may decide; an award not listed is decided above the units this product serves."""
HEAD = {
    "MINISTRY": ("Bộ trưởng", "Thứ trưởng"),
    "PROVINCIAL_POLICE": ("Giám đốc", "Phó Giám đốc"),
    "FIRE_POLICE": ("Giám đốc", "Phó Giám đốc"),
    "DEPARTMENT": ("Cục trưởng", "Phó Cục trưởng"),
    "PEOPLES_COMMITTEE": ("Chủ tịch", "Phó Chủ tịch"),
    "SPECIALISED_AGENCY": ("Giám đốc", "Phó Giám đốc"),
    "COMMUNE_POLICE": ("Trưởng Công an", "Phó Trưởng Công an"),
}
ABBREVIATION = {"MINISTRY": "BCA", "PROVINCIAL_POLICE": "CAT", "PEOPLES_COMMITTEE": "UBND"}


LINE = {
    "MINISTRY": "people_committee",
    "PEOPLES_COMMITTEE": "people_committee",
    "SPECIALISED_AGENCY": "specialised",
    "PROVINCIAL_POLICE": "force",
    "FIRE_POLICE": "force",
    "DEPARTMENT": "force",
    "COMMUNE_POLICE": "force",
}
"""The pack's line of authority for each kind; ministers and province chairs share one row (Law Article 79)."""


def head_of(kind: str) -> tuple[str, str]:
    """(head, deputy) as posts; 'Thủ trưởng' where the kind has no name of its own."""
    return HEAD.get(kind, ("Thủ trưởng", "Phó Thủ trưởng"))


def title_of(kind: str, name: str) -> str:
    """Who decides, as a decision's heading says it: 'Bộ trưởng Bộ Công an', 'Trưởng Công an xã …'."""
    head = head_of(kind)[0]
    return f"{head} {name.removeprefix('Công an ')}" if kind == "COMMUNE_POLICE" else f"{head} {name}"


def finding(award: Award, kind: str, rows: Iterable[Authority]) -> Finding:
    """Whether a unit of ``kind`` decides ``award``, by the row of its line; its mark says how sure that is.

    Where the law leaves it to a ministry's regulation (Article 80 clause 5), that is what is verified, and said.
    """
    row = row_of(award, kind, rows)
    clause, mark = (row.clause, row.mark) if row else (award.clause, Mark.TO_CONFIRM)
    who = (row.decides if row else award.decides) or "cấp trên"
    if kind in KINDS.get(award.id, frozenset()):
        if who.startswith("Theo"):
            detail = f"{award.name}: Luật giao thẩm quyền {lowered(who)}; cấp cụ thể xem quy định của Bộ."
            return Finding("AUTHORITY", True, clause, mark, detail)
        note = f" {row.note}" if row and row.note else ""
        return Finding("AUTHORITY", True, clause, mark, f"{award.name}: {lowered(who)} quyết định.{note}")
    cure = "Chọn đúng cấp quyết định." if award.id in KINDS else "Lập tờ trình lên cấp có thẩm quyền."
    return Finding("AUTHORITY", False, clause, mark, f"{award.name} do {lowered(who)} quyết định.", cure)


def row_of(award: Award, kind: str, rows: Iterable[Authority]) -> Authority | None:
    """The row for the line that ``kind`` belongs to; the first that names the award where none does."""
    named = [row for row in rows if award.id in row.awards]
    own = [row for row in named if row.line == LINE.get(kind)]
    return next(iter(own or named), None)


def lowered(words: str) -> str:
    """'Theo quy định …' inside a sentence; names of offices keep their capital."""
    return words[:1].lower() + words[1:] if words.startswith(("Theo", "Người", "Thủ trưởng")) else words


def award_title(award: Award, kind: str, authority: str) -> str:
    """What the decision calls it: 'Cờ thi đua của Bộ Công an', 'Chiến sĩ thi đua cơ sở'."""
    if award.id == "T_COTINH":
        return f"Cờ thi đua của {authority}"
    if award.id == "T_CSTDT" and kind == "MINISTRY":
        return "Chiến sĩ thi đua toàn lực lượng Công an nhân dân"
    if award.id == "F_BKT":
        return f"Bằng khen của {title_of(kind, authority)}"
    if award.id == "F_GK":
        return f"Giấy khen của {title_of(kind, authority)}"
    return award.name
