"""Short secrets that must be read again (the TOTP key): sealed with a key made from the installation's own.

Without ``LANTOA_SECRET_KEY`` of the time (a restored backup under another key) they cannot be opened; recovery
codes and passkeys do not rest on it.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def _fernet(secret: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"lantoa second factor").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def _keys() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode("ascii")


def opened(sealed: str) -> str | None:
    """The text, or None where it was sealed under a key that is gone."""
    try:
        return _keys().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:
        return None
