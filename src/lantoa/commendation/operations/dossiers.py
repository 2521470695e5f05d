"""Open, complete, submit, verify, return, refuse a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.intake import open_upload
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.decisions import Verdict
from lantoa.kernel.errors import BadInput, Conflict, Fault
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Person, Unit
from lantoa.registry import files
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import Dossier as DossierRow
from lantoa.worklist import operations as worklist

from .. import facts, held, queries
from ..models import Dossier, DossierPaper, VerdictRow
from ..rules import cases, lifecycle
from ..rules import papers as rules


@transaction.atomic
def open_dossier(
    *,
    actor: Actor,
    award: str,
    unit: str,
    authority: str,
    year: int,
    day: date,
    at: datetime,
    person: Person | str | None = None,
    post: str = "",
    accepted_on: date | None = None,
    facts_known: Mapping[str, Any] | None = None,
    merit: str = "",
    from_cluster: bool = True,
    illustrative: bool = False,
) -> Dossier:
    """A dossier of ``unit`` for itself, or for ``person`` (a row or a person's code) of it, to ``authority``.

    ``facts_known``: keys of ``rules.cases``. A collective's rank and ballot in its cluster are taken from the
    published year unless ``from_cluster`` is False or the facts say otherwise.
    """
    access.allow(actor, lifecycle.OPEN, unit, day)
    row = packs.award(award, "danh hiệu, hình thức")
    recipient = "individual" if person is not None else "collective"
    if recipient not in row.recipients:
        raise BadInput(
            "WRONG_RECIPIENT",
            f"“{row.name}” không tặng cho {'cá nhân' if person is not None else 'tập thể'}.",
            place="đối tượng",
            remedy="Chọn danh hiệu, hình thức đúng đối tượng: danh hiệu và hình thức là hai danh mục khác nhau.",
        )
    organisation.place_of(authority, day)
    known = dict(facts_known or {})
    if recipient == "collective" and from_cluster:
        known["collective"] = facts.from_cluster(unit, year) | dict(known.get("collective") or {})
    cases.candidate(year, known, collective=recipient == "collective")
    found = Dossier.objects.create(
        award=award,
        unit=Unit.objects.get(code=unit),
        person=_person(person),
        post=clean(post),
        authority=Unit.objects.get(code=authority),
        year=year,
        accepted_on=accepted_on or day,
        merit=merit.strip(),
        facts=known,
        created_at=at,
        illustrative=illustrative,
    )
    _checklist(found, day)
    worklist.put(
        key=work_key(found),
        area="commendation",
        title=f"Hoàn thiện, trình hồ sơ: {row.name}",
        action=lifecycle.SUBMIT,
        unit=unit,
        link=link_of(found),
        at=at,
    )
    journal.record(
        actor=actor,
        action=lifecycle.OPEN,
        subject=subject_of(found),
        at=at,
        after={"award": award, "unit": unit, "year": year, "authority": authority, "facts": known},
    )
    return found


def _person(person: Person | str | None) -> Person | None:
    if person is None or isinstance(person, Person):
        return person
    found = Person.objects.filter(code=person).first()
    if found is None:
        raise BadInput(
            "UNKNOWN_PERSON",
            f"Không có người mang mã “{person}”.",
            place="cá nhân",
            remedy="Ghi người này ở trang Tổ chức, nhân sự trước.",
        )
    return found


def _checklist(dossier: Dossier, day: date) -> None:
    """The papers that the award's row, as the deciding unit holds it, lists on the day of acceptance, in order."""
    row = _needed(dossier, day)
    titles = row.papers if row else ("tờ trình", "báo cáo thành tích")
    DossierPaper.objects.bulk_create(
        [
            DossierPaper(dossier=dossier, order=order, title=title, source=rules.source_of(title))
            for order, title in enumerate(titles, start=1)
        ]
    )


@transaction.atomic
def set_facts(
    *,
    actor: Actor,
    dossier: Dossier | int,
    facts_known: Mapping[str, Any],
    merit: str | None = None,
    day: date,
    at: datetime,
) -> Dossier:
    """What is known of the candidate, as a whole, while the dossier is being prepared or was returned."""
    found = locked(dossier)
    access.allow(actor, lifecycle.SUBMIT, found.unit.code, day)
    _in_hand(found)
    cases.candidate(found.year, facts_known, collective=found.collective)
    before, found.facts = found.facts, dict(facts_known)
    if merit is not None:
        found.merit = merit.strip()
    found.save(update_fields=["facts", "merit"])
    journal.record(
        actor=actor,
        action=lifecycle.SUBMIT,
        subject=subject_of(found),
        at=at,
        before=before,
        after=found.facts,
    )
    return found


@transaction.atomic
def hand_in(
    *,
    actor: Actor,
    dossier: Dossier | int,
    order: int,
    day: date,
    at: datetime,
    name: str = "",
    data: bytes | None = None,
) -> DossierPaper:
    """A file for line ``order`` of the checklist, or without ``data`` the note that the original came on paper.

    A file with a secrecy stamp is refused and nothing of it is kept: such papers go in on paper only (H14).
    """
    found = locked(dossier)
    access.allow(actor, lifecycle.SUBMIT, found.unit.code, day)
    _in_hand(found)
    row = found.papers.filter(order=order).first()
    if row is None:
        raise queries.missing("thành phần hồ sơ")
    if data is None:
        row.on_paper = True
    else:
        kind = open_upload(name, data)
        row.file = files.store(data, media_type=files.MEDIA_TYPES[kind.value], at=at)
        row.file_name = clean(name)[:200]
    row.save(update_fields=["on_paper", "file", "file_name"])
    journal.record(
        actor=actor,
        action=lifecycle.SUBMIT,
        subject=subject_of(found),
        at=at,
        after={"paper": row.title, "on_paper": row.on_paper, "file": row.file_id},
    )
    return row


def _in_hand(dossier: Dossier) -> None:
    if dossier.state not in ("draft", "returned"):
        raise Conflict(
            "DOSSIER_SUBMITTED",
            f"Hồ sơ đang ở bước “{lifecycle.DOSSIER.states[dossier.state]}” nên không sửa được.",
            place="hồ sơ khen thưởng",
            remedy="Đề nghị cấp thẩm định trả lại hồ sơ (ghi lý do) rồi bổ sung.",
        )


@transaction.atomic
def submit(*, actor: Actor, dossier: Dossier | int, day: date, at: datetime) -> VerdictRow:
    """Send it up, with the conditions judged as they are now. Every brought paper must be there."""
    found = locked(dossier)
    access.allow(actor, lifecycle.SUBMIT, found.unit.code, day)
    step = lifecycle.DOSSIER.step(found.state, "submit")
    _papers_there(found, day)
    kept = judge(actor, found, facts.verdict(found, day), day, at)
    before, found.state, found.return_reason = found.state, step.target, ""
    found.save(update_fields=["state", "return_reason"])
    worklist.put(
        key=work_key(found),
        area="commendation",
        title=f"Thẩm định hồ sơ: {packs.award(found.award).name}, {facts.recipient_name(found, day)}",
        action=lifecycle.VERIFY,
        unit=found.authority.code,
        link=link_of(found),
        at=at,
    )
    journal.record(
        actor=actor,
        action=step.permission,
        subject=subject_of(found),
        at=at,
        before={"state": before},
        after={"state": step.target, "outcome": kept.outcome},
    )
    return kept


def _needed(dossier: Dossier, day: date) -> DossierRow | None:
    accepted = dossier.accepted_on
    return rules.needed(
        dossier.award, held.of(dossier, "dossiers", packs.dossiers(accepted), accepted, day).rows
    )


def _papers_there(dossier: Dossier, day: date) -> None:
    row = _needed(dossier, day)
    clause = row.clause if row else ""
    lacking = [one for one in dossier.papers.all() if one.source == rules.BROUGHT and not one.present]
    if lacking:
        faults = tuple(
            Fault(
                "PAPER_MISSING",
                f"Còn thiếu {one.title}" + (f" ({clause})." if clause else "."),
                f"thành phần hồ sơ {one.order}",
                "Tải tệp lên, hoặc ghi nhận đã nộp bản giấy.",
            )
            for one in lacking
        )
        first = faults[0]
        raise BadInput(first.code, first.message, place=first.place, remedy=first.remedy, faults=faults)


def judge(actor: Actor, dossier: Dossier, verdict: Verdict, day: date, at: datetime) -> VerdictRow:
    return VerdictRow.objects.create(
        dossier=dossier,
        day=day,
        at=at,
        by=actor.id,
        outcome=verdict.outcome.value,
        law=list(verdict.instruments),
        findings=[queries.finding_json(one) for one in verdict.findings],
    )


def locked(dossier: Dossier | int) -> Dossier:
    pk = dossier if isinstance(dossier, int) else dossier.pk
    found = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("unit", "person", "authority")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise queries.missing("hồ sơ")
    return found


def seen(actor: Actor, dossier: Dossier | int, day: date) -> Dossier:
    """The dossier held, if it lies in the actor's reach: a list of numbers must not tell what exists elsewhere."""
    pk = dossier if isinstance(dossier, int) else dossier.pk
    queries.dossier(pk, visible_to=actor, day=day)
    return locked(pk)


def subject_of(dossier: Dossier) -> str:
    return f"commendation.dossier:{dossier.pk}"


def work_key(dossier: Dossier) -> str:
    return subject_of(dossier)


def link_of(dossier: Dossier) -> str:
    return f"/khen-thuong/ho-so/{dossier.pk}/"
