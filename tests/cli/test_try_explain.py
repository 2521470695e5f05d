"""``--explain``: every worksheet prints the steps behind its answer, and the answer itself does not change."""

from __future__ import annotations

import importlib
import json

import pytest

from lantoa.cli.try_ import WORKSHEETS

from .test_try_examples import EXAMPLES
from .trying import invoke, tried

CASES = {example.values[0]: json.loads(str(example.values[1])) for example in EXAMPLES}


def explained(name: str) -> list[str]:
    output = invoke(name, json.dumps(CASES[name], ensure_ascii=False), "--explain").output
    return str(output).partition("\n\nCách suy ra:\n")[2].splitlines()


@pytest.mark.parametrize("name", sorted(WORKSHEETS))
def test_the_answer_stays_and_the_steps_are_added(name: str) -> None:
    plain = tried(name, CASES[name])
    full = json.loads(invoke(name, json.dumps(CASES[name]), "--json", "--explain").output)
    many = full if isinstance(full, list) else [full]
    assert all(one.pop("trace") for one in many)
    assert full == plain
    assert hasattr(importlib.import_module(f"lantoa.cli.worksheets.{name}"), "explain")


def test_quota() -> None:
    assert explained("quota")[1:] == ["  15 % × 40 = 6, làm tròn xuống = 6", "  Còn lại: 6 − 7 = -1"]
    assert explained("quota")[0].startswith("  quotas:")


def test_deadline() -> None:
    steps = explained("deadline")
    assert steps[1] == "  Đếm 5 ngày làm việc, bắt đầu từ ngày sau 13/02/2026"
    assert steps[-1] == "  Ngày làm việc thứ 5: 27/02/2026"
    assert len(steps) == 12
    fixed = invoke("deadline", '{"rule": "D09", "year": 2025}', "--explain").output
    assert "Ngày ấn định" in fixed


def test_number() -> None:
    assert explained("number")[1:] == [
        "  Tên loại viết tắt: KH",
        "  Cơ quan, đơn vị: BCĐ; gạch nối giữa các nhóm",
        "  Số: 5, nhỏ hơn 10 nên thêm số 0 phía trước; gạch chéo giữa số và ký hiệu: 05/KH-BCĐ",
    ]


def test_chain() -> None:
    assert [line.partition("]")[2] for line in explained("chain")] == [
        " Luật TĐKT 2022, Điều 23: Chiến sĩ thi đua cơ sở năm 2024 dựa vào Chiến sĩ tiên tiến năm 2024",
        " Luật TĐKT 2022, Điều 22 khoản 1: Chiến sĩ thi đua bộ, ban, ngành, tỉnh năm 2025 dựa vào "
        "Chiến sĩ thi đua cơ sở năm 2024",
    ]


def test_scoring() -> None:
    assert explained("scoring")[:9] == [
        "  — A —",
        "  Công thức exceed_rate: dẫn đầu là đơn vị có tỷ lệ vượt chỉ tiêu cao nhất",
        "  I.1 [định lượng, tối đa 10] chỉ tiêu 100, kết quả 120",
        "    vượt chỉ tiêu, e = 0,2, mốc so sánh 0,2: 100 % × 10 = 10 điểm; làm tròn 10,00",
        "  I.2 [đạt, không đạt, tối đa 10] đạt",
        "    Đạt: 10 điểm.",
        "  Tổng điểm: 10 + 10 = 20",
        "  Điểm được giao (không tính cộng, trừ): 10 + 10 = 20",
        "  Tỷ lệ: 20 × 100 : 20 = 100 %",
    ]


def test_rollup() -> None:
    assert explained("rollup") == [
        "  P1 · M03: cộng dồn theo đơn vị và theo kỳ; quy về hệ thống tổ chức ngày 01/07/2025",
        "  Kỳ 2025-H1, đến 30/06/2025: 2 dòng phải có",
        "    P1: 10",
        "    P2: 4",
        "  Kết quả: cộng các số trên, 14",
    ]


def test_ranking() -> None:
    assert explained("ranking")[:2] == [
        "  Thứ tự quy tắc: tỷ lệ điểm, rồi điểm nhóm I, rồi ít vi phạm hơn, rồi tỷ lệ nữ từ 70 % trở lên",
        "  Hạng 1, A: A xếp trên B: điểm nhóm I: 650 so với 640.",
    ]


def test_rollup_says_what_was_left_out_and_how_each_kind_ends() -> None:
    case = {
        "units": [
            {"code": "QG"},
            {"code": "P1", "parent": "QG"},
            {"code": "P2", "parent": "QG", "to": "2025-07-01"},
        ],
        "successions": [{"from": "P2", "to": "P1", "on": "2025-07-01", "share": "0.5"}],
        "indicators": [{"code": kind, "kind": kind} for kind in ("stock", "distinct", "ratio", "max", "sum")],
        "values": [
            {"unit": "P2", "indicator": "stock", "period": "2025-H1", "value": 4},
            {"unit": "P1", "indicator": "stock", "period": "2025-H2", "value": 9},
            {"unit": "P2", "indicator": "distinct", "period": "2025-H1", "keys": ["b", "a"]},
            {"unit": "P2", "indicator": "ratio", "period": "2025-H1", "numerator": 1, "denominator": 4},
            {"unit": "P2", "indicator": "max", "period": "2025-H1", "value": 4},
        ],
        "ask": [
            {"unit": "QG", "indicator": "stock", "periods": ["2025-H1", "2025-H2"]},
            *(
                {"unit": "P1", "indicator": kind, "periods": ["2025-H1"], "geography": "2025-07-01"}
                for kind in ("stock", "distinct", "ratio", "max", "sum")
            ),
        ],
    }
    answer = json.loads(invoke("rollup", json.dumps(case), "--json", "--explain").output)
    assert answer[0]["trace"][1:] == [
        "Kỳ 2025-H1, đến 30/06/2025: 2 dòng phải có",
        "  P1: chưa báo cáo",
        "  P2: 4; không tính vì kỳ sau đã có số mới hoặc đơn vị kế thừa báo cáo thay",
        "Kỳ 2025-H2, đến 31/12/2025: 1 dòng phải có",
        "  P1: 9",
        "Kết quả: cộng các số trên, 9",
    ]
    assert [one["trace"][-2:] for one in answer[1:]] == [
        ["  P2: 4, chuyển sang 0,5 phần", "Kết quả: cộng các số trên, 2"],
        ["  P2: a, b", "Kết quả: mỗi loại đếm một lần, còn 2"],
        ["  P2: 1/4, chuyển sang 0,5 phần", "Kết quả: cộng riêng tử số và mẫu số, 0,5 : 2 = 0,25"],
        ["  P2: 4", "Kết quả: lấy số lớn nhất, 4"],
        ["  P2: chưa báo cáo", "Kết quả: chưa có số liệu để tính"],
    ]


def test_threshold_before_and_after_the_vote() -> None:
    assert explained("threshold")[2:] == [
        "  đồng ý: 12 tại họp + 1 bằng văn bản = 13",
        "  chưa có mặt và chưa hỏi ý kiến bằng văn bản: 1, nhiều nhất có thể đạt 13 + 1 = 14",
    ]
    waiting = '{"award": "T_CSTDCS", "members": 17, "decided_on": "2025-12-01"}'
    output = invoke("threshold", waiting, "--explain").output
    assert output.splitlines()[0].endswith("chưa bỏ phiếu.")
    assert output.splitlines()[-1] == "  chưa có số phiếu đồng ý hoặc số có mặt nên chưa kết luận"
