"""Whether a candidate meets the conditions of an emulation title, one finding a condition, by the law of a day.

The rows come from the rulebook as arguments: this module knows no article. The day is that of acceptance for
appraisal (an old dossier keeps the old text).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lantoa.kernel.decisions import Finding, Verdict
from lantoa.kernel.periods import Validity
from lantoa.rulebook.rules.predicates import Facts, finding
from lantoa.rulebook.rules.rows import Block, Eligibility, Instrument, Quota

PENDING = {
    "discipline": "đang xem xét kỷ luật",
    "investigation": "đang bị điều tra",
    "inspection": "đang thanh tra, kiểm tra có dấu hiệu vi phạm",
    "complaint": "đang xác minh khiếu nại, tố cáo",
    "press": "báo chí nêu dấu hiệu vi phạm đang được xác minh",
}
"""What blocks while it is pending (X03)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A disciplinary term, half-open. ``ends`` None with ``open_ended``: known to run on; without: end not known.
    ``starts`` None: the first day is not known, only that it is of ``year``."""

    year: int
    starts: date | None
    ends: date | None
    open_ended: bool = False

    def overlaps(self, year: int) -> bool | None:
        """Whether the term reaches into a calendar year; None where the missing day decides it."""
        span = Validity(date(year, 1, 1), date(year + 1, 1, 1))
        starts = self.starts or date(self.year, 1, 1)
        if self.ends is not None or self.open_ended:
            ends = None if self.ends is None else max(self.ends, starts + timedelta(days=1))
            known = span.overlaps(Validity(starts, ends))
            return known if known or self.starts or year >= self.year else None
        if year == starts.year:
            return True
        return None if year > starts.year or self.starts is None else False


def counts(year: int, terms: Iterable[Term], known: bool) -> bool | None:
    """Whether the year counts as achievement time (X04). ``known``: the year's own discipline is known."""
    reached = [term.overlaps(year) for term in terms]
    if True in reached:
        return False
    return None if None in reached or not known else True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate's facts with what the blocks need. ``pending`` None: not known.
    ``disciplines``: per year, whether its discipline is known; ``terms``: every term known of."""

    facts: Facts
    pending: frozenset[str] | None = None
    terms: tuple[Term, ...] = ()
    disciplines: Mapping[int, bool] | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rows of one award on one day."""

    day: date
    eligibility: Sequence[Eligibility]
    blocks: Mapping[str, Block]
    governing: Sequence[Instrument]
    quotas: Sequence[Quota] = ()
    law_confirmed: bool = False


def verdict(candidate: Candidate, award: str, rules: Rules) -> Verdict:
    """All findings for one award: the law's own conditions, X04, X03, and what about the law is not read."""
    rows = [
        row
        for row in rules.eligibility
        if award in row.awards and row.conditions and row.subject == _subject(candidate)
    ]
    window = _window(rows)
    with_terms = _discounted(candidate, window)
    findings = [
        finding(row.id, row.clause, row.mark, row.at, condition, with_terms.facts)
        for row in rows
        for condition in row.conditions
    ]
    if not candidate.facts.collective and "X04" in rules.blocks:
        findings.append(_discipline(with_terms, rules.blocks["X04"], window))
    if "X03" in rules.blocks:
        findings.append(_pending(candidate, rules.blocks["X03"]))
    findings += _law(rules, award)
    return Verdict(tuple(findings), tuple(row.id for row in rules.governing))


def _subject(candidate: Candidate) -> str:
    return "collective" if candidate.facts.collective else "individual"


def _window(rows: Iterable[Eligibility]) -> int:
    """How many years back the award looks: its longest streak, else the year alone."""
    streaks = (
        condition.arguments["years"]
        for row in rows
        for condition in row.conditions
        if condition.operator == "streak"
    )
    return max(streaks, default=1)


def _discounted(candidate: Candidate, window: int) -> Candidate:
    """The same candidate, its years marked with whether they count (X04): also those of the window nothing else
    is known of, since a term written under another year may reach into them."""
    known, last = candidate.disciplines or {}, candidate.facts.year
    years = {
        year: replace(candidate.facts.at(year), counts=counts(year, candidate.terms, known.get(year, False)))
        for year in {*candidate.facts.years, *range(last - window + 1, last + 1)}
    }
    return replace(candidate, facts=replace(candidate.facts, years=years))


def _discipline(candidate: Candidate, block: Block, window: int) -> Finding:
    last = candidate.facts.year
    states = {year: candidate.facts.at(year).counts for year in range(last - window + 1, last + 1)}
    lost = [str(year) for year, state in states.items() if state is False]
    open_ = [str(year) for year, state in states.items() if state is None]
    if lost:
        met, detail = False, f"Năm {', '.join(lost)} trùng thời hạn kỷ luật nên không được tính thành tích."
    elif open_:
        met, detail = None, f"Chưa rõ năm {', '.join(open_)} có thuộc thời hạn kỷ luật hay không."
    else:
        met, detail = True, "Các năm xét không thuộc thời hạn kỷ luật."
    cure = {False: "Tính lại thời gian từ khi hết thời hạn kỷ luật.", None: "Bổ sung xác nhận về kỷ luật."}
    return Finding("X04", met, block.clause, block.mark, detail, cure.get(met, ""), _trace(block, detail))


def _pending(candidate: Candidate, block: Block) -> Finding:
    pending = candidate.pending
    if pending is None:
        met, detail = None, "Chưa rõ có việc đang được xem xét, xác minh hay không."
        cure = "Xin xác nhận của cơ quan có thẩm quyền."
    elif pending:
        said = "; ".join(PENDING[one] for one in sorted(pending))
        met, detail = False, f"Tạm dừng xét cho đến khi có kết luận: {said}."
        cure = "Chờ kết luận; kết luận không vi phạm thì xét tiếp."
    else:
        met, detail, cure = True, "Không có việc đang xem xét, xác minh.", ""
    return Finding("X03", met, block.clause, block.mark, detail, cure, _trace(block, detail))


def _law(rules: Rules, award: str) -> Iterable[Finding]:
    """What stands between the rules we have read and the law of the day."""
    changed, unread = rules.blocks.get("LAW_CHANGED"), rules.blocks.get("LAW_UNREAD")
    if changed and not rules.law_confirmed:
        detail = (
            "Hồ sơ tiếp nhận từ 01/10/2026 thuộc phạm vi Luật 06/2026/QH16; các điều kiện trên theo "
            "Luật 2022, cần người đối chiếu với luật mới."
        )
        cure = "Đơn vị xác nhận bộ quy tắc theo luật mới, hoặc xét theo quy định có lợi hơn."
        yield Finding(
            "LAW_CHANGED", None, changed.clause, changed.mark, detail, cure, _trace(changed, detail)
        )
    if unread:
        detail = "Ngày xét thuộc thời kỳ luật cũ; điều kiện của luật cũ chưa đọc được nguyên văn."
        cure = "Người xét đối chiếu văn bản của thời kỳ đó."
        yield Finding("LAW_UNREAD", None, unread.clause, unread.mark, detail, cure, _trace(unread, detail))
        for quota in rules.quotas:
            if award in quota.awards and quota.kind == "percent":
                yield Finding(
                    quota.id,
                    None,
                    quota.clause,
                    quota.mark,
                    f"{quota.name}.",
                    trace=_trace(quota, quota.name),
                )


def _trace(row: Block | Quota, seen: str) -> tuple[str, ...]:
    return (f"{row.at} {row.id} [{row.mark.label}] {row.clause}", seen)
