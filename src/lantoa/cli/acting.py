"""On whose behalf a command acts: ``--as USER``, with that person's own grants and nothing more."""

from __future__ import annotations

import click

from lantoa.kernel.actors import Actor

as_user = click.option(
    "--as", "username", required=True, metavar="NGƯỜI_DÙNG", help="Làm với quyền của người này."
)
as_json = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


def actor(username: str) -> Actor:
    """The account's actor; ``NotFound`` for a name nobody has."""
    from lantoa.access import queries  # noqa: PLC0415 -- after start_django

    return queries.actor_of(queries.user_named(username))
