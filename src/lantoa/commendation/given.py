"""Papers that follow a decision: sổ vàng, quyết định hủy, bảng kê tiền thưởng, danh sách ký nhận."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lantoa.assessment.queries import seat_of
from lantoa.documents.catalogue import awards as catalogue
from lantoa.documents.catalogue.issue import Issue
from lantoa.documents.tree import Basis, Paper, Signature
from lantoa.kernel.vi.dates import on_paper
from lantoa.kernel.vi.numbers import figure
from lantoa.organisation import queries as organisation
from lantoa.registry import queries as registry
from lantoa.rulebook import packs

from . import facts
from .models import Decision, Honour
from .papers import LABEL, law_of, organ_of
from .rules.authorities import ABBREVIATION, head_of, title_of


def _named(of: Decision) -> str:
    day = of.paper.issued_on if of.paper else None
    return f"Quyết định số {of.paper}{f' {on_paper(day)}' if day else ''}"


def _issue(of: Decision, day: date, *signatures: Signature, **more: object) -> Issue:
    return Issue(
        organ_of(of.authority.code, day),
        of.place,
        signatures,
        year=day.year,
        data_label=LABEL if of.illustrative else "",
        **more,  # type: ignore[arg-type]
    )


def cancelling(of: Decision, day: date) -> Paper:
    """Quyết định hủy, thu hồi of a revoked decision; what the revocation does not say is a gap."""
    row = of.revocation
    kind = facts.kind_of(of.authority.code, day)
    title = facts.award_title(of.award, of.authority.code, day)
    abbreviation = registry.sign_of(of.authority.code, ABBREVIATION.get(kind, ""))
    return catalogue.cancelling(
        catalogue.Cancelling(
            _issue(
                of,
                row.revoked_on,
                Signature(head_of(kind)[0], ""),
                signs=(abbreviation,) if abbreviation else (),
                recipients=("Như Điều 1", "Lưu: VT, hồ sơ khen thưởng"),
            ),
            facts.decider(of, day),
            (*law_of(row.revoked_on), Basis(row.basis)),
            _named(of),
            tuple(
                (
                    facts.recipient_line(line.dossier, day),
                    f"{title} năm {of.year}",
                    line.amount if line.paid else 0,
                )
                for line in of.lines.all()
            ),
            row.cause.strip().rstrip("."),
        )
    )


def _prizes(of: Decision, day: date) -> catalogue.PrizeList:
    title = facts.award_title(of.award, of.authority.code, day)
    decided = (of.paper.issued_on if of.paper else None) or day
    salaries = packs.base_salaries(decided)
    base = f"{figure(salaries[0].vnd)} đồng" if salaries else ""
    sure = all(line.prize_sure for line in of.lines.all())
    return catalogue.PrizeList(
        _issue(
            of,
            decided,
            Signature("Người lập", ""),
            Signature(head_of(facts.kind_of(of.authority.code, day))[0], ""),
            recipients=("Kế toán", "Lưu: hồ sơ khen thưởng"),
        ),
        _named(of),
        base if sure or not base else f"{base} (chờ xác nhận)",
        tuple(
            catalogue.Prize(
                facts.recipient_name(line.dossier, day),
                "" if line.dossier.collective else organisation.name_of(line.dossier.unit.code, day),
                title,
                "",
                line.amount if line.paid else 0,
            )
            for line in of.lines.all()
        ),
    )


def prize_list(of: Decision, day: date) -> Paper:
    """Bảng kê: an amount nobody could compute yet is a gap; one not paid beside a higher title is zero."""
    return catalogue.prize_list(_prizes(of, day))


def receipt_list(of: Decision, day: date) -> Paper:
    return catalogue.receipt_list(_prizes(of, day))


def honours_book(authority: str, year: int, rows: Sequence[Honour], day: date) -> Paper:
    """Sổ vàng of one authority: honours in force, numbered in the order of their entry (``queries.book_of``)."""
    kind = facts.kind_of(authority, day)
    return catalogue.honours_book(
        catalogue.HonoursBook(
            Issue(
                organ_of(authority, day),
                seat_of(authority, day),
                (Signature(head_of(kind)[0], ""),),
                year=year,
                recipients=("Lưu: sổ vàng",),
                data_label=LABEL if any(one.decision.illustrative for one in rows) else "",
            ),
            title_of(kind, organisation.name_of(authority, day)),
            year,
            tuple(
                catalogue.BookLine(
                    f"{at:02d}",
                    one.person.name if one.person else organisation.name_of(one.unit.code, day),
                    organisation.name_of(one.unit.code, day) if one.person else "",
                    facts.award_title(one.award, authority, day),
                    one.year,
                    str(one.decision.paper),
                    one.given_on,
                    "Đã hủy" if one.revoked_by_id else "",
                )
                for at, one in enumerate(rows, start=1)
            ),
        )
    )


__all__ = ["cancelling", "honours_book", "prize_list", "receipt_list"]
