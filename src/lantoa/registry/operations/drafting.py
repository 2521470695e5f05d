"""From the first words to the signer's table: draft, revise, ask for opinions, answer, present."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from lantoa.access import queries as access
from lantoa.documents.kinds import BY_CODE
from lantoa.documents.numbering import symbol as symbol_of
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Fault, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit

from .. import hooks, owners, queries
from ..models import Opinion, Paper
from ..rules import readiness
from ..rules.arriving import URGENCIES
from ..rules.lifecycle import DRAFT, INITIAL, OPINE
from .common import (
    facts_of,
    held,
    keep_words,
    link,
    move,
    named,
    note,
    own,
    reason_of,
    record,
    refuse,
    tell_drafter,
    turn,
)

LONGEST = 20_000
MOST_ASKED = 30
LONGEST_SUBJECT = 120


def _lines(text: str) -> str:
    """Free text of several lines, NFC."""
    kept = "\n".join(clean(line) for line in text.splitlines()).strip()
    if len(kept) > LONGEST:
        raise BadInput(
            "TOO_LONG", f"Nội dung dài {len(kept)} chữ, vượt quá {LONGEST}.", place="nội dung",
            remedy="Rút gọn, hoặc tách phần dài thành văn bản riêng.",
        )  # fmt: skip
    return kept


def _checked(kind: str, summary: str, urgency: str) -> None:
    faults = []
    if kind not in BY_CODE:
        faults.append(
            Fault("UNKNOWN_KIND", f"Không có loại văn bản “{kind}”.", "loại", "Chọn trong danh mục.")
        )
    if not clean(summary):
        faults.append(Fault("NO_SUMMARY", "Chưa ghi trích yếu.", "trích yếu", "Nêu gọn nội dung văn bản."))
    if urgency not in URGENCIES:
        faults.append(Fault("BAD_URGENCY", "Mức độ khẩn không có.", "mức độ khẩn", "Chọn lại."))
    if faults:
        raise BadInput(faults[0].code, faults[0].message, place=faults[0].place, remedy=faults[0].remedy,
                       faults=tuple(faults))  # fmt: skip


@transaction.atomic
def draft(
    *,
    actor: Actor,
    body: str,
    kind: str,
    summary: str,
    day: date,
    at: datetime,
    text: str = "",
    symbol: str = "",
    place: str = "",
    addressees: str = "",
    recipients: str = "",
    urgency: str = "",
    restricted: bool = False,
    illustrative: bool = False,
) -> Paper:
    """A paper of ``body`` whose words are kept here. Without ``symbol`` it is of the kind's and the organ's letters."""
    own(actor, DRAFT, body, day)
    _checked(kind, summary, urgency)
    row = Paper.objects.create(
        subject=owners.OWN,
        kind=kind,
        body=Unit.objects.get(code=body),
        symbol=clean(symbol)[:60] or usual_symbol(kind, body),
        summary=clean(summary)[:500],
        text=_lines(text),
        place=clean(place)[:60],
        addressees=_lines(addressees),
        recipients=_lines(recipients),
        urgency=urgency,
        restricted=restricted,
        drafter=actor.id,
        drafter_name=actor.name[:120],
        created_at=at,
        illustrative=illustrative,
    )
    note(row, "draft", actor, at, version=keep_words(row, actor, day, at))
    _record_draft(actor, row, at)
    return row


def usual_symbol(kind: str, body: str) -> str:
    """'KH-CAT' where the organ's abbreviation is known; '' where nobody has set it."""
    sign = queries.sign_of(body)
    return symbol_of(kind, sign) if sign else ""


def _record_draft(actor: Actor, row: Paper, at: datetime) -> None:
    summary = {} if row.restricted else {"summary": row.summary}
    record(actor, row, "registry.paper.draft", at, "", kind=row.kind, body=row.body.code, **summary)


@transaction.atomic
def enter(
    *,
    actor: Actor,
    subject: str,
    kind: str,
    body: str,
    summary: str,
    day: date,
    at: datetime,
    symbol: str = "",
    illustrative: bool = False,
) -> Paper:
    """A paper made from facts (``subject`` of an owner that does not sign itself) goes the way of all papers."""
    own(actor, DRAFT, body, day)
    if len(subject) > LONGEST_SUBJECT:
        raise BadInput(
            "KEY_TOO_LONG",
            "Văn bản tổng hợp quá nhiều kỳ để đưa vào trình ký.",
            place="kỳ",
            remedy="Chọn ít kỳ hơn.",
        )
    if Paper.objects.filter(subject=subject).exclude(state="VOID").exists():
        raise Conflict(
            "ALREADY_ENTERED",
            "Văn bản này đã có trong sổ trình ký.",
            place=summary,
            remedy="Tìm ở trang Văn thư.",
        )
    row = Paper.objects.create(
        subject=subject, kind=kind, body=Unit.objects.get(code=body), symbol=clean(symbol) or usual_symbol(kind, body),
        summary=clean(summary)[:500], drafter=actor.id, drafter_name=actor.name[:120], created_at=at,
        illustrative=illustrative,
    )  # fmt: skip
    note(row, "draft", actor, at, version=keep_words(row, actor, day, at))
    _record_draft(actor, row, at)
    return row


