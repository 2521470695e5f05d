"""Work on the table of a unit that changes: counted beforehand, handed to the heir or taken off when it ends."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lantoa.organisation import handing_on, hooks

from . import operations
from .models import Item

CHANGE = "organisation.unit.change"


def preview(seen: hooks.Preview) -> None:
    open_ = Item.objects.filter(unit__code__in=seen.units, closed_at=None).count()
    if open_:
        seen.lines.append(hooks.Line(str(_("Việc phải làm đang mở")), open_, "", seen.ends))


def settle(notice: hooks.Settling) -> None:
    """Carried: the items stand on the heir's table. Closed: nobody is reminded of them any more."""
    items = list(
        Item.objects.select_for_update().filter(unit__code__in=notice.heirs, closed_at=None).order_by("pk")
    )
    if not items:
        return
    if notice.rule == "carry":
        back = {"moved": handing_on.hand_on(items, handing_on.ids_of(notice.heirs))}
    else:
        for item in items:
            item.closed_at = notice.at
            item.save(update_fields=["closed_at"])
        back = {"closed": [[item.pk] for item in items]}
    notice.back["worklist"] = back
    notice.done.append(hooks.Line(str(_("Việc phải làm")), len(items)))


def unsettle(notice: hooks.Unsettling) -> None:
    """Items that were closed on the heir's table meanwhile stay closed and come back with their unit."""
    back = notice.back.get("worklist", {})
    handing_on.hand_back(Item, back.get("moved", ()), "Việc phải làm")
    Item.objects.filter(pk__in=[pk for (pk,) in back.get("closed", ())]).update(closed_at=None)


def ask(notice: hooks.Asking) -> None:
    key = f"organisation.change:{notice.change}"
    if notice.done:
        operations.close(key=key, at=notice.at)
        return
    names = ", ".join(f"“{name}”" for name in notice.names)
    operations.put(
        key=key, area="organisation", title=f"Việc đang dở của {names}: chuyển hay khép lại", action=CHANGE,
        link=f"/to-chuc/thay-doi/{notice.change}/", at=notice.at, unit=notice.unit, own=False,
        due=notice.due,
    )  # fmt: skip


def listen() -> None:
    hooks.previewing.listen(preview)
    hooks.settling.listen(settle)
    hooks.unsettling.listen(unsettle)
    hooks.asking.listen(ask)
