"""What the demo produced, counted from the database: the answer of ``make demo CHECK=1``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lantoa.assessment import queries as assessed
from lantoa.commendation import queries as commended
from lantoa.conference import queries as conferences
from lantoa.journal import queries as journal
from lantoa.organisation import queries as units
from lantoa.registry import files

from .scenario import Run
from .world import TODAY, actor


def of(run: Run, *, out: Path) -> dict[str, Any]:
    """Every figure counted anew; the decisions' files are written to ``out``."""
    v05 = actor("v05")
    held = [conferences.whole(v05, row.pk, TODAY) for row in conferences.conferences(v05, TODAY)]
    entries, broken = journal.verify()
    return {
        "provinces_now": units.count_on("PROVINCE", TODAY),
        "communes_now": units.count_on("COMMUNE", TODAY),
        "provinces_2017": units.count_on("PROVINCE", TODAY.replace(year=2017)),
        "conferences": len(held),
        "proposals_accepted": run.numbers["proposals_accepted"],
        "figures": sum(len(one.figures) for one in held),
        "awards": sum(len(one.awards) for one in held),
        "submissions": run.numbers["submissions"],
        "indicators": run.numbers["indicators"],
        "ranking": _ranking(run),
        "verdicts": _verdicts(run),
        "decisions": _decisions(run, out),
        "journal": {"entries": entries, "verified": broken is None},
        "seconds": run.seconds,
    }


def _ranking(run: Run) -> list[dict[str, Any]]:
    v05 = actor("v05")
    sheet = assessed.sheet(run.sheet, visible_to=v05, day=TODAY)
    return [
        {
            "unit": units.name_of(row.unit.code, TODAY),
            "points": str(row.points),
            "percent": str(row.percent),
            "rank": row.rank,
        }
        for row in assessed.ranking(sheet, visible_to=v05, day=TODAY)
    ]


def _verdicts(run: Run) -> list[dict[str, Any]]:
    px03 = actor("px03")
    told = []
    for key, pk in run.dossiers.items():
        dossier = commended.dossier(pk, visible_to=px03, day=TODAY)
        row = commended.latest_verdict(dossier)
        if row is not None:
            counts = commended.counts(commended.verdict_of(row))
            told.append({"title": dossier.award, "dossier": key, **counts})
    return told


def _decisions(run: Run, out: Path) -> list[dict[str, Any]]:
    """Number and the two files of each decision, as the store holds them."""
    v05, told = actor("v05"), []
    out.mkdir(parents=True, exist_ok=True)
    for pk in run.decisions:
        paper = commended.decision(pk, visible_to=v05, day=TODAY).paper
        number = f"{paper.number}/{paper.symbol}"
        name = number.replace("/", "-")
        paths = {}
        for form, stored in (("docx", paper.docx), ("pdf", paper.pdf)):
            path = out / f"{name}.{form}"
            path.write_bytes(files.read(stored))
            paths[form] = str(path)
        told.append({"number": number, **paths})
    return told