@transaction.atomic
def revise(*, actor: Actor, paper: int, day: date, at: datetime, **changes: str | bool) -> Paper:
    """New words; the old ones stay as a version. ``changes``: fields of ``draft``; a paper of an area takes its symbol
    only here, its words where its facts are."""
    queries.paper(paper, visible_to=actor, day=day)
    row = Paper.objects.select_for_update(of=("self",)).select_related("body").get(pk=paper)
    access.allow(actor, DRAFT, row.body.code, day)
    if row.state not in ("DRAFT", "ASKING", "RETURNED"):
        raise Conflict(
            "NOT_IN_DRAFT", f"Văn bản đang ở trạng thái “{row.get_state_display()}” nên không sửa lời được.",
            place="dự thảo", remedy="Đề nghị người đang giữ văn bản trả lại.",
        )  # fmt: skip
    if owners.of(row) is not None:
        changes = {"symbol": changes.get("symbol", row.symbol)}
    _checked(str(changes.get("kind", row.kind)), str(changes.get("summary", row.summary)),
             str(changes.get("urgency", row.urgency)))  # fmt: skip
    for name, value in changes.items():
        setattr(row, name, value if isinstance(value, bool) else
                _lines(value) if name in ("text", "addressees", "recipients") else clean(value))  # fmt: skip
    row.save()
    version = keep_words(row, actor, day, at)
    note(row, "revise", actor, at, version=version)
    record(actor, row, "registry.paper.revise", at, row.state, version=version)
    return row


@transaction.atomic
def ask(
    *,
    actor: Actor,
    paper: int,
    due: date,
    day: date,
    at: datetime,
    units: Sequence[str] = (),
    users: Sequence[str] = (),
    question: str = "",
) -> Paper:
    """Ask units (codes) and people (user names) what they think, until the end of ``due``."""
    row, step = held(actor, paper, "ask", day)
    if not units and not users:
        raise BadInput(
            "NOBODY_ASKED", "Chưa chọn nơi cho ý kiến.", place="đơn vị", remedy="Chọn ít nhất một nơi."
        )
    if len(units) + len(users) > MOST_ASKED:
        raise BadInput(
            "TOO_MANY_ASKED", "Quá 30 nơi trong một lần hỏi.", place="đơn vị", remedy="Chia làm nhiều lần."
        )
    if due < day:
        raise BadInput(
            "DUE_PAST", "Hạn trả lời đã qua.", place="hạn trả lời", remedy="Chọn hôm nay hoặc sau đó."
        )
    before = row.state
    move(row, step.target)
    version = keep_words(row, actor, day, at)
    common = {
        "paper": row,
        "question": clean(question)[:500],
        "due": due,
        "asked_at": at,
        "asked_by": actor.name[:120],
    }
    asked = [Opinion.objects.create(unit=_unit(code, day), **common) for code in dict.fromkeys(units)]
    asked += [Opinion.objects.create(user=access.user_named(name), **common) for name in dict.fromkeys(users)]
    for one in asked:
        _tell_asked(one, actor, day, at)
    note(row, "ask", actor, at, version=version)
    record(
        actor,
        row,
        "registry.paper.ask",
        at,
        before,
        units=list(units),
        users=list(users),
        due=due.isoformat(),
    )
    return row


def _unit(code: str, day: date) -> Unit:
    organisation.place_of(code, day)
    return Unit.objects.get(code=code)


def _tell_asked(one: Opinion, actor: Actor, day: date, at: datetime) -> None:
    said = f"Cho ý kiến: {named(one.paper)}"
    people = [one.user] if one.user else queries.people_at(one.unit.code if one.unit else "", OPINE, day)
    if one.unit is not None:
        if not people:
            raise queries.nobody_there(one.unit.code, day)
        unit = queries.desk_of(one.unit.code, day)
        hooks.turn.tell(hooks.Turn(_opinion_key(one), at, said, OPINE, unit, link(one.paper), one.due))
    hooks.word.tell(hooks.Word(said, link(one.paper), at, tuple(people), by=actor.id))


def _opinion_key(one: Opinion) -> str:
    return f"registry.opinion:{one.pk}"


