"""What this area has to be found: dossiers, decisions, honours; through grants on units alone, as the lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lantoa.kernel.vi.dates import on_screen
from lantoa.registry.models import Paper
from lantoa.rulebook import packs
from lantoa.search import operations, sources
from lantoa.search.following import follow
from lantoa.search.naming import names_of
from lantoa.search.rules.entries import Findable, Mode, Sight

from . import hooks
from .models import Decision, Dossier, Honour
from .queries import VIEW
from .rules import lifecycle


def _held(*codes: str) -> tuple[Sight, ...]:
    return tuple(Sight(Mode.HELD, VIEW, code) for code in dict.fromkeys(codes))


def dossiers(keys: Iterable[Any] | None) -> Iterator[Findable]:
    """Seen by who proposes and by who decides."""
    rows = Dossier.objects.select_related("unit", "person", "authority")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    found = list(rows.order_by("pk"))
    names = names_of(code for row in found for code in (row.unit.code, row.authority.code))
    for row in found:
        unit = names.on(row.unit.code, row.accepted_on)
        award = packs.award(row.award).name
        state = lifecycle.DOSSIER.states.get(row.state, row.state).lower()
        yield Findable(
            kind="dossier",
            ref=str(row.pk),
            title=f"{award} {row.year}: {row.person.name if row.person else unit}",
            detail=", ".join(part for part in (unit if row.person else "", state) if part),
            link=f"/khen-thuong/ho-so/{row.pk}/",
            text=f"{unit} {names.on(row.authority.code, row.accepted_on)}",
            sights=_held(row.unit.code, row.authority.code),
        )


def decisions(keys: Iterable[Any] | None) -> Iterator[Findable]:
    """Drafts where they are drawn up; issued ones for every unit they name."""
    rows = Decision.objects.select_related("authority", "paper").prefetch_related("lines__dossier__unit")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    found = list(rows.order_by("pk"))
    names = names_of(row.authority.code for row in found)
    for row in found:
        day = (row.paper.issued_on if row.paper else None) or row.drafted_at.date()
        number = str(row.paper) if row.paper and row.paper.number else ""
        named = (
            [line.dossier.unit.code for line in row.lines.all()] if row.state in ("issued", "revoked") else []
        )
        state = lifecycle.DECISION.states.get(row.state, row.state).lower()
        said = (names.on(row.authority.code, day), on_screen(day) if number else "", state)
        yield Findable(
            kind="decision",
            ref=str(row.pk),
            title=f"Quyết định {number or '(chưa có số)'} tặng {packs.award(row.award).name} {row.year}",
            detail=", ".join(part for part in said if part),
            text=" ".join(said),
            link=f"/khen-thuong/quyet-dinh/{row.pk}/",
            names=(number,) if number else (),
            code=number,
            sights=_held(row.authority.code, *named),
        )


def honours(keys: Iterable[Any] | None) -> Iterator[Findable]:
    """What was conferred, where the recipient's unit is in reach; a revoked one says so and is no longer current."""
    rows = Honour.objects.select_related("unit", "person", "revoked_by", "decision__paper")
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    found = list(rows.order_by("pk"))
    names = names_of(row.unit.code for row in found)
    for row in found:
        unit = names.on(row.unit.code, row.given_on)
        ended = row.revoked_by.revoked_on if row.revoked_by else None
        said = (unit if row.person else "", f"Quyết định {row.decision.paper}", "đã hủy" if ended else "")
        yield Findable(
            kind="honour",
            ref=str(row.pk),
            title=f"{row.person.name if row.person else unit}: {packs.award(row.award).name} {row.year}",
            detail=", ".join(part for part in said if part),
            text=" ".join(said),
            link=f"/khen-thuong/quyet-dinh/{row.decision_id}/",
            sights=_held(row.unit.code),
            valid_from=row.given_on,
            valid_to=ended,
        )


def _of_paper(row: Paper) -> list[int]:
    return list(Decision.objects.filter(paper=row).order_by("pk").values_list("pk", flat=True))


def _of_decision(pk: int) -> None:
    """Honours are written and revoked in bulk, which their model does not tell."""
    keys = Honour.objects.filter(decision=pk).order_by("pk").values_list("pk", flat=True)
    operations.refresh(kind="honour", keys=list(keys))


def _issued(notice: hooks.DecisionIssued) -> None:
    _of_decision(notice.decision)


def _revoked(notice: hooks.DecisionRevoked) -> None:
    _of_decision(notice.decision)


sources.register("dossier", "Hồ sơ khen thưởng", dossiers, order=5)
sources.register("decision", "Quyết định khen thưởng", decisions, order=5)
sources.register("honour", "Danh hiệu đã tặng", honours, order=6)
follow("dossier", Dossier, lambda row: [row.pk])
follow("decision", Decision, lambda row: [row.pk])
follow("decision", Paper, _of_paper)
follow("honour", Honour, lambda row: [row.pk])
hooks.decision_issued.listen(_issued)
hooks.decision_revoked.listen(_revoked)
