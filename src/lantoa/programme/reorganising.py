"""Tasks, pledges and registered titles of a unit that changes, and what its heir takes over of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lantoa.kernel.errors import Conflict
from lantoa.organisation import handing_on, hooks
from lantoa.organisation.models import Unit
from lantoa.worklist.models import Item

from .models import Assignment, Pledge, Registration

TODO = ("assigned", "returned")
UNSIGNED = ("draft", "open")


def preview(seen: hooks.Preview) -> None:
    tasks = Assignment.objects.filter(unit__code__in=seen.units, state__in=TODO).count()
    pledges = _pledges(list(seen.units)).count()
    titles = _registrations(list(seen.units), seen.day.year).count()
    for label, count, link in (
        (_("Nhiệm vụ chưa xong"), tasks, "/phong-trao/nhiem-vu/"),
        (_("Bản giao ước chưa ký"), pledges, "/phong-trao/giao-uoc/"),
        (_("Đăng ký danh hiệu của năm"), titles, "/phong-trao/dang-ky/"),
    ):
        if count:
            seen.lines.append(hooks.Line(str(label), count, link, seen.ends))


def _pledges(units: list[str]) -> Any:
    """Pledges that one of the units is to sign and has not signed."""
    rows = Pledge.objects.filter(members__code__in=units, state__in=UNSIGNED)
    return rows.exclude(signatures__unit__code__in=units).distinct()


def _registrations(units: list[str], year: int) -> Any:
    return Registration.objects.filter(unit__code__in=units, year__gte=year)


def settle(notice: hooks.Settling) -> None:
    if notice.rule != "carry":
        return
    back: dict[str, Any] = {
        "tasks": _carry_tasks(notice),
        "pledges": _carry_pledges(notice),
        "registrations": _carry_registrations(notice),
    }
    for label, key in (
        (_("Nhiệm vụ"), "tasks"),
        (_("Bản giao ước"), "pledges"),
        (_("Đăng ký danh hiệu"), "registrations"),
    ):
        if back[key]:
            notice.done.append(hooks.Line(str(label), len(back[key])))
    if any(back.values()):
        notice.back["programme"] = back


def _carry_tasks(notice: hooks.Settling) -> list[list[Any]]:
    """An heir that has the same task already keeps its own."""
    to = handing_on.ids_of(notice.heirs)
    rows = Assignment.objects.select_for_update(of=("self",)).filter(unit__in=to, state__in=TODO)
    taken = set(Assignment.objects.filter(unit__in=to.values()).values_list("task_id", "unit_id"))
    moving = []
    for row in rows.order_by("unit__code", "pk"):
        if (row.task_id, to[row.unit_id]) not in taken:
            taken.add((row.task_id, to[row.unit_id]))
            moving.append(row)
    return handing_on.hand_on(moving, to, notice.day)


def _carry_pledges(notice: hooks.Settling) -> list[list[Any]]:
    """The heir is to sign in the predecessor's place: [pledge, predecessor, heir, whether it was new there]."""
    back: list[list[Any]] = []
    for unit, heir in sorted(notice.heirs.items()):
        if not heir:
            continue
        gone, there = Unit.objects.get(code=unit), Unit.objects.get(code=heir)
        for row in _pledges([unit]).order_by("pk"):
            new = not row.members.filter(pk=there.pk).exists()
            row.members.remove(gone)
            row.members.add(there)
            _rekey(row, unit, heir, notice.at, new)
            back.append([row.pk, unit, heir, new])
    return back


def _rekey(row: Pledge, unit: str, heir: str, at: datetime, new: bool) -> None:
    """The item that asks for the signature follows; an heir that is asked already is not asked twice."""
    items = Item.objects.filter(key=f"programme.pledge:{row.pk}:{unit}")
    if new:
        items.update(key=f"programme.pledge:{row.pk}:{heir}")
    else:
        items.update(closed_at=at)


def _carry_registrations(notice: hooks.Settling) -> list[list[int]]:
    """A new version for the heir: its own titles and the predecessors'. [[new row, version]]"""
    made = []
    for heir in sorted({heir for heir in notice.heirs.values() if heir}):
        units = [unit for unit, to in sorted(notice.heirs.items()) if to == heir]
        years = sorted(set(_registrations(units, notice.day.year).values_list("year", flat=True)))
        for year in years:
            last = _latest(heir, year)
            titles = list(last.titles) if last else []
            for unit in units:
                former = _latest(unit, year)
                titles += [title for title in (former.titles if former else ()) if title not in titles]
            if last is not None and titles == list(last.titles):
                continue
            row = Registration.objects.create(
                unit=Unit.objects.get(code=heir), year=year, version=(last.version if last else 0) + 1,
                province=last.province if last else "", titles=titles, by=notice.actor.id, at=notice.at,
                note=str(_("Tiếp nhận đăng ký của đơn vị sáp nhập")),
            )  # fmt: skip
            made.append([row.pk, row.version])
    return made


def _latest(unit: str, year: int) -> Registration | None:
    return Registration.objects.filter(unit__code=unit, year=year).order_by("-version").first()


def unsettle(notice: hooks.Unsettling) -> None:
    back = notice.back.get("programme", {})
    handing_on.hand_back(Assignment, back.get("tasks", ()), "Nhiệm vụ", state__in=TODO)
    for pk, unit, heir, new in back.get("pledges", ()):
        row = Pledge.objects.get(pk=pk)
        if row.signatures.filter(unit__code=heir).exists() and new:
            raise Conflict(
                "WORKED_ON", "Đơn vị kế thừa đã ký bản giao ước.", place="giao ước",
                remedy="Ghi một thay đổi mới có căn cứ.",
            )  # fmt: skip
        if new:
            row.members.remove(Unit.objects.get(code=heir))
            Item.objects.filter(key=f"programme.pledge:{pk}:{heir}").update(
                key=f"programme.pledge:{pk}:{unit}"
            )
        row.members.add(Unit.objects.get(code=unit))
    for pk, version in back.get("registrations", ()):
        row = Registration.objects.get(pk=pk)
        if _latest(row.unit.code, row.year) != row or row.version != version:
            raise Conflict(
                "WORKED_ON", "Đơn vị kế thừa đã đăng ký lại.", place="đăng ký danh hiệu",
                remedy="Ghi một thay đổi mới có căn cứ.",
            )  # fmt: skip
        row.delete()


def listen() -> None:
    hooks.previewing.listen(preview)
    hooks.settling.listen(settle)
    hooks.unsettling.listen(unsettle)