@transaction.atomic
def opine(*, actor: Actor, opinion: int, stance: str, day: date, at: datetime, answer: str = "") -> Opinion:
    """The answer of the unit or person that was asked; kept as it was given."""
    one = (
        Opinion.objects.select_for_update(of=("self",))
        .filter(pk=opinion)
        .select_related("unit", "user")
        .first()
    )
    if one is None or one.withdrawn:
        raise queries.hidden("lời hỏi ý kiến")
    row = queries.paper(one.paper_id, visible_to=actor, day=day)
    _may_answer(actor, one, day)
    if one.answered_at is not None:
        raise Conflict(
            "ANSWERED", "Lời hỏi này đã được trả lời.", place="ý kiến", remedy="Xem ý kiến đã gửi."
        )
    if row.state != "ASKING":
        raise Conflict(
            "NOT_ASKING", f"Văn bản đã sang bước “{row.get_state_display()}”.", place="ý kiến",
            remedy="Trao đổi với người soạn; ý kiến đến sau không đổi được văn bản đã trình.",
        )  # fmt: skip
    if stance not in Opinion.Stance.values:
        raise BadInput("BAD_STANCE", "Chưa chọn ý kiến.", place="ý kiến", remedy="Chọn một trong ba.")
    if stance != Opinion.Stance.AGREE and not clean(answer):
        raise BadInput("NO_ANSWER", "Chưa ghi nội dung góp ý.", place="nội dung", remedy="Nói rõ cần sửa gì.")
    one.stance, one.answer, one.answered_by, one.answered_at = stance, _lines(answer), actor.name[:120], at
    one.save(update_fields=["stance", "answer", "answered_by", "answered_at"])
    note(row, "opine", actor, at, reason="" if row.restricted else one.answer[:300])
    hooks.turn.tell(hooks.Turn(_opinion_key(one), at, open_=False))
    tell_drafter(row, "Đã có ý kiến", at, by=actor)
    _told_all(actor, row, day, at)
    journal.record(
        actor=actor, action="registry.paper.opine", subject=f"registry.paper:{row.pk}", at=at,
        after={"opinion": one.pk, "stance": stance},
    )  # fmt: skip
    return one


def _may_answer(actor: Actor, one: Opinion, day: date) -> None:
    """A unit's answer is given by its own people, never by the drafter above it; a person's by that person only."""
    user = access.user_of(actor)
    desks = queries.desks(actor, OPINE, day)
    if one.unit.code not in desks if one.unit else user is None or one.user_id != user.pk:
        raise NotAllowed(
            "NOT_ASKED_OF_YOU", "Ý kiến này hỏi người khác, đơn vị khác.", place="ý kiến",
            remedy="Nhắc người, đơn vị được hỏi.",
        )  # fmt: skip


def _told_all(actor: Actor, row: Paper, day: date, at: datetime) -> None:
    """All answers are there: the drafter's desk shows that the paper can go on."""
    if not row.opinions.filter(withdrawn="", answered_at=None).exists():
        turn(row, DRAFT, "Đủ ý kiến, trình ký", at, day, by=actor, tell=False)


@transaction.atomic
def withdraw_question(*, actor: Actor, opinion: int, reason: str, day: date, at: datetime) -> Opinion:
    """Nobody waits for this answer any more; the question and the reason stay."""
    one = Opinion.objects.select_for_update(of=("self",)).filter(pk=opinion).first()
    if one is None:
        raise queries.hidden("lời hỏi ý kiến")
    row = queries.paper(one.paper_id, visible_to=actor, day=day)
    access.allow(actor, DRAFT, row.body.code, day)
    if one.answered_at is not None or one.withdrawn:
        raise Conflict(
            "NOT_WAITED_FOR", "Lời hỏi này không còn chờ trả lời.", place="ý kiến", remedy="Tải lại trang."
        )
    one.withdrawn = reason_of(reason)[:300]
    one.save(update_fields=["withdrawn"])
    hooks.turn.tell(hooks.Turn(_opinion_key(one), at, open_=False))
    journal.record(
        actor=actor, action="registry.paper.withdraw_question", subject=f"registry.paper:{row.pk}", at=at,
        reason=one.withdrawn, after={"opinion": one.pk},
    )  # fmt: skip
    return one


@transaction.atomic
def present(*, actor: Actor, paper: int, day: date, at: datetime) -> Paper:
    """Onto the table of whoever initials. Refused with gaps in the text or while an opinion is waited for."""
    row, step = held(actor, paper, "present", day)
    refuse(readiness.faults("present", facts_of(actor, row, day)))
    before = row.state
    row.signer = row.signer if owners.signs_itself(row) else ""
    move(row, step.target, "signer")
    for one in row.opinions.filter(withdrawn="", answered_at=None).order_by("pk"):
        hooks.turn.tell(hooks.Turn(_opinion_key(one), at, open_=False))
    note(row, "present", actor, at, version=keep_words(row, actor, day, at))
    turn(row, INITIAL, "Ký nháy", at, day, by=actor)
    record(actor, row, "registry.paper.present", at, before)
    return row
