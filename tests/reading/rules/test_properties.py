"""What holds for any text: no crash, every quote exact, the shape of the answer."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.reading.rules import extract

WORDS = [
    *re.split(
        r"[|\n]",
        """Đồng chí|Nguyễn Văn An|Thượng tá|Giám đốc|Công an tỉnh Sơn La|UBND xã|trao|tặng|được|Bằng khen
Cờ thi đua|cho|12|1.250|3 tỷ|đồng|tập thể|cá nhân|và|phong trào|mô hình|Chỉ thị|số 05-CT/TW
ngày 3/7|2019|hội nghị|tổng kết|tại|Hà Nội|Cụm thi đua số 3|gồm|yêu cầu|cần|tiếp tục|đẩy mạnh
ủng hộ|%|km|lượt người|chủ trì|năm|,|;|.|:|“|”|(|)|–""",
    ),
    "|",
    "\n",
    '"',
    "\u00a0",
]
prose = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)


def quoted(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "quote" in value else []
        return own + [item for part in value.values() for item in quoted(part)]
    return [item for part in value for item in quoted(part)] if isinstance(value, list) else []


def check(text: str) -> None:
    found = extract.read(text, "t.txt")
    json.dumps(found)
    assert set(found) == {"file", "event", *extract.LISTS}
    for item in quoted(found):
        assert item["quote"] == text[item["start"] : item["end"]]
        assert 1 <= len(item["quote"]) <= 400


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None)
@given(prose)
def test_any_order_of_the_words_of_the_trade(text: str) -> None:
    check(text)


@settings(max_examples=40, deadline=None)
@given(prose)
def test_decomposed_text(text: str) -> None:
    check(unicodedata.normalize("NFD", text))


def test_a_long_line_is_read_in_time() -> None:
    check("được tặng bằng khen cho 3 tập thể, " * 300)
