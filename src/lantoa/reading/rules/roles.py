"""What part a person plays, from the words around the name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import gazetteer
from .text import Span, View

ORDER = (
    "chair",
    "reporter",
    "speaker",
    "presenter",
    "recipient",
    "exemplar",
    "appointee",
    "interviewee",
    "attendee",
    "mentioned",
)
_FILL = r"[^.;:\n]{0,%d}?"
_AFTER = (
    ("chair", re.compile(_FILL % 40 + r"(?<!\w)(?:chủ trì|đồng chủ trì|điều hành)(?!\w)")),
    (
        "reporter",
        re.compile(
            _FILL % 30 + r"(?<!\w)(?:trình bày (?:tóm tắt )?(?:báo cáo|dự thảo)|báo cáo (?:tóm tắt|kết quả|"
            r"tổng kết|sơ kết|tình hình|tại|công tác)|(?:đọc|thông qua) (?:dự thảo )?báo cáo|"
            r"trình bày (?:nêu|đã|cho)|trình bày(?=[,.]| *$))"
        ),
    ),
    ("speaker", re.compile(_FILL % 35 + rf"(?<!\w)(?:{gazetteer.SPEECH})(?!\w)")),
    (
        "presenter",
        re.compile(
            r"(?:(?!được)[^.;:\n]){0,35}?(?<!được )(?<!vinh dự )(?<!\w)(?:trao|trao tặng|tặng|"
            r"gắn)(?= (?:cờ|bằng|giấy|huân|kỷ|huy|danh hiệu|quyết định|thưởng|quà|hoa|tặng|giải|kỉ|"
            r"cho|các))"
        ),
    ),
    (
        "recipient",
        re.compile(
            _FILL % 45 + r"(?<!\w)(?:(?:vinh dự )?(?:được|đón) (?:[^.;,\n]{0,40} )?(?:trao tặng|tặng|nhận|"
            r"khen thưởng|công nhận|phong tặng|tuyên dương|truy tặng)|nhận (?:cờ|bằng|giấy|huân|"
            r"danh hiệu))"
        ),
    ),
    (
        "appointee",
        re.compile(
            _FILL % 40 + r"(?<!\w)(?:được (?:bầu|bổ nhiệm|điều động|chỉ định|giao)|giữ chức|giữ chức vụ|"
            r"nhận nhiệm vụ)(?!\w)"
        ),
    ),
    ("interviewee", re.compile(rf"[^.;:\n]{{0,25}}?(?<!\w)(?:{gazetteer.INTERVIEW})(?!\w)")),
)
_BEFORE = (
    ("chair", re.compile(r"(?:chủ trì|điều hành)(?: [^.;\n]{0,25})?(?: của| có| là|:)[^.;\n]{0,15}$")),
    ("chair", re.compile(r"dưới sự (?:chủ trì|điều hành|chủ tọa) của[^.;\n]{0,20}$")),
    (
        "reporter",
        re.compile(r"(?:nghe|báo cáo)[^.;\n]{0,90}do[^.;,\n]{0,15}$|báo cáo tổng kết[^.;\n]{0,40}, $"),
    ),
    ("appointee", re.compile(r"(?:bổ nhiệm|điều động|bầu|chỉ định)[^.;\n]{0,30}$")),
    ("recipient", re.compile(r"(?:trao|tặng|khen)[^.;\n]{0,80} cho[^.;\n]{0,25}$")),
    (
        "exemplar",
        re.compile(
            r"(?:điển hình|tiêu biểu|tấm gương|gương sáng)[^.\n]{0,30}(?:là|như|:|có|của)[^.\n]{0,40}$"
        ),
    ),
    ("speaker", re.compile(r"phát biểu[^.;\n]{0,60}, *(?:đồng chí|ông|bà|thay mặt[^,]{0,40},)? *$")),
    ("interviewee", re.compile(r"(?:theo|trao đổi với|gặp)[^.;,\n]{0,20}$")),
    (
        "attendee",
        re.compile(r"(?:dự|tham dự|đến dự|tới dự|có mặt|tham gia|cùng dự|về phía|chứng kiến)(?!\w)[^.\n]*$"),
    ),
)


def of(view: View, span: Span, name: Span) -> str:
    """The first role of ``ORDER`` that the sentence around one mention supports."""
    sentence = view.sentence(name.start)
    tail = view.low[max(span.end, name.end) : sentence.end]
    head = view.low[sentence.start : max(sentence.start, min(span.start, name.start))]
    another = re.search(r"(?<!\w)(?:ông|bà|đồng chí|đại tá|thượng tá|trung tướng|thiếu tướng)(?!\w)", tail)
    near = tail[: another.start()] if another else tail
    found = [role for role, cue in _AFTER if cue.match(near)]
    found += [role for role, cue in _BEFORE if cue.search(head)]
    if re.search(r"phát biểu[^.;\n]{0,60}$", head) and "speaker" not in found and "dự" not in head[-80:]:
        found.append("speaker")
    return best(found)


def best(roles: Iterable[str]) -> str:
    return min((*roles, "mentioned"), key=ORDER.index)
