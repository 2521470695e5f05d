"""All rows of the area files, and what the product has: what the one lacks of the other."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

import tests.walk
from lantoa.api.root import api
from tests.walk.mechanism import Row

METHODS = ("get", "post", "put", "patch", "delete")
PARTS = ("table", "mechanism", "world", "rights", "__main__")


def areas() -> dict[str, tuple[Row, ...]]:
    """Each area file's rows."""
    names = sorted(one.name for one in pkgutil.iter_modules(tests.walk.__path__) if one.name not in PARTS)
    return {name: importlib.import_module(f"tests.walk.{name}").ROWS for name in names}


def rows() -> dict[str, list[Row]]:
    """Rows by what they walk; several rows may walk the same address with other things or data."""
    found: dict[str, list[Row]] = {}
    for table in areas().values():
        for row in table:
            found.setdefault(row.what, []).append(row)
    return found


def pages(
    resolver: URLResolver | None = None, before: str = "", space: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """(name with its namespaces, route, view) of every page."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if route != "api/v1/":
                yield from pages(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", route, entry.callback


def takes_post(view: Any) -> bool:
    """Whether the view's own text says that it acts on what a form sends."""
    source = inspect.getsource(inspect.unwrap(view))
    return any(word in source for word in ("submitted(", "request.POST", '"POST"', "require_POST"))


def takes_get(view: Any) -> bool:
    return "@require_POST" not in inspect.getsource(inspect.unwrap(view))


def wanted() -> set[str]:
    """Every address with each method that it takes."""
    found = set()
    for name, _route, view in pages():
        if takes_get(view):
            found.add(f"GET {name}")
        if takes_post(view):
            found.add(f"POST {name}")
    for path, operations in api.get_openapi_schema()["paths"].items():
        found |= {f"{method.upper()} {path}" for method in operations if method in METHODS}
    return found
