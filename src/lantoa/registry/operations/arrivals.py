"""Incoming papers: into the register, passed on, worked off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from lantoa.access import queries as access
from lantoa.documents.intake import Kind, open_upload
from lantoa.documents.kinds import BY_CODE
from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, Fault, NotAllowed
from lantoa.kernel.vi.text import clean
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import Unit
from lantoa.rulebook import workdays

from .. import files, hooks, queries
from ..models import Handling, Incoming
from ..rules import arriving
from ..rules.lifecycle import HANDLE, INCOMING, KEEP
from .common import own

ACCEPTED = (Kind.PDF, Kind.DOCX)


@transaction.atomic
def register_incoming(
    *,
    actor: Actor,
    unit: str,
    sender: str,
    summary: str,
    kind: str,
    arrived_on: date,
    day: date,
    at: datetime,
    reference: str = "",
    issued_on: date | None = None,
    urgency: str = "",
    due: date | None = None,
    restricted: bool = False,
    note: str = "",
    file_name: str = "",
    data: bytes = b"",
    again: bool = False,
    illustrative: bool = False,
) -> Incoming:
    """Into the register of ``unit`` with the next number of arrival of the year. The same number, symbol and sender a
    second time is refused until ``again`` says that it is another paper. The file passes the one door."""
    own(actor, KEEP, unit, day)
    of = Unit.objects.select_for_update().get(code=unit)
    sender, reference = clean(sender)[:200], clean(reference)[:80]
    _checked(sender, summary, kind, urgency, arrived_on, issued_on, day)
    _not_twice(unit, reference, sender, again)
    kept = None
    if data:
        found = open_upload(file_name, data, ACCEPTED)
        kept = files.store(data, media_type=files.MEDIA_TYPES[found.value], at=at)
    last = Incoming.objects.filter(unit=of, year=arrived_on.year).aggregate(last=Max("arrival"))["last"] or 0
    row = Incoming.objects.create(
        unit=of, year=arrived_on.year, arrival=last + 1, arrived_on=arrived_on, sender=sender, reference=reference,
        issued_on=issued_on, kind=kind, summary=clean(summary)[:500], urgency=urgency, due=due, restricted=restricted,
        note=clean(note)[:300], file=kept, file_name=clean(file_name)[:200] if kept else "",
        entered_by=actor.name[:120], entered_at=at, illustrative=illustrative,
    )  # fmt: skip
    hooks.turn.tell(
        hooks.Turn(
            key_of(row), at, f"Chuyển xử lý: {named(row)}", KEEP, queries.desk_of(unit, day), link(row),
            arriving.forward_by(arrived_on, urgency, workdays.after(arrived_on, 1).due),
        )
    )  # fmt: skip
    journal.record(
        actor=actor, action="registry.incoming.register", subject=key_of(row), at=at,
        after={"unit": unit, "arrival": str(row), "reference": reference, "file": kept.sha256 if kept else ""},
    )  # fmt: skip
    return row


def _checked(
    sender: str, summary: str, kind: str, urgency: str, arrived_on: date, issued_on: date | None, day: date
) -> None:
    faults = []
    if not sender:
        faults.append(Fault("NO_SENDER", "Chưa ghi cơ quan gửi.", "tác giả", "Ghi tên cơ quan ban hành."))
    if not clean(summary):
        faults.append(Fault("NO_SUMMARY", "Chưa ghi trích yếu.", "trích yếu", "Chép trích yếu của văn bản."))
    if kind not in BY_CODE:
        faults.append(
            Fault("UNKNOWN_KIND", f"Không có loại văn bản “{kind}”.", "loại", "Chọn trong danh mục.")
        )
    if urgency not in arriving.URGENCIES:
        faults.append(Fault("BAD_URGENCY", "Mức độ khẩn không có.", "mức độ khẩn", "Chọn lại."))
    if arrived_on > day or arrived_on.year < day.year - 1:
        faults.append(
            Fault("BAD_ARRIVAL", "Ngày đến không hợp lệ.", "ngày đến", "Ghi ngày không sau hôm nay.")
        )
    if issued_on is not None and issued_on > arrived_on:
        faults.append(
            Fault("ISSUED_AFTER", "Ngày văn bản ở sau ngày đến.", "ngày văn bản", "Xem lại hai ngày.")
        )
    if faults:
        first = faults[0]
        raise BadInput(
            first.code, first.message, place=first.place, remedy=first.remedy, faults=tuple(faults)
        )


def _not_twice(unit: str, reference: str, sender: str, again: bool) -> None:
    there = [one.arrival for one in queries.twins(unit, reference, sender)]
    found = arriving.twin_warning(reference, sender, there)
    if found is not None and not again:
        raise Conflict(found.code, found.message, place=found.place, remedy=found.remedy)


def key_of(row: Incoming) -> str:
    return f"registry.incoming:{row.pk}"


def link(row: Incoming) -> str:
    return f"/van-thu/den/{row.pk}/"


def named(row: Incoming) -> str:
    return f"văn bản đến số {row} (hạn chế)" if row.restricted else f"{row.reference} {row.summary}".strip()


def _held(actor: Actor, pk: int, day: date) -> Incoming:
    queries.arrived(pk, visible_to=actor, day=day)
    return Incoming.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pk)


@transaction.atomic
def forward(
    *,
    actor: Actor,
    incoming: int,
    day: date,
    at: datetime,
    units: Sequence[str] = (),
    users: Sequence[str] = (),
    instruction: str = "",
    due: date | None = None,
) -> Incoming:
    """Onto the table of units (codes) or people (user names), with what is wanted and by when."""
    row = _held(actor, incoming, day)
    access.allow(actor, KEEP, row.unit.code, day)
    step = INCOMING.step(row.state, "forward")
    if not units and not users:
        raise BadInput("NOBODY", "Chưa chọn nơi xử lý.", place="nơi xử lý", remedy="Chọn đơn vị hoặc người.")
    if due is not None and due < day:
        raise BadInput("DUE_PAST", "Hạn xử lý đã qua.", place="hạn", remedy="Chọn hôm nay hoặc sau đó.")
    common = {"incoming": row, "instruction": clean(instruction)[:500], "due": due or row.due, "by": actor.name[:120],
              "at": at}  # fmt: skip
    for code in dict.fromkeys(units):
        organisation.place_of(code, day)
        _hand(Handling.objects.create(unit=Unit.objects.get(code=code), **common), actor, day, at)
    for name in dict.fromkeys(users):
        _hand(Handling.objects.create(user=access.user_named(name), **common), actor, day, at)
    row.state = step.target
    row.save(update_fields=["state"])
    hooks.turn.tell(hooks.Turn(key_of(row), at, open_=False))
    journal.record(
        actor=actor, action="registry.incoming.forward", subject=key_of(row), at=at,
        after={"units": list(units), "users": list(users), "due": str(due or "")},
    )  # fmt: skip
    return row


def _hand(one: Handling, actor: Actor, day: date, at: datetime) -> None:
    said = f"Xử lý văn bản đến: {named(one.incoming)}"
    where = link(one.incoming)
    people = [one.user] if one.user else queries.people_at(one.unit.code if one.unit else "", HANDLE, day)
    if one.unit is not None:
        if not people:
            raise queries.nobody_there(one.unit.code, day)
        unit = queries.desk_of(one.unit.code, day)
        hooks.turn.tell(hooks.Turn(_handling_key(one), at, said, HANDLE, unit, where, one.due))
    hooks.word.tell(hooks.Word(said, where, at, tuple(people), by=actor.id))


def _handling_key(one: Handling) -> str:
    return f"registry.handling:{one.pk}"


@transaction.atomic
def finish(*, actor: Actor, handling: int, result: str, day: date, at: datetime) -> Handling:
    """What became of it; the paper is done when the last of those it was passed to is."""
    one = (
        Handling.objects.select_for_update(of=("self",))
        .select_related("unit", "user")
        .filter(pk=handling)
        .first()
    )
    if one is None:
        raise queries.hidden("việc xử lý")
    row = _held(actor, one.incoming_id, day)
    user = access.user_of(actor)
    desks = queries.desks(actor, HANDLE, day)
    if one.unit.code not in desks if one.unit else user is None or one.user_id != user.pk:
        raise NotAllowed(
            "NOT_YOURS",
            "Việc này giao người khác, đơn vị khác.",
            place="xử lý",
            remedy="Nhắc người được giao.",
        )
    if one.done_at is not None:
        raise Conflict("DONE", "Việc này đã báo xong.", place="xử lý", remedy="Tải lại trang.")
    if not clean(result):
        raise BadInput(
            "NO_RESULT", "Chưa ghi kết quả.", place="kết quả", remedy="Nói đã làm gì, văn bản trả lời nào."
        )
    one.result, one.done_by, one.done_at = clean(result)[:1000], actor.name[:120], at
    one.save(update_fields=["result", "done_by", "done_at"])
    hooks.turn.tell(hooks.Turn(_handling_key(one), at, open_=False))
    if not row.handlings.filter(done_at=None).exists():
        row.state = INCOMING.step(row.state, "finish").target
        row.save(update_fields=["state"])
    journal.record(
        actor=actor, action="registry.incoming.finish", subject=key_of(row), at=at,
        after={"handling": one.pk, "state": row.state},
    )  # fmt: skip
    return one
