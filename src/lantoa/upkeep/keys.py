"""A key of one's own for the demo and for development, kept beside the data and never committed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

DEMO_PREFIX = "demo-"
"""``lantoa check --deploy`` refuses a key that starts like this."""


def demo_key(data: Path) -> str:
    """The key in ``<data>/keys/secret.key``; made (readable by its owner only) when it is not there."""
    path = data / "keys" / "secret.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = DEMO_PREFIX + secrets.token_urlsafe(48)
        file.write(key)
    return key
