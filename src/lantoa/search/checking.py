"""Is the index what the rows say? The index is never a source: where it differs it is written anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import operations
from .models import Entry
from .sources import SOURCES, in_order


@dataclass(frozen=True, slots=True)
class Checked:
    """Of one kind: how many entries there should be, and the refs that lack, say something else, or are gone."""

    kind: str
    label: str
    entries: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not (self.missing or self.changed or self.gone)


def check_kind(kind: str) -> Checked:
    kept = dict(Entry.objects.filter(kind=kind).values_list("ref", "digest"))
    missing, changed, count = [], [], 0
    for one in SOURCES[kind].rows(None):
        count += 1
        digest = kept.pop(one.ref, None)
        if digest is None:
            missing.append(one.ref)
        elif digest != one.digest:
            changed.append(one.ref)
    label = SOURCES[kind].label
    return Checked(kind, label, count, tuple(missing), tuple(changed), tuple(sorted(kept)))


def check() -> list[Checked]:
    return [check_kind(source.kind) for source in in_order()]


def mend() -> dict[str, int]:
    """Write anew every kind that differs; returns how many entries did, by kind."""
    found = [one for one in check() if not one.whole]
    for one in found:
        operations.rebuild_kind(kind=one.kind)
    operations.forget_unknown()
    return {one.kind: len(one.missing) + len(one.changed) + len(one.gone) for one in found}


def overdue(day: date) -> list[tuple[str, list[str]]]:
    """(kind, refs) of entries that may read otherwise since ``day``: a planned change has come."""
    found: dict[str, list[str]] = {}
    for kind, ref in Entry.objects.filter(until__lte=day).order_by("kind", "tie").values_list("kind", "ref"):
        found.setdefault(kind, []).append(ref)
    return sorted(found.items())


def empty() -> bool:
    return not Entry.objects.exists()
