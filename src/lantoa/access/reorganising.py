"""Accounts and roles at a unit that changes. They stay valid: who had a role there reaches the same records."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lantoa.organisation import hooks

from .models import Grant, User


def preview(seen: hooks.Preview) -> None:
    users = User.objects.filter(home_unit__code__in=seen.units, is_active=True).count()
    grants = (
        Grant.objects.filter(unit__code__in=seen.units)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=seen.day))
        .count()
    )
    for label, count in ((_("Người dùng của đơn vị"), users), (_("Vai trò được giao ở đơn vị"), grants)):
        if count:
            seen.lines.append(hooks.Line(str(label), count))


def listen() -> None:
    hooks.previewing.listen(preview)
