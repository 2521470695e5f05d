"""The streak of a collective after a merger made through operations, with its reason on the dossier's page."""

from __future__ import annotations

from datetime import date, datetime

from django.test import Client

from lantoa.commendation import streaks
from lantoa.commendation.models import Decision, Dossier, Honour
from lantoa.organisation import operations
from lantoa.organisation.models import Unit
from tests.cast import Cast


def honoured(unit: str, year: int, at: datetime) -> None:
    row = Unit.objects.get(code=unit)
    decision = Decision.objects.create(
        authority=Unit.objects.get(code="BCA"), award="T_COTINH", year=year, place="Hà Nội",
        signer_name="Người Ký", drafted_at=at,
    )  # fmt: skip
    Honour.objects.create(
        award="T_COTINH", year=year, unit=row, decision=decision, given_on=date(year, 12, 31)
    )


def test_the_years_before_a_merger_are_told_with_their_reason(
    cast: Cast, at: datetime, client: Client
) -> None:
    honoured("CA.T1", 2025, at)
    honoured("CA.T2", 2024, at)
    operations.merge(
        actor=cast["administrator"], predecessors=["CA.T2"], successor="CA.T1", day=date(2026, 7, 1),
        basis="Nghị quyết 1", at=at, carry="close",
    )  # fmt: skip
    found = streaks.streak("CA.T1", "T_COTINH", 2025)
    assert [one.year for one in found] == [2025, 2024]
    assert "Công an tỉnh Hai cũng được kế thừa" in found[0].why
    assert "kế thừa từ 01/07/2026" in found[1].why
    assert {one.mark for one in found} == {"to_confirm"}
    dossier = Dossier.objects.create(
        award="T_COTINH", unit=Unit.objects.get(code="CA.T1"), authority=Unit.objects.get(code="CA.T1"),
        year=2026, accepted_on=date(2026, 11, 20), created_at=at,
    )  # fmt: skip
    assert streaks.of_dossier(dossier) == found
    client.force_login(cast.users["emulation"])
    page = client.get(f"/khen-thuong/ho-so/{dossier.pk}/du-kien/").content.decode()
    assert "Chuỗi năm của danh hiệu" in page
    assert "kế thừa từ 01/07/2026" in page


def test_without_honours_there_is_no_streak(cast: Cast) -> None:
    assert streaks.streak("CA.T1", "T_COTINH", 2025) == ()
