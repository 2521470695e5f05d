"""Awards: form, how many of whom, granted by whom, granted or only proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import forms, numbers, recipients
from .award_parts import DIRECT, GETS, GIVES, has_grantor, make, only_aimed_at
from .facts import Award, Person
from .forms import Form
from .named_awards import UNIT, named
from .recipients import Recipients
from .text import Span, View, any_of

_CLAUSE = re.compile(r";|\n")
_TO = re.compile(r"(?<!\w)(?:cho|tặng|đến|đối với|gồm)(?!\w)")
_IMPLIED = {
    "chien_si_thi_dua": "individual",
    "lao_dong_tien_tien": "individual",
    "tap_the_lao_dong_xuat_sac": "collective",
    "tap_the_lao_dong_tien_tien": "collective",
    "don_vi_quyet_thang": "collective",
}
_HANDED = re.compile(r"(?<!\w)được (?:\w+ ){0,2}(?:trao|tặng)(?= (?:tặng )?cho)")
_SENTENCE_VERB = re.compile(
    any_of(
        "trao|tặng|trao tặng|truy tặng|khen|khen thưởng|tuyên dương|tôn vinh|biểu dương|"
        "vinh danh|được|đạt|nhận|công nhận|có|cho|phong tặng"
    )
)


def _clauses(view: View) -> Iterator[Span]:
    for sentence in view.sentences:
        start = sentence.start
        for cut in _CLAUSE.finditer(view.norm, sentence.start, sentence.end):
            yield Span(start, cut.start())
            start = cut.end()
        yield Span(start, sentence.end)


def _counted(view: View, form: Form, floor: int) -> tuple[int, int] | None:
    """(start, count) of '12 chiến sĩ thi đua', '25 Bằng khen'."""
    for number in reversed(numbers.find(view, Span(floor, form.span.start), spelled=True)):
        gap = view.low[number.span.end : form.span.start]
        if (
            gap.strip() in {"", "lượt", "danh hiệu", "tấm", "lá"}
            and isinstance(number.value, int)
            and not number.of
        ):
            return number.span.start, number.value
        return None
    return None


def _receivers(
    view: View, at: int, all_forms: list[Form], groups: list[Recipients], clause: Span
) -> list[Recipients]:
    """Groups after the form ('… cho 6 tập thể và 16 cá nhân'), else the groups before it that 'được …'."""
    form = all_forms[at]
    following = next((f for f in all_forms[at + 1 :] if not _chained(view, form, f)), None)
    limit = following.span.start if following else clause.end
    after = _after(view, form, [g for g in groups if form.span.end <= g.span.start < limit])
    if after:
        return after
    previous = [f for f in all_forms[:at] if not _chained(view, f, form)]
    floor = previous[-1].span.end if previous else clause.start
    return _before(view, form, [g for g in groups if floor <= g.span.start and g.span.end <= form.span.start])


def _chained(view: View, one: Form, other: Form) -> bool:
    """'Cờ thi đua, Bằng khen và Giấy khen cho …': nothing but commas, 'và' and grantors between."""
    gap = view.low[one.span.end : other.span.start]
    return len(gap) < 60 and not re.search(r"\d|(?<!\w)(?:cho|được|đạt|nhận)(?!\w)", gap)


def _after(view: View, form: Form, groups: list[Recipients]) -> list[Recipients]:
    if groups and form.code not in DIRECT and not view.low[form.span.end : groups[0].span.start].strip():
        return _run(view, groups)
    while (
        len(groups) > 1
        and not _TO.search(view.low, form.span.end, groups[0].span.start)
        and form.code not in DIRECT
    ):
        groups = groups[1:]
    if not groups:
        return []
    gap = view.low[form.span.end : groups[0].span.start]
    direct = (
        form.code in DIRECT and len(gap.strip()) <= 12 and not GETS.search(gap) and not re.search("[,;]", gap)
    )
    gap = _HANDED.sub(" ", gap)
    if not direct and (not _TO.search(gap) or len(gap) > 160 or GETS.search(gap)):
        return []
    return _run(view, groups)


def _run(view: View, groups: list[Recipients]) -> list[Recipients]:
    """The first group and those joined to it by a comma or 'và'."""
    kept = [groups[0]]
    for group in groups[1:]:
        gap = view.low[kept[-1].span.end : group.span.start]
        if not re.fullmatch(r"[^,;]{0,50}(?:,|và|, và| và) *(?:cho |tặng )?", gap) or re.search(
            r"(?<!\w)(?:được|đạt|nhận|đã có|có thành tích)(?!\w)", gap
        ):
            break
        if group.count is not None:
            kept.append(group)
    return kept


def _before(view: View, form: Form, groups: list[Recipients]) -> list[Recipients]:
    if not groups:
        return []
    gap = view.low[groups[-1].span.end : form.span.start]
    if (
        not GETS.search(gap)
        or len(gap) > 120
        or (GIVES.search(gap) and re.search(r"(?<!\w)đã (?:trao|tặng)", gap))
    ):
        return []
    kept = [groups[-1]]
    for group in reversed(groups[:-1]):
        between = view.low[group.span.end : kept[0].span.start]
        if (
            not re.fullmatch(r"[^,;.]{0,45}(?:,|và|, và| và)? *", between)
            or GETS.search(between)
            or group.count is None
        ):
            break
        kept.insert(0, group)
    return [group for group in kept if group.count is not None or len(kept) == 1]


def _in_clause(view: View, clause: Span, people: list[Person]) -> Iterator[Award]:
    found = forms.find(view, clause)
    if not found or not _SENTENCE_VERB.search(view.low, clause.start, clause.end):
        return
    groups = [
        g
        for g in recipients.find(view, clause)
        if not any(g.span.overlaps(f.span) and f.span.start <= g.span.start for f in found)
    ]
    for at in range(len(found)):
        yield from _of_form(view, clause, people, found, groups, at)


def _of_form(
    view: View, clause: Span, people: list[Person], found: list[Form], groups: list[Recipients], at: int
) -> Iterator[Award]:
    form = found[at]
    if only_aimed_at(view, form, clause):
        return
    counted = _counted(view, form, found[at - 1].span.end if at else clause.start)
    if counted:
        kind = _IMPLIED.get(form.code) or _kind_after(view, form, groups)
        yield make(view, form, clause, None, counted[1], kind, start=counted[0])
        return
    receivers = _receivers(view, at, found, groups, clause)
    chain = [f for f in found[:at] if _chained(view, f, form)]
    if chain and any(r.count is not None for r in receivers) and not has_grantor(view, chain[-1], clause):
        return
    receivers = _merged(view, form, receivers, people, clause)
    for group in receivers:
        if group.count is None and form.code in {"bieu_duong", "danh_hieu"}:
            continue
        yield make(view, form, clause, group, group.count, group.kind)
    if not receivers and (one := named(view, form, clause, people, found)):
        yield one


def _merged(
    view: View, form: Form, receivers: list[Recipients], people: list[Person], clause: Span
) -> list[Recipients]:
    """'Tập thể Cục A và 1 đơn vị': the unit named beside is added to the count of the same kind."""
    if len(receivers) != 1 or receivers[0].count is None or receivers[0].span.start > form.span.start:
        return receivers
    only = receivers[0]
    unit = UNIT.search(view.norm, clause.start, only.span.start)
    if (
        unit
        and re.fullmatch(r"[^,;]*? và ", view.low[unit.start() : only.span.start])
        and only.kind == "collective"
        and only.count is not None
    ):
        return [Recipients(Span(unit.start(), only.span.end), only.count + 1, only.kind)]
    return receivers


def _kind_after(view: View, form: Form, groups: list[Recipients]) -> str:
    following = [g for g in groups if form.span.end <= g.span.start <= form.span.end + 120]
    return following[0].kind if following else ("collective" if form.code == "co_thi_dua" else "mixed")


def _same(a: Award, b: Award) -> bool:
    """The same award told twice: no count, grantor or name speaks against it."""
    if (a.form_code, a.count, a.recipient_kind, a.status) != (
        b.form_code,
        b.count,
        b.recipient_kind,
        b.status,
    ):
        return False
    if a.named_recipients and b.named_recipients and set(a.named_recipients) != set(b.named_recipients):
        return False
    if a.count == 1 and bool(a.named_recipients) != bool(b.named_recipients):
        return False
    grantors = {(x.authority or "").lower() for x in (a, b)} - {""}
    return len(grantors) < 2 or any(one in other for one in grantors for other in grantors - {one})


def _fullness(award: Award) -> tuple[int, int]:
    return bool(award.authority) + bool(award.named_recipients), award.span.end - award.span.start


def counted(view: View, people: list[Person]) -> list[Span]:
    """Every span an award was read from, told again or not: the numbers inside are no figures."""
    return [award.span for clause in _clauses(view) for award in _in_clause(view, clause, people)]


def find(view: View, people: list[Person]) -> list[Award]:
    """One item for each form, kind of recipient, grantor and count; the fullest mention is quoted."""
    kept: list[Award] = []
    for clause in _clauses(view):
        for award in _in_clause(view, clause, people):
            at = next((i for i, other in enumerate(kept) if _same(award, other)), None)
            if at is None:
                kept.append(award)
            else:
                kept[at] = max(kept[at], award, key=_fullness)
    return sorted((award for award in kept if not _total(award, kept)), key=lambda award: award.span)


def _total(award: Award, others: list[Award]) -> bool:
    """A headline's total of what is told apart below: 95 điển hình = 45 tập thể + 50 cá nhân."""
    parts = [o.count for o in others if o.span > award.span and o.form_code == award.form_code and o.count]
    return (
        award.form_code != "giai_thuong"
        and award.recipient_kind == "mixed"
        and len(parts) > 1
        and award.count == sum(parts)
    )
