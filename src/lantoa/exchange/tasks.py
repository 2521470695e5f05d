"""Background work of exchange: long tables. Interrupted work leaves nothing half done and is run again."""

from __future__ import annotations

from django_tasks import task

from .operations import imports


@task()
def check_import(job: int, number: int) -> None:
    imports.background(job, number, imports.look)


@task()
def apply_import(job: int, number: int) -> None:
    imports.background(job, number, imports.write)
