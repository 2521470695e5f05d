"""Questions about files brought in and packages: one sees one's own."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.access import queries as access
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import NotFound
from lantoa.organisation.sheets import SHEETS
from lantoa.registry import files

from .models import Import
from .tables import Table


def imports(visible_to: Actor) -> QuerySet[Import]:
    """The actor's own files, newest first: a file may hold names."""
    user = access.user_of(visible_to)
    rows = Import.objects.filter(user=user) if user else Import.objects.none()
    return rows.select_related("file", "marked", "user", "job").order_by("-pk")


def import_of(actor: Actor, number: int, *, lock: bool = False) -> Import:
    rows = imports(actor)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=number).first()
    if found is None:
        raise NotFound(
            "NOT_FOUND", "Không tìm thấy lần nhập này.", remedy="Xem danh sách các lần nhập của bạn."
        )
    return found


def row(number: int) -> Import:
    """For the background worker, which acts for the person who started it."""
    return Import.objects.select_related("file", "user").get(pk=number)


def table_of(of: Import) -> Table:
    return Table(SHEETS[of.kind], of.form, files.read(of.file))


def marked_of(of: Import) -> bytes:
    """The marked-up workbook; ``NotFound`` when nothing was wrong."""
    if of.marked is None:
        raise NotFound("NO_FILE", "Tệp này không có chỗ nào đánh dấu.", place=of.file_name)
    return files.read(of.marked)
