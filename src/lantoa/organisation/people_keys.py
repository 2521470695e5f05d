"""The deployment's own key for citizen numbers, beside the data, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

from .rules.identity import keyed


def key() -> bytes:
    """The key in ``<data>/keys/identity.key``, made at its first use. Without it no digest can be compared, so
    it is part of every backup."""
    path = Path(settings.DATA) / "keys" / "identity.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        made = secrets.token_hex(32).encode("ascii")
        file.write(made)
    return made


def citizen_key(number: str) -> str:
    """The stored digest of a citizen number; ``BadInput`` when it is not 12 digits."""
    return keyed(number, key())
