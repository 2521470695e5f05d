"""Questions about files brought in and packages: one sees one's own."""

from __future__ import annotations

from django.db.models import QuerySet

from lantoa.access import queries as access
from lantoa.kernel import clock
from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import Conflict, NotFound
from lantoa.organisation.sheets import SHEETS
from lantoa.registry import files

from . import container, keys
from .compare import compare
from .models import Import, Package, Peer, Received
from .rules.packages import Line
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


# Packages ---------------------------------------------------------------------------------------------


def peers(visible_to: Actor) -> QuerySet[Peer]:
    """Deployments that packages are exchanged with, for whoever manages, makes or takes."""
    return Peer.objects.all().order_by("name", "pk") if exchanges(visible_to) else Peer.objects.none()


def exchanges(actor: Actor) -> bool:
    """Whether the actor manages peers, makes or takes packages."""
    day = clock.today()
    return any(
        access.reach(actor, action, day).units
        for action in ("exchange.peer.manage", "exchange.package.make", "exchange.package.take")
    )


def _missing(what: str) -> NotFound:
    return NotFound("NOT_FOUND", f"Không tìm thấy {what} này.", remedy="Mở lại từ trang Trao đổi.")


def peer(actor: Actor, number: int) -> Peer:
    found = peers(actor).filter(pk=number).first()
    if found is None:
        raise _missing("nơi trao đổi")
    return found


def live_peer(actor: Actor, number: int) -> Peer:
    found = peer(actor, number)
    if found.withdrawn_at is not None:
        raise Conflict(
            "PEER_WITHDRAWN", "Đã thôi trao đổi với nơi này.", place=found.name, remedy="Chọn nơi khác."
        )
    return found


def packages(visible_to: Actor) -> QuerySet[Package]:
    rows = Package.objects.all() if exchanges(visible_to) else Package.objects.none()
    return rows.select_related("peer", "file", "user").order_by("-pk")


def package(actor: Actor, number: int, *, lock: bool = False) -> Package:
    rows = packages(actor)
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=number).first()
    if found is None:
        raise _missing("gói")
    return found


def unsealed(data: bytes, sender: Peer) -> container.Opened:
    """The package opened with our own keys and the sender's registered ones."""
    return container.unseal(
        data,
        own=keys.own(),
        signing=container.decoded(sender.signing_key, 32, sender.name),
        sealing=container.decoded(sender.sealing_key, 32, sender.name),
    )


def sealed_of(of: Package) -> bytes:
    if of.file is None:
        raise _missing("tệp của gói")
    return files.read(of.file)


def opened(of: Package) -> container.Opened:
    return unsealed(sealed_of(of), of.peer)


def preview(of: Package) -> list[Line]:
    """What applying a package that was opened would do, row by row."""
    return compare(opened(of), of.peer, clock.today())


def received(visible_to: Actor) -> QuerySet[Received]:
    """What other deployments told us, kept as they said it."""
    rows = Received.objects.all() if exchanges(visible_to) else Received.objects.none()
    return rows.select_related("peer").order_by("kind", "key")
