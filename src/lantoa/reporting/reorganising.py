"""Reports of a unit that changes: what it owes, what is drafted; a running obligation passes to the heir."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from lantoa.organisation import handing_on, hooks

from .hooks import Event
from .models import Submission
from .operations.common import announce
from .rules.lifecycle import EDITABLE


def preview(seen: hooks.Preview) -> None:
    rows = Submission.objects.filter(unit__code__in=seen.units)
    open_ = rows.filter(state__in=EDITABLE, round__ends__gt=seen.day).count()
    late = rows.filter(state__in=EDITABLE, round__ends__lte=seen.day).count()
    waiting = rows.filter(state="submitted").count()
    for label, count, carried in (
        (_("Báo cáo của kỳ đang chạy chưa gửi"), open_, seen.ends),
        (_("Báo cáo của kỳ đã qua chưa gửi (vẫn mang tên đơn vị cũ)"), late, False),
        (_("Báo cáo đã gửi, chờ duyệt"), waiting, False),
    ):
        if count:
            seen.lines.append(hooks.Line(str(label), count, "/bao-cao/theo-doi/", carried))


def settle(notice: hooks.Settling) -> None:
    """Only of rounds that end after the change: a period that ran its course stays with who lived it.

    An heir that owes the same report already keeps its own; the predecessor's then stays as it was.
    """
    if notice.rule != "carry":
        return
    to = handing_on.ids_of(notice.heirs)
    rows = (
        Submission.objects.select_for_update(of=("self",))
        .filter(unit__in=to, state__in=EDITABLE, round__ends__gt=notice.day)
        .order_by("unit__code", "pk")
    )
    taken = set(Submission.objects.filter(unit__in=to.values()).values_list("round_id", "unit_id"))
    moving = []
    for row in rows:
        if (row.round_id, to[row.unit_id]) not in taken:
            taken.add((row.round_id, to[row.unit_id]))
            moving.append(row)
    moved = handing_on.hand_on(moving, to, notice.day)
    if moved:
        _announce([pk for pk, *_ in moved], notice)
        notice.back["reporting"] = moved
        notice.done.append(hooks.Line(str(_("Báo cáo đang nhập")), len(moved)))


def _announce(moved: Iterable[int], notice: hooks.Settling | hooks.Unsettling) -> None:
    """Whoever keeps figures by unit hears that these reports stand elsewhere now."""
    rows = Submission.objects.filter(pk__in=list(moved)).select_related("round__form", "unit").order_by("pk")
    for row in rows:
        announce(Event.MOVED, notice.actor, row, notice.at)


def unsettle(notice: hooks.Unsettling) -> None:
    moved = notice.back.get("reporting", ())
    handing_on.hand_back(Submission, moved, "Báo cáo", state__in=EDITABLE)
    _announce([pk for pk, *_said in moved], notice)


def undo(notice: hooks.Undoing) -> None:
    """Accepted figures of a founded or succeeding unit for a period that began with the change rest on it."""
    if notice.kind not in ("create", "reorganise"):
        return
    rows = Submission.objects.filter(unit__code__in=notice.units, round__starts__gte=notice.day)
    count = rows.filter(decided_at__isnull=False).count()
    if count:
        notice.rests.append(str(_("%(count)s báo cáo của đơn vị mới đã được duyệt")) % {"count": count})


def listen() -> None:
    hooks.previewing.listen(preview)
    hooks.settling.listen(settle)
    hooks.unsettling.listen(unsettle)
    hooks.undoing.listen(undo)
