from __future__ import annotations

import pytest

from lantoa.reading.rules import events, people
from lantoa.reading.rules.facts import Person
from lantoa.reading.rules.text import view


def read(text: str) -> list[Person]:
    return people.find(view(text))


def test_rank_name_and_post_after() -> None:
    (one,) = read("Đại tá Lò Văn Tâm, Phó Giám đốc Công an tỉnh Sơn La chủ trì cuộc họp.")
    assert (one.name, one.rank, one.position, one.organisation, one.role) == (
        "Lò Văn Tâm", "Đại tá", "Phó Giám đốc", "Công an tỉnh Sơn La", "chair",
    )  # fmt: skip


def test_post_and_organisation_before_a_name() -> None:
    (one,) = read("Chủ tịch UBND tỉnh Hà Nam Trần Quốc Việt phát biểu.")
    assert (one.name, one.position, one.organisation) == ("Trần Quốc Việt", "Chủ tịch", "UBND tỉnh Hà Nam")


def test_each_person_once_at_the_fullest_mention() -> None:
    (one,) = read(
        "Ông Bế Văn Hòa nói chuyện.\nÔng Bế Văn Hòa, Chủ tịch Hội Nông dân xã Quang Long báo cáo kết quả."
    )
    assert one.position == "Chủ tịch"
    assert one.role == "reporter"


@pytest.mark.parametrize(
    "text",
    [
        "Lễ ra quân ở trường THPT Lê Quý Đôn.",
        "Đoàn xe qua đường Nguyễn Trãi.",
        "Học tập phong cách Hồ Chí Minh.",
        "Đoàn về dự tại tỉnh Hà Nam.",
        "Đồng chí Phó Chủ tịch phát biểu.",
        "Hội nghị bế mạc.\nLê Văn Bình",
        "Hội nghị bế mạc. Ảnh: Trần Văn Nam",
    ],
)
def test_names_of_places_and_bylines_are_no_people(text: str) -> None:
    assert read(text) == []


def test_two_who_preside_together() -> None:
    seen = view(
        "Sáng 3/5, tại Cà Mau, Công an tỉnh tổ chức hội nghị sơ kết. Thiếu tướng Hồ Văn Lực, "
        "Giám đốc Công an tỉnh "
        "và bà Mai Thị Hạnh, Phó Chủ tịch UBND tỉnh đồng chủ trì hội nghị."
    )
    event = events.find(seen, people.mentions(seen))
    assert event is not None
    assert [chair.name for chair in event.chair] == ["Hồ Văn Lực", "Mai Thị Hạnh"]
