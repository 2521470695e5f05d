"""The English catalogue, by Babel: ``extract`` new messages from code and templates, ``compile`` the .mo file.

Vietnamese is the source language of every text, so the catalogue needs no compiling to run in Vietnamese;
the English .mo is committed beside its .po, and a test holds them together.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "lantoa"
FOLDER = SOURCE / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2),
            "pgettext_lazy": ((1, "c"), 2)}  # fmt: skip


def found() -> Catalog:
    """Every message in the sources, with the files that say it."""
    catalogue = Catalog(
        locale="en", project="Lan Tỏa", version="", fuzzy=False, header_comment="# Lan Tỏa: English"
    )
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = templatize(text, origin=str(path.name))
        for _, message, _, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            catalogue.add(message, locations=[(str(path.relative_to(ROOT)), None)], context=context)
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


def write(catalogue: Catalog) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, omit_header=False, sort_output=True, no_location=True)
    with MO.open("wb") as file:
        write_mo(file, kept())


if __name__ == "__main__":
    wanted = update()
    write(wanted)
    missing = [str(message.id) for message in wanted if message.id and not message.string]
    print(f"{len(wanted)} câu, còn {len(missing)} chưa dịch")
    sys.exit(0)
