"""People, only where a title, an office or a signature needs them."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import SYSTEM, Actor, Place, require
from lantoa.kernel.clock import HANOI
from lantoa.kernel.errors import BadInput, Conflict, Fault
from lantoa.kernel.vi.names import titled
from lantoa.kernel.vi.text import clean

from .. import people, people_keys, queries
from ..models import Person, Posting, RankSpell
from ..rules.identity import staff_code, whole_name
from .ground import placed, unit_of

RECORD = "organisation.person.record"
POLICE = "BCA"


def allow(actor: Actor, unit: str, at: datetime) -> Place:
    """The place, when the actor records people there today, whatever day the paper names; the product itself may
    everywhere."""
    day = at.astimezone(HANOI).date()
    place = queries.place_of(unit, day)
    if actor != SYSTEM:
        require(actor, RECORD, place, day, queries.name_of(unit, day))
    return place


def check_network(place: Place, at: datetime) -> None:
    """On the Internet side a deployment holds nobody of the police line (``LANTOA_NETWORK``)."""
    if settings.NETWORK == "internet" and POLICE in place.lineage:
        raise Conflict(
            "POLICE_LINE",
            "Bản cài trên Internet không giữ danh sách người của tuyến Công an.",
            place=queries.name_of(place.unit, at.astimezone(HANOI).date()),
            remedy="Ghi người này ở bản cài trên mạng nội bộ của ngành (LANTOA_NETWORK=internal).",
        )


def checked_post(post: str) -> str:
    if not 2 <= len(clean(post)) <= 160:
        raise BadInput(
            "BAD_POST",
            "Chức vụ cần từ 2 đến 160 ký tự.",
            place="chức vụ",
            remedy="Ghi như trong quyết định, ví dụ: Phó Đội trưởng.",
        )
    return clean(post)


def checked_rank(rank: str) -> str:
    if len(clean(rank)) > 60:
        raise BadInput(
            "BAD_RANK", "Cấp bậc dài quá 60 ký tự.", place="cấp bậc", remedy="Chọn trong danh mục."
        )
    return clean(rank)


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    code: str,
    name: str,
    unit: str,
    post: str,
    day: date,
    at: datetime,
    rank: str = "",
    gender: str = "",
    basis: str = "",
    citizen_number: str = "",
    another: bool = False,
) -> Person:
    """A person known by ``code`` (their staff number) with their post at ``unit`` from ``day`` on.

    ``another`` says that a namesake the actor can see is somebody else; without it ``Conflict`` SAME_NAME tells
    who bears the name. ``citizen_number`` is kept as a keyed digest only and reaches no log and no journal.
    """
    check_network(allow(actor, unit, at), at)
    code, name, post = staff_code(code), titled(whole_name(name)), checked_post(post)
    key = people_keys.citizen_key(citizen_number) if citizen_number.strip() else None
    _check_unknown(code, key)
    place = unit_of(unit)
    placed(place, day)
    if not another:
        ask_about_namesakes(actor, name, day)
    person = Person.objects.create(
        code=code, name=name, rank=checked_rank(rank), gender=checked_gender(gender), citizen_key=key
    )
    if person.rank:
        RankSpell.objects.create(person=person, rank=person.rank, valid_from=day, basis=clean(basis)[:300])
    Posting.objects.create(person=person, unit=place, post=post, valid_from=day, basis=clean(basis)[:300])
    journal.record(
        actor=actor,
        action=RECORD,
        subject=f"organisation.person:{person.pk}",
        at=at,
        basis=clean(basis),
        after={"unit": unit, "post": post},
    )
    return person


def checked_gender(gender: str) -> str:
    if gender not in {"", "MALE", "FEMALE"}:
        raise BadInput("BAD_GENDER", "Giới tính ghi Nam hoặc Nữ.", place="giới tính", remedy="Chọn lại.")
    return gender


def _check_unknown(code: str, key: str | None, but: Person | None = None) -> None:
    if Person.objects.filter(code=code).exists():
        raise code_taken(code)
    if key and Person.objects.filter(citizen_key=key).exclude(pk=but.pk if but else None).exists():
        raise number_taken()


def code_taken(code: str) -> BadInput:
    return BadInput(
        "PERSON_KNOWN",
        f"Mã “{code}” đã có người mang.",
        place="mã cán bộ",
        remedy="Kiểm tra lại số hiệu; nếu đúng người, dùng bản ghi đã có.",
    )


def number_taken() -> BadInput:
    return BadInput(
        "PERSON_KNOWN",
        "Số định danh này đã gắn với một người khác mã.",
        place="số định danh cá nhân",
        remedy="Kiểm tra lại số; nếu đúng người, dùng bản ghi đã có hoặc gộp hai bản ghi.",
    )


def ask_about_namesakes(actor: Actor, name: str, day: date) -> None:
    found = people.namesakes(name, visible_to=actor, day=day)
    if found:
        places = "; ".join(f"{one.name} (mã {one.code}), {one.post}, {one.unit_name}" for one in found[:5])
        raise same_name(len(found), places)


def same_name(count: int, places: str) -> Conflict:
    message = f"Đã có {count} người cùng tên: {places}."
    return Conflict(
        "SAME_NAME",
        message,
        place="họ tên",
        remedy="Nếu là người đó, mở bản ghi đã có; nếu là người khác, chọn “Là người khác” rồi ghi lại.",
        faults=(Fault("SAME_NAME", message, "họ tên", "Chọn “Là người khác” nếu đúng như vậy."),),
    )


@transaction.atomic
def correct_person(
    *, actor: Actor, person: str, day: date, at: datetime, reason: str,
    name: str | None = None, gender: str | None = None, citizen_number: str = "",
) -> Person:  # fmt: skip
    """A slip of the pen mended: name, gender, or the citizen number (kept as a digest). Posts and ranks change
    by their own dated steps."""
    row = people.open_row(person, visible_to=actor, day=day, lock=True)
    allow(actor, people.seat_of(row, day).unit.code, at)
    if not reason.strip():
        raise BadInput("NO_REASON", "Chưa ghi lý do sửa.", place="lý do", remedy="Ghi ngắn gọn vì sao sửa.")
    before = {"name": row.name, "gender": row.gender, "identified": row.citizen_key is not None}
    row.name = titled(whole_name(name)) if name is not None else row.name
    row.gender = checked_gender(gender) if gender is not None else row.gender
    if citizen_number.strip():
        row.citizen_key = people_keys.citizen_key(citizen_number)
        _check_unknown("", row.citizen_key, but=row)
    row.save()
    journal.record(
        actor=actor, action="organisation.person.correct", subject=f"organisation.person:{row.pk}", at=at,
        reason=reason.strip(), before=before,
        after={"name": row.name, "gender": row.gender, "identified": row.citizen_key is not None},
    )  # fmt: skip
    return row
