"""Questions about people: rosters within one's reach, one person with posts and ranks, namesakes, catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Exists, OuterRef, Q, QuerySet

from lantoa.kernel.actors import SYSTEM, Actor
from lantoa.kernel.decisions import Mark
from lantoa.kernel.errors import NotFound
from lantoa.kernel.periods import Validity
from lantoa.kernel.vi.text import clean, search_key

from . import queries
from .models import Person, PersonMerge, Posting, RankSpell
from .rules.identity import alike

VIEW = "organisation.unit.view"
RECORD = "organisation.person.record"
TITLES = Path(__file__).resolve().parent / "data" / "titles.yaml"


@dataclass(frozen=True, slots=True)
class Titles:
    """A catalogue of names (cấp bậc, chức vụ), with where it comes from and how far that is checked."""

    names: tuple[str, ...]
    source: str
    mark: Mark

    def holds(self, name: str) -> bool:
        return search_key(name) in {search_key(one) for one in self.names}


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody who bears the name, with the post by which people tell them apart."""

    code: str
    name: str
    post: str
    unit: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class PostView:
    """One post; ``unit_name`` as the unit was called when it began."""

    id: int
    unit: str
    unit_name: str
    post: str
    valid_from: date
    valid_to: date | None
    basis: str
    end_basis: str
    current: bool

    @property
    def last_day(self) -> date | None:
        return Validity(self.valid_from, self.valid_to).last_day


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person on a day. ``identified``: a citizen number is known (as a digest; the number itself never is)."""

    pk: int
    code: str
    name: str
    rank: str
    gender: str
    identified: bool
    posts: tuple[PostView, ...]
    ranks: tuple[RankSpell, ...]
    merges: tuple[PersonMerge, ...]

    @property
    def current(self) -> tuple[PostView, ...]:
        return tuple(post for post in self.posts if post.current)


@cache
def titles(kind: str) -> Titles:
    """The catalogue of ``ranks`` or ``posts``."""
    data: Any = yaml.safe_load(TITLES.read_text(encoding="utf-8"))[kind]
    return Titles(tuple(data["names"]), data["source"], Mark(data["mark"]))


def units_in_reach(actor: Actor, day: date, action: str = VIEW) -> frozenset[str] | None:
    """Units whose people the actor may see; None for all. A grant on a cluster opens no member's roster."""
    if actor == SYSTEM:
        return None
    now = queries.standing(day)
    held = [
        now.reach_of(grant.unit, subtree=grant.subtree)
        for grant in actor.grants
        if grant.unit is not None and action in grant.actions and grant.valid.covers(day)
    ]
    units = frozenset[str]().union(*held)
    return None if units >= queries.ROOTS else units


def _at(units: frozenset[str] | None, field: str = "unit__code") -> Q:
    return Q() if units is None else Q(**{f"{field}__in": units})


