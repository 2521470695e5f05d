"""The whole country, loaded once for each module that asks for it and rolled back after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from lantoa.organisation import operations
from lantoa.organisation.operations import Loaded
from tests.conftest import AT


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Loaded]:
    """What the first load brought; each test's own changes are undone as always."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield operations.load_geography(at=AT)
        transaction.set_rollback(True)


@pytest.fixture
def country(loaded: Loaded, db: None) -> Loaded:
    """The shipped units, successions and clusters in the database."""
    return loaded
