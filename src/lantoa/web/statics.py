"""Static files, compressed once when the server starts: a commune's line is slow, and styles and scripts shrink to a
quarter. Pages themselves are not compressed: they carry secrets beside what others may have written."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

SHRINKS = frozenset({".css", ".js", ".svg", ".txt", ".json"})
LEAST = 500
"""Bytes below which compressing saves nothing worth a second file."""


class CompressedStatics(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise with a compressed twin of each text file, kept in the data folder."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        twin = compressed(path)
        if twin is None:
            return super().get_static_file(path, url, stat_cache)
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        return StaticFile(path, headers.items(), encodings={"gzip": twin})


def compressed(path: str) -> str | None:
    """The compressed twin's path; None for what does not shrink or while the data folder cannot be written."""
    source = Path(path)
    if source.suffix not in SHRINKS or not source.is_file():
        return None
    stat = source.stat()
    if stat.st_size < LEAST:
        return None
    name = hashlib.sha256(f"{source}:{stat.st_mtime_ns}:{stat.st_size}".encode()).hexdigest()[:32]
    twin = Path(settings.DATA) / "static" / f"{name}.gz"
    try:
        if not twin.exists():
            _write(twin, gzip.compress(source.read_bytes(), 9, mtime=0))
    except OSError:
        return None
    return str(twin)


def _write(twin: Path, data: bytes) -> None:
    """Whole or not at all: several servers may start at once."""
    twin.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=twin.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(partial).replace(twin)