def on(day: date) -> Q:
    """Postings and ranks in force on ``day``."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def roster(
    *, visible_to: Actor, day: date, former: bool = False, unit: str | None = None
) -> QuerySet[Posting]:
    """Who holds which post on ``day``, or (``former``) held one that is over, within the actor's reach;
    ``unit`` narrows to a unit with everything below it."""
    units = units_in_reach(visible_to, day)
    if unit is not None:
        below = queries.reach_of(unit, day)
        units = below if units is None else units & below
    rows = Posting.objects.filter(_at(units), person__merged_into=None).select_related("person", "unit")
    rows = rows.filter(valid_to__lte=day) if former else rows.filter(on(day))
    return rows.order_by("person__sort", "person__code", "-valid_from", "pk")


def _visible(actor: Actor, day: date) -> Q:
    """People with a post in reach on ``day``; or with none anywhere, whose last post (or coming one) was there."""
    units = units_in_reach(actor, day)
    if units is None:
        return Q()
    now = Posting.objects.filter(on(day), person=OuterRef("pk"))
    later = Posting.objects.filter(person=OuterRef("person"), valid_from__gt=OuterRef("valid_from"))
    last = Posting.objects.filter(~Exists(later), _at(units), person=OuterRef("pk"))
    return Q(Exists(now.filter(_at(units)))) | (~Q(Exists(now)) & Q(Exists(last)))


def visible(*, visible_to: Actor, day: date) -> QuerySet[Person]:
    """People the actor may see, hidden records left out."""
    return Person.objects.filter(_visible(visible_to, day), merged_into=None).order_by("sort", "code")


def open_row(
    code: str, *, visible_to: Actor, day: date, lock: bool = False, released: bool = False
) -> Person:
    """The record to work on, or ``NotFound``. ``released``: also one who holds no post anywhere."""
    rows = Person.objects.filter(code=clean(code), merged_into=None)
    seen = Q(pk__in=rows.filter(_visible(visible_to, day)).values("pk"))
    if released:
        seen |= ~Q(Exists(Posting.objects.filter(on(day), person=OuterRef("pk"))))
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(seen).first()
    if found is None:
        raise NotFound(
            "UNKNOWN_PERSON",
            f"Không có người mang mã “{code}” trong phạm vi của bạn.",
            place="mã cán bộ",
            remedy="Tìm theo tên ở trang Cán bộ, hoặc dùng lệnh: lantoa people list.",
        )
    return found


def held(person: Person, day: date) -> QuerySet[Posting]:
    """Posts of the person in force on ``day``."""
    return Posting.objects.filter(on(day), person=person).select_related("unit").order_by("pk")


def seat_of(person: Person, day: date) -> Posting:
    """The post that speaks for the person on ``day``: the current one begun last, else the last held."""
    rows = Posting.objects.filter(person=person).select_related("unit").order_by("-valid_from", "-pk")
    found = rows.filter(on(day)).first() or rows.first()
    if found is None:
        raise NotFound("NO_POST", "Người này chưa có chức vụ nào được ghi.", place=person.name)
    return found


def person(code: str, *, visible_to: Actor, day: date) -> PersonView:
    """One person with all posts and ranks, newest first; the kept record for one that was merged away."""
    gone = Person.objects.filter(code=clean(code)).select_related("merged_into").first()
    if gone is not None and gone.merged_into is not None:
        return person(gone.merged_into.code, visible_to=visible_to, day=day)
    row = open_row(code, visible_to=visible_to, day=day)
    posts = Posting.objects.filter(person=row).select_related("unit").order_by("-valid_from", "-pk")
    ranks = tuple(RankSpell.objects.filter(person=row).order_by("-valid_from"))
    merges = PersonMerge.objects.filter(kept=row, parted_at=None).select_related("gone").order_by("pk")
    return PersonView(
        pk=row.pk,
        code=row.code,
        name=row.name,
        rank=rank_on(row, ranks, day),
        gender=row.gender,
        identified=row.citizen_key is not None,
        posts=tuple(_post(post, day) for post in posts),
        ranks=ranks,
        merges=tuple(merges),
    )


def rank_on(row: Person, ranks: tuple[RankSpell, ...], day: date) -> str:
    """The rank in force on ``day``; what stands on the record when none was dated."""
    for one in ranks:
        if Validity(one.valid_from, one.valid_to).covers(day):
            return one.rank
    return "" if ranks and day < ranks[-1].valid_from else row.rank


def _post(row: Posting, day: date) -> PostView:
    return PostView(
        id=row.pk,
        unit=row.unit.code,
        unit_name=queries.name_of(row.unit.code, row.valid_from),
        post=row.post,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        basis=row.basis,
        end_basis=row.end_basis,
        current=Validity(row.valid_from, row.valid_to).covers(day),
    )


def namesakes(name: str, *, visible_to: Actor, day: date) -> list[Namesake]:
    """People within reach whose name may be the same person's (``rules.identity.alike``)."""
    found = []
    for row in visible(visible_to=visible_to, day=day).filter(search=search_key(name))[:50]:
        if alike(row.name, name):
            seat = seat_of(row, day)
            found.append(
                Namesake(row.code, row.name, seat.post, seat.unit.code, queries.name_of(seat.unit.code, day))
            )
    return found


def doubles(*, visible_to: Actor, day: date) -> list[tuple[Person, ...]]:
    """Groups of visible records that bear one name: where a merger may be due."""
    groups: dict[str, list[Person]] = {}
    for row in visible(visible_to=visible_to, day=day):
        groups.setdefault(row.search, []).append(row)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def police_people(day: date) -> int:
    """How many people with a post in the police line, past or present, this deployment holds."""
    if "BCA" not in queries.standing(day).names:
        return 0
    line = queries.reach_of("BCA", day)
    return Person.objects.filter(postings__unit__code__in=line).distinct().count()
