"""Registers and sources. Papers, incoming ones and files are seen by those who hold a role on the body itself, and by
those who were asked or given the work; reaching a body from above is not enough."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from lantoa.access import holding
from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.kernel.actors import Actor, may
from lantoa.kernel.errors import BadInput, NotFound
from lantoa.kernel.steps import Step
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import UnitKind

from . import owners
from .models import (
    Abbreviation,
    CheckPage,
    Citation,
    Handling,
    HandOver,
    Incoming,
    Opinion,
    Paper,
    RecordFile,
    Series,
)
from .rules.lifecycle import DRAFT, HANDLE, INCOMING, KEEP, OPINE, PAPER, VIEW

BODIES = frozenset({UnitKind.COUNCIL, UnitKind.STEERING_COMMITTEE})
"""Bodies that use the seal of the unit above them; its clerk keeps their series and registers."""
IN_REGISTER = ("NUMBERED", "ISSUED", "ARCHIVED", "VOID")
OWNER_STEPS = frozenset({"sign", "number", "issue", "void"})


def papers_about(subject: str) -> QuerySet[Paper]:
    return Paper.objects.filter(subject=subject).select_related("body", "docx", "pdf").order_by("pk")


def sources_of(subject: str) -> QuerySet[Citation]:
    return Citation.objects.filter(subject=subject).order_by("pk")


def hidden(what: str = "văn bản") -> NotFound:
    return NotFound(
        "NOT_FOUND", f"Không tìm thấy {what} này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )


def nobody_there(unit: str, day: date) -> BadInput:
    name = organisation.name_of(unit, day)
    return BadInput(
        "NOBODY_THERE",
        f"{name} chưa có ai được giao việc này trên hệ thống.",
        place="đơn vị",
        remedy="Chọn đích danh người, hoặc gửi văn bản giấy rồi ghi lại ý kiến.",
    )


def bodies(actor: Actor, action: str, day: date) -> frozenset[str]:
    """Units on which the actor holds ``action`` itself, with the councils and committees that use their seal; to read,
    also those that ended and left their papers to them."""
    own = {
        grant.unit
        for grant in actor.grants
        if grant.unit and action in grant.actions and grant.valid.covers(day)
    }
    now = organisation.standing(day)
    if action == VIEW:
        own |= {below for unit in own for below in now.graph.below.get(unit, ()) if below not in now.in_force}
    using = {
        below for unit in own for below in now.graph.below.get(unit, ()) if now.kinds.get(below) in BODIES
    }
    return frozenset(own | using)


def desk_of(unit: str, day: date) -> str:
    """The unit whose people do the paperwork of ``unit``: itself, or the one whose seal it uses."""
    now = organisation.standing(day)
    return min(now.graph.above.get(unit, ()), default=unit) if now.kinds.get(unit) in BODIES else unit


def desks(actor: Actor, action: str, day: date) -> frozenset[str]:
    """``bodies``, and the actor's own home unit where a role from above lets them act there."""
    user = access.user_of(actor)
    home = user.home_unit.code if user and user.home_unit else ""
    if home and may(actor, action, organisation.place_of(home, day), day):
        return bodies(actor, action, day) | {home}
    return bodies(actor, action, day)


def people_at(unit: str, action: str, day: date) -> list[User]:
    """Who may do ``action`` at the unit as their own work: roles on the unit itself, or people whose home it is.
    Whoever only stands above it is not meant."""
    desk = desk_of(unit, day)
    found = {
        one.user.pk: one.user
        for one in holding.at(action, organisation.place_of(unit, day), day)
        if (one.grant.unit and one.grant.unit.code in (unit, desk))
        or (one.user.home_unit and one.user.home_unit.code == unit)
    }
    return [found[pk] for pk in sorted(found)]


# Outgoing --------------------------------------------------------------------------------------------


def papers(actor: Actor, day: date) -> QuerySet[Paper]:
    """What the actor may see, newest first."""
    asked = Opinion.objects.filter(_mine(actor, desks(actor, OPINE, day)), withdrawn="").values("paper")
    seen = Q(body__code__in=bodies(actor, VIEW, day)) | Q(pk__in=asked)
    return Paper.objects.filter(seen).select_related("body", "record").order_by("-created_at", "-pk")


