"""Dossiers and honours of a unit that changes: drafts pass to the heir; a decided award holds a change fast."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lantoa.organisation import handing_on, hooks

from .models import Dossier, Honour

DRAFTS = ("draft", "returned")
UNDECIDED = ("submitted", "verified", "voted")


def preview(seen: hooks.Preview) -> None:
    rows = Dossier.objects.filter(unit__code__in=seen.units)
    held = Honour.objects.filter(unit__code__in=seen.units, person=None, revoked_by=None).count()
    for label, count, link, carried in (
        (_("Hồ sơ khen thưởng đang soạn"), rows.filter(state__in=DRAFTS).count(), "/khen-thuong/", seen.ends),
        (_("Hồ sơ khen thưởng đã trình, chưa quyết định"), rows.filter(state__in=UNDECIDED).count(),
         "/khen-thuong/", False),
        (_("Danh hiệu, hình thức đã được tặng (vẫn mang tên lúc tặng)"), held, "", False),
    ):  # fmt: skip
        if count:
            seen.lines.append(hooks.Line(str(label), count, link, carried))


def settle(notice: hooks.Settling) -> None:
    if notice.rule != "carry":
        return
    to = handing_on.ids_of(notice.heirs)
    rows = Dossier.objects.select_for_update(of=("self",)).filter(unit__in=to, state__in=DRAFTS)
    moved = handing_on.hand_on(rows.order_by("pk"), to)
    if moved:
        notice.back["commendation"] = moved
        notice.done.append(hooks.Line(str(_("Hồ sơ khen thưởng")), len(moved)))


def unsettle(notice: hooks.Unsettling) -> None:
    handing_on.hand_back(Dossier, notice.back.get("commendation", ()), "Hồ sơ khen thưởng", state__in=DRAFTS)


def undo(notice: hooks.Undoing) -> None:
    """A title given since to a unit that was founded or took over cannot lose its bearer."""
    rows = Honour.objects.filter(
        unit__code__in=notice.units, person=None, revoked_by=None, given_on__gte=notice.day
    ).select_related("unit")
    for row in rows.order_by("pk")[:5]:
        notice.rests.append(
            str(_("%(code)s đã được tặng danh hiệu năm %(year)s")) % {"code": row.unit.code, "year": row.year}
        )


def listen() -> None:
    hooks.previewing.listen(preview)
    hooks.settling.listen(settle)
    hooks.unsettling.listen(unsettle)
    hooks.undoing.listen(undo)
