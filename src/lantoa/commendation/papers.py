"""The papers of commendation as document trees: tờ trình, biên bản họp Hội đồng, quyết định."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.assessment.queries import seat_of
from lantoa.documents import build
from lantoa.documents.build import article, clauses, heading, p, table
from lantoa.documents.check_code import check_code
from lantoa.documents.drawing import Drawing
from lantoa.documents.numbering import symbol
from lantoa.documents.tree import (
    Annex,
    Authority,
    AuthorityLine,
    Basis,
    Column,
    Organ,
    Paper,
    Paragraph,
    Signature,
    Signed,
)
from lantoa.kernel import clock
from lantoa.kernel.vi.dates import on_paper
from lantoa.kernel.vi.numbers import figure
from lantoa.organisation import queries as organisation
from lantoa.registry import queries as registry
from lantoa.registry.letterhead import authority_of
from lantoa.registry.papers import UNSIGNED
from lantoa.rulebook import packs
from lantoa.rulebook.rules.rows import Instrument

from . import facts, queries
from .models import CouncilBallot, Decision, DecisionLine, Dossier
from .rules.authorities import ABBREVIATION, head_of, title_of

LABEL = "Dữ liệu minh họa"
IN_TEXT = 3
"""Up to this many recipients are named in Điều 1 itself; more go into an annex."""


def symbol_of(kind: str, unit: str, day: date) -> str:
    """'QĐ-BCA', 'QĐ-CAT', 'QĐ-UBND'; an organ's own abbreviation where its clerk has set it."""
    return symbol(kind, registry.sign_of(unit, ABBREVIATION.get(facts.kind_of(unit, day), "")))


def organ_of(unit: str, day: date) -> Organ:
    return Organ(facts.superior_of(unit, day), organisation.name_of(unit, day))


def law_of(day: date) -> tuple[Basis, ...]:
    """'Căn cứ' lines of the law and the decree in force on ``day``."""
    return tuple(
        Basis(_instrument(row), instrument=row.id, clause=row.clause)
        for row in packs.governing(day)
        if row.issued
    )


def _instrument(row: Instrument) -> str:
    kind = "Luật" if row.role == "law" else "Nghị định"
    named = "Luật Thi đua, khen thưởng" if row.id == "LAW2022" else f"{kind} số {row.number}"
    when = f" {on_paper(row.issued)}" if row.issued else ""
    by = " của Chính phủ" if row.role == "decree" else ""
    return f"{named}{when}{by}"


# Quyết định ------------------------------------------------------------------------------------------


def decision(of: Decision, day: date | None = None) -> Paper:
    """The decision as it stands: a draft, signed, or numbered and dated. ``day`` dates what is not dated yet."""
    kept = of.paper
    when = (kept.issued_on if kept else None) or day or _day_of(of)
    lines = list(of.lines.all())
    title = facts.award_title(of.award, of.authority.code, when)
    signed = kept is not None and kept.state not in UNSIGNED
    signed_as = capacity(of, when)
    many = len(lines) > IN_TEXT
    return build.decision(
        organ=organ_of(of.authority.code, when),
        symbol=kept.symbol if kept else symbol_of("decision", of.authority.code, when),
        number=int(kept.number) if kept and kept.number else None,
        place=of.place,
        day=kept.issued_on if kept and kept.number else None,
        year=of.year if not (kept and kept.number) else None,
        summary=f"Về việc tặng {_quoted(title)} năm {of.year}",
        authority=facts.decider(of, when),
        bases=(*law_of(lines[0].dossier.accepted_on), *_proposal(of)),
        articles=(
            article(1, _given(of, lines, title, when)),
            article(2, _money(lines)),
            article(3, _carried_out(of, when)),
            *_check_line(of),
        ),
        annexes=(_list(of, lines, title, when),) if many else (),
        signatures=(
            Signature(
                signed_as.post,
                of.signer_name,
                signed_as.lines,
                Signed.SIGNED if signed else Signed.DRAFT,
                rank=of.signer_rank,
            ),
        ),
        recipients=(
            "Như Điều 3",
            *(("Trang tra cứu công khai",) if of.published else ()),
            "Lưu: VT, hồ sơ khen thưởng",
        ),
        draft=not signed,
        data_label=LABEL if of.illustrative else "",
        mark=mark_of(of),
    )


def mark_of(of: Decision) -> Drawing | None:
    """The QR to the decision's check page: for decisions that may be shown, where the authority's clerk has switched
    it on; None adds nothing to the prescribed layout."""
    address = registry.check_address(of.authority.code, of.public_code) if of.published else ""
    return check_code(address) if address else None


@dataclass(frozen=True, slots=True)
class Capacity:
    """In whose name the signer signs (none: their own), above which post."""

    post: str
    lines: tuple[AuthorityLine, ...] = ()


def capacity(of: Decision, day: date) -> Capacity:
    """As the delegation said it when the decision was signed; before and without one, as it was drafted."""
    if of.paper is not None and of.paper.signer_line:
        return Capacity(of.paper.signer_post, authority_of(of.paper.signer_line))
    head, deputy = head_of(facts.kind_of(of.authority.code, day))
    return Capacity(deputy, (Authority.KT.of(head),)) if of.deputy else Capacity(head)


