"""People, only where a title, an office or a signature needs them."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor, require
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.kernel.vi.names import titled

from .. import queries
from ..models import Person, Posting, Unit

RECORD = "organisation.person.record"


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
) -> Person:
    """A person known by ``code`` (their staff number) with their post at ``unit`` from ``day`` on.

    On the Internet side a deployment holds nobody of the police line (``LANTOA_NETWORK``).
    """
    place = queries.place_of(unit, day)
    require(actor, RECORD, place, day, queries.name_of(unit, day))
    if settings.NETWORK == "internet" and "BCA" in place.lineage:
        raise Conflict(
            "POLICE_LINE",
            "Bản cài trên Internet không giữ danh sách người của tuyến Công an.",
            place=queries.name_of(unit, day),
            remedy="Ghi người này ở bản cài trên mạng nội bộ của ngành (LANTOA_NETWORK=internal).",
        )
    if Person.objects.filter(code=code).exists():
        raise BadInput(
            "PERSON_KNOWN",
            f"Mã “{code}” đã có người mang.",
            place="mã cán bộ",
            remedy="Kiểm tra lại số hiệu; nếu đúng người, dùng bản ghi đã có.",
        )
    if len(name.split()) < 2:
        raise BadInput(
            "BAD_NAME", "Chưa ghi đủ họ và tên.", place="họ tên", remedy="Ghi như trong quyết định."
        )
    person = Person.objects.create(code=code, name=titled(name), rank=rank, gender=gender)
    Posting.objects.create(person=person, unit=Unit.objects.get(code=unit), post=post, valid_from=day)
    journal.record(
        actor=actor,
        action=RECORD,
        subject=f"organisation.person:{person.pk}",
        at=at,
        after={"unit": unit, "post": post},
    )
    return person
