"""What is found, in which order, by whom: the same on both databases, because the expected order stands here."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.access.rules.roles import VIEW
from lantoa.kernel.actors import Actor
from lantoa.organisation.models import Placement, Unit, UnitKind
from lantoa.search import checking, operations, queries, sources
from lantoa.search.models import Entry, Word
from lantoa.search.rules.entries import Findable, Level, Mode, Sight
from tests.cast import CLUSTER, Cast

DAY = date(2026, 11, 21)
ANYBODY = Actor("user:0", "Ai đó")
TITLES = (
    "Xã Yên Sơn", "Công an xã Yên Sơn", "Ủy ban nhân dân xã Yên Sơn", "Phường Yên Sơn", "Xã Sơn Yên", "Yên Sơn",
    "Xã Tân Yên, tỉnh Sơn La", "Đồng Ấm", "Đông Am", "Đường Nguyễn Văn Trỗi", "Xã Nguyễn Du", "Êđê", "Ế Ẩm",
    "Quý Mùi", "Thành phố Hà Nội", "Kế hoạch 12/KH-BCA", "Kế hoạch 112/KH-BCA", "An", "Ân", "ă n",
)  # fmt: skip
ENDED = {"Phường Yên Sơn", "Đông Am"}


@pytest.fixture
def shelf(db: None) -> None:
    """A source of its own, so that the order of every question can be written down once for both databases."""
    before = dict(sources.SOURCES)

    def rows(keys: object) -> object:
        for number, title in enumerate(TITLES):
            if keys is None or str(number) in {str(key) for key in keys}:
                ended = date(2025, 7, 1) if title in ENDED else None
                yield Findable(
                    kind="shelf", ref=str(number), title=title, link=f"/x/{number}/", public=True, valid_to=ended,
                    text="tỉnh Bắc Ninh" if number % 2 else "", code=f"K.{number}",
                )  # fmt: skip

    sources.register("shelf", "Giá thử", rows, order=50)
    operations.rebuild_kind(kind="shelf")
    yield
    sources.SOURCES.clear()
    sources.SOURCES.update(before)


def titles(text: str, **over: object) -> list[str]:
    found = queries.page_of(visible_to=ANYBODY, text=text, day=DAY, limit=50, **over)
    return [hit.title for hit in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yên sơn", ["Yên Sơn", "Công an xã Yên Sơn", "Ủy ban nhân dân xã Yên Sơn", "Xã Yên Sơn", "Phường Yên Sơn",
                     "Xã Sơn Yên", "Xã Tân Yên, tỉnh Sơn La"]),
        ("YEN SON", ["Yên Sơn", "Công an xã Yên Sơn", "Ủy ban nhân dân xã Yên Sơn", "Xã Yên Sơn", "Phường Yên Sơn",
                     "Xã Sơn Yên", "Xã Tân Yên, tỉnh Sơn La"]),
        ("xã yên s", ["Xã Yên Sơn", "Công an xã Yên Sơn", "Ủy ban nhân dân xã Yên Sơn", "Xã Sơn Yên",
                      "Xã Tân Yên, tỉnh Sơn La"]),
        ("dong am", ["Đồng Ấm", "Đông Am"]),
        ("nguyen", ["Đường Nguyễn Văn Trỗi", "Xã Nguyễn Du"]),
        ("hanoi", ["Thành phố Hà Nội"]),
        ("12/KH-BCA", ["Kế hoạch 12/KH-BCA"]),
        ("K.7", ["Đồng Ấm"]),
        ("e am", ["Ế Ẩm"]),
        ("khong co gi nhu the", []),
        ("   ", []),
        ("%_'\"|", []),
    ],
)  # fmt: skip
def test_questions_are_answered_in_this_order(shelf: None, text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nguyne", ["Xã Nguyễn Du", "Đường Nguyễn Văn Trỗi"]),
        ("nguyen vna", ["Đường Nguyễn Văn Trỗi"]),
        ("kee hoach", ["Kế hoạch 112/KH-BCA", "Kế hoạch 12/KH-BCA"]),
    ],
)
def test_a_slip_of_the_finger_still_finds(shelf: None, text: str, expected: list[str]) -> None:
    assert sorted(titles(text)) == sorted(expected)
    told = queries.answer(visible_to=ANYBODY, text=text, day=DAY)
    assert told.corrected
    assert {hit.level for group in told.groups for hit in group.hits} == {Level.LIKE}


def test_current_stands_before_ended_and_can_be_asked_for_alone(shelf: None) -> None:
    assert "Phường Yên Sơn" not in titles("yen son", state="current")
    assert titles("yen son", state="ended") == ["Phường Yên Sơn"]


def test_words_that_are_only_in_the_text_come_last(shelf: None) -> None:
    found = queries.page_of(visible_to=ANYBODY, text="bac ninh", day=DAY, limit=50)
    assert {hit.level for hit in found} == {Level.TEXT}
    assert len(found) == len(TITLES) // 2


def test_counts_and_pages_agree(shelf: None) -> None:
    told = queries.answer(visible_to=ANYBODY, text="yen son", day=DAY)
    assert [(group.kind, group.count, len(group.hits)) for group in told.groups] == [("shelf", 7, 5)]
    assert titles("yen son", offset=5) == titles("yen son")[5:]


def test_an_index_that_differs_is_told_and_mended(shelf: None) -> None:
    assert checking.check_kind("shelf").whole
    Entry.objects.filter(kind="shelf", ref="3").update(digest="x")
    Entry.objects.filter(kind="shelf", ref="4").delete()
    Entry.objects.create(
        kind="shelf", ref="99", title="Ma", link="/", keys="|ma|", sort="1", tie="f", digest="y", public=True
    )
    found = checking.check_kind("shelf")
    assert (found.missing, found.changed, found.gone) == (("4",), ("3",), ("99",))
    assert checking.mend() == {"shelf": 3, "rule": checking.check_kind("rule").entries}
    assert all(one.whole for one in checking.check())


def test_writing_the_same_again_writes_nothing(shelf: None) -> None:
    before = list(Entry.objects.filter(kind="shelf").order_by("pk").values_list("pk", flat=True))
    assert operations.refresh(kind="shelf", keys=range(len(TITLES))) == 0
    assert list(Entry.objects.filter(kind="shelf").order_by("pk").values_list("pk", flat=True)) == before


# --- inside the operations -------------------------------------------------------------------------------------


def test_units_are_found_as_soon_as_they_are_saved_under_every_name_they_bore(cast: Cast) -> None:
    assert titles("xa dong am", kind="unit")[0] == "Xã Đồng Ấm"
    row = Placement.objects.get(unit__code="X11")
    row.valid_to = date(2026, 7, 1)
    row.save()
    Placement.objects.create(
        unit=row.unit, parent=row.parent, kind=row.kind, name="Phường Mới Tinh", valid_from=date(2026, 7, 1)
    )
    assert titles("phuong moi tinh") == ["Phường Mới Tinh"]
    assert "Phường Mới Tinh" in titles("xa dong am")
    assert checking.check_kind("unit").whole


def test_a_renamed_unit_is_shown_so_beside_those_below_it(cast: Cast) -> None:
    row = Placement.objects.get(unit__code="CA.T1")
    row.name = "Công an tỉnh Đổi Tên"
    row.save()
    below = queries.page_of(visible_to=ANYBODY, text="cong an xa dong am doi ten", day=DAY)
    assert [hit.detail for hit in below] == ["Công an xã, phường, đặc khu, Công an tỉnh Đổi Tên"]
    assert checking.check_kind("unit").whole


def test_what_is_rolled_back_is_not_found(cast: Cast) -> None:
    from django.db import transaction  # noqa: PLC0415 -- this test only

    with transaction.atomic():
        Placement.objects.create(
            unit=Unit.objects.create(code="X99"),
            kind=UnitKind.COMMUNE,
            name="Xã Thoáng Qua",
            valid_from=date(2026, 1, 1),
        )
        assert titles("thoang qua") == ["Xã Thoáng Qua"]
        transaction.set_rollback(True)
    assert titles("thoang qua") == []


def test_rows_written_in_bulk_are_indexed_when_the_organisation_says_it_changed(cast: Cast) -> None:
    from lantoa.organisation.models import Revision  # noqa: PLC0415 -- this test only

    unit = Unit.objects.create(code="X77")
    Placement.objects.bulk_create(
        [Placement(unit=unit, kind=UnitKind.COMMUNE, name="Xã Nạp Gộp", valid_from=date(2026, 1, 1)).keyed()]
    )
    assert titles("nap gop") == []
    Revision.renew()
    assert titles("nap gop") == ["Xã Nạp Gộp"]


def test_a_planned_change_is_due_on_its_day(cast: Cast) -> None:
    Placement.objects.filter(unit__code="X12").update(valid_to=date(2027, 1, 1))
    operations.refresh(kind="unit", keys=["X12"])
    assert checking.overdue(date(2026, 12, 31)) == []
    assert checking.overdue(date(2027, 1, 1)) == [("unit", ["X12"])]


# --- who sees what -----------------------------------------------------------------------------------------------


def hidden_rows(*sights: Sight) -> list[Findable]:
    return [
        Findable(kind="hidden", ref=str(n), title=f"Mật danh {n}", link="/", sights=(one,))
        for n, one in enumerate(sights)
    ]


@pytest.fixture
def secret(cast: Cast) -> Cast:
    before = dict(sources.SOURCES)
    held = hidden_rows(
        Sight(Mode.AT, "programme.view", "CA.T1"),
        Sight(Mode.HELD, "commendation.view", "CAX.X11"),
        Sight(Mode.DOWN, "programme.view", "CA.T1"),
        Sight(Mode.JOINED, "programme.view", CLUSTER),
        Sight(Mode.CLUSTER, "assessment.view", CLUSTER),
    )
    sources.register("hidden", "Kín", lambda keys: iter(held), order=60)
    operations.rebuild_kind(kind="hidden")
    yield cast
    sources.SOURCES.clear()
    sources.SOURCES.update(before)


@pytest.mark.parametrize(
    ("who", "refs"),
    [
        ("ministry", {"0", "1", "3", "4"}),
        ("province", {"0", "1", "2", "3"}),
        ("commune_police", {"1", "2"}),
        ("head", {"3", "4", "0"}),
        ("stranger", {"3"}),
        ("stranger_commune", set()),
        ("commune_committee", set()),
        ("nobody", set()),
    ],
)
def test_each_sees_what_the_sights_open_to_them(secret: Cast, who: str, refs: set[str]) -> None:
    found = queries.page_of(visible_to=secret[who], text="mat danh", day=DAY, limit=50)
    told = {hit.ref for hit in found}
    if who == "head":
        told -= {"2", "1"}  # a cluster head reads the members' own rows; which, its own area's test says
    assert told == refs
    assert queries.answer(visible_to=secret[who], text="mat danh", day=DAY).total == len(found)


def test_no_grant_of_yesterday_opens_anything(secret: Cast) -> None:
    assert queries.page_of(visible_to=secret["ministry"], text="mat danh", day=date(2019, 1, 1)) == ()


def test_every_sight_asks_for_an_action_that_reads() -> None:
    used = {
        "organisation.unit.view",
        "programme.view",
        "commendation.view",
        "conference.view",
        "reading.view",
    }
    assert used <= VIEW


def test_numbers_are_words_without_grams(shelf: None) -> None:
    assert Word.objects.get(text="112").grams.count() == 0
    assert Word.objects.get(text="nguyen").grams.count() > 3
