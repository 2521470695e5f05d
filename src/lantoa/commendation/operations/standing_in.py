"""Who signs a decision on somebody's delegation, and how the block of signature says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput
from lantoa.kernel.vi.text import clean
from lantoa.organisation import people
from lantoa.organisation.models import Person
from lantoa.registry import queries as registry

from .. import facts
from ..models import Decision
from ..rules import lifecycle
from ..rules.authorities import head_of


@dataclass(frozen=True, slots=True)
class StandIn:
    """``line`` 'KT. Giám đốc' stands above ``post``; ``rank`` before ``name``."""

    name: str
    rank: str
    post: str
    line: str


def stand_in(actor: Actor, of: Decision, day: date, post: str = "") -> StandIn | None:
    """The colleague who signs under a delegation, None for whoever signs in their own right.

    The post is ``post``, else what the staff record says, else, where the colleague signs KT., the deputy's: only
    a deputy signs so. ``BadInput`` NO_POST where none of these is known.
    """
    manner = registry.manners(actor, of.paper, day, lifecycle.SIGN)
    if not manner:
        return None
    head, deputy = head_of(facts.kind_of(of.authority.code, day))
    user = access.user_of(actor)
    person = user.person if user else None
    said = clean(post) or _recorded(person, of, day) or (deputy if manner == "KT" else "")
    if not said:
        raise BadInput(
            "NO_POST", "Chưa ghi chức vụ của người ký thay.", place="chức vụ người ký",
            remedy="Ghi chức vụ, ví dụ Trưởng phòng, hoặc nối tài khoản với hồ sơ cán bộ.",
        )  # fmt: skip
    return StandIn(actor.name, _rank(person, day), said, f"{manner}. {head}")


def _recorded(person: Person | None, of: Decision, day: date) -> str:
    """The post held at the authority itself, else the first held."""
    if person is None:
        return ""
    held = list(people.held(person, day))
    there = [one for one in held if one.unit_id == of.authority_id] or held
    return there[0].post if there else ""


def _rank(person: Person | None, day: date) -> str:
    return people.rank_on(person, tuple(person.ranks.order_by("-valid_from")), day) if person else ""
