"""A foreign table kept between its trial and its writing."""

from __future__ import annotations

from datetime import datetime

from lantoa.documents.intake import Kind
from lantoa.registry import files
from lantoa.registry.models import StoredFile


def park(*, name: str, data: bytes, kind: Kind, at: datetime) -> StoredFile:
    """Keep the bytes of an upload that passed the one door; nothing of it is anybody's figure yet."""
    return files.store(data, media_type=files.MEDIA_TYPES[kind.value], at=at)
