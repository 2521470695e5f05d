"""What the steps of a paper share: holding it, noting the step, keeping its words, telling whose turn it is."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.access import queries as access
from lantoa.access.models import User
from lantoa.documents.problems import problems
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Fault
from lantoa.kernel.steps import Step
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation

from .. import hooks, owners, papers, queries
from ..models import Opinion, Paper, PaperState, PaperStep, PaperVersion
from ..rules import readiness
from ..rules.lifecycle import PAPER, VIEW

LONGEST_REASON = 1000


def held(actor: Actor, pk: int, action: str, day: date) -> tuple[Paper, Step]:
    """The paper, locked, with the step that ``action`` is; who may is asked before what is possible."""
    queries.paper(pk, visible_to=actor, day=day)
    row = Paper.objects.select_for_update(of=("self",)).select_related("body").get(pk=pk)
    permissions = {step.source: step.permission for step in PAPER.steps if step.action == action}
    asked = permissions.get(row.state) or next(iter(permissions.values()), VIEW)
    access.allow(actor, asked, row.body.code, day)
    if action in queries.OWNER_STEPS and owners.signs_itself(row):
        raise Conflict(
            "OWN_PAGE",
            "Văn bản này được ký, cấp số, ban hành ở trang của chính nó.",
            place=row.summary if not row.restricted else named(row),
            remedy=f"Mở {owners.link_of(row)}.",
        )
    return row, PAPER.step(row.state, action)


def own(actor: Actor, action: str, unit: str, day: date) -> None:
    """Whether the actor does this as the unit's own work; whoever only stands above it keeps no books for it."""
    access.allow(actor, action, unit, day)
    if unit not in queries.bodies(actor, action, day):
        raise queries.hidden("cơ quan")


def refuse(faults: tuple[Fault, ...] | list[Fault]) -> None:
    """``Conflict`` with all that speaks against the step."""
    if faults:
        first = faults[0]
        raise Conflict(
            first.code, first.message, place=first.place, remedy=first.remedy, faults=tuple(faults)
        )


def reason_of(text: str, place: str = "lý do") -> str:
    """Why, in words the other side can read."""
    told = clean(text)[:LONGEST_REASON]
    if len(told) < 3:
        raise BadInput("NO_REASON", "Chưa ghi lý do.", place=place, remedy="Nói rõ vì sao, một câu là đủ.")
    return told


def facts_of(actor: Actor, row: Paper, day: date) -> readiness.Facts:
    """What the rules of a step judge by."""
    return readiness.Facts(
        drafter=row.drafter,
        speaks_for=actor.speaks_for(day),
        opinions=asked_on(row, day),
        gaps=tuple(one.message for one in problems(papers.tree(row, day))),
        symbol=row.symbol,
        day=day,
    )


def asked_on(row: Paper, day: date) -> tuple[readiness.Asked, ...]:
    """The opinions asked on the paper and not taken back."""
    names = organisation.standing(day).names
    found = Opinion.objects.filter(paper=row, withdrawn="").select_related("unit", "user").order_by("pk")
    return tuple(readiness.Asked(who(one, names), one.due, one.answered_at is not None) for one in found)


def who(one: Opinion, names: dict[str, str]) -> str:
    if one.user:
        return one.user.name
    return names.get(one.unit.code, one.unit.code) if one.unit else ""


def note(
    row: Paper,
    action: str,
    actor: Actor | None,
    at: datetime,
    *,
    reason: str = "",
    version: int | None = None,
) -> PaperStep:
    """One line of the paper's timeline, with on whose behalf."""
    behalf = ""
    if actor is not None and actor.acted_for:
        user = User.objects.filter(pk=int(actor.acted_for[0].removeprefix("user:"))).first()
        behalf = user.name if user else ""
    return PaperStep.objects.create(
        paper=row, action=action, state=row.state, who=actor.name if actor else "", behalf=behalf, at=at,
        reason=reason, version=version,
    )  # fmt: skip


def keep_words(row: Paper, actor: Actor, day: date, at: datetime) -> int:
    """The words as they read now, as a new version where they differ from the last. Returns its number."""
    lines = papers.lines_of(papers.tree(row, day))
    last = PaperVersion.objects.filter(paper=row).order_by("-number").first()
    if last is not None and last.lines == lines:
        return last.number
    number = last.number + 1 if last else 1
    PaperVersion.objects.create(paper=row, number=number, lines=lines, who=actor.name, at=at)
    return number


def named(row: Paper) -> str:
    """The paper as notices and tables of work may name it."""
    return f"văn bản hạn chế, số theo dõi {row.pk}" if row.restricted else row.summary


def link(row: Paper) -> str:
    return f"/van-thu/{row.pk}/"


def work_key(row: Paper) -> str:
    return f"registry.paper:{row.pk}"


def turn(
    row: Paper, action: str, title: str, at: datetime, day: date, *, by: Actor, tell: bool = True
) -> None:
    """The paper waits for whoever may do ``action`` at its body; they are told."""
    said = f"{title}: {named(row)}"
    unit = queries.desk_of(row.body.code, day)
    hooks.turn.tell(
        hooks.Turn(key=work_key(row), at=at, title=said, action=action, unit=unit, link=link(row))
    )
    if tell:
        people = queries.people_at(row.body.code, action, day)
        hooks.word.tell(hooks.Word(said, link(row), at, tuple(people), by=by.id))


def no_turn(row: Paper, at: datetime) -> None:
    hooks.turn.tell(hooks.Turn(key=work_key(row), at=at, open_=False))


def tell_drafter(row: Paper, title: str, at: datetime, *, by: Actor, body: str = "") -> None:
    number = row.drafter.removeprefix("user:")
    user = User.objects.filter(pk=int(number), is_active=True).first() if number.isdecimal() else None
    if user is not None and row.drafter != by.id:
        said = f"{title}: {named(row)}"
        hooks.word.tell(hooks.Word(said, link(row), at, (user,), body="" if row.restricted else body))


def move(row: Paper, target: str, *fields: str) -> None:
    row.state = PaperState(target)
    row.save(update_fields=["state", *fields])


def record(
    actor: Actor, row: Paper, action: str, at: datetime, before: str, *, reason: str = "", **after: object
) -> None:
    """The journal's entry of a step. A restricted paper is named by its number only."""
    journal.record(
        actor=actor,
        action=action,
        subject=work_key(row),
        at=at,
        reason=reason,
        before={"state": before} if before else None,
        after={"state": str(row.state), **after},
    )
