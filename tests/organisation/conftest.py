"""The whole country, loaded once for each module that asks for it and rolled back after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from lantoa.organisation import operations
from lantoa.organisation.operations import Loaded
from tests.conftest import AT
from tests.replay import Kept, keep


@pytest.fixture(scope="session")
def kept_country(django_db_setup: None, django_db_blocker: Any) -> Kept[Loaded]:
    """Loading takes seconds, putting the same rows back much less."""
    with django_db_blocker.unblock():
        return keep(lambda: operations.load_geography(at=AT))


@pytest.fixture(scope="module")
def loaded(kept_country: Kept[Loaded], django_db_blocker: Any) -> Iterator[Loaded]:
    """What the first load brought; each test's own changes are undone as always."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = kept_country.put()
        connection.check_constraints()  # now, once: PostgreSQL would look at every row again after each test
        yield built
        transaction.set_rollback(True)


@pytest.fixture
def country(loaded: Loaded, db: None) -> Loaded:
    """The shipped units, successions and clusters in the database."""
    return loaded
