"""What an accepted proposal becomes below: a conference, and the facts said at it, each with its quote.

Clusters, campaigns, tasks, models and donations make nothing by themselves: they stay accepted here, and the page
offers them as a filled form of the area they belong to (``HANDED_ON``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from lantoa.conference import operations as conferences
from lantoa.conference.operations import Fact, Quote
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.text import search_key
from lantoa.organisation import lookup
from lantoa.organisation.models import UnitKind

from .models import Proposal, SourceText

MADE = frozenset({"event", "person", "figure", "award", "document"})
HANDED_ON = {
    "cluster": "organisation",
    "campaign": "programme",
    "task": "programme",
    "model": "practices",
    "donation": "solidarity",
}
"""Kind → the area whose form takes it over; nothing is made there without a person's own operation."""


def make(actor: Actor, text: SourceText, accepted: Sequence[Proposal], day: date, at: datetime) -> None:
    """Convene the conference of an accepted event first, then record the facts said at it."""
    for proposal in accepted:
        if proposal.kind == "event":
            _convene(actor, text, proposal, day, at)
    facts = [_fact(text, proposal) for proposal in accepted if proposal.kind in MADE - {"event"}]
    if not facts:
        return
    if text.conference_id is None:
        raise Conflict(
            "EVENT_FIRST",
            "Chưa có hội nghị để ghi dữ kiện này vào.",
            place=text.title,
            remedy="Duyệt mục sự kiện của bài này trước, hoặc duyệt cùng lúc.",
        )
    conferences.record_facts(actor=actor, conference=text.conference_id, facts=facts, day=day, at=at)


def _convene(actor: Actor, text: SourceText, proposal: Proposal, day: date, at: datetime) -> None:
    if text.conference_id is not None:
        raise Conflict(
            "CONFERENCE_MADE",
            "Bài này đã có hội nghị.",
            place=text.title,
            remedy="Bỏ đề xuất sự kiện còn lại.",
        )
    facts = proposal.taken
    held_on = _day(facts.get("date"))
    text.conference = conferences.convene(
        actor=actor,
        unit=text.unit.code,
        kind=str(facts["kind"]),
        title=_title(text, proposal),
        held_on=held_on,
        province=province_code(facts.get("place_province"), held_on or day),
        place=str(facts.get("venue") or ""),
        host=str(facts.get("host") or ""),
        quote=_quote(text, proposal),
        day=day,
        at=at,
    )
    text.save(update_fields=["conference"])


def _title(text: SourceText, proposal: Proposal) -> str:
    """The event as quoted when the words name one; a fragment ('sơ kết nửa đầu năm') gives way to the headline."""
    named = search_key(proposal.quote).startswith(("hoi nghi", "dai hoi", "le ", "cuoc hop", "buoi le"))
    return proposal.quote if named else text.title


def _day(value: Any) -> date | None:
    """A day without a year is not a day yet: the person must add the year or leave it out."""
    if not value or str(value).startswith("XXXX"):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(
            "BAD_DATE", "Ngày của sự kiện không có thật.", place="ngày", remedy="Sửa ngày rồi nhận."
        ) from error


def province_code(name: object, day: date) -> str | None:
    """The code of the province that bore the name on ``day``; None when none did."""
    key = search_key(str(name or ""))
    for unit in lookup.find(str(name or ""), day, kind=UnitKind.PROVINCE, limit=5) if key else []:
        if key in {search_key(unit.name), search_key(unit.short_name)} or search_key(unit.name).endswith(
            f" {key}"
        ):
            return unit.code
    return None


def _quote(text: SourceText, proposal: Proposal) -> Quote:
    return Quote(f"reading.text:{text.pk}", proposal.start, proposal.end, proposal.quote)


def _fact(text: SourceText, proposal: Proposal) -> Fact:
    return Fact(proposal.kind, _FIELDS[proposal.kind](proposal.taken), _quote(text, proposal))


def _cut(facts: dict[str, Any], **limits: int) -> dict[str, Any]:
    return {name: str(facts[name])[:most] for name, most in limits.items() if facts.get(name)}


def _person(facts: dict[str, Any]) -> dict[str, Any]:
    return _cut(facts, name=120, rank=80, position=300, organisation=300, role=20)


def _figure(facts: dict[str, Any]) -> dict[str, Any]:
    """The second number of '14/15' is kept in words: a conference's figure has one value."""
    of = f"trên tổng số {facts['of']}" if facts.get("of") is not None else ""
    what = " ".join(part for part in (facts.get("what"), of) if part)
    return {
        "value": facts["value"],
        "unit_word": str(facts.get("unit") or "")[:120],
        "what": what[:400],
        **_cut(facts, period=120, qualifier=40),
    }


def _award(facts: dict[str, Any]) -> dict[str, Any]:
    kept = _cut(facts, form=300, form_code=40, recipient_kind=12, authority=300, status=12)
    return {**kept, "count": facts.get("count")}


def _document(facts: dict[str, Any]) -> dict[str, Any]:
    return {**_cut(facts, kind=80, number=80, issuer=300, about=500), "issued_on": _day(facts.get("date"))}


_FIELDS = {"person": _person, "figure": _figure, "award": _award, "document": _document}
