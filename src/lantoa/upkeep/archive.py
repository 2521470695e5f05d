"""Backup and restore: one archive with the rows, the stored files, the key, and a manifest of digests.

Rows travel as Django's own JSON lines, so that an archive made on SQLite restores on PostgreSQL and back.
Nothing is touched on restore before the whole archive has been read and found intact.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from lantoa.access.models import User
from lantoa.journal import queries as journal
from lantoa.kernel.errors import BadInput, Conflict

from . import tables

FORMAT = 1
LEFT_OUT = [
    "contenttypes",
    "auth",
    "sessions",
    "django_tasks_database",
    "access.usersession",
    "access.throttle",
]
"""Rebuilt by migrate, or of no use elsewhere."""
Progress = Callable[[str, int, int], None]
KEYS = ("secret.key", "identity.key", "exchange.json")
"""What the deployment keeps under ``keys/``: its secret, the key of citizen digests, its pair for packages."""


def _silent(step: str, done: int, total: int) -> None:
    return None


def _digest(data: IO[bytes]) -> str:
    return hashlib.file_digest(data, "sha256").hexdigest()


def backup(*, to: Path, at: datetime, progress: Progress = _silent) -> dict[str, object]:
    """Write the archive, readable by its owner only; return its manifest. Its name appears only when complete."""
    to.parent.mkdir(parents=True, exist_ok=True)
    partial = to.with_suffix(to.suffix + ".part")
    rows = Path(settings.DATA) / "backup-rows.jsonl"
    progress("rows", 0, 1)
    call_command("dumpdata", format="jsonl", output=str(rows), exclude=LEFT_OUT, verbosity=0)
    files = sorted(path for path in Path(settings.FILES).rglob("*") if path.is_file())
    members = [("rows.jsonl", rows), *((f"files/{path.name}", path) for path in files)]
    folder = Path(settings.DATA) / "keys"
    members += [(f"keys/{name}", folder / name) for name in KEYS if (folder / name).exists()]
    entries, broken = journal.verify()
    manifest: dict[str, object] = {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "journal": {"entries": entries, "verified": broken is None},
        "members": {},
    }
    digests: dict[str, str] = {}
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
        for number, (name, path) in enumerate(members, start=1):
            with path.open("rb") as file:
                digests[name] = _digest(file)
            archive.add(path, arcname=name, recursive=False)
            progress("files", number, len(members))
        manifest["members"] = digests
        body = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(body)
        archive.addfile(info, io.BytesIO(body))
    rows.unlink()
    partial.replace(to)
    return manifest


def _damaged(path: Path, why: str) -> BadInput:
    return BadInput(
        "BACKUP_DAMAGED",
        f"Bản sao lưu không dùng được: {why}.",
        place=path.name,
        remedy="Chọn một bản sao lưu khác; chưa có gì bị thay đổi.",
    )


def inspect(path: Path) -> dict[str, object]:
    """The manifest of an archive whose every member is there and intact; ``BadInput`` otherwise."""
    seen: dict[str, str] = {}
    manifest: dict[str, object] | None = None
    try:
        with tarfile.open(path, "r:gz") as archive:
            for info in archive:
                file = archive.extractfile(info) if info.isfile() else None
                if file is None:
                    raise _damaged(path, f"có mục lạ “{info.name}”")
                if info.name == "manifest.json":
                    manifest = json.loads(file.read(16_000_000))
                else:
                    seen[info.name] = _digest(file)
    except (OSError, tarfile.TarError, EOFError, ValueError) as error:
        raise _damaged(path, "tệp không đọc được") from error
    if manifest is None or manifest.get("format") != FORMAT:
        raise _damaged(path, "thiếu bản kê hoặc khác phiên bản")
    if manifest.get("members") != seen:
        raise _damaged(path, "nội dung không khớp bản kê")
    return manifest


def restore(*, path: Path, progress: Progress = _silent) -> dict[str, object]:
    """Fill an empty installation from the archive; ``Conflict`` when there is anybody in it already."""
    manifest = inspect(path)
    tables.prepare()
    if User.objects.exists():
        raise Conflict(
            "NOT_EMPTY",
            "Nơi phục hồi đã có dữ liệu.",
            place=str(connection.settings_dict["NAME"]),
            remedy="Phục hồi vào cơ sở dữ liệu trống (đặt LANTOA_DATA hoặc LANTOA_DATABASE_URL khác).",
        )
    data = Path(settings.DATA)
    rows = data / "restore-rows.jsonl"
    with tarfile.open(path, "r:gz") as archive:
        for number, info in enumerate(archive, start=1):
            target = _target(info.name, data, rows)
            file = archive.extractfile(info)
            if target is None or file is None:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                while chunk := file.read(1 << 20):
                    out.write(chunk)
            progress("files", number, number)
    progress("rows", 0, 1)
    call_command("loaddata", str(rows), verbosity=0)
    rows.unlink()
    return manifest


def _target(name: str, data: Path, rows: Path) -> Path | None:
    """Where a member goes; nothing may be written anywhere else."""
    if name == "rows.jsonl":
        return rows
    if name in {f"keys/{key}" for key in KEYS}:
        return data / name
    folder, _, digest = name.partition("/")
    if folder == "files" and len(digest) == 64 and digest.isalnum():
        return Path(settings.FILES) / digest[:2] / digest
    return None