def _mine(actor: Actor, units: frozenset[str]) -> Q:
    user = access.user_of(actor)
    found = Q(unit__code__in=units)
    return found | Q(user=user) if user else found


def paper(pk: int, *, visible_to: Actor, day: date) -> Paper:
    """One the actor may see; else ``NotFound``."""
    row = papers(visible_to, day).filter(pk=pk).select_related("docx", "pdf", "series").first()
    if row is None:
        raise hidden()
    return row


def outgoing(actor: Actor, day: date) -> QuerySet[Paper]:
    """Sổ văn bản đi: numbered and void ones of the actor's bodies, the latest number first."""
    return Paper.objects.filter(body__code__in=bodies(actor, VIEW, day), state__in=IN_REGISTER).select_related(
        "body", "record"
    ).order_by("-issued_on", "-order", "-pk")  # fmt: skip


def steps(actor: Actor, row: Paper, day: date) -> list[Step]:
    """What the actor may do with the paper here and now; an area's paper is signed and numbered on its own page."""
    place = organisation.place_of(row.body.code, day)
    own = row.body.code in bodies(actor, VIEW, day)
    allowed = frozenset(
        step.permission for step in PAPER.steps if own and may(actor, step.permission, place, day)
    )
    found = PAPER.open_to(row.state, allowed)
    if owners.signs_itself(row):
        found = tuple(step for step in found if step.action not in OWNER_STEPS)
    return list(found)


def to_revise(actor: Actor, row: Paper, day: date) -> bool:
    """Whether the words may be changed here, by this actor, now."""
    return (
        owners.of(row) is None
        and row.state in ("DRAFT", "ASKING", "RETURNED")
        and row.body.code in bodies(actor, DRAFT, day)
    )


def waiting(actor: Actor, day: date) -> list[Paper]:
    """Papers whose next step is this actor's, longest waiting first: the top of the queue."""
    turns: dict[str, set[str]] = {}
    for step in PAPER.steps:
        if step.action not in ("archive", "void", "ask"):
            turns.setdefault(step.permission, set()).add(step.source)
    mine = Q(pk__in=[])
    for permission, states in turns.items():
        mine |= Q(body__code__in=bodies(actor, permission, day), state__in=states)
    asked = Opinion.objects.filter(_mine(actor, desks(actor, OPINE, day)), withdrawn="", answered_at=None)
    found = papers(actor, day).filter(mine | Q(pk__in=asked.values("paper"))).order_by("created_at", "pk")
    return [row for row in found if _next(actor, row, day) or opinions_for(actor, row, day)]


def _next(actor: Actor, row: Paper, day: date) -> bool:
    """Whether a step that brings the paper on is the actor's; while answers are waited for none is."""
    if row.state == "ASKING" and row.opinions.filter(withdrawn="", answered_at=None, due__gte=day).exists():
        return False
    return any(step.action not in ("archive", "void", "ask") for step in steps(actor, row, day))


def opinions_for(actor: Actor, row: Paper, day: date) -> list[Opinion]:
    """Questions on the paper that this actor may answer and that still wait."""
    found = row.opinions.filter(_mine(actor, desks(actor, OPINE, day)), withdrawn="", answered_at=None)
    return list(found.select_related("unit", "user").order_by("pk"))


def manners(actor: Actor, row: Paper, day: date, action: str) -> str:
    """How the actor signs at this body: '' in their own right, else as their delegation says (KT, TUQ)."""
    user = access.user_of(actor)
    held = [
        one
        for one in holding.at(action, organisation.place_of(row.body.code, day), day)
        if user is not None and one.user.pk == user.pk
    ]
    if not held or any(one.on_behalf_of is None for one in held):
        return ""
    return held[0].signs


# Numbers and symbols ---------------------------------------------------------------------------------


def series(actor: Actor, day: date) -> QuerySet[Series]:
    """Series given to Lan Tỏa at the actor's bodies."""
    return Series.objects.filter(body__code__in=bodies(actor, KEEP, day)).select_related("body").order_by(
        "-year", "body__code", "kind"
    )  # fmt: skip


def abbreviations(actor: Actor, day: date) -> QuerySet[Abbreviation]:
    return Abbreviation.objects.filter(unit__code__in=bodies(actor, VIEW, day)).select_related("unit").order_by(
        "unit__code"
    )  # fmt: skip


