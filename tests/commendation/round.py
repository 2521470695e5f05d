"""From a dossier to a decision in few lines, for either of the thread's two awards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from lantoa.commendation import operations
from lantoa.commendation.models import Council, Decision, Dossier
from lantoa.organisation.models import Person
from lantoa.rulebook import operations as rulebook
from tests.cast import Cast

DAY = date(2026, 11, 21)
ACCEPTED = date(2025, 12, 1)
"""Before 01/10/2026: the law that was read."""
GOOD_YEAR: dict[str, Any] = {
    "grade": "HTXS",
    "spirit": True,
    "titles": ["T_CSTT"],
    "initiatives": [],
    "disciplined": None,
}
GOOD: dict[str, Any] = {"pending": [], "years": {"2025": GOOD_YEAR}}
FLAG: dict[str, Any] = {"pending": [], "collective": {"cluster_rank": 1, "targets_exceeded": True}}


def person(code: str = "P1", name: str = "Nguyễn Thị Ngọc Ánh") -> Person:
    return Person.objects.get_or_create(code=code, defaults={"name": name, "rank": "Đại úy"})[0]


def title_dossier(cast: Cast, at: datetime, known: dict[str, Any] | None = None, **more: Any) -> Dossier:
    """CSTĐ cơ sở for a person of CA.T1, decided by its own head."""
    fields: dict[str, Any] = {
        "award": "T_CSTDCS",
        "unit": "CA.T1",
        "authority": "CA.T1",
        "year": 2025,
        "person": person(),
        "post": "Phó Đội trưởng",
        "accepted_on": ACCEPTED,
        "facts_known": GOOD if known is None else known,
        "merit": "Xây dựng 02 mô hình tự quản được nhân rộng.",
    }
    return operations.open_dossier(actor=cast["emulation"], day=DAY, at=at, **(fields | more))


def flag_dossier(cast: Cast, at: datetime, known: dict[str, Any] | None = None, **more: Any) -> Dossier:
    """Cờ thi đua của Bộ Công an for CA.T1, decided by the minister."""
    fields: dict[str, Any] = {
        "award": "T_COTINH",
        "unit": "CA.T1",
        "authority": "BCA",
        "year": 2025,
        "accepted_on": ACCEPTED,
        "facts_known": FLAG if known is None else known,
    }
    return operations.open_dossier(actor=cast["emulation"], day=DAY, at=at, **(fields | more))


def submitted(cast: Cast, dossier: Dossier, at: datetime) -> Dossier:
    for row in dossier.papers.filter(source="brought"):
        operations.hand_in(actor=cast["emulation"], dossier=dossier, order=row.order, day=DAY, at=at)
    operations.submit(actor=cast["emulation"], dossier=dossier, day=DAY, at=at)
    return dossier


def appraiser(dossier: Dossier) -> str:
    return "ministry" if dossier.authority.code == "BCA" else "emulation"


def verified(cast: Cast, dossier: Dossier, at: datetime, **more: Any) -> Dossier:
    submitted(cast, dossier, at)
    more.setdefault("resolutions", {"AUTHORITY": "Đã đối chiếu Điều 79."})
    operations.verify(actor=cast[appraiser(dossier)], dossier=dossier, day=DAY, at=at, **more)
    return dossier


def council(cast: Cast, at: datetime, body: str = "CA.T1", members: int = 20) -> Council:
    rows: list[dict[str, Any]] = [
        {"name": "Đặng Văn Ký", "role": "CHAIR"},
        {"user": "council_member", "role": "SECRETARY"},
    ]
    rows += [{"name": f"Ủy viên {number}"} for number in range(3, members + 1)]
    return operations.convene(
        actor=cast["ministry" if body == "BCA" else "emulation"],
        body=body,
        name="Hội đồng Thi đua - Khen thưởng",
        members=rows,
        day=DAY,
        at=at,
    )


def voted(cast: Cast, dossier: Dossier, at: datetime, yes: int = 17, **more: Any) -> Dossier:
    verified(cast, dossier, at, **more)
    body = dossier.authority.code
    who = cast[appraiser(dossier)]
    (ballot,) = operations.open_vote(
        actor=who, council=council(cast, at, body), dossiers=[dossier], day=DAY, at=at
    )
    operations.record_count(actor=who, ballot=ballot, present=20, yes_present=yes, day=DAY, at=at)
    return dossier


def confirm(cast: Cast, rule: str, unit: str, at: datetime) -> None:
    rulebook.confirm(
        actor=cast["ministry" if unit == "BCA" else "emulation"],
        rule=rule,
        unit=unit,
        basis="Công văn hướng dẫn 15/HD-X, mục 3",
        valid_from=date(2025, 1, 1),
        day=DAY,
        at=at,
    )


def drafted(cast: Cast, dossier: Dossier, at: datetime, **more: Any) -> Decision:
    voted(cast, dossier, at)
    unit = dossier.authority.code
    confirm(cast, "V03", unit, at)
    fields: dict[str, Any] = {"authority": unit, "dossiers": [dossier], "signer": "Lương Tam Bảo"}
    return operations.draft_decision(actor=cast[appraiser(dossier)], day=DAY, at=at, **(fields | more))


def issued(cast: Cast, dossier: Dossier, at: datetime, number: str | None = "15", **more: Any) -> Decision:
    decision = drafted(cast, dossier, at, **more)
    prefix = "ministry_" if decision.authority.code == "BCA" else ""
    operations.sign(actor=cast[f"{prefix}signer"], decision=decision, day=DAY, at=at)
    clerk = cast[f"{prefix}clerk"]
    operations.number(
        actor=clerk, decision=decision, number=number, issued_on=date(2025, 12, 20), day=DAY, at=at
    )
    operations.issue(actor=clerk, decision=decision, day=DAY, at=at)
    decision.refresh_from_db()
    return decision
