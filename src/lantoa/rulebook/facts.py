"""Rows and files → what the rules of overlays take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from lantoa.kernel.errors import BadInput
from lantoa.organisation import queries as organisation
from lantoa.organisation.models import UnitKind

from . import packs
from .models import LocalPack
from .reading import parse
from .rules import local
from .rules.overlay import MINISTRY, PROVINCE, Overlay
from .rules.rows import Row


def level_of(unit: str, day: date) -> str:
    """``ministry`` for a ministry, ``province`` for a province's People's Committee, '' for all others.
    ``NotFound`` for a code nobody has."""
    organisation.place_of(unit, day)
    now = organisation.standing(day)
    kind = now.kinds.get(unit)
    if kind == UnitKind.MINISTRY:
        return MINISTRY
    land = now.kinds.get(now.lands.get(unit, ""))
    return PROVINCE if kind == UnitKind.PEOPLES_COMMITTEE and land == UnitKind.PROVINCE else ""


@cache
def law() -> local.Law:
    """The shipped rows by (pack, id), with the delegations of all times."""
    found: dict[tuple[str, str], list[Row]] = {}
    for pack, row in packs.every():
        found.setdefault((pack, row.id), []).append(row)
    return local.Law(found, packs.delegations(None))


def read_file(text: str, name: str, day: date) -> local.LocalFile:
    """A local file held against the law; ``BadInput`` with one fault for each thing to mend."""
    return local.read(parse("local", text, name), lambda unit: level_of(unit, day), law())


@lru_cache(maxsize=256)
def _read(text: str, name: str, level: str) -> local.LocalFile | BadInput:
    try:
        return local.read(parse("local", text, name), lambda _: level, law())
    except BadInput as problem:
        return problem


def kept(pack: LocalPack, day: date) -> local.LocalFile | BadInput:
    """A kept file read again (once for each text); the problem where the product's own rules have since changed so
    that it no longer reads: it then changes nothing and its page says why."""
    return _read(pack.text, pack.file_name, level_of(pack.unit.code, day))


def overlays(rows: Iterable[LocalPack], day: date) -> tuple[Overlay, ...]:
    read = [kept(one, day) for one in rows]
    return tuple(overlay for one in read if not isinstance(one, BadInput) for overlay in one.overlays)
