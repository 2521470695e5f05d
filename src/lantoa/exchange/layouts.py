"""Questions about a unit's own layouts: which there are, what may stand in them, what a paper looks like in one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import QuerySet

from lantoa.access import queries as access
from lantoa.documents.catalogue.examples import WORKED
from lantoa.documents.catalogue.reports import known_numbers
from lantoa.documents.catalogue.table import BY_PAPER
from lantoa.documents.filling import form, word
from lantoa.documents.filling.blanks import Blank, blanks_of, suggested
from lantoa.documents.filling.facts import Facts, Field, facts_of
from lantoa.documents.filling.word import DryRun
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.registry import files

from . import papers
from .models import Layout, LayoutVersion

KEEP = "registry.paper.draft"
"""Whoever draws up papers of a unit keeps its layouts."""
PAPERS = tuple(code for code in BY_PAPER if code in WORKED)


def layouts(visible_to: Actor, day: date) -> QuerySet[Layout]:
    """Of units within reach, with the number of their newest version as ``last``; withdrawn ones left out."""
    rows = Layout.objects.filter(access.reach(visible_to, KEEP, day).units_q(), withdrawn_at=None)
    return rows.select_related("unit").prefetch_related("versions").order_by("paper", "name", "pk")


def layout(pk: int, *, visible_to: Actor, day: date) -> Layout:
    """``NotFound`` for one of another unit, as for one that is not there."""
    row = layouts(visible_to, day).filter(pk=pk).first()
    if row is None:
        raise hidden()
    return row


def hidden() -> NotFound:
    return NotFound(
        "NOT_FOUND", "Không tìm thấy mẫu này.", remedy="Kiểm tra lại địa chỉ hoặc phạm vi được giao."
    )


def version_of(row: Layout, number: int | None = None) -> LayoutVersion:
    """The newest, or the one of that number."""
    rows = row.versions.select_related("file")
    found = rows.filter(number=number).first() if number is not None else rows.first()
    if found is None:
        raise hidden()
    return found


def fields_for(code: str) -> tuple[Field, ...]:
    """What may stand in a layout of this paper, with an example of each from the worked paper."""
    if code not in PAPERS:
        raise NotFound(
            "NOT_FOUND",
            "Không có loại văn bản này.",
            place=code,
            remedy="Xem danh mục: lantoa paper catalogue.",
        )
    return facts_of(WORKED[code]()).fields()


def facts(code: str, key: str, *, actor: Actor, day: date) -> Facts:
    """The facts of a live paper, with the figures of a report by token; ``NotFound`` out of reach."""
    told = papers.paper(code, key, actor=actor, day=day)
    numbers = (
        known_numbers(papers.review_of(papers.Ask(key, actor, day), code)) if code in papers.REVIEWS else {}
    )
    return facts_of(told, numbers)


def blanks(of: LayoutVersion) -> tuple[Blank, ...]:
    return blanks_of(of.file_name, files.read(of.file))


def proposed(of: LayoutVersion, code: str) -> dict[str, str]:
    """A field for each blank whose words say which."""
    return suggested(blanks(of), fields_for(code))


def dry_run(of: LayoutVersion, told: Facts | None = None) -> DryRun:
    """Against live facts, or against the worked paper where none are given (then nothing is called missing)."""
    known = told or facts_of(WORKED[of.layout.paper]())
    data = files.read(of.file)
    run = (
        word.dry_run(word.read_template(of.file_name, data), known)
        if of.layout.sort == "WORD"
        else form.dry_run(of.file_name, data, of.mapping, known)
    )
    return run if told else DryRun(run.asked, _not_figures(run, of), ())


def _not_figures(run: DryRun, of: LayoutVersion) -> tuple[word.Fault, ...]:
    """A report's own figures ('so_lieu_…') are known only when there is a report."""
    return tuple(
        one for one in run.unknown
        if of.layout.paper not in papers.REVIEWS or "so_lieu_" not in one.message
    )  # fmt: skip


def filled(of: LayoutVersion, told: Facts, *, draft: bool) -> tuple[bytes, str]:
    """(the file, 'docx' or 'xlsx')."""
    data = files.read(of.file)
    if of.layout.sort == "WORD":
        return word.fill(of.file_name, data, told, draft=draft), "docx"
    kind = "xlsx" if of.file_name.lower().endswith(".xlsx") else "docx"
    return form.fill(of.file_name, data, of.mapping, told, draft=draft), kind


def mapped(mapping: Mapping[str, str]) -> dict[str, str]:
    """Without the blanks that nothing was chosen for."""
    return {place: code.strip() for place, code in mapping.items() if code.strip()}
