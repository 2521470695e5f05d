"""Writes docs/reference/openapi.json, the snapshot of the API's contract. Run: make docs."""

from __future__ import annotations

import json
from pathlib import Path

from lantoa.cli.main import start_django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def page() -> str:
    start_django()
    from lantoa.api.root import api  # noqa: PLC0415 -- needs Django's settings first

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1) + "\n"
