"""Who stands behind an actor's id: for lists of cells, steps and signatures."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.access.models import User


def people(ids: Iterable[str]) -> dict[str, str]:
    """Actor ids → names, one query; an id that is no account stands for itself."""
    wanted = {one for one in ids if one}
    keys = [one.partition(":")[2] for one in wanted if one.startswith("user:")]
    named = {user.actor_id: user.name for user in User.objects.filter(pk__in=keys).only("pk", "name")}
    return {one: named.get(one, "Hệ thống" if one == "system" else one) for one in wanted}
