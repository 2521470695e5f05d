"""The drill: back up, lose everything, restore, and find the same rows, files and an unbroken journal."""

from __future__ import annotations

import io
import tarfile
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from lantoa.access.models import User
from lantoa.journal import queries as journal
from lantoa.kernel.errors import BadInput, Conflict
from lantoa.organisation.models import Placement
from lantoa.registry import files
from lantoa.rulebook import operations as rulebook
from lantoa.upkeep import archive
from tests.cast import Cast

TEXT = "Biên bản họp cụm ngày 20/11/2026".encode()


@pytest.fixture
def full(cast: Cast, at: datetime, settings, tmp_path: Path) -> Path:
    """An archive of a small installation whose data folder is then lost."""
    settings.DATA = tmp_path / "before"
    settings.FILES = settings.DATA / "files"
    settings.DATA.mkdir()
    files.store(TEXT, media_type="text/plain", at=at)
    rulebook.confirm(
        actor=cast["ministry"], rule="V03", unit="BCA", basis="NĐ 152/2025/NĐ-CP", valid_from=at.date(),
        day=at.date(), at=at,
    )  # fmt: skip
    target = tmp_path / "sao-luu.tar.gz"
    archive.backup(to=target, at=at)
    settings.DATA = tmp_path / "after"
    settings.FILES = settings.DATA / "files"
    settings.DATA.mkdir()
    return target


@pytest.mark.django_db(transaction=True)
def test_after_a_loss_everything_comes_back(full: Path, at: datetime) -> None:
    names = list(Placement.objects.order_by("pk").values_list("name", "sort", "valid_from"))
    users = list(User.objects.order_by("pk").values_list("username", "password"))
    stored = files.StoredFile.objects.get()
    call_command("flush", verbosity=0, interactive=False)

    archive.restore(path=full)

    assert list(Placement.objects.order_by("pk").values_list("name", "sort", "valid_from")) == names
    assert list(User.objects.order_by("pk").values_list("username", "password")) == users
    assert files.read(stored) == TEXT
    assert journal.verify() == (1, None)


@pytest.mark.django_db(transaction=True)
def test_it_never_writes_over_data(full: Path) -> None:
    with pytest.raises(Conflict) as refused:
        archive.restore(path=full)
    assert refused.value.fault.code == "NOT_EMPTY"


@pytest.mark.django_db(transaction=True)
def test_only_the_owner_may_read_an_archive(full: Path) -> None:
    assert full.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", ["cut", "changed", "not-an-archive", "stranger"])
@pytest.mark.django_db(transaction=True)
def test_a_damaged_archive_is_refused_before_anything_is_touched(full: Path, damage: str) -> None:
    data = bytearray(full.read_bytes())
    if damage == "cut":
        full.write_bytes(data[: len(data) // 2])
    elif damage == "changed":
        _rewrite(full, lambda name, body: body.replace(b"V03", b"V04") if name == "rows.jsonl" else body)
    elif damage == "stranger":
        _rewrite(full, lambda name, body: body, extra="../../etc/cron.d/x")
    else:
        full.write_bytes(b"khong phai ban sao luu")
    users = User.objects.count()

    with pytest.raises(BadInput) as refused:
        archive.restore(path=full)

    assert refused.value.fault.code == "BACKUP_DAMAGED"
    assert User.objects.count() == users


def _rewrite(path: Path, change, extra: str = "") -> None:
    with tarfile.open(path, "r:gz") as old:
        parts = [(info.name, change(info.name, old.extractfile(info).read())) for info in old]
    with tarfile.open(path, "w:gz") as new:
        for name, body in [*parts, *([(extra, b"x")] if extra else [])]:
            info = tarfile.TarInfo(name)
            info.size = len(body)
            new.addfile(info, io.BytesIO(body))
