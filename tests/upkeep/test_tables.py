"""An empty database gets the same tables at once as by every migration after another; a half never stays."""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.once_a_run import COMMAND, LAY, python

STOPPED = """
import django; django.setup()
from lantoa.upkeep import tables
def fail(*given, **more): raise SystemExit(7)
tables.call_command = fail
tables.prepare()
"""


def parts(text: str) -> list[str]:
    """Columns and constraints of a CREATE TABLE, without the constraints' names."""
    body, depth, found = text[text.index("(") + 1 : text.rindex(")")], 0, [""]
    for sign in body:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return sorted(re.sub(r'CONSTRAINT "\w+" ', "", part.strip()) for part in found)


def described(database: Path) -> dict[str, Any]:
    """Table → what it holds, refuses and finds quickly; the order of columns aside."""
    with sqlite3.connect(database) as connection:
        ask = connection.execute
        tables = ask("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return {
            name: (
                parts(text),
                sorted(
                    (unique, partial, *(column for _, _, column in ask(f'PRAGMA index_info("{index}")')))
                    for _, index, unique, _, partial in ask(f'PRAGMA index_list("{name}")')
                ),
            )
            for name, text in sorted(tables.fetchall())
        }


def rows(database: Path, ask: str) -> list[Any]:
    with sqlite3.connect(database) as connection:
        return connection.execute(ask).fetchall()


@pytest.mark.slow
def test_at_once_and_step_by_step_come_to_the_same(laid: Path, tmp_path: Path) -> None:
    python(tmp_path, COMMAND, "manage", "migrate", "--verbosity", "0")
    stepped = tmp_path / "lantoa.sqlite3"
    here, there = described(laid), described(stepped)
    assert len(here) > 120
    for name, table in there.items():
        assert here[name] == table, name
    assert sorted(here) == sorted(there)
    for ask in (
        "SELECT app, name FROM django_migrations ORDER BY app, name",
        "SELECT app_label, model FROM django_content_type ORDER BY app_label, model",
    ):
        assert rows(laid, ask) == rows(stepped, ask)


SHAPES = (
    "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
    "WHERE table_schema = 'public' AND table_name <> 'auth_group_permissions' ORDER BY 1, 2",
    "SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2, 3",
    "SELECT tablename, regexp_replace(indexdef, 'INDEX [^ ]+ ON', 'INDEX ON') FROM pg_indexes "
    "WHERE schemaname = 'public' ORDER BY 1, 2",
)
"""What a database on PostgreSQL is. Django's own table of groups, which nobody uses here, numbers its rows by another
kind of integer when its migrations make it."""


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.django_db
def test_on_postgresql_too(tmp_path: Path) -> None:
    server = urlsplit(os.environ["LANTOA_DATABASE_URL"])
    shapes = []
    for program, words in ((LAY, ()), (COMMAND, ("manage", "migrate", "--verbosity", "0"))):
        name = f"tables_{secrets.token_hex(4)}"
        with psycopg.connect(server.geturl(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        own = server._replace(path=f"/{name}").geturl()
        python(tmp_path, program, *words, LANTOA_DATABASE_URL=own)
        with psycopg.connect(own) as connection:
            shapes.append([connection.execute(ask).fetchall() for ask in SHAPES])
    assert [len(rows) > 400 for rows in shapes[0]] == [True, True, True]
    assert shapes[0] == shapes[1]


def test_a_start_that_is_cut_short_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        python(tmp_path, STOPPED)
    assert rows(tmp_path / "lantoa.sqlite3", "SELECT name FROM sqlite_master") == []
    python(tmp_path, LAY)
    assert len(described(tmp_path / "lantoa.sqlite3")) > 120
