"""DuckDB in this process: one connection, a cursor per caller, bounded in memory and threads. It reads and writes local
files only; extensions are neither loaded nor fetched."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import duckdb
from django.conf import settings

_lock = threading.Lock()
_held: dict[int, duckdb.DuckDBPyConnection] = {}
"""By process number: what a parent opened is not used after a fork."""


def cursor() -> duckdb.DuckDBPyConnection:
    """Use it in one thread; close it, or let it go."""
    with _lock:
        own = _held.get(os.getpid())
        if own is None:
            own = _held[os.getpid()] = _opened()
        return own.cursor()


def _opened() -> duckdb.DuckDBPyConnection:
    scratch = Path(settings.FIGURES) / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    opened = duckdb.connect(
        ":memory:",
        config={
            "threads": str(settings.FIGURES_THREADS),
            "memory_limit": f"{settings.FIGURES_MEMORY_MB}MB",
            "temp_directory": str(scratch),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "preserve_insertion_order": "false",
        },
    )
    opened.execute("SET parquet_metadata_cache = true")
    return opened
