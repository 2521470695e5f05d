"""The content-addressed store: bytes by their SHA-256, outside the web root, written once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lantoa.kernel.errors import NotFound

from .models import StoredFile

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


def _path(sha256: str) -> Path:
    return Path(settings.FILES) / sha256[:2] / sha256


def store(data: bytes, *, media_type: str, at: datetime) -> StoredFile:
    """Keep ``data``; the same bytes are kept once. The file is complete before its row exists."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(path)
    row, _ = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "media_type": media_type, "stored_at": at}
    )
    return row


def stored(sha256: str) -> StoredFile | None:
    """The row of a kept file by its address."""
    return StoredFile.objects.filter(sha256=sha256).first()


def read(file: StoredFile) -> bytes:
    """The bytes; ``NotFound`` when the store has lost them or they no longer match their address."""
    path = _path(file.sha256)
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise NotFound(
            "FILE_DAMAGED",
            "Tệp không còn nguyên vẹn trong kho.",
            place=file.sha256[:12],
            remedy="Phục hồi thư mục tệp từ bản sao lưu gần nhất.",
        )
    return data
