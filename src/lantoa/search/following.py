"""Keep the index fresh: a source follows models, and what one of their rows now says is indexed in the transaction
that saved it. No operation can forget it. Work in bulk, which no model hears of, calls ``operations.refresh``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef
from django.db.models.signals import post_delete, post_save

from lantoa.organisation import hooks
from lantoa.organisation.models import Cluster, Revision, Unit

from . import operations
from .models import Entry


def follow(kind: str, model: type[Model], keys: Callable[[Any], Iterable[Any]]) -> None:
    """Index what ``keys(row)`` names again whenever a row of ``model`` is saved or deleted."""

    def heard(instance: Any, raw: bool = False, **_: Any) -> None:
        found = [] if raw else list(keys(instance))
        if found:
            operations.refresh(kind=kind, keys=found)

    for name, signal in (("saved", post_save), ("deleted", post_delete)):
        signal.connect(heard, sender=model, weak=False, dispatch_uid=f"search.{kind}.{model.__name__}.{name}")


def follow_organisation() -> None:
    """Units and clusters are also loaded in bulk; every such change renews the organisation's revision."""
    post_save.connect(_revised, sender=Revision, weak=False, dispatch_uid="search.organisation")
    hooks.rewritten.listen(_rewritten)
    hooks.people_written.listen(_people_written)
    hooks.people_merged.listen(_one_person)
    hooks.people_parted.listen(_one_person)


def _people_written(notice: hooks.PeopleWritten) -> None:
    operations.refresh_all(kind="person", keys=notice.people)


def _one_person(notice: hooks.PeopleMerged) -> None:
    """Posts moved between two records by a bare update; the hidden one goes, the one that came back is there."""
    operations.refresh(kind="person", keys=(notice.kept, notice.gone))


def _rewritten(notice: hooks.Rewritten) -> None:
    """A whole reorganisation, or its undoing: names, places and ends of these units are others now."""
    operations.refresh(kind="unit", keys=notice.units)


def _revised(raw: bool = False, **_: Any) -> None:
    if raw:
        return
    units = Unit.objects.filter(placements__isnull=False).exclude(_indexed("unit", "code"))
    operations.refresh_all(kind="unit", keys=units.order_by("code").values_list("code", flat=True).distinct())
    clusters = Cluster.objects.exclude(_indexed("cluster", "key"))
    operations.refresh_all(kind="cluster", keys=clusters.order_by("key").values_list("key", flat=True))


def _indexed(kind: str, key: str) -> Exists:
    return Exists(Entry.objects.filter(kind=kind, ref=OuterRef(key)))
