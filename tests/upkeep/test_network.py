"""A deployment on the Internet that holds people of the police line is told so."""

from __future__ import annotations

from datetime import date, datetime

from lantoa.organisation import operations
from lantoa.upkeep import deploy
from tests.cast import Cast


def test_police_people_on_the_internet_are_reported(cast: Cast, at: datetime, settings) -> None:
    given = {"post": "Cán bộ", "day": date(2026, 3, 1), "at": at}
    operations.add_person(actor=cast["council_office"], code="1", name="Phạm Đức Dung", unit="UB.T1", **given)
    settings.NETWORK = "internet"
    assert deploy.network_faults() == []
    settings.NETWORK = "internal"
    operations.add_person(actor=cast["emulation"], code="2", name="Lê Thị Bình", unit="CAX.X11", **given)
    assert deploy.network_faults() == []
    settings.NETWORK = "internet"
    (found,) = deploy.network_faults()
    assert (found.code, "1 người" in found.message) == ("POLICE_LINE", True)
