"""Documents, campaigns, clusters, models, donations, tasks and events, on invented sentences."""

from __future__ import annotations

from typing import Any

import pytest

from lantoa.reading.rules import extract, summary


def read(text: str) -> dict[str, Any]:
    return extract.read(text, "t.txt")


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Thực hiện Chỉ thị số 07-CT/HU ngày 3/2/2020 của Huyện ủy về giữ rừng.", "07-CT/HU", "2020-02-03"),
        ("Theo Nghị định 152/2025/NĐ-CP của Chính phủ.", "152/2025/NĐ-CP", None),
        ("Sơ kết Kế hoạch số 11 - KH / TU về dân vận.", "11 - KH / TU", None),
        ("Quán triệt Kết luận 44 của Ban Thường vụ.", "44", None),
    ],
)
def test_a_document_with_a_number(text: str, number: str, day: str | None) -> None:
    (one,) = read(text)["documents"]
    assert (one["number"], one["date"]) == (number, day)


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện các chỉ thị, nghị quyết của Đảng.",
        "Kế hoạch 5 năm đã xong.",
        "Hội Luật gia tỉnh họp năm 2020.",
    ],
)
def test_no_document(text: str) -> None:
    assert read(text)["documents"] == []


def test_a_law_with_its_year() -> None:
    (one,) = read("Phổ biến Luật Phòng thủ dân sự năm 2023 cho nhân dân.")["documents"]
    assert (one["kind"], one["number"]) == ("Luật", None)


def test_a_motto_belongs_to_its_movement() -> None:
    (one,) = read("Phát động phong trào thi đua “Vì bản làng” với khẩu hiệu “Gần dân, hiểu dân, giúp dân”.")[
        "campaigns"
    ]
    assert (one["name"], one["slogan"]) == ("Vì bản làng", "Gần dân, hiểu dân, giúp dân")


def test_the_same_movement_under_its_short_name_is_one() -> None:
    found = read(
        "Phong trào toàn dân bảo vệ an ninh Tổ quốc lan rộng. Phong trào toàn dân bảo vệ ANTQ vững mạnh."
    )
    assert len(found["campaigns"]) == 1


def test_a_cluster_with_its_members() -> None:
    (one,) = read("Cụm thi đua số 4 gồm huyện Mai Sơn, huyện Yên Châu và huyện Mộc Châu tổ chức giao ban.")[
        "clusters"
    ]
    assert (one["number"], one["members"]) == (4, ["huyện Mai Sơn", "huyện Yên Châu", "huyện Mộc Châu"])


def test_models_of_a_list() -> None:
    found = read("Xã có các mô hình “Tiếng mõ bình yên”, “Họ Lường tự quản”.")["models"]
    assert [one["name"] for one in found] == ["Tiếng mõ bình yên", "Họ Lường tự quản"]


def test_money_and_goods_given() -> None:
    found = read("Các đại biểu quyên góp hơn 1 tỷ 20 triệu đồng; trao 30 suất quà.")["donations"]
    assert [(one["kind"], one["amount_vnd"], one["item"]) for one in found] == [
        ("money", 1_020_000_000, None),
        ("in_kind", None, "suất quà"),
    ]


def test_things_told_to_units() -> None:
    text = (
        "Đồng chí đề nghị các xã cần đẩy mạnh tuyên truyền về phòng cháy; kịp thời phát hiện "
        "gương người tốt ở cơ sở. "
        "Củng cố lực lượng bảo vệ an ninh ở từng thôn bản."
    )
    assert [one["quote"] for one in read(text)["tasks"]] == [
        "đẩy mạnh tuyên truyền về phòng cháy",
        "kịp thời phát hiện gương người tốt ở cơ sở",
        "Củng cố lực lượng bảo vệ an ninh ở từng thôn bản",
    ]


@pytest.mark.parametrize(
    ("text", "kind", "day", "place"),
    [
        (
            "Ngày 4/7/2021, tại Lào Cai, Cụm số 2 tổ chức hội nghị sơ kết.",
            "hoi_nghi_so_ket",
            "2021-07-04",
            "Lào Cai",
        ),
        (
            "Sáng 9-1, UBND tỉnh Gia Lai tổ chức hội nghị tổng kết năm 2019.",
            "hoi_nghi_tong_ket",
            "2020-01-09",
            "Gia Lai",
        ),
        (
            "Chiều 6/6, Hội Nông dân huyện tổ chức lễ tuyên dương nông dân giỏi.",
            "le_tuyen_duong",
            "XXXX-06-06",
            None,
        ),
        ("Người giữ bình yên bản nhỏ\n\nÔng đã già nhưng vẫn đi tuần.", "bai_phan_anh", None, None),
    ],
)
def test_the_event(text: str, kind: str, day: str | None, place: str | None) -> None:
    event = read(text)["event"]
    assert (event["kind"], event["date"], event["place_province"]) == (kind, day, place)


def test_an_upload_stamp_gives_the_year_but_is_not_the_day() -> None:
    event = read(
        "Tin tỉnh\n\n15:10 20/08/2018\nSáng 18-8, tại Hà Giang, Công an tỉnh tổ chức hội nghị giao ban."
    )["event"]
    assert (event["date"], event["date_year_explicit"]) == ("2018-08-18", False)


def test_summary_names_what_was_found() -> None:
    text = summary.lines(read("Xã vận động được hơn 1.200 lượt người tham gia mô hình “Tiếng mõ bình yên”."))
    assert "hơn 1.200 lượt người" in text
    assert "Tiếng mõ bình yên" in text


def test_a_city_whose_name_begins_like_a_duty_orders_nothing() -> None:
    found = read(
        "Ngày 2/3/2021, tại thành phố Cần Thơ, Hội Nông dân tổ chức hội nghị triển khai công tác năm."
    )
    assert found["tasks"] == []
    assert (found["event"]["kind"], found["event"]["place_province"]) == ("hoi_nghi_trien_khai", "Cần Thơ")


def test_a_target_is_no_award() -> None:
    assert read("Xã phấn đấu 80% hộ đạt danh hiệu “Gia đình hiếu học”.")["awards"] == []


def test_the_unit_chosen_to_lead_stands_alone() -> None:
    text = "Cụm thi đua số 6 họp. Hội nghị đã bầu UBND huyện Mai Sơn làm Cụm trưởng, UBND huyện Yên Châu làm Cụm phó."
    (one,) = read(text)["clusters"]
    assert (one["lead"], one["deputy"]) == ("UBND huyện Mai Sơn", "UBND huyện Yên Châu")
