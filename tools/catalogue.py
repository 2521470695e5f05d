"""The English catalogue, by Babel: collects the messages, keeps their translations, writes .po and .mo.

Vietnamese is the source language of every text, so the catalogue needs no compiling to run in Vietnamese;
the English .mo is committed beside its .po, and tests/test_catalogue.py holds them together.
Messages come from three places: ``_("…")`` in Python, the tags of templates, and the words of the domain's
own tables (states, steps, roles, kinds), which pages translate when they show them.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import override
from django.utils.translation.template import templatize

from lantoa.access.rules import actions
from lantoa.assessment.rules import ranking
from lantoa.kernel.steps import Lifecycle
from lantoa.notices.rules import kinds

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "lantoa"
FOLDER = SOURCE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2),
            "pgettext_lazy": ((1, "c"), 2)}  # fmt: skip
UNSEEN = "components_page", "component"
"""The page of samples for those who build pages speaks Vietnamese only."""
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
"""Header dates that do not change from run to run; git knows when a line was written."""
ENUMS = (
    ("kernel.decisions", ("Mark", "Outcome")),
    ("reporting.rules.indicators", ("Kind",)),
    ("reporting.rules.checks", ("Severity",)),
    ("assessment.rules.criteria", ("Kind", "Formula")),
    ("rulebook.rules.rows", ("Layer", "Read")),
    ("rulebook.rules.standing", ("Status",)),
    ("access.rules.roles", ("Relation",)),
    ("documents.signing.compare", ("Match",)),
    ("reporting.rules.foreign", ("Style",)),
)
"""Enumerations whose ``label`` pages show and that no model field need offer as its choices."""
RANKING = (ranking.PERCENT, ranking.FEWER_VIOLATIONS, ranking.WOMEN, ranking.TIE)
LIFECYCLES = ("reporting", "reading", "assessment", "programme", "commendation")

Found = tuple[str | tuple[str, ...], str, str | None]
"""The message (or its singular and plural), the place that says it, its context."""


def prepare() -> None:
    """Django with no installation of its own: extraction reads sources and tables, never data."""
    if settings.configured:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    os.environ["LANTOA_DEBUG"] = "1"
    os.environ.setdefault("LANTOA_DATA", tempfile.mkdtemp(prefix="lantoa-catalogue-"))
    django.setup()


def said() -> Iterator[Found]:
    """What Python and the templates say by ``_("…")`` and by tags."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        if set(UNSEEN) & set(path.parts):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # Babel reads it as Python, where the template's own indentation would mean something.
            text = "\n".join(line.strip() for line in templatize(text, origin=path.name).splitlines())
        for _, message, _, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            yield message, str(path.relative_to(ROOT)), context


def words() -> Iterator[Found]:
    """The words of the domain's own tables."""
    from lantoa.organisation import change_queries, clusters  # noqa: PLC0415 -- models need django.setup() first
    from lantoa.programme import papers  # noqa: PLC0415 -- models need django.setup() first
    from lantoa.rulebook import packs  # noqa: PLC0415 -- models need django.setup() first

    for model in apps.get_models():
        if model.__module__.startswith("lantoa."):
            for field in model._meta.get_fields():
                for _, label in getattr(field, "flatchoices", ()):
                    yield str(label), f"{model.__module__}.{model.__name__}", None
    for module, names in ENUMS:
        for one in (one for name in names for one in getattr(import_module(f"lantoa.{module}"), name)):
            yield one.label, f"lantoa.{module}", None
    for area in LIFECYCLES:
        yield from _steps(f"lantoa.{area}.rules.lifecycle")
    for table, place in (
        (clusters.SERIES, clusters.__name__),
        (papers.KINDS, papers.__name__),
        (actions.LABELS, actions.__name__),
        (actions.AREAS, actions.__name__),
        (change_queries.STATES, change_queries.__name__),
        (kinds.SHORT, kinds.__name__),
        ({rule: ranking.label(rule) for rule in RANKING}, ranking.__name__),
        ({code: row.name for code, row in packs.award_codes().items()}, packs.__name__),
    ):
        for label in table.values():
            yield label, place, None


def _steps(module: str) -> Iterator[Found]:
    for table in vars(import_module(module)).values():
        if isinstance(table, Lifecycle):
            for label in (*table.states.values(), *(step.label for step in table.steps)):
                yield label, module, None


def found() -> Catalog:
    """Every message, with the places that say it; the same catalogue on every run."""
    catalogue = Catalog(
        locale="en", project="Lan Tỏa", version="en", header_comment="# Lan Tỏa: English", fuzzy=False,
        msgid_bugs_address="-", last_translator="Lan Tỏa", language_team="Lan Tỏa",
        creation_date=MOMENT, revision_date=MOMENT,
    )  # fmt: skip
    with override("vi"):
        for message, place, context in (*said(), *words()):
            if message:
                catalogue.add(message, locations=[(place, None)], context=context)
    return catalogue


def kept() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def update() -> Catalog:
    """The found messages with the translations that were kept; gone messages are dropped."""
    catalogue, old = found(), kept() if PO.exists() else Catalog(locale="en")
    for message in catalogue:
        before = old.get(message.id, message.context) if message.id else None
        if before is not None:
            message.string = before.string
    return catalogue


def translated(message: Message) -> bool:
    """Whether every form of the message has its translation."""
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(forms)


def po_bytes(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    prepare()
    wanted = update()
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_bytes(wanted))
    MO.write_bytes(mo_bytes(kept()))
    missing = [message for message in wanted if message.id and not translated(message)]
    sys.stdout.write(f"{len(wanted)} câu, còn {len(missing)} chưa dịch\n")


if __name__ == "__main__":
    main()
