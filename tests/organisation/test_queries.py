"""Looking units and clusters up: by name, on a day, in few queries, and only what the asker may see."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from lantoa.kernel.errors import NotFound
from lantoa.organisation import queries
from lantoa.organisation.models import UnitKind

NOW, THEN = date(2026, 11, 21), date(2017, 6, 1)


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize("text", ["phú thọ", "Phu Tho", "  PHÚ   THỌ ", "25"])
def test_the_province_comes_first_with_or_without_accents(text: str) -> None:
    assert queries.find(text, NOW)[0].code == "25"


@pytest.mark.usefixtures("country")
def test_words_need_not_stand_together() -> None:
    assert [unit.code for unit in queries.find("pv05 phú thọ", NOW)] == ["PV05.25"]


@pytest.mark.usefixtures("country")
def test_a_name_is_found_on_the_days_on_which_it_was_borne() -> None:
    then = [unit.code for unit in queries.find("tỉnh vĩnh phúc", THEN, kind=UnitKind.PROVINCE)]
    now = queries.find("tỉnh vĩnh phúc", NOW, kind=UnitKind.PROVINCE)
    former = [unit.code for unit in queries.find_former("tỉnh vĩnh phúc", NOW, kind=UnitKind.PROVINCE)]
    assert (then, now, former) == (["26"], [], ["26"])


@pytest.mark.usefixtures("country")
def test_hue_bore_another_name_until_2025() -> None:
    names = {day: queries.unit("46", day).name for day in (THEN, date(2025, 1, 1), NOW)}
    assert list(names.values()) == ["Tỉnh Thừa Thiên Huế", "Thành phố Huế", "Thành phố Huế"]


@pytest.mark.parametrize("text", ["", "   ", "!!!"])
def test_nothing_is_asked_nothing_is_found(db: None, text: str) -> None:
    assert queries.find(text, NOW) == queries.find_former(text, NOW) == []


@pytest.mark.usefixtures("country")
def test_children_stand_in_vietnamese_order() -> None:
    names = [unit.name for unit in queries.children_on("VN", NOW)]
    cities = [name for name in names if name.startswith("Thành phố")]
    assert cities == [
        "Thành phố Cần Thơ",
        "Thành phố Đà Nẵng",
        "Thành phố Đồng Nai",
        "Thành phố Hà Nội",
        "Thành phố Hải Phòng",
        "Thành phố Hồ Chí Minh",
        "Thành phố Huế",
    ]


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("unit", "day", "province"),
    [
        ("CA.25", NOW, "25"),
        ("PV05.25", NOW, "25"),
        ("CAX.25054", NOW, "68"),
        ("UB.25054", NOW, "68"),
        ("25054", NOW, "68"),
        ("CA.26", THEN, "26"),
        ("CA.26", NOW, "25"),
        ("26", NOW, "25"),
        ("FP.26", THEN, "26"),
        ("15-2025", NOW, "15"),
        ("V05", NOW, None),
        ("BCA", NOW, None),
    ],
)
def test_the_province_in_which_a_unit_works(unit: str, day: date, province: str | None) -> None:
    assert queries.province_of(unit, day) == province


@pytest.mark.usefixtures("country")
def test_what_merged_answers_to_its_heir() -> None:
    reach = queries.reach_of("CA.25", NOW)
    assert {"CA.26", "CA.17", "PV05.25", "FP.26"} <= reach
    assert "CA.26" not in queries.reach_of("CA.25", THEN)


@pytest.mark.usefixtures("country")
def test_successions_say_both_names_of_their_time() -> None:
    said = {(row.predecessor_name, row.successor_name) for row in queries.successions_of("25")}
    assert said == {("Tỉnh Vĩnh Phúc", "Tỉnh Phú Thọ"), ("Tỉnh Hòa Bình", "Tỉnh Phú Thọ")}


def _short(cluster: queries.ClusterView) -> set[str]:
    return {seat.name.removeprefix("Công an tỉnh ") for seat in cluster.members}


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("day", "members", "known"),
    [
        (
            date(2019, 6, 1),
            {"Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Bình", "Quảng Trị", "Thừa Thiên Huế"},
            True,
        ),
        (date(2024, 6, 1), {"Hưng Yên", "Thái Bình", "Nam Định", "Hà Nam", "Hải Dương"}, True),
        (date(2025, 12, 1), {"Nghệ An"}, False),
    ],
)
def test_cluster_5_is_another_cluster_each_time(day: date, members: set[str], known: bool) -> None:
    cluster = queries.cluster_on("BCA", "provincial", 5, day)
    assert (_short(cluster), cluster.members_known) == (members, known)


@pytest.mark.usefixtures("country")
def test_the_cluster_s_head_and_deputy() -> None:
    cluster = queries.cluster_on("BCA", "provincial", 5, date(2024, 6, 1))
    assert (cluster.head, cluster.deputy) == ("CA.33", "CA.34")
    assert [seat.role for seat in cluster.members] == ["HEAD", "DEPUTY", "MEMBER", "MEMBER", "MEMBER"]


@pytest.mark.usefixtures("country")
def test_cluster_11_of_2016_was_the_fire_police_and_that_of_2024_is_not() -> None:
    then = queries.cluster_on("BCA", "provincial", 11, date(2016, 6, 1))
    later = queries.cluster_on("BCA", "provincial", 11, date(2024, 6, 1))
    assert (len(then.members), {seat.code[:3] for seat in then.members}) == (9, {"FP."})
    assert {seat.code[:3] for seat in later.members} == {"CA."}


@pytest.mark.usefixtures("country")
def test_a_cluster_that_is_not_known_says_for_which_years_it_is() -> None:
    with pytest.raises(NotFound) as unknown:
        queries.cluster_on("BCA", "provincial", 5, date(2022, 6, 1))
    assert unknown.value.fault.remedy == "Các năm đã có: 2017, 2018, 2019, 2024, 2025."


@pytest.mark.usefixtures("country")
def test_four_series_stand_beside_each_other() -> None:
    found = queries.clusters_on(date(2025, 12, 1), issuer="BCA")
    assert {(one.series, one.number) for one in found} == {
        ("provincial", 1),
        ("provincial", 3),
        ("provincial", 4),
        ("provincial", 5),
        ("department", 6),
        ("academy", 1),
    }
    assert [one.key for one in queries.clusters_on(NOW, issuer="CA.68")] == ["CA.68:commune:9:2026"]


@pytest.mark.usefixtures("country")
def test_lists_cost_the_same_whatever_their_length(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert len(queries.children_on("79", NOW)) == 168
    with django_assert_num_queries(1):
        assert len(queries.find("xa", NOW, limit=200)) == 200
    with django_assert_num_queries(3):
        assert len(queries.clusters_on(date(2025, 12, 1))) == 6
    with django_assert_num_queries(2):
        assert len(queries.successions_of("25")) == 2


@pytest.mark.usefixtures("country")
def test_a_day_s_hierarchy_is_asked_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    queries.standing(NOW)
    with django_assert_num_queries(1):
        queries.standing(NOW)
