"""The papers of a dossier: which a person brings, which the product makes from its facts."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.rulebook.rules.rows import Dossier

SUBMISSION, MINUTES, BROUGHT = "submission", "minutes", "brought"


def needed(award: str, rows: Iterable[Dossier]) -> Dossier | None:
    """The row of the dossier's papers; None where no source lists them for the award on that day."""
    return next((row for row in rows if award in row.awards), None)


def source_of(title: str) -> str:
    """Tờ trình and biên bản come out of the product; reports and certificates are brought."""
    if title.startswith("tờ trình"):
        return SUBMISSION
    return MINUTES if title.startswith("biên bản") else BROUGHT
