"""Two routes apart: the cluster's first for the Ministry's flag, and persons for Chiến sĩ thi đua cơ sở."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.commendation import operations, queries
from lantoa.organisation import operations as organisation
from lantoa.rulebook import operations as rulebook

from .world import POLICE, actor, on

GATHERED = date(2026, 1, 6)
MET = date(2026, 1, 16)
DECIDED = date(2026, 1, 22)
THRESHOLD = "V03"
"""The 80 % threshold: read only in a decree that has expired, so each authority confirms it first."""
CONFIRMED = "Nghị định 152/2025/NĐ-CP, bản đơn vị đã đọc và đối chiếu (xác nhận minh họa)"


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    name: str
    rank: str
    post: str
    facts: dict[str, Any]
    merit: str


def _year(**over: Any) -> dict[str, Any]:
    return {
        "grade": "HTXS",
        "spirit": True,
        "titles": ["T_CSTT"],
        "initiatives": [],
        "disciplined": None,
        **over,
    }


CANDIDATES = (
    Candidate(
        "MH-0001", "Giàng Thị Ngọc Ế", "Đại úy", "Phó Đội trưởng, Phòng Xây dựng phong trào",
        {"pending": [], "years": {"2025": _year()}},
        "hoàn thành xuất sắc nhiệm vụ; xây dựng hai mô hình tự quản ở xã biên giới.",
    ),
    Candidate(
        "MH-0002", "Nguyễn Đức Đạt", "Thượng úy", "Cán bộ Công an xã Bát Xát",
        {"pending": [], "years": {"2025": _year(titles=[], grade="HTT")}},
        "Hoàn thành tốt nhiệm vụ; chưa được công nhận Chiến sĩ tiên tiến trong năm.",
    ),
    Candidate(
        "MH-0003", "Lý Láo Ụ", "Trung tá", "Trưởng Công an xã Y Tý",
        {"pending": [], "years": {"2025": {key: value for key, value in _year(grade="HTT").items()
                                            if key != "initiatives"}}},
        "Hoàn thành tốt nhiệm vụ; hồ sơ chưa nêu có sáng kiến hay không.",
    ),
)  # fmt: skip
"""One who meets every condition, one who fails one, one about whom something is not known."""


def people() -> None:
    for one in CANDIDATES:
        organisation.add_person(
            actor=actor("px03"), code=one.code, name=one.name, rank=one.rank, unit=POLICE, post=one.post,
            day=GATHERED, at=on(GATHERED),
        )  # fmt: skip


def dossiers() -> dict[str, int]:
    """Opened, with papers handed in and submitted; returns the dossiers by candidate code, and 'flag'."""
    px03 = actor("px03")
    found: dict[str, int] = {}
    for minute, one in enumerate(CANDIDATES):
        row = operations.open_dossier(
            actor=px03, award="T_CSTDCS", unit=POLICE, authority=POLICE, year=2025, person=one.code, post=one.post,
            accepted_on=GATHERED, facts_known=one.facts, merit=one.merit, illustrative=True,
            day=GATHERED, at=on(GATHERED, 9, minute * 5),
        )  # fmt: skip
        found[one.code] = row.pk
    flag = operations.open_dossier(
        actor=px03, award="T_COTINH", unit=POLICE, authority="BCA", year=2025, accepted_on=GATHERED,
        facts_known={"pending": [], "collective": {"targets_exceeded": True}}, illustrative=True,
        merit="dẫn đầu Cụm thi đua số 3 năm 2025, vượt các chỉ tiêu giao ước.",
        day=GATHERED, at=on(GATHERED, 10),
    )  # fmt: skip
    found["flag"] = flag.pk
    for pk in found.values():
        seen = queries.dossier(pk, visible_to=px03, day=GATHERED)
        for paper in seen.papers.filter(source="brought").order_by("order"):
            operations.hand_in(actor=px03, dossier=pk, order=paper.order, day=GATHERED, at=on(GATHERED, 11))
        operations.submit(actor=px03, dossier=pk, day=GATHERED, at=on(GATHERED, 14))
    return found


def appraise(found: dict[str, int]) -> None:
    """The good ones go to the council; the failing one is refused, the unclear one returned, each with a reason."""
    day = date(2026, 1, 9)
    px03 = actor("px03")
    opinion = {"AUTHORITY": "Thẩm quyền theo Điều 80 khoản 5 Luật TĐKT và quy định của Bộ Công an."}
    operations.verify(actor=px03, dossier=found["MH-0001"], resolutions=opinion, day=day, at=on(day))
    operations.refuse(
        actor=px03, dossier=found["MH-0002"], day=day, at=on(day, 10),
        reason="Chưa được công nhận Chiến sĩ tiên tiến năm 2025 (Điều 23 Luật TĐKT 2022).",
    )  # fmt: skip
    operations.send_back(
        actor=px03, dossier=found["MH-0003"], day=day, at=on(day, 11),
        reason="Bổ sung: năm 2025 có sáng kiến được công nhận hay không.",
    )  # fmt: skip
    operations.verify(
        actor=actor("v05"), dossier=found["flag"], day=day, at=on(day, 15),
        resolutions={"AUTHORITY": "Thẩm quyền của Bộ trưởng theo Điều 79 Luật TĐKT."},
    )  # fmt: skip


def confirm_threshold() -> None:
    """A visible step: each authority vouches for the threshold before its council's result may decide."""
    day = date(2026, 1, 12)
    for who, unit in (("px03", POLICE), ("v05", "BCA")):
        rulebook.confirm(
            actor=actor(who),
            rule=THRESHOLD,
            unit=unit,
            basis=CONFIRMED,
            valid_from=date(2025, 7, 1),
            day=day,
            at=on(day),
        )