def sign_of(unit: str, usual: str = "") -> str:
    """The organ's abbreviation for symbols, as its clerk set it; ``usual`` where nobody did."""
    text = Abbreviation.objects.filter(unit__code=unit).values_list("text", flat=True).first()
    return text or usual


def check_pages(actor: Actor, day: date) -> QuerySet[CheckPage]:
    """The actor's bodies that print a check code on their papers, or did."""
    return CheckPage.objects.filter(unit__code__in=bodies(actor, VIEW, day)).select_related("unit").order_by(
        "unit__code"
    )  # fmt: skip


def check_address(unit: str, code: str) -> str:
    """The whole address that a QR on the unit's paper leads to; '' where its clerk has not switched that on."""
    page = CheckPage.objects.filter(unit__code=unit).values_list("address", flat=True).first()
    return f"{page}/{code}/" if page else ""


class Twin(NamedTuple):
    arrival: str
    pk: int


def twins(unit: str, reference: str, sender: str) -> list[Twin]:
    """Incoming papers of ``unit`` with the same number, symbol and sender."""
    found = Incoming.objects.filter(unit__code=unit, reference=reference, sender=sender).order_by("pk")
    return [Twin(str(one), one.pk) for one in found] if reference else []


# Incoming --------------------------------------------------------------------------------------------


def incoming(actor: Actor, day: date) -> QuerySet[Incoming]:
    """Sổ văn bản đến: the register of the actor's bodies, and what was passed on to them; a restricted one only to
    those who keep the register and those it was passed on to."""
    given = Handling.objects.filter(_mine(actor, desks(actor, HANDLE, day))).values("incoming")
    seen = Q(unit__code__in=bodies(actor, VIEW, day), restricted=False)
    seen |= Q(unit__code__in=bodies(actor, KEEP, day)) | Q(pk__in=given)
    return Incoming.objects.filter(seen).select_related("unit", "file", "record").order_by(
        "-year", "-arrival", "-pk"
    )  # fmt: skip


def arrived(pk: int, *, visible_to: Actor, day: date) -> Incoming:
    row = incoming(visible_to, day).filter(pk=pk).first()
    if row is None:
        raise hidden("văn bản đến")
    return row


def incoming_steps(actor: Actor, row: Incoming, day: date) -> list[Step]:
    """Passing on is for those who keep the register; a handler reports on their own line."""
    kept = row.unit.code in bodies(actor, KEEP, day)
    return [one for one in INCOMING.open_to(row.state, frozenset({KEEP})) if kept]


def handlings_for(actor: Actor, row: Incoming, day: date) -> list[Handling]:
    found = row.handlings.filter(_mine(actor, desks(actor, HANDLE, day)), done_at=None)
    return list(found.select_related("unit", "user").order_by("pk"))


# Archive ---------------------------------------------------------------------------------------------


def records(actor: Actor, day: date) -> QuerySet[RecordFile]:
    return (
        RecordFile.objects.filter(unit__code__in=bodies(actor, KEEP, day))
        .select_related("unit", "hand_over")
        .annotate(outgoing=Count("papers", distinct=True), arrived=Count("incoming", distinct=True))
        .order_by("-year", "notation", "pk")
    )


def record(pk: int, *, visible_to: Actor, day: date) -> RecordFile:
    row = records(visible_to, day).filter(pk=pk).first()
    if row is None:
        raise hidden("hồ sơ")
    return row


def hand_overs(actor: Actor, day: date) -> QuerySet[HandOver]:
    return HandOver.objects.filter(unit__code__in=bodies(actor, KEEP, day)).select_related("unit").order_by(
        "-on", "-pk"
    )  # fmt: skip


def hand_over(pk: int, *, visible_to: Actor, day: date) -> HandOver:
    row = hand_overs(visible_to, day).filter(pk=pk).first()
    if row is None:
        raise hidden("lần giao nộp")
    return row


def paper_asked(opinion: int, *, visible_to: Actor, day: date) -> Paper:
    """The paper of a question, for those who see it."""
    found = Opinion.objects.filter(pk=opinion).values_list("paper", flat=True).first()
    if found is None:
        raise hidden("lời hỏi ý kiến")
    return paper(found, visible_to=visible_to, day=day)
