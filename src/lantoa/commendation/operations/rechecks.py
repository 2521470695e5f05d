"""When a title is revoked: whose titles rest on it, told to who appraises them, until a person has looked again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import clean
from lantoa.notices import operations as notices
from lantoa.notices.rules.kinds import Kind as About
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import Eligibility
from lantoa.worklist import operations as worklist

from .. import facts, queries
from ..models import Dossier, Honour, Revocation
from ..rules import lifecycle
from ..rules.chains import Held, Shaken, shaken
from .dossiers import link_of, seen, subject_of


def put_in_doubt(revocation: Revocation, day: date, at: datetime) -> list[Dossier]:
    """Every dossier, open or decided, whose conditions look back to a title of this revocation: an item and a
    notice each for its deciding unit's appraisers. Called inside the revocation, before the journal entry."""
    told = []
    for honour in revocation.honours.select_related("person", "unit"):
        rows = _resting(honour)
        lost = Held(honour.year, honour.award)
        for one in shaken(lost, rows, _rules(row for found in rows.values() for row in found)):
            for dossier in rows[one.held]:
                _tell(dossier, one, revocation, day, at)
                told.append(dossier)
    return told


def _resting(honour: Honour) -> dict[Held, list[Dossier]]:
    """The same recipient's dossiers that are open, or whose honour stands, by title and year."""
    same = {"person": honour.person} if honour.person_id else {"person": None, "unit": honour.unit}
    standing = set(Honour.objects.filter(**same, revoked_by=None).values_list("award", "year"))
    found: dict[Held, list[Dossier]] = defaultdict(list)
    for row in (
        Dossier.objects.filter(**same).exclude(state="refused").select_related("authority", "person", "unit")
    ):
        if row.state != "decided" or (row.award, row.year) in standing:
            found[Held(row.year, row.award)].append(row)
    return dict(found)


def _rules(rows: Iterable[Dossier]) -> list[Eligibility]:
    """The conditions of each dossier's own law, every rule once."""
    days = sorted({row.accepted_on for row in rows})
    return list({rule.at: rule for day in days for rule in packs.eligibility(day)}.values())


def _tell(dossier: Dossier, one: Shaken, revocation: Revocation, day: date, at: datetime) -> None:
    title = (
        f"Xét lại: {facts.recipient_name(dossier, day)}, {packs.award(dossier.award).name} năm {dossier.year}"
    )
    lost = f"{packs.award(one.because.award).name} năm {one.because.year}"
    why = "đã bị hủy" if one.because.award == revocation.decision.award else "cũng phải xét lại"
    note = f"{lost} {why} ({revocation.basis}); {one.rule.clause} lấy danh hiệu này làm điều kiện."
    worklist.put(
        key=queries.recheck_key(dossier),
        area="commendation",
        title=title,
        action=lifecycle.VERIFY,
        unit=dossier.authority.code,
        own=False,
        link=link_of(dossier),
        note=note,
        at=at,
    )
    notices.tell_holders(
        action=lifecycle.VERIFY,
        unit=dossier.authority.code,
        day=day,
        title=title,
        body=note,
        link=link_of(dossier),
        at=at,
        kind=About.DOSSIER,
    )


@transaction.atomic
def recheck(*, actor: Actor, dossier: Dossier | int, opinion: str, day: date, at: datetime) -> Dossier:
    """A person has looked again at a dossier whose ground was shaken, and writes what follows from it.

    Nothing is decided by itself: a title to be taken back is revoked by its own authority, an open dossier is
    returned or refused by its own step.
    """
    found = seen(actor, dossier, day)
    access.allow(actor, lifecycle.VERIFY, found.authority.code, day)
    if queries.recheck_of(found) is None:
        raise Conflict(
            "NOTHING_TO_RECHECK",
            "Hồ sơ này không có việc phải xét lại.",
            place="hồ sơ khen thưởng",
            remedy="Xem diễn biến của hồ sơ.",
        )
    said = clean(opinion)
    if not said:
        raise BadInput(
            "REASON_NEEDED",
            "Chưa ghi kết luận xét lại.",
            place="kết luận",
            remedy="Ghi danh hiệu còn đứng được không và căn cứ.",
        )
    worklist.close(key=queries.recheck_key(found), at=at)
    journal.record(
        actor=actor,
        action=lifecycle.VERIFY,
        subject=subject_of(found),
        at=at,
        after={"rechecked": True},
        reason=said,
    )
    return found
