"""Every test of the engine has a folder of figures of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lantoa.analytics import placing


@pytest.fixture(autouse=True)
def figures(settings: Any, tmp_path: Path) -> Path:
    settings.FIGURES = tmp_path / "figures"
    placing._folder.cache_clear()
    return settings.FIGURES
