"""Papers of a proposal from its dossiers: danh sách trích ngang, báo cáo thành tích, phiếu lấy ý kiến."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lantoa.assessment.queries import seat_of
from lantoa.documents.catalogue import dossiers as catalogue
from lantoa.documents.catalogue import voting
from lantoa.documents.catalogue.issue import Issue
from lantoa.documents.tree import Organ, Paper, Signature
from lantoa.kernel.vi.dates import on_paper
from lantoa.organisation import queries as organisation

from . import facts, queries
from .models import CouncilBallot, Dossier
from .papers import LABEL, organ_of
from .rules.authorities import head_of


def _issue(of: Dossier, day: date, *signatures: Signature) -> Issue:
    return Issue(
        organ_of(of.unit.code, day),
        seat_of(of.unit.code, day),
        signatures,
        year=day.year,
        recipients=("Hội đồng Thi đua - Khen thưởng", "Lưu: hồ sơ khen thưởng"),
        data_label=LABEL if of.illustrative else "",
    )


def beside(of: Dossier, seen: Sequence[Dossier]) -> list[Dossier]:
    """The dossiers one unit proposes together: same authority, award and year, not withdrawn or refused."""
    return [
        one
        for one in seen
        if (one.unit_id, one.authority_id, one.award, one.year)
        == (of.unit_id, of.authority_id, of.award, of.year)
        and one.state != "refused"
    ]


def summary_list(rows: Sequence[Dossier], day: date) -> Paper:
    """Danh sách trích ngang of ``rows``, all of one unit, authority, award and year; at least one."""
    first = rows[0]
    title = facts.award_title(first.award, first.authority.code, day)
    collectives = sum(1 for one in rows if one.collective)
    return catalogue.summary_list(
        catalogue.SummaryList(
            _issue(first, day, Signature(_head(first, day), "")),
            f"Đề nghị tặng {title} năm {first.year}",
            tuple(
                catalogue.Proposed(
                    name=f"{one.person.rank if one.person else ''} {facts.recipient_name(one, day)}".strip(),
                    born="",
                    post=one.post,
                    unit=organisation.name_of(one.unit.code, day),
                    award=title,
                    merit=one.merit,
                    earlier=_earlier(one, day),
                )
                for one in rows
            ),
            collectives,
            len(rows) - collectives,
        )
    )


def _head(of: Dossier, day: date) -> str:
    return head_of(facts.kind_of(of.unit.code, day))[0]


def _held(of: Dossier) -> list[tuple[str, str, str]]:
    """(year, award, decision) of earlier honours in force, newest first."""
    return [
        (
            str(one.year),
            facts.award_title(one.award, one.decision.authority.code, one.given_on),
            f"Số {one.decision.paper} {on_paper(one.given_on)}",
        )
        for one in queries.honours_before(of)
    ]


def _earlier(of: Dossier, day: date) -> str:
    return "; ".join(f"{award} năm {year}" for year, award, _ in _held(of)[:3])


def achievement_report(of: Dossier, day: date) -> Paper:
    """Báo cáo thành tích of a person or a collective, from what the dossier holds; the rest is a gap."""
    title = facts.award_title(of.award, of.authority.code, day)
    name = facts.recipient_name(of, day)
    head = Signature(_head(of, day), "")
    about = [("Tên tập thể", name)] if of.collective else [("Họ và tên", name)]
    if of.person and of.person.rank:
        about.append(("Cấp bậc", of.person.rank))
    if of.post:
        about.append(("Chức vụ", of.post))
    if not of.collective:
        about.append(("Đơn vị", organisation.name_of(of.unit.code, day)))
    signers = (
        (head,) if of.collective else (Signature("Thủ trưởng đơn vị", ""), Signature("Người báo cáo", name))
    )
    lines = tuple(line.strip(" -•") for line in of.merit.splitlines() if line.strip())
    return catalogue.achievement_report(
        catalogue.Achievement(
            _issue(of, day, *signers),
            title,
            f"năm {of.year}",
            name,
            of.collective,
            catalogue.Occasion.YEAR,
            tuple(about),
            lines,
            honours=tuple(_held(of)),
        )
    )


def opinion_slip(of: CouncilBallot, day: date) -> Paper:
    """Phiếu lấy ý kiến on the ballot's dossier, with an open line for the member it goes to."""
    council, body = of.council, of.council.body.code
    dossier = of.dossier
    return voting.opinion_slip(
        voting.OpinionSlip(
            Issue(
                Organ(organisation.name_of(body, day), council.name),
                seat_of(body, day),
                (Signature("Thành viên Hội đồng", ""),),
                year=of.held_on.year,
                data_label=LABEL if dossier.illustrative else "",
            ),
            f"Xét khen thưởng năm {dossier.year}",
            "………………………………",
            "",
            (
                (
                    facts.recipient_line(dossier, day),
                    facts.award_title(dossier.award, dossier.authority.code, day),
                    dossier.merit,
                ),
            ),
            tuple(one.title[:1].upper() + one.title[1:] for one in dossier.papers.all()),
            of.held_on,
            "Thường trực Hội đồng",
        )
    )
