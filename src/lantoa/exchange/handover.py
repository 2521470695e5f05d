"""What an officer who moves leaves behind: gathered from every area, shown on one page and as a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lantoa.access import queries as access
from lantoa.access.facts import in_force
from lantoa.access.models import Grant, User
from lantoa.access.rules.roles import ROLES
from lantoa.commendation import facts as awards
from lantoa.commendation.models import Dossier
from lantoa.documents import build
from lantoa.documents.build import heading, p, table
from lantoa.documents.tree import Column, Organ, Paper, Signature, Table
from lantoa.kernel.actors import Actor
from lantoa.kernel.vi.dates import on_screen
from lantoa.organisation import hooks, people
from lantoa.organisation import queries as organisation
from lantoa.organisation.hooks import HandingOver, Left
from lantoa.reporting import queries as reporting
from lantoa.worklist import queries as worklist

OPEN = ("draft", "submitted", "returned", "verified", "voted")
MOST = 200
"""Lines of one area; who leaves more behind hands over the area's own list."""
NO_LINES = "Không có việc nào đang mở."


@dataclass(frozen=True, slots=True)
class Pack:
    """The hand-over of one person: ``accounts`` are the user names they act under; ``left`` by area, urgent first."""

    person: people.PersonView
    day: date
    accounts: tuple[str, ...]
    left: tuple[Left, ...]

    @property
    def areas(self) -> list[tuple[str, list[Left]]]:
        found: dict[str, list[Left]] = {}
        for one in self.left:
            found.setdefault(one.area, []).append(one)
        return list(found.items())


def users_of(person: int) -> list[User]:
    """Active accounts tied to the person."""
    return list(User.objects.filter(person=person, is_active=True).select_related("home_unit").order_by("pk"))


def pack(code: str, *, visible_to: Actor, day: date) -> Pack:
    """Everything open for a person within the actor's reach; ``NotFound`` for one out of it."""
    shown = people.person(code, visible_to=visible_to, day=day)
    units = tuple(post.unit for post in shown.current)
    asked = HandingOver(shown.pk, units, day)
    hooks.handing_over.tell(asked)
    left = sorted(asked.left, key=lambda one: (one.area, one.due or date.max, one.title))
    return Pack(shown, day, tuple(user.username for user in users_of(shown.pk)), tuple(left))


def grants_of(person: int, day: date) -> list[Grant]:
    rows = Grant.objects.filter(in_force(day), user__person=person, user__is_active=True)
    return list(rows.select_related("unit", "cluster", "user").order_by("pk"))


# What the areas below leave behind; an area above adds its own listener ------------------------------


def roles(asked: HandingOver) -> None:
    for row in grants_of(asked.person, asked.day):
        place = (
            organisation.name_of(row.unit.code, asked.day)
            if row.unit
            else str(row.cluster and row.cluster.name)
        )
        role = ROLES[row.role]
        asked.left.append(Left("Vai trò được giao", role.label, place, row.valid_to, "", not role.high))


def waiting(asked: HandingOver) -> None:
    """Open work moves with the roles: it belongs to the post, not to the person."""
    for user in users_of(asked.person):
        items = list(worklist.waiting_for(access.actor_of(user), asked.day)[:MOST])
        names = worklist.names(items, asked.day)
        for item in items:
            place = (
                names.get(item.unit.code, "") if item.unit else (item.cluster.name if item.cluster else "")
            )
            asked.left.append(Left("Việc đang chờ làm", item.title, place, item.due, item.link, True))


def reports(asked: HandingOver) -> None:
    """Reports owed that no work item stands for yet: later rounds of the units."""
    for user in users_of(asked.person):
        known = {one.link for one in asked.left}
        for owed in reporting.mine(access.actor_of(user), asked.day)[:MOST]:
            row = owed.submission
            link = f"/bao-cao/{row.pk}/"
            if row.state in {"draft", "returned"} and link not in known:
                title = f"{row.round.form.title}, {row.round.label}"
                asked.left.append(Left("Báo cáo còn phải gửi", title, owed.unit, row.due, link, True))


def dossiers(asked: HandingOver) -> None:
    rows = Dossier.objects.filter(unit__code__in=asked.units, state__in=OPEN)
    for row in rows.select_related("unit", "person", "authority").order_by("-pk")[:MOST]:
        title = f"{awards.award_title(row.award, row.authority.code, asked.day)}, năm {row.year}"
        who = row.person.name if row.person else organisation.name_of(row.unit.code, asked.day)
        link = f"/khen-thuong/ho-so/{row.pk}/"
        asked.left.append(Left("Hồ sơ khen thưởng chưa khép", f"{title}: {who}", "", None, link, True))


def listen() -> None:
    """Called at start; the order is the paper's."""
    for one in (roles, waiting, reports, dossiers):
        hooks.handing_over.listen(one)


# The paper ------------------------------------------------------------------------------------------


def paper(of: Pack, *, successor: str = "") -> Paper:
    """Phiếu bàn giao công việc: what is open, with deadlines, for two signatures."""
    post = of.person.current[0] if of.person.current else of.person.posts[0]
    lines = [
        p(
            f"Người bàn giao: {of.person.rank} {of.person.name}, {post.post}, {post.unit_name}.".replace(
                "  ", " "
            )
        ),
        p(f"Người nhận bàn giao: {successor or '………………………'}."),
        p(f"Tính đến ngày {on_screen(of.day)}."),
    ]
    for number, (area, left) in enumerate(of.areas, 1):
        lines.append(heading(f"{number}", f"{area} ({len(left)})"))
        lines.append(_table(left))
    if not of.left:
        lines.append(p(NO_LINES))
    name = organisation.name_of(post.unit, of.day)
    return build.form(
        title="Phiếu bàn giao công việc",
        summary=f"{of.person.name}, {post.post}",
        body=tuple(lines),
        organ=Organ(awards.superior_of(post.unit, of.day), name),
        place=_place(post.unit, of.day),
        day=of.day,
        data_label="Dữ liệu minh họa" if settings.DEMO else "",
        signatures=(Signature("Người bàn giao", of.person.name), Signature("Người nhận", successor or " ")),
    )


def _place(unit: str, day: date) -> str:
    """Before the paper's date: the province, or Hà Nội for national bodies."""
    province = organisation.province_of(unit, day)
    name = organisation.name_of(province, day) if province else "Hà Nội"
    return name.removeprefix("Thành phố ").removeprefix("Tỉnh ")


def _table(left: list[Left]) -> Table:
    rows = [
        (str(at), one.title, one.place, on_screen(one.due) if one.due else "")
        for at, one in enumerate(left, 1)
    ]
    return table(
        (Column("TT", 10, "center"), "Nội dung", Column("Nơi thực hiện", 45), Column("Hạn", 24, "center")),
        rows,
    )
