"""Legal and administrative texts cited with a number or a dated name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import dates, gazetteer
from .facts import Document
from .text import LOWER, UPPER, Span, View, any_of

_KIND = re.compile(any_of(gazetteer.DOCUMENT_KINDS))
_NUMBER_WORD = re.compile(r"[ \"]*(?:(?:số|số:|só) *:? *)+")
_CODE = re.compile(
    rf" *(\d{{1,5}}[a-zA-ZĐ]{{0,2}}(?![\w,]*\d)(?: ?/ ?\d{{4}})?"
    rf"(?: ?[/-] ?[{UPPER}][{UPPER}{LOWER}&]*\d*)*)(?! ?[.,/]\d)"
)
_ISSUER = re.compile(
    r"[ ,]*(?:do|của) (?P<who>[^.,;:\n()\"]{3,80}?)(?= (?:về|ban hành|quy định|hướng dẫn|"
    r"ngày|và|là|đã|khóa|đến|gắn|để|nhằm|trong|tại|trên|cho|phát động)\b|[.,;:\n()\"]|$)"
)
_ABOUT = re.compile(
    r"[ ,:]*(?:\([^)\n]{1,60}\) ?)?(?:khóa [ivx]+[ ,]*)?(?:về việc|về|v/v|quy định|"
    r"hướng dẫn|ban hành)[ :]*(?P<what>\"[^\"\n]{3,300}\"|[^.;:\n(\"]{3,260})"
)
_QUOTED = re.compile(r"[ :]*\"(?P<what>[^\"\n]{5,300})\"")
_WHEN = re.compile(r"[ ,(]*(?:ban hành )?(?:ngày|,) *")
_PERIOD = re.compile(r"[ ,(]*(?:giai đoạn|năm|đến năm) *\(?(?:19|20)\d{2}(?: ?- ?(?:19|20)\d{2})?\)?")
_NAMED_YEAR = re.compile(
    r"[^.;:\n\"]{3,220}?(?<!\w)(?:giai đoạn|năm) *(?:từ )?(?:19|20)\d{2}(?: ?- ?(?:19|20)\d{2})?"
)
_COUNTED = re.compile(
    r" *(?:năm|tháng|ngày|giờ|nội dung|nhiệm vụ|điểm|phần|chương|bên|cấp|trang|triệu|tỷ|%|"
    r"người|của các)(?!\w)"
)
_NEXT = re.compile(r"(?:,| và|;) *(?:số *)?")
STRONG = {
    "luật",
    "bộ luật",
    "pháp lệnh",
    "đề án",
    "chiến lược",
    "hiến pháp",
    "nghị quyết",
    "chỉ thị",
    "kết luận",
    "quy chế phối hợp",
}
"""Kinds whose dated name is a citation; a 'kế hoạch năm 2020' is not."""


def _tail(view: View, at: int) -> tuple[int, str | None, str | None, str | None]:
    """(end, issuer, about, date) read after the number, in whatever order they are printed."""
    issuer = about = day = None
    end = at
    for _ in range(4):
        m = _WHEN.match(view.low, end)
        found = (
            dates.find(view, Span(m.end() - (5 if "ngày" in m[0] else 0), min(m.end() + 30, len(view.low))))
            if m
            else []
        )
        if day is None and m and found and found[0].span.start <= m.end():
            day, end = found[0].iso if found[0].year else None, found[0].span.end
            continue
        m = _ISSUER.match(view.low, end) if issuer is None else None
        if m:
            issuer, end = view.printed(*m.span("who")), m.end("who")
            continue
        m = _ABOUT.match(view.low, end) if about is None else None
        if m:
            about, end = view.printed(*m.span("what")), m.end("what")
            continue
        break
    return end, issuer, about, day


def _build(view: View, start: int, kind: Span, number: tuple[int, int] | None, at: int) -> Document:
    end, issuer, about, day = _tail(view, at)
    text = view.printed(*number) if number else None
    return Document(view.trimmed(start, end), view.printed(kind.start, kind.end), text, issuer, about, day)


def _code_at(view: View, at: int, announced: bool) -> re.Match[str] | None:
    m = _CODE.match(view.norm, at)
    if not m or not m[1]:
        return None
    coded = re.search(r"[/-]", m[1]) or re.fullmatch(r"\d+[a-zA-ZĐ]+", m[1])
    if not (announced or coded) and (
        _COUNTED.match(view.low, m.end())
        or (
            re.match(r" [a-zđ]", view.norm[m.end() : m.end() + 2])
            and not re.match(r" (?:của|về|và|ngày|là|được|đã)\b", view.low[m.end() : m.end() + 6])
        )
    ):
        return None
    return None if re.match(r" *%", view.low[m.end() : m.end() + 2]) else m


def _numbered(view: View, m: re.Match[str]) -> Iterator[Document]:
    kind, at = Span(m.start(), m.end()), m.end()
    while True:
        word = _NUMBER_WORD.match(view.low, at)
        code = _code_at(view, word.end() if word else at, announced=bool(word))
        if not code:
            return
        found = _build(view, m.start() if at == m.end() else code.start(1), kind, code.span(1), code.end())
        yield found
        step = _NEXT.match(view.low, code.end())
        if not step or not re.match(
            r"(?:số *)?\d{1,4}(?: ?[/-] ?[^\W\d]|,| và|\.)", view.low[step.end() : step.end() + 12]
        ):
            return
        at = step.end()


LAWS = {"luật", "bộ luật", "pháp lệnh"}


def _law_name(view: View, m: re.Match[str]) -> bool:
    """'Luật Công đoàn năm 2012', never 'luật gia' or 'luật pháp': a capital on the kind and on its name, year near."""
    return bool(
        re.match(
            rf"[{UPPER}]\w*(?: \w+)? (?:[{UPPER}]|phòng, )[^.;:\n]{{2,70}}? năm (?:19|20)\d{{2}}",
            view.norm[m.start() : m.end() + 90],
        )
    ) and not view.low.startswith(("gia ", "sư "), m.end() + 1)


def _named(view: View, m: re.Match[str]) -> Document | None:
    kind = m[0]
    quoted = _QUOTED.match(view.norm, m.end())
    if quoted and kind in {"đề án", "chiến lược", "dự án", "kế hoạch"}:
        period = _PERIOD.match(view.low, quoted.end())
        if kind == "đề án" or period:
            end = period.end() if period else quoted.end()
            return Document(
                view.trimmed(m.start(), end),
                view.printed(*m.span()),
                None,
                None,
                view.printed(*quoted.span("what")),
                None,
            )
    if kind not in STRONG or (kind in LAWS and not _law_name(view, m)):
        return None
    dated = _NAMED_YEAR.match(view.low, m.end())
    if not dated or _KIND.search(view.low, m.end() + 1, dated.end()):
        return None
    if kind in {"nghị quyết", "chỉ thị", "kết luận"} and not re.match(
        r" (?:của [^,;]{3,60} )?(?:về|đại hội)", view.low[m.end() : m.end() + 80]
    ):
        return None
    if (
        re.match(r" *(?:này|sau|trên|đã|được|,)", view.low[m.end() : m.end() + 6])
        or " thực hiện " in dated[0]
    ):
        return None
    end, issuer, about, _ = _tail(view, m.end())
    end = max(end, dated.end())
    return Document(
        view.trimmed(m.start(), end),
        view.printed(*m.span()),
        None,
        issuer,
        about or view.printed(*dated.span()),
        None,
    )


def _all(view: View) -> Iterator[Document]:
    for m in _KIND.finditer(view.low):
        numbered = list(_numbered(view, m))
        yield from numbered
        if not numbered and (named := _named(view, m)):
            yield named


def number_key(number: str) -> str:
    return re.sub(r"^0+(?=\d)", "", re.sub(r"[/-]+", "-", re.sub(r"\s+", "", number.lower())))


def _same(a: Document, b: Document) -> bool:
    if a.number and b.number:
        x, y = number_key(a.number), number_key(b.number)
        bare = x.split("-")[0] == y.split("-")[0] and ("-" not in x or "-" not in y)
        return x == y or (bare and a.kind.lower() == b.kind.lower())
    if a.number or b.number or a.kind.lower() != b.kind.lower():
        return False
    words = [set((d.about or "").lower().split()) for d in (a, b)]
    return len(words[0] & words[1]) >= 0.6 * max(1, min(map(len, words)))


def _fuller(a: Document, b: Document) -> Document:
    return max((a, b), key=lambda d: (len(d.number or ""), bool(d.date), d.span.end - d.span.start))


def find(view: View) -> list[Document]:
    """Each text once, quoted where it is cited most fully."""
    kept: list[Document] = []
    for found in _all(view):
        for at, other in enumerate(kept):
            if _same(found, other):
                kept[at] = _fuller(other, found)
                break
        else:
            if not any(found.span.overlaps(other.span) and not found.number for other in kept):
                kept.append(found)
    return kept
