"""What units are told, or plan, to do: only the span of each thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import Task
from .text import Span, View, any_of

_OPENERS = any_of(
    "tiếp tục|đẩy mạnh|tăng cường|tập trung|nâng cao|chú trọng|tích cực|chủ động|"
    "thực hiện tốt|thực hiện nghiêm|thực hiện có hiệu quả|thực hiện nghiêm túc|"
    "thực hiện đồng bộ|thực hiện hiệu quả|tổ chức tốt|tổ chức|làm tốt|phối hợp|tham mưu"
    "|kịp thời|rà soát|nhân rộng|củng cố|kiện toàn|phát huy|đổi mới|quán triệt|mạnh dạn|"
    "quan tâm|coi trọng|duy trì|đa dạng hóa|chăm lo|thường xuyên|không ngừng|bám sát|"
    "chuẩn bị|phấn đấu|tranh thủ|nêu cao|ra sức|khơi dậy|gắn|hoàn thành|triển khai|"
    "xây dựng|huy động|kiên quyết|xác định"
)
_VERBS = any_of(
    "thực hiện|sơ kết|tổng kết|tuyên truyền|vận động|phát hiện|khắc phục|lựa chọn|kiểm tra|"
    "giám sát|làm|nghiên cứu|đảm bảo|bảo đảm|giữ vững|phòng ngừa|ngăn chặn|đấu tranh|xử lý|"
    "giải quyết|hướng dẫn|khen thưởng|động viên|tạo điều kiện|đánh giá"
    "|lấy|nắm|nắm chắc|lồng ghép|bố trí|lập|đăng ký|hưởng ứng|phát động|quyết tâm|"
    "bồi dưỡng|đào tạo|tập huấn|mở rộng|hỗ trợ|giúp đỡ|ưu tiên|đưa|đầu tư|khai thác|"
    "ứng dụng|siết chặt|phát triển|tham gia|chấn chỉnh|cụ thể hóa|chỉ đạo|đề xuất|có|"
    "loại bỏ|phân công|đề cao"
)
_VERB = re.compile(f"{_OPENERS}|{_VERBS}")
_ORDERS = any_of(
    "yêu cầu|đề nghị|lưu ý|mong muốn|kêu gọi|gợi ý|đề ra|nhấn mạnh|chỉ đạo|nêu rõ|đặt ra|"
    "thống nhất|xác định|giao|mong|chỉ đạo những nhiệm vụ|định hướng|đề xuất|phát biểu"
)
_FUTURE = any_of(
    "thời gian tới|trong thời gian tới|trước mắt|những tháng cuối năm|trong năm tới|"
    "thời gian tiếp theo|nhiệm vụ trọng tâm|phương hướng|trong đó|6 tháng cuối năm|"
    "nhiệm vụ, giải pháp|giai đoạn tới|từ nay đến cuối năm|để tiếp tục|nhiệm vụ"
)
_CAN = r"cần(?! (?:thơ|giuộc|giờ|đước|thiết))"
"""The duty word, not the city or the districts that begin with it."""
_DUTY = rf"(?<!\w)(?:cần phải|{_CAN}|phải|nên|tiếp tục|tập trung)(?!\w)"
_NO_DUTY = re.compile(
    r"(?:khi|thông tin|hạn chế|tồn tại|vấn đề|điều|việc|không|nội dung|rất|những ai|nếu|ai|nơi) *$"
)
_TOLD = re.compile(
    rf"(?<!\w)(?:{_ORDERS})[^.;:\n]{{0,140}}?(?:{_DUTY})(?= )|"
    rf"(?<!\w)(?:{_ORDERS})[^.;:\n]{{0,90}}?(?: các nhiệm vụ| nhiệm vụ| nội dung|"
    rf" giải pháp)[^.;:\n]{{0,60}}?(?:như)?:|(?<!\w)(?:cần phải|{_CAN}|phải)(?= )"
)
_ADDRESSED = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|mong muốn|lưu ý|kêu gọi|giao|chỉ đạo)(?!\w)[ ,]*(?:rằng |"
    r"là )?[^.;:\n]{0,110}?(?= )"
)
_LEAD = re.compile(
    r"(?:[-+*•\d.)( ]|(?:trong đó|đồng thời|bên cạnh đó|ngoài ra|trước mắt|đặc biệt|"
    r"cùng với đó|thứ nhất|thứ hai|thứ ba|một là|hai là|ba là|bốn là|năm là|và|phải|cần|"
    r"cần phải|là|đó là|nhất là|trên cơ sở đó|từ đó|mặt khác|do đó|vì vậy|nhấn mạnh việc|"
    r"việc)(?!\w)[,: ]*)*"
)
_CUT_SOON = re.compile(
    r", (?:nhằm|góp phần|phù hợp|xuất phát|để|gắn với|theo đó|qua đó|từ đó|đáp ứng|tạo|"
    r"trong đó|nhất là|đặc biệt|coi|đồng thời|gắn|đây là|xem đây|tránh|đảm bảo|"
    r"phát huy)(?!\w)"
)
_CUT_LATE = re.compile(r" (?:nhằm|góp phần|gắn với|theo hướng|phù hợp với|đã có|nhân dịp)(?!\w)")
_RESULT = re.compile(
    r"(?<!\w)(?:đã(?! (?:lạc hậu|đề ra|được|ban hành|đạt|ký|có|xác định|nêu))|"
    r"được (?:quan tâm|duy trì|củng cố|triển khai|nâng|tăng|đẩy mạnh|chú trọng|tiến hành|"
    r"thực hiện)|kết quả(?=[,:]| đã| là)|có nhiều chuyển biến|được đảm bảo|ghi nhận)(?!\w)"
)
_NARRATED = re.compile(
    r"(?:hưởng ứng|thực hiện|triển khai|tổng kết|đánh giá|với|qua|nhờ|bằng|từ|theo|sau|"
    r"công tác|trong năm|năm \d{4}|tại|kết quả|nhìn chung|"
    r"phát huy)(?!\w)[^.;\n]{0,240}?(?<!\w)(?:đã|được|cho biết|vinh dự|đạt|các tỉnh|"
    r"có)(?!\w)"
)
_SPLIT = re.compile(rf";|,(?= (?:và |trong đó |đồng thời |đặc biệt là )?(?:{_OPENERS}))")
_LIST = re.compile(
    r"(?<!\w)(?:công việc|nhiệm vụ|nội dung|giải pháp|phương hướng|"
    r"vấn đề)(?!\w)[^.;\n]{0,70}?(?: là|:| như:?| gồm:?| sau:?) +"
)

_PLANS = re.compile(
    r"(?<!\w)(?:đề ra|cần(?! thơ)|trọng tâm|thời gian tới|lưu ý|tập trung vào|sau|phương hướng|"
    r"năm tới|thống nhất|6 tháng cuối năm|cụ thể|tiếp theo)(?!\w)"
)
_SAID = re.compile(
    r"(?<!\w)(?:yêu cầu|đề nghị|mong muốn|lưu ý|(?<!khi )cần(?! (?:thơ|giuộc|giờ|đước|"
    r"thiết))|nhấn mạnh|gợi ý|"
    r"đề ra|thống nhất|kêu gọi|chỉ đạo)(?!\w)"
)
_PAST = re.compile(
    r"(?<!\w)đã(?! (?:yêu cầu|đề nghị|chỉ đạo|đề ra|lưu ý|thống nhất|nhấn mạnh|phát biểu|"
    r"nêu|gợi ý|kết luận|đánh giá|ghi nhận|biểu dương|đạt được|được|có|phát động|dự|"
    r"xác định|quán triệt|thông qua))(?!\w)|báo cáo nêu rõ|đáp ứng yêu cầu|theo yêu cầu|"
    r"trước yêu cầu"
)
_HEADING = re.compile(
    r"\s*(?:[ivx\d]+[.)]\s*)?(?:phương hướng|nhiệm vụ trọng tâm|nhiệm vụ|một số nhiệm vụ|"
    r"nhiệm vụ, giải pháp|giải pháp)[^.;:\n]{0,80}:?$",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"[^.,;:\n]{3,60}? (?=(?:tiếp tục|tập trung|chuẩn bị|phải|cần|làm tốt|đẩy mạnh|"
    r"tăng cường|chủ động|phối hợp) )"
)


def _told_at(view: View, sentence: Span) -> int | None:
    """Where the order ends and what is to be done begins."""
    for m in _TOLD.finditer(view.low, sentence.start, sentence.end):
        if _NO_DUTY.search(view.low, max(sentence.start, m.end() - 20), _last_word(view, m)):
            continue
        return m.end()
    for m in re.compile(
        rf"(?<!\w)(?:yêu cầu|đề nghị|mong muốn|kêu gọi|"
        rf"lưu ý)(?!\w)[^.;:\n]{{0,110}}?(?=(?:{_OPENERS}|rà soát|sơ kết|tổ chức))"
    ).finditer(view.low, sentence.start, sentence.end):
        return m.end()
    return None


def _last_word(view: View, m: re.Match[str]) -> int:
    return m.end() - len(re.split(r" ", view.low[m.start() : m.end()])[-1])


def _verb_from(view: View, at: int, limit: int, reach: int = 60) -> int | None:
    """The first verb of duty at or shortly after ``at``; 'tiếp tục', 'tập trung' right before it belong to it."""
    back = re.compile(r"(?:tiếp tục|tập trung) *$").search(view.low, max(0, at - 12), at)
    if back:
        return back.start()
    if re.search(r"(?:cần|phải|nên) *$", view.low[max(0, at - 8) : at]) and re.match(
        r" *[^\W\d_]", view.low[at : at + 3]
    ):
        return at + (view.low[at : at + 1] == " ")
    m = _VERB.search(view.low, at, min(limit, at + reach))
    if m and not re.search(r"[,;:.]", view.low[at : m.start()].strip(" :,")):
        return m.start()
    return None


def _begins(view: View, at: int, limit: int) -> int | None:
    """Where the bare verb that opens a clause stands, when one does."""
    lead = _LEAD.match(view.low, at, limit)
    start = lead.end() if lead else at
    return start if _VERB.match(view.low, start, limit) else None


def _pieces(view: View, start: int, end: int) -> Iterator[Span]:
    """Clauses, cut at ';' and at ',' before a verb that opens a new duty; a cut leaves at least eight words."""
    at = start
    for joint in _SPLIT.finditer(view.low, start, end):
        if view.norm.count('"', start, joint.start()) % 2:
            continue
        if view.low[joint.start()] == "," and len(view.low[at : joint.start()].split()) < 8:
            continue
        yield Span(at, joint.start())
        at = joint.end()
    yield Span(at, end)


def _clipped(view: View, start: int, end: int) -> Span:
    soon = _CUT_SOON.search(view.low, min(start + 40, end), end)
    late = _CUT_LATE.search(view.low, min(start + 130, end), end)
    return view.trimmed(start, min([m.start() for m in (soon, late) if m] or [end]))


def _from(view: View, start: int, end: int, every: bool) -> Iterator[Span]:
    """Tasks of a sentence whose first duty begins at ``start``; ``every``: a list, clauses without a verb count too."""
    for at, piece in enumerate(_pieces(view, start, end)):
        begin = piece.start if at == 0 or every else _begins(view, piece.start, piece.end)
        if begin is None:
            inner = _told_at(view, piece)
            begin = _verb_from(view, inner, piece.end) if inner else None
        if begin is None:
            continue
        lead = _LEAD.match(view.low, begin, piece.end)
        span = _clipped(view, lead.end() if lead and lead.end() < piece.end else begin, piece.end)
        if len(view.low[span.start : span.end].split()) >= 6:
            yield span


def _listed(view: View, sentence: Span) -> list[Span] | None:
    """'… đề ra các nhiệm vụ: A; B; C': every clause of the list, with or without a verb."""
    m = _LIST.search(view.low, sentence.start, sentence.end)
    if not m or not view.low.count(";", m.end(), sentence.end):
        return None
    head = view.low[sentence.start : m.end()]
    if not _PLANS.search(head[-110:]) or (_RESULT.search(head) and "đề ra" not in head):
        return None
    return list(_from(view, m.end(), sentence.end, every=True))


def _segment(view: View, part: Span, carry: bool) -> tuple[list[Span], bool]:
    """(tasks, does this part of a sentence open or continue a run of directions)."""
    low, start, end = view.low, part.start, part.end
    begins = _begins(view, start, end)
    if _NARRATED.match(low, start, end) and not _SAID.search(low, start, end):
        return [], carry and begins is not None
    told = _told_at(view, part)
    if (
        told is not None
        and not _PAST.search(low, start, told)
        and (verb := _verb_from(view, told, end, 110)) is not None
    ):
        return list(_from(view, verb, end, every=False)), True
    if begins is not None and carry and not _RESULT.search(low, start, end):
        return list(_from(view, begins, end, every=False)), True
    subject = _SUBJECT.match(low, start, end) if carry else None
    if subject and not _RESULT.search(low, start, end):
        return list(_from(view, subject.end(), end, every=False)), True
    return _ahead(view, part), bool(_PLANS.search(low, start, end)) and bool(_SAID.search(low, start, end))


def _ahead(view: View, part: Span) -> list[Span]:
    """'Trong thời gian tới, tập trung …', '…; trong đó, tiếp tục …'."""
    ahead = re.compile(rf"(?:{_FUTURE})[^.;\n]{{0,60}}?[:,] (?=(?:{_VERB.pattern}))").search(
        view.low, part.start, part.end
    )
    if not ahead or _RESULT.search(view.low, ahead.start(), part.end):
        return []
    return list(_from(view, ahead.end(), part.end, every=False))


def _parts(view: View, sentence: Span) -> Iterator[Span]:
    at = sentence.start
    for cut in re.compile(";").finditer(view.low, sentence.start, sentence.end):
        yield Span(at, cut.start())
        at = cut.end()
    yield Span(at, sentence.end)


def _quotes(view: View) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"\"[^\"\n]{2,500}\"", view.norm)]


def find(view: View) -> list[Task]:
    """Directions and plans, clause by clause; a part that begins with a bare verb goes on with those before it."""
    found: list[Span] = []
    quotes = _quotes(view)
    carry = 0
    for sentence in view.sentences:
        if _HEADING.match(view.low, sentence.start, sentence.end):
            carry = 12
            continue
        spans = _listed(view, sentence)
        if spans is not None:
            carry = 3
        else:
            spans = []
            for part in _parts(view, sentence):
                more, on = _segment(view, part, carry > 0)
                carry = max(carry, 3) if on or more else carry
                spans += more
            carry -= 1
        found += [
            s
            for s in spans
            if not any(s.overlaps(other) for other in found)
            and not any(q.start < s.start < q.end for q in quotes)
        ]
    return [Task(span) for span in found]
