"""A person takes a post, leaves it, is promoted: each from a day on, by a document; what was stays true before."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lantoa.journal import operations as journal
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput, Conflict, NotFound
from lantoa.kernel.vi.dates import on_screen

from .. import people
from ..models import Posting, RankSpell
from .ground import need_basis, placed, unit_of
from .people import allow, check_network, checked_post, checked_rank


def _not_before(start: date, day: date, what: str) -> None:
    if day <= start:
        raise Conflict(
            "BEFORE_IT_BEGAN",
            f"{what} có từ {on_screen(start)}; ngày thay đổi phải sau ngày đó.",
            place="từ ngày",
            remedy="Chọn ngày ghi trong quyết định, sau ngày bắt đầu.",
        )


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person: str,
    unit: str,
    post: str,
    day: date,
    basis: str,
    at: datetime,
    also: bool = False,
) -> Posting:
    """The person holds ``post`` at ``unit`` from ``day`` on; the posts held before end then, unless ``also``
    (kiêm nhiệm). Needs the right to record people at the new unit and at each unit that the person leaves; who
    holds no post any more may be taken in by their staff number alone."""
    check_network(allow(actor, unit, at), at)
    row = people.open_row(person, visible_to=actor, day=day, lock=True, released=True)
    basis, post, place = need_basis(basis), checked_post(post), unit_of(unit)
    placed(place, day)
    held = list(people.held(row, day))
    if any(one.unit_id == place.pk and one.post == post for one in held):
        raise Conflict(
            "SAME_POST", "Người này đang giữ đúng chức vụ đó ở đơn vị này.", place="chức vụ",
            remedy="Kiểm tra lại chức vụ hoặc đơn vị.",
        )  # fmt: skip
    ended = [] if also else held
    for one in ended:
        allow(actor, one.unit.code, at)
        _not_before(one.valid_from, day, f"Chức vụ “{one.post}”")
        one.valid_to, one.end_basis = day, basis
        one.save(update_fields=["valid_to", "end_basis"])
    made = Posting.objects.create(person=row, unit=place, post=post, valid_from=day, basis=basis)
    journal.record(
        actor=actor, action="organisation.person.appoint", subject=f"organisation.person:{row.pk}", at=at,
        basis=basis, before={"ended": [{"unit": one.unit.code, "post": one.post} for one in ended]},
        after={"unit": unit, "post": post, "from": str(day), "also": also},
    )  # fmt: skip
    return made


@transaction.atomic
def end_post(*, actor: Actor, posting: int, day: date, basis: str, at: datetime) -> Posting:
    """The post ends at ``day`` (thôi giữ chức vụ, nghỉ hưu, chuyển đi); nobody else takes it by this step."""
    row = Posting.objects.select_for_update(of=("self",)).select_related("unit", "person").filter(pk=posting)
    found = row.first()
    if found is None:
        raise NotFound("UNKNOWN_POST", "Không có chức vụ này.", place="chức vụ", remedy="Mở lại trang người.")
    allow(actor, found.unit.code, at)
    basis = need_basis(basis)
    if found.valid_to is not None and found.valid_to <= day:
        raise Conflict(
            "POST_ENDED",
            f"Chức vụ này đã thôi từ {on_screen(found.valid_to)}.",
            place="chức vụ",
            remedy="Không cần ghi lại.",
        )
    _not_before(found.valid_from, day, f"Chức vụ “{found.post}”")
    found.valid_to, found.end_basis = day, basis
    found.save(update_fields=["valid_to", "end_basis"])
    journal.record(
        actor=actor, action="organisation.person.release", subject=f"organisation.person:{found.person_id}",
        at=at, basis=basis, after={"unit": found.unit.code, "post": found.post, "to": str(day)},
    )  # fmt: skip
    return found


@transaction.atomic
def change_rank(
    *, actor: Actor, person: str, rank: str, day: date, basis: str, at: datetime, today: date
) -> RankSpell:
    """Another rank from ``day`` on (thăng, giáng cấp bậc). ``Person.rank`` is the one in force ``today``."""
    row = people.open_row(person, visible_to=actor, day=today, lock=True)
    allow(actor, people.seat_of(row, today).unit.code, at)
    basis, rank = need_basis(basis), checked_rank(rank)
    if not rank:
        raise BadInput("NO_RANK", "Chưa ghi cấp bậc.", place="cấp bậc", remedy="Chọn trong danh mục.")
    last = RankSpell.objects.filter(person=row).order_by("-valid_from").first()
    if last is not None:
        _not_before(last.valid_from, day, f"Cấp bậc “{last.rank}”")
        RankSpell.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), pk=last.pk).update(
            valid_to=day
        )
    made = RankSpell.objects.create(person=row, rank=rank, valid_from=day, basis=basis)
    if day <= today:
        row.rank = rank
        row.save(update_fields=["rank"])
    journal.record(
        actor=actor, action="organisation.person.promote", subject=f"organisation.person:{row.pk}", at=at,
        basis=basis, before={"rank": last.rank if last else ""}, after={"rank": rank, "from": str(day)},
    )  # fmt: skip
    return made
