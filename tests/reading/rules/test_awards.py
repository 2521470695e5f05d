from __future__ import annotations

import pytest

from lantoa.reading.rules import awards, people
from lantoa.reading.rules.text import view


def read(text: str) -> list[tuple[str, int | None, str, str]]:
    seen = view(text)
    found = awards.find(seen, [m.person for m in people.mentions(seen)])
    return [(a.form_code, a.count, a.recipient_kind, a.status) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UBND huyện trao Giấy khen cho 4 tập thể và 9 cá nhân.",
            [("giay_khen", 4, "collective", "conferred"), ("giay_khen", 9, "individual", "conferred")],
        ),
        ("Có 2 đơn vị được Bộ tặng Cờ thi đua.", [("co_thi_dua", 2, "collective", "conferred")]),
        ("Có 31 tập thể, cá nhân được khen thưởng.", [("khen_thuong", 31, "mixed", "conferred")]),
        ("Ba cá nhân được đề nghị tặng Bằng khen.", [("bang_khen", 3, "individual", "proposed")]),
        ("Cả năm có 12 chiến sĩ thi đua.", [("chien_si_thi_dua", 12, "individual", "conferred")]),
        (
            "Có 5/7 đơn vị đạt danh hiệu Đơn vị quyết thắng.",
            [("don_vi_quyet_thang", 5, "collective", "conferred")],
        ),
        ("Huyện tặng bằng khen cho nhiều tập thể và cá nhân.", [("bang_khen", None, "mixed", "conferred")]),
        (
            "Đại úy Vi Văn Sáng được tặng Huân chương Chiến công.",
            [("huan_chuong", 1, "individual", "conferred")],
        ),
        ("Giám đốc trao Cờ thi đua cho Phòng Hậu cần.", [("co_thi_dua", 1, "collective", "conferred")]),
    ],
)
def test_form_count_recipients_and_status(
    text: str, expected: list[tuple[str, int | None, str, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Công tác thi đua, khen thưởng được chú trọng.",
        "Công an triệt phá 3 ổ cờ bạc.",
        "Chủ tịch ghi nhận, biểu dương nỗ lực của các đơn vị.",
        "Nhân dân treo cờ Tổ quốc.",
    ],
)
def test_talk_of_praise_is_no_award(text: str) -> None:
    assert read(text) == []


def test_told_again_in_the_headline_is_one_award() -> None:
    assert (
        len(read("Trao bằng khen cho 6 tập thể\n\nSáng qua, tỉnh trao bằng khen cho 6 tập thể xuất sắc."))
        == 1
    )


@pytest.mark.parametrize(
    ("text", "form", "authority"),
    [
        ("Có 12 tập thể được các cấp khen thưởng.", "khen thưởng", "các cấp"),
        ("Bộ trao danh hiệu “Tập thể “Vì nước”” của Bộ cho 3 tập thể.", "danh hiệu “Tập thể Vì nước”", "Bộ"),
        (
            "Bộ Công an tặng danh hiệu “Đơn vị Quyết thắng”” cho 5 tập thể.",
            "danh hiệu “Đơn vị Quyết thắng”",
            "Bộ Công an",
        ),
    ],
)
def test_form_and_authority_are_whole_and_quoted_once(text: str, form: str, authority: str) -> None:
    seen = view(text)
    assert {(one.form, one.authority) for one in awards.find(seen, [])} == {(form, authority)}
