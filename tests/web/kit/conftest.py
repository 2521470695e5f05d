"""The kit's tests run on their own small addresses and pages beside the product's."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast

USER = "province"


@pytest.fixture
def kit_urls(settings: Any) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.web.kit.urls"


@pytest.fixture
def visitor(kit_urls: None, db: None) -> Client:
    """Nobody signed in; a failing view answers as it would in production."""
    return Client(raise_request_exception=False)


@pytest.fixture
def officer(visitor: Client, cast: Cast) -> Client:
    """Signed in as an officer of Công an tỉnh Một."""
    visitor.force_login(cast.users[USER])
    return visitor
