"""What every test may use: the cast of people, an instant, ../shared; and what happens where something lacks.

One place decides what may be left out. ``@pytest.mark.system("chromium", …)`` names the programs a test needs:
where one is missing the test is left out by name, with LANTOA_SYSTEM=1 (set by .ci/run) it runs and fails. Any
other skip is then a failure too, save the ``shared`` fixture's: the benchmark lies beside the project, not in it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections import Counter
from copy import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from lantoa.access.models import User
from lantoa.organisation.models import Revision, Unit
from tests import once_a_run
from tests.cast import Cast, build_cast
from tests.once_a_run import Played
from tests.replay import Kept, keep

settings.register_profile("lantoa", deadline=None)  # a busy machine is no failing law
settings.load_profile("lantoa")

NOTHING_SKIPPED = os.environ.get("LANTOA_SYSTEM") == "1"
DEBIAN = {
    "chromium": "chromium",
    "soffice": "libreoffice-writer-nogui",
    "pdffonts": "poppler-utils",
    "pdfsig": "poppler-utils",
    "softhsm2-util": "softhsm2",
}
"""program → the Debian package that brings it."""
NPM = {"oidc-provider": ".tools/oidc/node_modules/oidc-provider"}
"""What .ci/run installs with npm: package → where it lies in the project."""
SHARED = Path(__file__).resolve().parents[2] / "shared"
NO_SHARED = "không có thư mục ../shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres", action="store_true", help="only the tests that use a database, on PostgreSQL"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Under ``--postgres`` keep what touches a database; leave out what lacks a program of the system.

    What needs a server of the database (``@pytest.mark.server``: threads or processes of its own) is part of that
    run only.

    Files with slow tests come first (tools/test.sh tells xdist to keep this order), or one worker would still
    be busy with the last of them when the other has nothing left.
    """
    if config.getoption("--postgres"):
        assert os.environ.get("LANTOA_DATABASE_URL"), "set LANTOA_DATABASE_URL (tools/postgres.py does)"
        kept = [item for item in items if _touches_database(item) and not _of_one_engine(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    else:
        served = [item for item in items if item.get_closest_marker("server")]
        config.hook.pytest_deselected(items=served)
        items[:] = [item for item in items if item not in served]
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    for item in items:
        for lacking in _lacking(item):
            kind = "npm" if lacking in NPM else f"Debian {DEBIAN[lacking]}"
            item.add_marker(pytest.mark.skip(reason=f"thiếu {lacking} (gói {kind})"))


ONE_ENGINE = ("tests/web/", "tests/cli/", "tests/test_walk.py", "tests/test_http.py", "tests/upkeep/")
"""Pages and commands call the queries and operations whose own tests run on both engines, as the API's do."""


def _of_one_engine(item: pytest.Item) -> bool:
    return item.nodeid.startswith(ONE_ENGINE) and item.get_closest_marker("server") is None


def _touches_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or _uses_database(item)


def _uses_database(item: pytest.Item) -> bool:
    return bool({"db", "transactional_db", "cast"} & set(getattr(item, "fixturenames", ())))


def _lacking(item: pytest.Item) -> list[str]:
    needed = [name for mark in item.iter_markers("system") for name in mark.args]
    assert needed or item.get_closest_marker("system") is None, f"{item.nodeid}: which program does it need?"
    return [] if NOTHING_SKIPPED else [name for name in needed if not _there(name)]


def _there(name: str) -> bool:
    if name in NPM:
        return shutil.which("node") is not None and (Path(__file__).parents[1] / NPM[name]).is_dir()
    return shutil.which(name) is not None


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and NOTHING_SKIPPED and NO_SHARED not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"bị bỏ qua dù LANTOA_SYSTEM=1: {report.longrepr}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was left out, and add it to the file LANTOA_LEFT_OUT, which tools/test.sh shows last."""
    left = Counter(
        f"{report.nodeid.partition('[')[0]}: {str(report.longrepr[2]).removeprefix('Skipped: ')}"
        for report in terminalreporter.stats.get("skipped", [])
    )
    lines = [f"{name}{f' ({count} trường hợp)' if count > 1 else ''}" for name, count in sorted(left.items())]
    if lines:
        terminalreporter.section(f"Đã để lại: {sum(left.values())}")
        terminalreporter.write("".join(f"{line}\n" for line in lines))
    if path := os.environ.get("LANTOA_LEFT_OUT"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    """09:00 in Hà Nội on the tests' day, 21/11/2026."""
    return AT


@pytest.fixture(scope="session")
def kept_cast(django_db_setup: None, django_db_blocker: Any) -> Kept[Cast]:
    with django_db_blocker.unblock():
        return keep(lambda: build_cast(AT))


@pytest.fixture
def cast(db: None, kept_cast: Kept[Cast]) -> Cast:
    """The small organisation and the people of tests/cast.py, in the database."""
    if User.objects.exists() or Unit.objects.exists():  # an earlier fixture holds some of the kept keys
        return build_cast(AT)
    built = kept_cast.put()
    Revision.objects.update(token=secrets.token_hex(16))  # no cache of another test answers in this one
    return Cast({key: copy(user) for key, user in built.users.items()}, built.actors)


@pytest.fixture(scope="session")
def all_workers(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that the workers of a run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def played(all_workers: Path) -> Played:
    return once_a_run.played(all_workers)


@pytest.fixture(scope="session")
def laid(all_workers: Path) -> Path:
    return once_a_run.laid(all_workers)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of texts and measures beside the project; who has none leaves these tests out."""
    if not SHARED.is_dir():
        pytest.skip(NO_SHARED)
    return SHARED
