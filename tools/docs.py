"""Regenerates the reference pages that the product's own parts write. Run: make docs."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATORS = ("rules_doc", "cli_doc", "openapi_doc")
"""Modules beside this one, each with ``PAGE`` (a path) and ``page()`` (its whole text)."""


def main() -> None:
    sys.path[:0] = [str(ROOT / "src"), str(Path(__file__).parent)]
    os.environ |= {"LANTOA_DEBUG": "1", "DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
    with tempfile.TemporaryDirectory() as data:
        os.environ["LANTOA_DATA"] = data
        for name in GENERATORS:
            generator = importlib.import_module(name)
            text, path = generator.page(), generator.PAGE
            same = path.exists() and path.read_text(encoding="utf-8") == text
            if not same:
                path.write_text(text, encoding="utf-8")
            print(f"{'Không đổi' if same else 'Đã ghi'}: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
