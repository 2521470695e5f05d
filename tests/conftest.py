"""What every test may use: the cast of people, a small organisation, and an instant."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from hypothesis import settings

from tests.cast import Cast, build_cast

settings.register_profile("lantoa", deadline=None)  # a busy machine is no failing law
settings.load_profile("lantoa")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres", action="store_true", help="only the tests that use a database, on PostgreSQL"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under ``--postgres`` keep what touches a database; with LANTOA_SYSTEM=1 a skip is a failure."""
    if config.getoption("--postgres"):
        assert os.environ.get("LANTOA_DATABASE_URL"), "set LANTOA_DATABASE_URL (tools/postgres.py does)"
        kept = [item for item in items if item.get_closest_marker("django_db") or _uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def _uses_database(item: pytest.Item) -> bool:
    return bool({"db", "transactional_db", "cast"} & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("LANTOA_SYSTEM") == "1":
        report.outcome = "failed"
        report.longrepr = f"bị bỏ qua dù LANTOA_SYSTEM=1: {report.longrepr}"


AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """09:00 in Hà Nội on the tests' day, 21/11/2026."""
    return AT


@pytest.fixture
def cast(db: None) -> Cast:
    """The small organisation and the people of tests/cast.py, in the database."""
    return build_cast(AT)
