"""Scoring of a unit that changes. Nothing is carried: marks are for what a unit itself did, and its cluster's
sheet goes on with those who are members."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lantoa.organisation import hooks

from .models import Evaluation, SheetState


def preview(seen: hooks.Preview) -> None:
    count = Evaluation.objects.filter(unit__code__in=seen.units, sheet__state=SheetState.OPEN).count()
    if count:
        seen.lines.append(hooks.Line(str(_("Phiếu chấm điểm chưa chốt")), count, "/cham-diem/"))


def listen() -> None:
    hooks.previewing.listen(preview)
