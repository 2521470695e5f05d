"""What every test may use: the cast of people, a small organisation, and an instant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cast import Cast, build_cast

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """09:00 in Hà Nội on the tests' day, 21/11/2026."""
    return AT


@pytest.fixture
def cast(db: None) -> Cast:
    """The small organisation and the people of tests/cast.py, in the database."""
    return build_cast(AT)
