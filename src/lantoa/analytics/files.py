"""The folder of one partition: immutable Parquet files and a manifest that names the ones that count.

A reader follows the manifest; a writer writes new files beside the old, then replaces the manifest in one rename.
Whatever is killed in between leaves files that no manifest names; the next writer sweeps them out.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from lantoa.reporting.models import Round

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Delta:
    """Reports that changed since the base: of each unit named only this file's rows count (none: it counts no
    more), until a later delta names it again. ``units``: rows of ``organisation.Unit``."""

    file: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of a partition. ``before``: the token of the state before it. ``kinds``: indicator → kind, of the
    form's version. ``reports``: reports that count; ``rows`` of the base."""

    token: str
    before: str
    base: str
    kinds: dict[str, str]
    reports: int
    rows: int
    as_of: str
    deltas: tuple[Delta, ...] = ()
    kept: tuple[str, ...] = field(default=())

    @property
    def touched(self) -> frozenset[int]:
        return frozenset(unit for delta in self.deltas for unit in delta.units)

    @property
    def files(self) -> tuple[str, ...]:
        return (self.base, *(delta.file for delta in self.deltas))

    def following(self, **changes: object) -> Manifest:
        """The next state; the files of this one stay for readers who hold it."""
        return replace(self, token=secrets.token_hex(12), before=self.token, kept=self.files, **changes)  # type: ignore[arg-type]


def folder_of(round_: Round) -> Path:
    """``round_`` with its form. Named so that other engines find partitions by themselves."""
    form = round_.form
    return (
        Path(settings.FIGURES)
        / "values"
        / f"form={quote(form.code, safe='')}"
        / f"version={form.version}"
        / f"period={quote(round_.period, safe='')}"
    )


def read(folder: Path) -> Manifest | None:
    """The manifest; None where there is none, or it is of another make: then the partition is made anew."""
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        deltas = tuple(Delta(one["file"], tuple(one["units"])) for one in told.pop("deltas"))
        return Manifest(**{**told, "deltas": deltas, "kept": tuple(told["kept"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def publish(folder: Path, manifest: Manifest) -> None:
    """From here on readers see ``manifest``; files that neither it nor the state before names are removed."""
    part = folder / f"{MANIFEST}.part"
    with part.open("w", encoding="utf-8") as out:
        json.dump(asdict(manifest), out)
        out.flush()
        os.fsync(out.fileno())
    part.replace(folder / MANIFEST)
    settle(folder)
    wanted = {MANIFEST, "lock", *manifest.files, *manifest.kept}
    for path in folder.iterdir():
        if path.name not in wanted and path.is_file():
            path.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Names in the folder reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def complete(part: Path, path: Path) -> None:
    """A written file gets its name, after its bytes are on the disk."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
    settle(path.parent)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """One writer at a time; the lock falls with its process."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
