"""Static addresses with a version, so that a browser keeps files for long and still gets new ones at once."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static


def url(path: str) -> str:
    """``/tinh/css/ui.css?v=1a2b3c4d``; without a version when the file is not found."""
    return _fresh_url(path) if settings.DEBUG else _url(path)


@lru_cache(maxsize=256)
def _url(path: str) -> str:
    return _fresh_url(path)


def _fresh_url(path: str) -> str:
    found = finders.find(path)
    if not found:
        return static(path)
    return f"{static(path)}?v={_digest(found, Path(found).stat().st_mtime_ns)}"


@lru_cache(maxsize=256)
def _digest(file: str, changed: int) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()[:8]
