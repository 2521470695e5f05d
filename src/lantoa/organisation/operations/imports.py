"""Tables applied at once: all rows or none, after every row was looked at; written in bulk, one journal entry per
file. Each kind has a room of its own; here is the door that picks one."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.kernel.actors import Actor
from lantoa.kernel.errors import BadInput

from .. import sheets
from .cluster_import import Period, import_clusters
from .force_import import import_forces
from .ground import need_basis
from .importing import Outcome, Progress, Rows, quiet
from .people_import import import_people
from .unit_import import check_units, import_units

__all__ = ["check_units", "import_rows", "import_units"]


def import_rows(
    *,
    actor: Actor,
    kind: str,
    rows: Rows,
    basis: str,
    at: datetime,
    trial: bool,
    digest: str = "",
    progress: Progress = quiet,
    issuer: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Outcome:
    """People, members or forces of a file: all or none, one journal entry with the file's SHA-256 ``digest``. A
    ``trial`` looks and leaves nothing. Clusters are set up by ``issuer`` for ``[valid_from, valid_to)``."""
    basis = need_basis(basis)
    if kind == sheets.MEMBERS.code:
        return import_clusters(
            actor=actor, rows=rows, period=_period(issuer, valid_from, valid_to), basis=basis, digest=digest,
            at=at, trial=trial, progress=progress,
        )  # fmt: skip
    brought = import_people if kind == sheets.PEOPLE.code else import_forces
    return brought(actor=actor, rows=rows, basis=basis, digest=digest, at=at, trial=trial, progress=progress)


def _period(issuer: str, start: date | None, end: date | None) -> Period:
    if not issuer or start is None or end is None:
        raise BadInput(
            "NO_PERIOD", "Chưa ghi nơi lập cụm và thời hạn.", place="nơi lập", remedy="Ghi đủ ba mục."
        )
    return Period(issuer, start, end)
