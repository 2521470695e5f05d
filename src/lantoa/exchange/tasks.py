"""Background work of exchange: long tables. Interrupted work leaves nothing half done and is run again."""

from __future__ import annotations

from datetime import date

from django_tasks import task

from lantoa.jobs import operations as jobs

from . import many
from .operations import imports


@task()
def check_import(job: int, number: int) -> None:
    imports.background(job, number, imports.look)


@task()
def apply_import(job: int, number: int) -> None:
    imports.background(job, number, imports.write)


@task()
def make_papers(job: int, code: str, keys: list[str], form: str, day: str) -> None:
    """Every paper of ``keys`` in one file, kept in the store; ``result`` names it."""
    jobs.run(job, lambda: many.made(job, code, keys, form, date.fromisoformat(day)))