def councils(found: dict[str, int]) -> None:
    """Eight of nine for the title (needed 8), fifteen of seventeen for the flag (needed 14)."""
    for who, body, name, size, members, dossier, yes in (
        ("px03", POLICE, "Hội đồng Thi đua - Khen thưởng Công an tỉnh Lào Cai", 9, _province(), "MH-0001", 8),
        ("v05", "BCA", "Hội đồng Thi đua - Khen thưởng Bộ Công an", 17, _ministry(), "flag", 15),
    ):
        council = operations.convene(
            actor=actor(who), body=body, name=name, members=members, basis="Quyết định kiện toàn (minh họa)",
            day=MET, at=on(MET, 8),
        )  # fmt: skip
        (ballot,) = operations.open_vote(
            actor=actor(who), council=council, dossiers=[found[dossier]], day=MET, at=on(MET, 9)
        )
        operations.record_count(
            actor=actor(who), ballot=ballot, present=size - 1, yes_present=yes - 1, written=1, yes_written=1,
            day=MET, at=on(MET, 10),
        )  # fmt: skip


def _province() -> list[dict[str, Any]]:
    return [
        {"name": "Đặng Văn Kỳ", "role": "CHAIR", "post": "Giám đốc"},
        {"name": "Trịnh Thị Phượng", "role": "VICE", "post": "Phó Giám đốc"},
        {"user": "hoidong", "role": "SECRETARY", "post": "Phó Trưởng phòng PX03"},
        *({"name": name, "role": "MEMBER"} for name in (
            "Hoàng Ngọc Yến", "Tô Văn Ẩn", "Sầm Thị Ươm", "Lục Đình Ưng", "Phùng Thị Ỷ", "Chảo Láo Tả")),
    ]  # fmt: skip


def _ministry() -> list[dict[str, Any]]:
    names = (
        "Lương Hữu Phước", "Vương Thị Ái", "Đào Quang Ấn", "Kiều Thị Bích Đào", "Âu Dương Huy", "Ông Ích Khải",
        "Tống Thị Lan", "Nghiêm Xuân Mậu", "Lã Thị Nga", "Ôn Văn Phát", "Uông Đình Quý", "Thái Thị Sâm",
        "Cù Huy Tấn", "Bạch Thị Uyên", "Hứa Văn Vĩnh", "Mạc Thị Xuyến", "Quách Đại Ý",
    )  # fmt: skip
    roles = ("CHAIR", "VICE", "SECRETARY")
    return [
        {"name": name, "role": roles[order] if order < 3 else "MEMBER"} for order, name in enumerate(names)
    ]


def decide(found: dict[str, int]) -> list[int]:
    """Two decisions by their two authorities: drafted, signed, numbered, issued."""
    made: list[int] = []
    for who, suffix, unit, dossier, signer, rank, number, deputy, proposer in (
        (
            "v05",
            "-bo",
            "BCA",
            "flag",
            "Lương Hữu Phước",
            "Thượng tướng",
            "412",
            True,
            "Cục trưởng Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc",
        ),
        (
            "px03",
            "",
            POLICE,
            "MH-0001",
            "Đặng Văn Kỳ",
            "Đại tá",
            "86",
            False,
            "Trưởng phòng Công tác đảng và công tác chính trị",
        ),
    ):
        decision = operations.draft_decision(
            actor=actor(who), authority=unit, dossiers=[found[dossier]], signer=signer, signer_rank=rank,
            deputy=deputy, proposed_by=proposer, illustrative=True, day=MET, at=on(MET, 15),
        )  # fmt: skip
        operations.sign(actor=actor(f"nguoiky{suffix}"), decision=decision, day=DECIDED, at=on(DECIDED))
        operations.number(
            actor=actor(f"vanthu{suffix}"), decision=decision, number=number, issued_on=DECIDED,
            day=DECIDED, at=on(DECIDED, 10),
        )  # fmt: skip
        operations.issue(actor=actor(f"vanthu{suffix}"), decision=decision, day=DECIDED, at=on(DECIDED, 11))
        made.append(decision.pk)
    return made


def unclear_2026() -> int:
    """A dossier of 2026: accepted after 01/10/2026, it waits until the law in force since then is confirmed."""
    day = date(2026, 11, 10)
    px03 = actor("px03")
    row = operations.open_dossier(
        actor=px03, award="T_CSTDCS", unit=POLICE, authority=POLICE, year=2026, person="MH-0001",
        post=CANDIDATES[0].post, accepted_on=day, merit="Tiếp tục xây dựng ba mô hình mới trong năm 2026.",
        facts_known={"pending": [], "years": {"2026": _year()}}, illustrative=True, day=day, at=on(day),
    )  # fmt: skip
    for paper in (
        queries.dossier(row.pk, visible_to=px03, day=day).papers.filter(source="brought").order_by("order")
    ):
        operations.hand_in(actor=px03, dossier=row.pk, order=paper.order, day=day, at=on(day, 10))
    operations.submit(actor=px03, dossier=row.pk, day=day, at=on(day, 11))
    return row.pk
