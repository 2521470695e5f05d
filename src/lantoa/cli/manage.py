"""``lantoa manage …``: Django's own commands, for administrators."""

from __future__ import annotations

import sys

import click

from .main import start_django


@click.command("manage", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Chạy một lệnh quản trị của Django, ví dụ: lantoa manage migrate."""
    start_django()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- needs settings

    execute_from_command_line([sys.argv[0], *arguments])
