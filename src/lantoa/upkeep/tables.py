"""The database's tables: laid at once where there are none yet, brought up to date by migrations where there are."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction


def prepare() -> None:
    """Every table as this version has it. Whole or not at all on an empty database; else Django's ``migrate``."""
    if connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
        return
    connection.disable_constraint_checking()  # SQLite lays tables only so, and cannot change it inside a transaction
    try:
        with transaction.atomic():
            _lay()
    finally:
        connection.enable_constraint_checking()


def _lay() -> None:
    """Migrations build a state of all models after each of their steps, which takes twenty times as long; on an empty
    database they come to the same tables (tests/upkeep/test_tables.py), and have no rows to carry over."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    call_command("migrate", fake=True, verbosity=0, interactive=False)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
