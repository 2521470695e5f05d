"""What a unit came from and became, several steps each way; both lines on one territory; both drawn."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from django.test import Client

from lantoa.organisation import queries
from lantoa.organisation.models import Placement, Revision, Succession, Unit
from lantoa.web.organisation import family as drawn
from tests.cast import Cast

DAY = date(2026, 6, 1)


def chain() -> None:
    """OLD → MID (40 %) and CA.T2 (60 %); MID → CA.T1."""
    for code, name, start, end in (
        ("OLD", "Công an tỉnh Cũ", date(2010, 1, 1), date(2018, 1, 1)),
        ("MID", "Công an tỉnh Giữa", date(2018, 1, 1), date(2025, 7, 1)),
    ):
        unit = Unit.objects.create(code=code)
        Placement.objects.create(
            unit=unit, parent=Unit.objects.get(code="BCA"), kind="PROVINCIAL_POLICE", name=name,
            valid_from=start, valid_to=end,
        )  # fmt: skip
    for before, after, on, share in (
        ("OLD", "MID", date(2018, 1, 1), "0.4"),
        ("OLD", "CA.T2", date(2018, 1, 1), "0.6"),
        ("MID", "CA.T1", date(2025, 7, 1), "1"),
    ):
        Succession.objects.create(
            predecessor=Unit.objects.get(code=before), successor=Unit.objects.get(code=after), on=on,
            share=Decimal(share), basis="Nghị quyết 1/NQ",
        )  # fmt: skip
    Revision.renew()


def test_the_family_is_followed_both_ways(cast: Cast) -> None:
    chain()
    assert queries.family_of("CA.T1").generation == {"CA.T1": 0, "MID": -1, "OLD": -2}
    assert queries.family_of("OLD").generation == {"OLD": 0, "CA.T2": 1, "MID": 1, "CA.T1": 2}
    assert queries.family_of("V05").alone
    found = queries.family_of("CA.T1")
    days = queries.change_days(queries.history_of("CA.T1"), found.steps, "CA.T1")
    assert days == [date(2020, 1, 1), date(2025, 7, 1)]


def test_the_picture_holds_every_unit_once_with_day_share_and_paper(cast: Cast) -> None:
    chain()
    picture = str(drawn.drawn(queries.family_of("OLD"), "Công an tỉnh Cũ", lambda code: f"/{code}/"))
    assert picture.count("<rect") == 4
    assert re.findall(r'href="(/[^"]+)"', picture) == ["/CA.T2/", "/MID/", "/CA.T1/"]
    for said in ("01/01/2018 · 40", "01/07/2025", "Nghị quyết 1/NQ"):
        assert said in picture
    assert drawn.drawn(queries.family_of("V05"), "V05", str) == ""


def test_long_names_are_broken_into_lines_and_never_lost(cast: Cast) -> None:
    name = "Cục Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc"
    assert " ".join(drawn.wrapped(name)) == name
    assert len(drawn.wrapped("Ban Chỉ đạo " * 30)) == drawn.LINES


def test_both_lines_stand_side_by_side_from_wherever_one_looks(cast: Cast) -> None:
    for code in ("T1", "CA.T1", "UB.T1"):
        lines = queries.lines_of(queries.unit(code, DAY), DAY)
        assert lines is not None
        assert [one.code for one in lines.government] == ["UB.T1"]
        assert [one.code for one in lines.police] == ["CA.T1"]
    assert queries.lines_of(queries.unit("V05", DAY), DAY) is None


def test_the_page_shows_family_lines_and_a_slider_that_leads_to_a_day(cast: Cast, client: Client) -> None:
    chain()
    client.force_login(cast.users["province"])
    page = client.get("/to-chuc/CA.T1/").content.decode()
    for said in ("Hai tuyến trên địa bàn", 'class="family"', 'type="range"', "Ủy ban nhân dân tỉnh Một"):
        assert said in page
    moved = client.get("/to-chuc/CA.T1/?moc=0")
    assert (moved.status_code, moved.headers["Location"]) == (302, "/to-chuc/CA.T1/?ngay=01%2F01%2F2020")
    assert client.get("/to-chuc/CA.T1/?moc=99").status_code == 200
    assert client.get("/to-chuc/CA.T1/?moc=-1").status_code == 200