def _check_line(of: Decision) -> tuple[Paragraph, ...]:
    """How a reader of the paper finds its check page, on papers that may be shown."""
    if not of.published:
        return ()
    return (p(f"Mã tra cứu trên trang công khai: {spaced(of.public_code)}."),)


def spaced(code: str) -> str:
    """A public code as people read it aloud: ABCD-EFGH-JKLM."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _day_of(of: Decision) -> date:
    return (of.issued_at or of.signed_at or of.drafted_at).astimezone(clock.HANOI).date()


def _quoted(title: str) -> str:
    return f"“{title}”" if title.startswith("Cờ") else f"danh hiệu “{title}”"


def _proposal(of: Decision) -> tuple[Basis, ...]:
    return (Basis(of.proposed_by, lead="Theo đề nghị của"),) if of.proposed_by else ()


def _given(of: Decision, lines: Sequence[DecisionLine], title: str, day: date) -> str:
    collectives = sum(1 for line in lines if line.dossier.collective)
    people = len(lines) - collectives
    counted = " và ".join(
        part
        for part in (
            f"{collectives:02d} tập thể" if collectives else "",
            f"{people:02d} cá nhân" if people else "",
        )
        if part
    )
    start = f"Tặng {_quoted(title)} năm {of.year} cho {counted}"
    if len(lines) > IN_TEXT:
        return f"{start} có thành tích xuất sắc trong phong trào thi đua (có danh sách kèm theo)."
    named = "; ".join(facts.recipient_line(line.dossier, day) for line in lines)
    merit = lines[0].dossier.merit.strip().rstrip(".") if len(lines) == 1 else ""
    if merit:
        return f"{start}: {named}. Thành tích: {merit[:1].upper()}{merit[1:]}."
    return f"{start}: {named}; đã có thành tích xuất sắc trong phong trào thi đua năm {of.year}."


def _money(lines: Sequence[DecisionLine]) -> str:
    """Amounts only where every coefficient and the base salary are verified; else what the rules say."""
    total = sum(line.amount or 0 for line in lines if line.paid)
    if all(line.prize_sure for line in lines) and total:
        each = f" ({figure(lines[0].amount)} đồng mỗi trường hợp)" if len(lines) > 1 and _same(lines) else ""
        return (
            f"Tiền thưởng kèm theo là {figure(total)} đồng{each}, chi từ Quỹ thi đua, khen thưởng theo quy định "
            "hiện hành."
        )
    return "Tiền thưởng kèm theo thực hiện theo quy định hiện hành, chi từ Quỹ thi đua, khen thưởng."


def _same(lines: Sequence[DecisionLine]) -> bool:
    return len({line.amount for line in lines}) == 1


def _carried_out(of: Decision, day: date) -> str:
    named = organisation.name_of(of.authority.code, day)
    return (
        f"Thủ trưởng các đơn vị thuộc {named}, thủ trưởng đơn vị có liên quan và các tập thể, cá nhân có tên tại "
        "Điều 1 chịu trách nhiệm thi hành Quyết định này."
    )


def _list(of: Decision, lines: Sequence[DecisionLine], title: str, day: date) -> Annex:
    rows = [
        (
            str(at),
            facts.recipient_name(line.dossier, day),
            line.dossier.post,
            organisation.name_of(line.dossier.unit.code, day),
        )
        for at, line in enumerate(lines, start=1)
    ]
    columns = (Column("TT", 12, "center"), "Họ và tên, tập thể", "Chức vụ", "Đơn vị")
    return Annex(f"Danh sách được tặng {_quoted(title)} năm {of.year}", (table(columns, rows),))


# Tờ trình --------------------------------------------------------------------------------------------


def submission(of: Dossier, day: date) -> Paper:
    """Tờ trình of the proposing unit to the authority, with the conditions met and the papers sent along."""
    title = facts.award_title(of.award, of.authority.code, day)
    kind = facts.kind_of(of.authority.code, day)
    organ, sign, post = _proposer(of, day)
    unit = f"Thường trực {organ.issuer}" if of.unit_id == of.authority_id else organ.issuer
    sent = [one.title for one in of.papers.all() if one.source != "submission"]
    kept = queries.latest_verdict(of)
    met = (
        []
        if kept is None
        else [
            f"{one.detail.rstrip('.')} ({one.clause})"
            for one in queries.verdict_of(kept).findings
            if one.met and one.code != "AUTHORITY"
        ]
    )
    return build.submission(
        organ=organ,
        symbol=sign,
        place=seat_of(of.unit.code, day),
        day=None,
        year=day.year,
        summary=f"Về việc đề nghị tặng {_quoted(title)} năm {of.year}",
        addressees=(title_of(kind, organisation.name_of(of.authority.code, day)),),
        bases=law_of(of.accepted_on),
        body=(
            p(
                f"{unit} kính trình xem xét, tặng {_quoted(title)} năm {of.year} cho: "
                f"{facts.recipient_line(of, day)}."
            ),
            *((heading("I", "Tóm tắt thành tích"), p(of.merit)) if of.merit else ()),
            heading("II" if of.merit else "I", "Điều kiện, tiêu chuẩn đã đối chiếu"),
            clauses(*met) if met else p("Đối chiếu khi thẩm định hồ sơ."),
            heading("III" if of.merit else "II", "Hồ sơ gửi kèm"),
            clauses(*(one[:1].upper() + one[1:] for one in sent)) if sent else p("Không có."),
            p(f"{unit} kính trình xem xét, quyết định./."),
        ),
        signatures=(Signature(post, ""),),
        recipients=("Như trên", "Lưu: VT, hồ sơ khen thưởng"),
        data_label=LABEL if of.illustrative else "",
        draft=True,
    )


COUNCIL = "Hội đồng Thi đua - Khen thưởng"


def _proposer(of: Dossier, day: date) -> tuple[Organ, str, str]:
    """(organ, symbol, signer's post): the unit; or, where the unit's own head decides, the council's office."""
    code = of.unit.code
    if of.unit_id == of.authority_id:
        return (
            Organ(organisation.name_of(code, day), COUNCIL),
            symbol("submission", "HĐTĐKT"),
            "Thường trực Hội đồng",
        )
    return organ_of(code, day), symbol_of("submission", code, day), head_of(facts.kind_of(code, day))[0]


# Biên bản họp Hội đồng -------------------------------------------------------------------------------


def council_minutes(ballots: Sequence[CouncilBallot], day: date) -> Paper:
    """Biên bản họp Hội đồng of one session, with each ballot counted on all members and the written opinions."""
    first = ballots[0]
    council, body = first.council, first.council.body.code
    members = list(council.members.all())
    chair = next((one for one in members if one.role == "CHAIR"), None)
    clerk = next((one for one in members if one.role == "SECRETARY"), None)
    return build.minutes(
        organ=Organ(organisation.name_of(body, day), council.name),
        symbol=symbol("minutes", "HĐTĐKT"),
        place=seat_of(body, first.held_on),
        day=first.held_on,
        summary=f"Họp xét khen thưởng năm {first.dossier.year}",
        body=(
            p(f"Thời gian: {on_paper(first.held_on)}."),
            p(
                f"Thành phần: Hội đồng có {first.members} thành viên; có mặt {_max(ballots, 'present')}, "
                f"cho ý kiến bằng văn bản {_max(ballots, 'written')}."
            ),
            heading("I", "Nội dung"),
            p(
                "Hội đồng nghe báo cáo thẩm định từng hồ sơ, thảo luận và bỏ phiếu"
                f"{' kín' if first.secret else ''}. Tỷ lệ phiếu tính trên tổng số thành viên Hội đồng."
            ),
            heading("II", "Kết quả kiểm phiếu"),
            table(
                (
                    Column("TT", 12, "center"),
                    "Trường hợp đề nghị",
                    Column("Đồng ý", 20, "center"),
                    Column("Cần có", 20, "center"),
                    "Kết luận",
                ),
                [_counted(at, one, day) for at, one in enumerate(ballots, start=1)],
            ),
            *_opinions(ballots),
            p("Biên bản được các thành viên dự họp nhất trí thông qua./."),
        ),
        secretary=Signature("Thư ký", clerk.name if clerk else ""),
        chair=Signature("Chủ trì", chair.name if chair else ""),
        recipients=("Thành viên Hội đồng", "Lưu: hồ sơ khen thưởng"),
        data_label=LABEL if first.dossier.illustrative else "",
    )


def _max(ballots: Sequence[CouncilBallot], field: str) -> int:
    return max((getattr(one, field) or 0 for one in ballots), default=0)


def _counted(at: int, ballot: CouncilBallot, day: date) -> tuple[str, ...]:
    result, finding = facts.ballot_result(ballot, day)
    said = {True: "Đủ phiếu", False: "Không đủ phiếu", None: "Chưa kết luận"}[result.passed]
    if finding.mark.value == "to_confirm" and result.row is not None:
        said += f" (ngưỡng phiếu {finding.mark.label})"
    dossier = ballot.dossier
    title = facts.award_title(dossier.award, dossier.authority.code, day)
    return (
        str(at),
        f"{facts.recipient_line(dossier, day)}: {title} năm {dossier.year}",
        f"{result.yes or 0}/{ballot.members}",
        str(result.needed or "–"),
        said,
    )


def _opinions(ballots: Sequence[CouncilBallot]) -> tuple[Paragraph, ...]:
    """Written opinions of the absent are part of the minutes (pack row V04)."""
    rows = [voter for ballot in ballots for voter in ballot.voters.all() if voter.mode == "WRITTEN"]
    if not rows:
        return ()
    said = [
        f"{one.member.name}: {'đồng ý' if one.written_yes else 'không đồng ý'}"
        + (f" ({one.opinion})" if one.opinion else "")
        for one in rows
    ]
    return (p(f"Ý kiến bằng văn bản của thành viên vắng mặt: {'; '.join(said)}."),)


__all__ = ["council_minutes", "decision", "spaced", "submission", "symbol_of"]
