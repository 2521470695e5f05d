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


def head_of(kind: str) -> tuple[str, str]:
    """(head, deputy) as posts; 'Thủ trưởng' where the kind has no name of its own."""
    return HEAD.get(kind, ("Thủ trưởng", "Phó Thủ trưởng"))


def title_of(kind: str, name: str) -> str:
    """Who decides, as a decision's heading says it: 'Bộ trưởng Bộ Công an', 'Trưởng Công an xã …'."""
    head = head_of(kind)[0]
    return f"{head} {name.removeprefix('Công an ')}" if kind == "COMMUNE_POLICE" else f"{head} {name}"


def finding(award: Award, kind: str, rows: Iterable[Authority]) -> Finding:
    """Whether a unit of ``kind`` decides ``award``. Not met only where the catalogue is sure of the opposite."""
    named = [row for row in rows if award.id in row.awards]
    clause = "; ".join(dict.fromkeys(row.clause for row in named)) or award.clause
    marks = {row.mark for row in named}
    mark = Mark.VERIFIED if Mark.VERIFIED in marks else Mark.TO_CONFIRM
    if award.id not in KINDS:
        return Finding(
            "AUTHORITY",
            False,
            clause,
            Mark.VERIFIED,
            f"{award.name}: {award.decides or 'cấp trên'} quyết định.",
            "Lập tờ trình lên cấp có thẩm quyền.",
        )
    if kind in KINDS[award.id]:
        return Finding("AUTHORITY", True, clause, mark, f"{award.name}: {award.decides}.")
    return Finding(
        "AUTHORITY",
        False,
        clause,
        Mark.VERIFIED,
        f"{award.name} do {award.decides[:1].lower() + award.decides[1:]} quyết định.",
        "Chọn đúng cấp quyết định.",
    )


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
